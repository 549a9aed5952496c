"""In: stored sources whose words or layout have changed. Out: their chapters and passages as they are now.

What stayed much the same stays the same row, so that what cites a passage and where a hand put it still
hold; its vector goes where its words have changed. Only what has no counterpart is left over.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.db.models import F

from curation.models import Chapter, Passage
from ingest.drafts import Draft, DraftChapter, PassageSpan
from ingest.split import split
from ingest.store.counterparts import counterparts
from ingest.store.layout import ROWS, Chapters, Laying, chapter_rows, passage_row, passage_rows

OUT_OF_THE_WAY = 1_000_000
_SPAN = ["source", "chapter", "position", "start", "end"]
_PLACE = [*_SPAN, "speaker", "start_ms", "end_ms"]
_WORDS = ["text", "vector", "vector_model"]
_HEADING = ["position", "title", "start", "end", "start_ms"]


Span = tuple[int, int, str, int | None, int | None]


@dataclass(frozen=True)
class Old:
    """A stored passage, as far as it matters here."""

    pk: int
    text: str
    by_hand: bool
    chapter: int | None


@dataclass
class Relaid:
    """`moved` keep their words and `reworded` do not; `marked` by hand keep all but their place.

    `gone` leads from those without a counterpart to their source.

    The last are still stored, out of the way: the caller deletes them when nothing cites them any more.
    """

    marked: list[Passage] = field(default_factory=list)
    moved: list[Passage] = field(default_factory=list)
    reworded: list[Passage] = field(default_factory=list)
    fresh: list[Passage] = field(default_factory=list)
    gone: dict[int, int] = field(default_factory=dict)


def lay_out_again(layings: Sequence[Laying]) -> Relaid:
    relaid = Relaid()
    old = _stored(layings)
    layings = _with_chapters(layings, old)
    chapters = _chapters_again(layings)
    for laying in layings:
        _pair(laying, old[laying.source.pk], chapters[laying.source.pk], relaid)
    _overwrite(relaid.marked, _SPAN)
    _overwrite(relaid.moved, _PLACE)
    _overwrite(relaid.reworded, [*_PLACE, *_WORDS])
    Passage.objects.bulk_create(relaid.fresh, batch_size=ROWS)
    return relaid


def differing(layings: Sequence[Laying]) -> list[Laying]:
    """Those whose chapters, speakers or times are no longer the stored ones, though their words are."""
    told = [laying for laying in layings if laying.draft.turns or laying.draft.chapters or laying.draft.code]
    sources = [laying.source.pk for laying in told]
    passages = Passage.objects.filter(source__in=sources, by_hand=False).order_by("source", "position")
    columns = passages.values_list("source", "start", "end", "speaker", "start_ms", "end_ms")
    spans = {source: [row[1:] for row in rows] for source, rows in groupby(columns, key=lambda row: row[0])}
    headings: Chapters = defaultdict(list)
    for chapter in Chapter.objects.filter(source__in=sources).order_by("source", "position"):
        headings[chapter.source_id].append(chapter)
    return [one for one in told if _differs(one.draft, spans.get(one.source.pk, []), headings[one.source.pk])]


def _differs(draft: Draft, spans: list[Span], headings: list[Chapter]) -> bool:
    now: list[Span] = [(one.start, one.end, one.speaker[:200], one.start_ms, one.end_ms) for one in split(draft)]
    told = [(one.title[:300], one.start, one.end, one.start_ms) for one in draft.chapters]
    pairs = zip(headings, told, strict=False)
    stored = [(_own_title(one, new), one.start, one.end, one.start_ms) for one, new in pairs]
    return now != spans or bool(told and (told != stored or len(told) != len(headings)))


def _own_title(chapter: Chapter, told: tuple[str, int, int, int | None]) -> str:
    return told[0] if chapter.named_by_hand else chapter.title


def _stored(layings: Sequence[Laying]) -> dict[int, list[Old]]:
    """By the source that will have them, in order; moved aside, since positions are unique within a source."""
    heir = {one.pk: laying.source.pk for laying in layings for one in (laying.source, *laying.absorbed)}
    passages = Passage.objects.filter(source__in=heir)
    found: dict[int, list[Old]] = defaultdict(list)
    rows = passages.order_by("source", "position").values_list("source", "pk", "text", "by_hand", "chapter")
    for source, pk, text, by_hand, chapter in rows:
        found[heir[source]].append(Old(pk, text, by_hand, chapter))
    passages.update(position=F("position") + OUT_OF_THE_WAY)
    return found


def _with_chapters(layings: Sequence[Laying], old: dict[int, list[Old]]) -> list[Laying]:
    """What tells of no chapters keeps those that were found in it, where their passages stand now."""
    silent = [laying.source.pk for laying in layings if not laying.draft.chapters]
    stored: Chapters = defaultdict(list)
    for chapter in Chapter.objects.filter(source__in=silent).order_by("source", "position"):
        stored[chapter.source_id].append(chapter)
    return [
        replace(one, draft=_parted(one.draft, stored[one.source.pk], old[one.source.pk]))
        if stored[one.source.pk]
        else one
        for one in layings
    ]


def _parted(draft: Draft, chapters: Sequence[Chapter], old: Sequence[Old]) -> Draft:
    made = [one for one in old if not one.by_hand]
    spans = list(split(draft))
    pairs = counterparts([one.text for one in made], [draft.text[span.start : span.end] for span in spans])
    firsts: dict[int | None, PassageSpan] = {}
    for span, place in zip(spans, pairs, strict=True):
        firsts.setdefault(made[place].chapter if place is not None else None, span)
    found: list[DraftChapter] = []
    for chapter in chapters:
        first = firsts.get(chapter.pk)
        if first and (not found or first.start > found[-1].start):
            start = first.start if found else 0
            found.append(DraftChapter(chapter.title, start, len(draft.text), first.start_ms))
    ends = [*(chapter.start for chapter in found[1:]), len(draft.text)]
    return replace(draft, chapters=tuple(replace(one, end=end) for one, end in zip(found, ends, strict=True)))


def _pair(laying: Laying, old: list[Old], chapters: list[Chapter], relaid: Relaid) -> None:
    made = [one for one in old if not one.by_hand]
    rows = list(passage_rows(laying, chapters))
    pairs = counterparts([one.text for one in made], [row.text for row in rows])
    for row, place in zip(rows, pairs, strict=True):
        _keep(row, made[place] if place is not None else None, relaid)
    met = set(pairs)
    relaid.gone.update((one.pk, laying.source.pk) for place, one in enumerate(made) if place not in met)
    _mark_again(laying, [one for one in old if one.by_hand], len(rows), chapters, relaid)


def _keep(row: Passage, old: Old | None, relaid: Relaid) -> None:
    if old is None:
        relaid.fresh.append(row)
        return
    row.pk = old.pk
    (relaid.moved if row.text == old.text else relaid.reworded).append(row)


def _mark_again(laying: Laying, marked: list[Old], position: int, chapters: list[Chapter], relaid: Relaid) -> None:
    """What a person marked is found again by its words, behind all others."""
    for number, one in enumerate(marked, position):
        start = laying.draft.text.find(one.text)
        if start < 0:
            relaid.gone[one.pk] = laying.source.pk
            continue
        chapter = next((n for n, told in enumerate(laying.draft.chapters) if told.start <= start < told.end), None)
        row = passage_row(laying, number, PassageSpan(start, start + len(one.text), chapter), chapters)
        row.pk = one.pk
        relaid.marked.append(row)


def _chapters_again(layings: Sequence[Laying]) -> Chapters:
    """A chapter keeps its row by its title, and the name that a person gave it."""
    stored = Chapter.objects.filter(source__in=[laying.source.pk for laying in layings])
    old: Chapters = defaultdict(list)
    for chapter in stored.order_by("source", "position"):
        old[chapter.source_id].append(chapter)
    stored.update(position=F("position") + OUT_OF_THE_WAY)
    now: Chapters = {laying.source.pk: list(chapter_rows(laying)) for laying in layings}
    kept = [row for source, rows in now.items() for row in _paired_chapters(old[source], rows)]
    fresh = [row for rows in now.values() for row in rows if row.pk is None]
    stored.exclude(pk__in=[row.pk for row in kept]).delete()
    Chapter.objects.bulk_create(kept, update_conflicts=True, unique_fields=["id"], update_fields=_HEADING)
    Chapter.objects.bulk_create(fresh)
    return now


def _paired_chapters(old: list[Chapter], rows: list[Chapter]) -> list[Chapter]:
    pairs = counterparts([one.title for one in old], [row.title for row in rows])
    free = {one.start_ms or one.start: one for place, one in enumerate(old) if place not in pairs}
    for row, place in zip(rows, pairs, strict=True):
        before = old[place] if place is not None else free.pop(row.start_ms or row.start, None)
        if before:
            row.pk, row.named_by_hand = before.pk, before.named_by_hand
            row.title = before.title if before.named_by_hand else row.title
    return [row for row in rows if row.pk]


def _overwrite(rows: list[Passage], fields: list[str]) -> None:
    Passage.objects.bulk_create(
        rows, batch_size=ROWS, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )
