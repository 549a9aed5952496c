"""In: words for a line that cites. Out: the line with them, checked against the stored words of what it cites."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Prefetch

from curation.checking import check_drafts, plain
from curation.errors import CurationError, NotFound, Refused
from curation.evidence import LONGEST_STATEMENT, CheckedStatement, Status, find_quote
from curation.models import Passage, Source
from curation.offers import as_offer
from curation.writing.schemas import CitationDraft, StatementDraft
from digests.assemble import cited_source
from digests.deck_editing.changing import one_line
from digests.outline import AnySlide, SlideCitation, SlideLine
from digests.outline.dates import moment
from digests.outline.excerpt import is_figure_of

OWN = "own"
GONE = "A passage that it cites has left the library: keep it as your own words, or drop it."
_NOT_EXACT = "A quotation holds the exact words of its source."
_OWN_REASON = "Your own words: nothing is cited for them."
_ALONE = "The large number is one that stands in the words beneath it."


@dataclass(frozen=True)
class Verdict:
    """`status` is that of the evidence check, or `own` for words that cite nothing; `reason` a sentence for people."""

    status: str
    reason: str


def verdict_on(owner: User, slide: AnySlide, line: SlideLine, text: str) -> Verdict:
    """What would be found if these were its words; nothing is stored."""
    if not line.citations:
        return Verdict(OWN, _OWN_REASON)
    if _is_large_number(slide, line):
        stands = is_figure_of(plain(text), slide.lines[1].text)
        return Verdict(Status.VERIFIED if stands else Status.UNSUPPORTED, "" if stands else _ALONE)
    try:
        checked = _checked(owner, line, plain(text))
    except NotFound as error:
        return Verdict(Status.UNSUPPORTED, str(error))
    if slide.layout == "quotation" and checked.status is not Status.VERIFIED:
        return Verdict(Status.UNSUPPORTED, checked.reason if checked.status is Status.UNSUPPORTED else _NOT_EXACT)
    return Verdict(checked.status, checked.reason)


def reworded(owner: User, slide: AnySlide, line: SlideLine, text: str) -> SlideLine:
    """The line with these words. Raises Refused, with the reason, where what it cites does not bear them out."""
    text = one_line(text, "A line needs words; drop it instead.", LONGEST_STATEMENT)
    if text == line.text:
        return line
    if not line.citations:
        return in_own_words(slide, text)
    found = verdict_on(owner, slide, line, text)
    if found.status == Status.UNSUPPORTED:
        raise Refused(f"Not saved. {found.reason}")
    told = {"text": text, "retold": found.status == Status.CLOSE}
    return line.model_copy(update=told)


def in_own_words(slide: AnySlide, text: str) -> SlideLine:
    """Without a citation, and told apart from what a source says."""
    text = one_line(text, "A line needs words; drop it instead.", LONGEST_STATEMENT)
    if slide.layout == "quotation":
        raise Refused(f"{_NOT_EXACT} Choose another layout for your own.")
    return SlideLine(text=text, own_words=True, yours=True)


def quoted_line(passage: Passage, words: str) -> SlideLine:
    """These words of the passage, as they stand there, with their citation. Raises Refused for words that do not."""
    words = plain(words) or plain(passage.text)
    found = find_quote(words, passage.text)
    if found is None or found.status is not Status.VERIFIED:
        raise Refused("These words do not stand in the passage one after the other.")
    stored = words if "…" in words else plain(passage.text[found.start : found.end])
    draft = StatementDraft(text=stored, citations=[CitationDraft(passage_id=passage.pk, quote=stored)])
    checked = check_drafts([draft], [as_offer(passage)])
    if not checked or checked[0].status is not Status.VERIFIED:
        raise Refused(checked[0].reason if checked else "There are no words in it.")
    return SlideLine(text=stored, citations=[citation_of(passage, stored)])


def citation_of(passage: Passage, quote: str) -> SlideCitation:
    source = cited_source(passage.source, passage)
    return SlideCitation(
        passage_id=passage.pk,
        source_id=source.source_id,
        title=source.title,
        author=source.author,
        quote=quote,
        url=source.url,
        when=moment(source.said_on, source.met_on, source.start_ms),
    )


def passage_of(owner: User, passage_id: int) -> Passage:
    found = Passage.objects.of(owner).select_related("source", "chapter").filter(pk=passage_id).first()
    if found is None:
        raise NotFound("This passage is not in your library.")
    return found


def passages_of(owner: User, lines: Iterable[SlideLine]) -> dict[int, Passage]:
    """What these cite, as far as it is still in the library, by id."""
    ids = {one.passage_id for line in lines for one in line.citations}
    named = Prefetch("source", Source.objects.named())
    found = Passage.objects.of(owner).filter(pk__in=ids).select_related("chapter").prefetch_related(named)
    return {passage.pk: passage for passage in found.defer("words")}


def _checked(owner: User, line: SlideLine, text: str) -> CheckedStatement:
    passages = passages_of(owner, [line])
    if {one.passage_id for one in line.citations} - passages.keys():
        raise NotFound(GONE)
    quoted = [
        CitationDraft(passage_id=one.passage_id, quote=one.quote or passages[one.passage_id].text)
        for one in line.citations
    ]
    draft = StatementDraft(text=_without_ellipsis(text), citations=quoted)
    checked = check_drafts([draft], [as_offer(passage) for passage in passages.values()])
    if not checked:
        raise CurationError("A line needs words; drop it instead.")
    return checked[0]


def _without_ellipsis(text: str) -> str:
    """What a slide shows of a statement may end in the sign that it goes on."""
    return text.rstrip(" …") if text.endswith("…") else text


def _is_large_number(slide: AnySlide, line: SlideLine) -> bool:
    return slide.layout == "big_number" and len(slide.lines) > 1 and line is slide.lines[0]
