"""In: slides. Out: the same, each with a name of its own that stays whatever is edited: 8 hexadecimal digits."""

from collections.abc import Sequence
from hashlib import blake2b

from digests.outline.model import AnySlide, Deck


def identified(deck: Deck) -> Deck:
    """Names that are there, and are one slide's alone, stay; equal decks are given equal names."""
    return deck.model_copy(update={"slides": _named(deck.slides)})


def _named(slides: Sequence[AnySlide]) -> list[AnySlide]:
    taken: set[str] = set()
    named: list[AnySlide] = []
    for place, slide in enumerate(slides):
        name = slide.id if slide.id and slide.id not in taken else _fresh(slide, place, taken)
        taken.add(name)
        named.append(slide.model_copy(update={"id": name}))
    return named


def _fresh(slide: AnySlide, place: int, taken: set[str]) -> str:
    said = "\n".join([slide.layout, slide.title, *(line.text for line in slide.body)])
    while (name := blake2b(f"{place}\n{said}".encode(), digest_size=4).hexdigest()) in taken:
        place += 1
    return name
