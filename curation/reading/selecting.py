"""In: words that a reader selected. Out: them explained, simplified or translated: at once where sentences are quoted,
else promised as a run.

In pass 1 nothing is looked at beyond the reader's place but the selected words themselves, with what leads to them in
their passage. To select is not to have read: it takes the place no further, and ends no pass.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from curation import embedding, writers
from curation.errors import NothingToDo, Refused
from curation.heartbeat import beating
from curation.models import Passage, Run, Source
from curation.offers import as_offer, offered
from curation.reading import passes
from curation.reading.background import do_and_wait
from curation.reading.models import Selection, SelectionQuerySet, fingerprint
from curation.reading.offering import offers_of
from curation.reading.statements import check_all, supported
from curation.runs import enqueue
from curation.search import search
from curation.wishes import Wish, asks_a_model, settle
from curation.writing.base import Writer
from curation.writing.extractive import ExtractiveWriter
from curation.writing.forecast import forecast
from curation.writing.schemas import Offer, TranslationDraft, WordsDraft
from curation.writing.selected import BESIDE, LANGUAGES, LONGEST_WORDS, around

PLAIN = Wish()
_TASKS = {"explain": "explain_words", "simplify": "simplify", "translate": "translate"}


@dataclass(frozen=True)
class Selected:
    """`start` is where the quote stands in the source's text; without it, it is looked for."""

    quote: str
    wanted: str
    start: int | None = None
    language: str = ""


def select(source: Source, selected: Selected, *, wish: Wish = PLAIN) -> Selection:
    """The same words again are the same selection, also while it is being made. In pass 1 it opens help.

    Raises Refused for words that the source does not have, NeedsConsent and OverCap; then nothing is stored.
    """
    wanted = _found(source, selected)
    wanted.bound = passes.bound_for(source)
    known = _known(wanted) or (_begun(wanted) if asks_a_model(wish) else None)
    if known is None and asks_a_model(wish):
        settle(source.owner, [forecast(_TASKS[wanted.wanted], [offer.text for offer in _shown(wanted)])], wish)
    passes.help_wished(source)
    if known:
        return known
    if not asks_a_model(wish):
        wanted.save()
        return tell(wanted, writers.get_writer(source.owner, quoting=wish.quoting))
    with transaction.atomic():
        wanted.save()
        enqueue(source.owner, Run.Kind.WORDS, subject=wanted.pk, label=wanted.quote, announce=False)
    return wanted


def select_and_wait(source: Source, selected: Selected, *, wish: Wish = PLAIN) -> Selection:
    """Raises CurationError where nothing came of it."""
    selection = select(source, selected, wish=wish)
    run = run_of(selection)
    if run:
        do_and_wait(run, work, selection)
    return selection


def run_of(selection: Selection) -> Run | None:
    """The latest work on it, while it is not made."""
    if not selection.is_open:
        return None
    return Run.objects.filter(owner=selection.owner_id, kind=Run.Kind.WORDS, subject=selection.pk).first()


def work(run: Run) -> str:
    """What a run of kind WORDS does."""
    selection = Selection.objects.select_related("source", "owner").filter(pk=run.subject, made_at=None).first()
    if selection is None:
        raise NothingToDo("These words were told of already.")
    with beating(run):
        tell(selection, writers.get_writer(run.owner, run=run))
    return "Selected words."


def tell(selection: Selection, writer: Writer) -> Selection:
    """Statements without support are left out: the words themselves stand beside."""
    offers = _shown(selection)
    draft = _TELLS[selection.wanted](selection, offers, writer)
    if isinstance(draft, TranslationDraft):
        selection.translation = draft.text
    else:
        kept = supported(check_all(draft.statements, offers))
        selection.statements = [one.model_dump(mode="json") for one in kept]
        selection.general = draft.general
    selection.writer, selection.fell_back = draft.writer or writer.name, draft.fell_back[:500]
    selection.made_at = timezone.now()
    selection.save()
    return selection


def _explained(selection: Selection, offers: list[Offer], writer: Writer) -> WordsDraft:
    mine = [offer for offer in offers if offer.source_id == selection.source_id]
    return writer.explain_words(selection.quote, mine, beside=offers[len(mine) :])


def _simplified(selection: Selection, offers: list[Offer], writer: Writer) -> WordsDraft:
    return writer.simplify(selection.quote, offers)


