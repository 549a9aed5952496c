"""In: the blocks of an article as they were extracted, and those of its whole page. Out: the article with its images,
and its program code line by line. Pure.

Extraction loses both. What is found again on the page by its letters tells where an image stood, and how code is
called and indented; an image counts as one of the article where words of the article are near it.
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.blocks import Block, Form, Shown, letters

# Blocks between an image and the next words of the article: a caption, a line on who drew it.
_NEAR, _BEFORE_ALL = 3, 2


def aligned(article: Sequence[Block], page: Sequence[Block]) -> list[Block]:
    """The last block may be one without words, for what is shown below them."""
    places = _places(article, page)
    above = _images(places, page)
    blocks = [
        replace(_as_on_page(block, page[place]) if place is not None else block, shown=tuple(above[number]))
        for number, (block, place) in enumerate(zip(article, places, strict=True))
    ]
    below = tuple(above[len(article)])
    return [*blocks, Block("", shown=below)] if below else blocks


def _places(article: Sequence[Block], page: Sequence[Block]) -> list[int | None]:
    """Where on the page each block of the article stands, in order; None where it is not found."""
    free: dict[str, deque[int]] = defaultdict(deque)
    for place, block in enumerate(page):
        free[letters(block.text)].append(place)
    found: list[int | None] = []
    last = -1
    for block in article:
        waiting = free[letters(block.text)] if letters(block.text) else deque()
        while waiting and waiting[0] <= last:
            waiting.popleft()
        found.append(waiting.popleft() if waiting else None)
        last = found[-1] if found[-1] is not None else last
    return found


def _images(places: Sequence[int | None], page: Sequence[Block]) -> dict[int, list[Shown]]:
    """By number of the block of the article above which they stand; one more for those below the last."""
    numbers = {place: number for number, place in enumerate(places) if place is not None}
    above: dict[int, list[Shown]] = defaultdict(list)
    following = _following(numbers, len(page))
    last = -1
    for place, block in enumerate(page):
        after = following[place]
        if block.shown and numbers and _is_near(place, last, after):
            above[numbers[after] if after is not None else len(places)] += block.shown
        last = place if place in numbers else last
    return above


def _following(numbers: dict[int, int], length: int) -> list[int | None]:
    """For each place of the page the next one, itself included, that the article has."""
    found: list[int | None] = []
    after = None
    for place in range(length - 1, -1, -1):
        after = place if place in numbers else after
        found.append(after)
    return found[::-1]


def _is_near(place: int, last: int, after: int | None) -> bool:
    if after is None:
        return place - last == 1
    if last < 0:
        return after - place <= _BEFORE_ALL
    return min(after - place, place - 1 - last) <= _NEAR


def _as_on_page(block: Block, there: Block) -> Block:
    return (
        replace(block, text=there.text, form=Form.CODE, language=there.language) if there.form is Form.CODE else block
    )
