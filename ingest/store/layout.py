"""In: new sources and the drafts they are made from. Out: their chapters and passages, written in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from curation.models import Chapter, Passage, Source
from ingest.drafts import Draft, PassageSpan
from ingest.split import split

ROWS = 2000
# What a new passage brings; its number is the database's, and its vector comes later.
_COLUMNS_TEXT = "owner_id source_id chapter_id position start end text speaker start_ms end_ms vector_model by_hand"
_COLUMNS = _COLUMNS_TEXT.split()
_COPY = "copy curation_passage ({}) from stdin".format(", ".join(f'"{column}"' for column in _COLUMNS))

Chapters = dict[int, list[Chapter]]


@dataclass(frozen=True)
class Laying:
    """A stored source that needs its passages laid out; those of `absorbed` sources are taken over."""

    source: Source
    draft: Draft
    absorbed: tuple[Source, ...] = ()


def lay_out(layings: Sequence[Laying]) -> None:
    chapters = by_source(Chapter.objects.bulk_create(row for laying in layings for row in chapter_rows(laying)))
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for laying in layings:
            for row in passage_rows(laying, chapters[laying.source.pk]):
                copy.write_row([getattr(row, column) for column in _COLUMNS])


def by_source(chapters: Iterable[Chapter]) -> Chapters:
    found: Chapters = defaultdict(list)
    for chapter in chapters:
        found[chapter.source_id].append(chapter)
    return found


def chapter_rows(laying: Laying) -> Iterator[Chapter]:
    for position, chapter in enumerate(laying.draft.chapters):
        yield Chapter(
            source=laying.source,
            position=position,
            title=chapter.title[:300],
            start=chapter.start,
            end=chapter.end,
            start_ms=chapter.start_ms,
        )


def passage_rows(laying: Laying, chapters: Sequence[Chapter]) -> Iterator[Passage]:
    for position, span in enumerate(split(laying.draft)):
        yield passage_row(laying, position, span, chapters)


def passage_row(laying: Laying, position: int, span: PassageSpan, chapters: Sequence[Chapter]) -> Passage:
    return Passage(
        owner_id=laying.source.owner_id,
        source=laying.source,
        chapter=chapters[span.chapter] if span.chapter is not None else None,
        position=position,
        start=span.start,
        end=span.end,
        text=laying.draft.text[span.start : span.end],
        speaker=span.speaker[:200],
        start_ms=span.start_ms,
        end_ms=span.end_ms,
    )
