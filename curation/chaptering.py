"""In: long sources that came without chapters, embedded. Out: the same with chapters found by their subjects.

A chapter begins with a passage, so no passage lies in two. What a maker of a source said of its chapters
is never touched.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from django.contrib.auth.models import User
from django.db import transaction

from curation.ai.base import Vectors
from curation.kinds import Kind
from curation.models import Chapter, Passage, Source
from curation.offers import as_offer, vector_of
from curation.segmentation import chapter_starts
from curation.writing.base import Writer

LONG = {Kind.EPISODE, Kind.MEMO, Kind.ARTICLE}
FEWEST_WORDS = 1_200
FEWEST_CHAPTER_WORDS = 250
BACKGROUND = 1_000
LARGEST_BLOCK = 6


@dataclass(frozen=True)
class _Paragraph:
    """A stretch of the text and the passages that begin in it; `first` is the index of the first of them."""

    start: int
    end: int
    first: int


def find_chapters(owner: User, writer: Writer) -> int:
    """Out: how many sources were given chapters. Holds no transaction while a chapter is being named.

    A text is looked through once, and again when it has changed.
    """
    waiting = Source.objects.of(owner).embedded().filter(kind__in=LONG, chapters=None, parted=False)
    return sum(_look_through(pk, writer) for pk in list(waiting.order_by("pk").values_list("pk", flat=True)))


def _look_through(pk: int, writer: Writer) -> bool:
    source = Source.objects.filter(pk=pk).first()
    if source is None:
        return False
    given = len(source.text.split()) >= FEWEST_WORDS and _give_chapters(source, writer)
    Source.objects.filter(pk=source.pk, text=source.text).update(parted=True)
    return given


def _give_chapters(source: Source, writer: Writer) -> bool:
    passages = list(source.passages.select_related("source").defer("words"))
    paragraphs = list(_paragraphs(source.text, passages))
    texts = [source.text[one.start : one.end] for one in paragraphs]
    starts = chapter_starts(texts, _vectors(paragraphs, passages), fewest_words=FEWEST_CHAPTER_WORDS)
    if not starts:
        return False
    firsts = [0, *(paragraphs[start].first for start in starts)]
    titles = _titles(passages, firsts, writer)
    return _save(source, passages, firsts, titles)


def _paragraphs(text: str, passages: Sequence[Passage]) -> Iterator[_Paragraph]:
    """Paragraphs in which a passage begins, each with what follows up to the next such one.

    A text that is one block, or nearly, is looked at passage by passage.
    """
    firsts = [index for index in range(len(passages)) if not index or _apart(text, passages, index)]
    if len(firsts) * LARGEST_BLOCK < len(passages):
        firsts = list(range(len(passages)))
    ends = [passages[index].start for index in firsts[1:]] + [len(text)]
    for index, end in zip(firsts, ends, strict=True):
        yield _Paragraph(passages[index].start, end, index)


def _apart(text: str, passages: Sequence[Passage], index: int) -> bool:
    return "\n\n" in text[passages[index - 1].end : passages[index].start]


def _vectors(paragraphs: Sequence[_Paragraph], passages: Sequence[Passage]) -> Vectors:
    """Shape (paragraphs, 384): the mean of each one's passages, of length 1."""
    vectors = np.stack([vector_of(passage) for passage in passages])
    edges = [*(paragraph.first for paragraph in paragraphs), len(passages)]
    means = np.stack([vectors[first:until].mean(axis=0) for first, until in pairwise(edges)])
    return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), dtype=np.float32)


def _titles(passages: Sequence[Passage], firsts: Sequence[int], writer: Writer) -> list[str]:
    """Each names what sets its chapter apart from the rest of the same source."""
    titles: list[str] = []
    for first, until in pairwise([*firsts, len(passages)]):
        inside = [as_offer(passage) for passage in passages[first:until]]
        outside = [passage.text for passage in (*passages[:first], *passages[until:])][:BACKGROUND]
        titles.append(writer.name_theme(inside, background=outside, taken=titles).name)
    return titles


@transaction.atomic
def _save(source: Source, passages: Sequence[Passage], firsts: Sequence[int], titles: Sequence[str]) -> bool:
    """Unless the source has changed, or been given chapters, while they were looked for."""
    current = Source.objects.select_for_update().get(pk=source.pk)
    if current.text != source.text or current.chapters.exists():
        return False
    starts = [0, *(passages[first].start for first in firsts[1:])]
    for position, (title, first, start) in enumerate(zip(titles, firsts, starts, strict=True)):
        until = firsts[position + 1] if position + 1 < len(firsts) else len(passages)
        end = starts[position + 1] if position + 1 < len(starts) else len(source.text)
        chapter = Chapter.objects.create(
            source=source,
            position=position,
            title=title[:300],
            start=start,
            end=end,
            start_ms=passages[first].start_ms,
            by_machine=True,
        )
        Passage.objects.filter(pk__in=[passage.pk for passage in passages[first:until]]).update(chapter=chapter)
    return True