def _translated(selection: Selection, _offers: list[Offer], writer: Writer) -> TranslationDraft:
    return writer.translate(selection.quote, language=selection.language)


_TELLS: Mapping[str, Callable[[Selection, list[Offer], Writer], WordsDraft | TranslationDraft]] = {
    "explain": _explained,
    "simplify": _simplified,
    "translate": _translated,
}


def _found(source: Source, selected: Selected) -> Selection:
    quote = " ".join(selected.quote.split())
    if not quote or selected.wanted not in _TASKS:
        raise Refused("Select some words first.")
    if len(quote) > LONGEST_WORDS:
        raise Refused(f"These are {len(quote)} characters; at most {LONGEST_WORDS} are told of at once.")
    if selected.wanted == "translate" and selected.language not in LANGUAGES:
        raise Refused("Say which language it is to be translated into.")
    start, end = _place(source.text, quote, selected.start)
    return Selection(
        owner_id=source.owner_id,
        source=source,
        wanted=selected.wanted,
        language=selected.language if selected.wanted == "translate" else "",
        quote=quote,
        start=start,
        end=end,
        text_hash=fingerprint(source.text),
    )


def _place(text: str, quote: str, start: int | None) -> tuple[int, int]:
    """Where the words stand, whatever their white space: at the place that is named, or nearest to it."""
    found = [match.span() for match in _pattern(quote).finditer(text)]
    if not found:
        raise Refused("The source does not have these words; load its page anew and select them again.")
    return min(found, key=lambda span: abs(span[0] - (start or 0)))


def _pattern(quote: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, quote.split())))


def _known(wanted: Selection) -> Selection | None:
    """Told of already, by a model where one is set."""
    told = _same(wanted).filter(fell_back="").exclude(made_at=None)
    return (told.exclude(writer=ExtractiveWriter.name) if asks_a_model() else told).first()


def _begun(wanted: Selection) -> Selection | None:
    """Being told of: whoever asks once more waits for the same."""
    open_runs = Run.objects.filter(owner=wanted.owner_id, kind=Run.Kind.WORDS).open()
    return _same(wanted).filter(made_at=None, pk__in=open_runs.values("subject")).first()


def _same(wanted: Selection) -> SelectionQuerySet:
    names = ("owner_id", "source_id", "wanted", "language", "quote", "text_hash", "bound")
    return Selection.objects.filter(**{name: getattr(wanted, name) for name in names})


def _shown(selection: Selection) -> list[Offer]:
    """Of the source what stands around the words, then what other sources have on them."""
    if selection.wanted == "translate":
        return []
    rows = _own(selection)
    own = [_cut(as_offer(row), row, selection) for row in rows]
    mine = around(selection.quote, [*_before(selection, {row.pk for row in rows}), *own])
    return [*mine, *(_beside(selection) if selection.wanted == "explain" else [])]


def _before(selection: Selection, own: Collection[int]) -> list[Offer]:
    try:
        return [one for one in offers_of(selection.source) if one.passage_id not in own]
    except NothingToDo:
        return []


def _own(selection: Selection) -> list[Passage]:
    """The passages that the words stand in."""
    rows = Passage.objects.filter(source=selection.source_id, start__lt=selection.end, end__gt=selection.start)
    return list(rows.filter(by_hand=False).select_related("chapter").prefetch_related("source").order_by("position"))


def _cut(offer: Offer, row: Passage, selection: Selection) -> Offer:
    """In pass 1 no further than the words go, and without the title of a chapter that was not reached."""
    if selection.bound is None:
        return offer
    reached = row.chapter is not None and row.chapter.start <= selection.bound
    text = offer.text[: max(selection.bound, selection.end) - row.start]
    return replace(offer, chapter=offer.chapter if reached else "", text=text)


def _beside(selection: Selection) -> list[Offer]:
    """Of other kept sources, the nearest to the words."""
    found = search(selection.owner, selection.quote, embedding.get_embedder(), limit=3 * BESIDE)
    nearest = [row.pk for row in found if row.source_id != selection.source_id][:BESIDE]
    offers = {one.passage_id: one for one in offered(Passage.objects.filter(pk__in=nearest))}
    return [offers[passage] for passage in nearest if passage in offers]
