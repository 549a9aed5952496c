"""In: a source, a theme, a digest or picked passages. Out: the checked statements that a deck may be made of."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from django.conf import settings

from curation.checking import check_drafts
from curation.errors import Refused
from curation.models import Passage, PassageQuerySet, Source, Theme
from curation.offers import as_offer
from curation.writing.base import Writer
from curation.writing.forecast import Forecast, forecast, forecast_outline, forecast_section, forecast_summary
from curation.writing.labels import kept, label_of
from curation.writing.schemas import DigestBrief, Offer, SectionDraft, SummaryDraft
from digests.assemble import document_of
from digests.check import heading_borne_out
from digests.cited import as_document
from digests.compose import Progress, unheard
from digests.deck_numbers import counts_of
from digests.deck_picks import marked_in, picked_in, picked_title, quoted_picks
from digests.deck_pictures import pictures_in
from digests.document import DocumentSection
from digests.models import Deck, Digest
from digests.offer import section_offered
from digests.outline import DeckMaterial
from digests.wording import QUOTING, counted, names_of, period_in_words

STATEMENTS_A_CHAPTER = 4
# With its citations; in characters.
LONG_STATEMENT = 600


@dataclass(frozen=True)
class Amount:
    """How many statements are asked for: of a source without chapters, of a theme, and of one with chapters in all."""

    source: int
    theme: int
    most: int


AMOUNTS = {"short": Amount(8, 8, 24), "usual": Amount(14, 16, 48), "long": Amount(24, 28, 80)}

Drafted = Callable[[str, Sequence[Offer]], SectionDraft | SummaryDraft]


@dataclass(frozen=True)
class _Part:
    """What one section is written from."""

    heading: str
    rows: Mapping[int, Passage]

    @property
    def offers(self) -> list[Offer]:
        return [as_offer(passage) for passage in self.rows.values()]


def material_of(deck: Deck, writer: Writer, tell: Progress = unheard) -> DeckMaterial:
    """`tell` hears of the sections written; those of a digest and of picked passages are there already.

    Raises Refused for a deck of nothing.
    """
    told = _told(deck, writer, tell)
    cited = {one.source.source_id for part in told.sections for said in part.statements for one in said.standing}
    return replace(told, counts=counts_of(deck), pictures=pictures_in(deck.owner, cited))


def _told(deck: Deck, writer: Writer, tell: Progress) -> DeckMaterial:
    amount = amount_of(deck)
    if deck.digest:
        return _of_digest(deck.digest)
    if deck.source:
        sections = tuple(_of_source(deck.source, writer, tell, amount))
        return _material(deck.source.label, deck.source.byline, sections, writer)
    if deck.theme:
        sections = tuple(_of_theme(deck.theme, writer, tell, amount, wishes_of(deck)))
        return _material(deck.theme.name, f"Met since {deck.theme.born_on:%-d %B %Y}", sections, writer)
    if picked := picked_in(deck):
        return _of_picks(deck, picked)
    raise Refused("A deck is made of a source, a theme, a digest or picked passages.")


def amount_of(deck: Deck) -> Amount:
    return AMOUNTS.get(str(deck.wanted.get("length")), AMOUNTS["usual"])


def wishes_of(deck: Deck) -> DigestBrief:
    """What a writer of statements is told of the deck that they are for."""
    return DigestBrief(audience=str(deck.wanted.get("audience", "")), language=str(deck.wanted.get("language", "")))


def forecast_deck(deck: Deck) -> list[Forecast]:
    """The calls that its statements take, and the one that arranges them, however long they turn out."""
    reads = settings.LLM_READS
    if deck.digest:
        offered = [section_offered(section) for section in document_of(deck.digest).sections]
        return list(forecast_outline(offered, reads=reads))
    amount = amount_of(deck)
    arranged = forecast("outline", [" " * LONG_STATEMENT] * max(amount.most, len(deck.picked)))
    if deck.source:
        parts = _parts_of_source(deck.source)
        calls = [forecast_summary(part.offers, statements=_share(parts, amount), reads=reads) for part in parts]
        return [*chain.from_iterable(calls), arranged]
    if deck.theme:
        calls = [forecast_section(part.offers, reads=reads) for part in _parts_of_theme(deck.theme)]
        return [*chain.from_iterable(calls), arranged]
    return [arranged]


def _of_digest(digest: Digest) -> DeckMaterial:
    document = document_of(digest)
    period = period_in_words(document.period_start, document.period_end)
    return DeckMaterial(document.title, period, document.writer, document.sections)


def _material(title: str, subtitle: str, sections: tuple[DocumentSection, ...], writer: Writer) -> DeckMaterial:
    wrote = names_of(section.writer for section in sections)
    return DeckMaterial(title, subtitle, wrote or writer.name, sections)


def _of_picks(deck: Deck, picked: Sequence[Passage]) -> DeckMaterial:
    sections = tuple(quoted_picks(picked, marked_in(deck)))
    sources = len({passage.source_id for passage in picked})
    subtitle = f"{counted(len(picked), 'passage')} from {counted(sources, 'source')}, picked by hand"
    return DeckMaterial(picked_title(picked), subtitle, QUOTING, sections)


def _of_source(source: Source, writer: Writer, tell: Progress, amount: Amount) -> Iterator[DocumentSection]:
    parts = _parts_of_source(source)
    most = _share(parts, amount)
    return _sections(parts, lambda _heading, offers: writer.summarise(offers, statements=most), writer, tell)


def _share(parts: Sequence[_Part], amount: Amount) -> int:
    """Out: how many statements each may have."""
    if len(parts) < 2:
        return amount.source
    return max(1, min(STATEMENTS_A_CHAPTER, amount.most // len(parts)))


def _of_theme(
    theme: Theme, writer: Writer, tell: Progress, amount: Amount, brief: DigestBrief
) -> Iterator[DocumentSection]:
    def write(heading: str, offers: Sequence[Offer]) -> SectionDraft:
        return writer.write_section(heading, offers, statements=amount.theme, brief=brief)

    return _sections(_parts_of_theme(theme), write, writer, tell)


def _parts_of_source(source: Source) -> list[_Part]:
    """One per chapter, or one for all of a source without chapters."""
    chapters = [(c.title, Passage.objects.filter(chapter=c)) for c in source.chapters.all()]
    return _parts(chapters or [(source.label, Passage.objects.filter(source=source))])


def _parts_of_theme(theme: Theme) -> list[_Part]:
    return _parts([(theme.name, Passage.objects.kept().filter(placement__theme=theme))])


def _parts(named: Sequence[tuple[str, PassageQuerySet]]) -> list[_Part]:
    """Everything is read before the first call: none waits for the database."""
    parts = [
        _Part(heading, {passage.pk: passage for passage in passages.select_related("source", "chapter")})
        for heading, passages in named
    ]
    return [part for part in parts if part.rows]


def _sections(parts: Sequence[_Part], write: Drafted, writer: Writer, tell: Progress) -> Iterator[DocumentSection]:
    for done, part in enumerate(parts):
        tell(done, len(parts) + 1)
        section = _section(part, write(label_of(part.heading), part.offers), writer)
        if section.statements:
            yield section
    tell(len(parts), len(parts) + 1)


def _section(part: _Part, draft: SectionDraft | SummaryDraft, writer: Writer) -> DocumentSection:
    offers = part.offers
    heading = kept(draft.heading, part.heading) if isinstance(draft, SectionDraft) else part.heading
    checked = check_drafts(draft.statements, offers)
    return DocumentSection(
        heading=heading_borne_out(heading, part.heading, offers),
        theme_id=None,
        statements=tuple(as_document(one, part.rows) for one in checked),
        sources=len({offer.source_id for offer in offers}),
        writer=draft.writer or writer.name,
        fell_back=draft.fell_back,
    )
