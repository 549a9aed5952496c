"""In: a theme's statements in groups. Out: a title for each of its slides, no two alike where that can be."""

from collections.abc import Iterator, Sequence

from digests.outline.claims import headline
from digests.outline.excerpt import is_ordinary
from digests.outline.measure import word_count
from digests.outline.themes import Told
from digests.outline.topics import topic

# Of a theme that is called as the deck is.
WHAT_IT_SAYS = "What it says"
_LONGEST_TITLE, _SHORT_HEADING, _SHORT_SPOKEN = 13, 4, 8

Groups = Sequence[Sequence[Told]]


def claimed_titles(heading: str, groups: Groups) -> Iterator[str]:
    """Each by a sentence of its own where one is short enough, else by what it is about; the first says its theme."""
    taken = {heading}
    for place, group in enumerate(groups):
        if place or heading == WHAT_IT_SAYS:
            title = headline(_texts(group), taken) or _about(heading, group, groups, taken)
        else:
            title = _first(heading, group)
        taken.add(title)
        yield title


def spoken_titles(heading: str, groups: Groups) -> Iterator[str]:
    """Few words: the theme, and what of it each further slide is about."""
    taken = {heading}
    for place, group in enumerate(groups):
        title = _about(heading, group, groups, taken) if place or heading == WHAT_IT_SAYS else heading
        title = title if word_count(title) <= _SHORT_SPOKEN else heading
        taken.add(title)
        yield title


def _first(heading: str, group: Sequence[Told]) -> str:
    if word_count(heading) > _SHORT_HEADING:
        return heading
    told = headline(_texts(group), (), _LONGEST_TITLE - word_count(heading))
    return f"{heading}: {told[:1].lower() + told[1:] if is_ordinary(told) else told}" if told else heading


def _about(heading: str, group: Sequence[Told], groups: Groups, taken: set[str]) -> str:
    told = topic(_texts(group), [text for one in groups for text in _texts(one)], taken)
    if not told:
        return heading
    taken.add(told)
    return told if heading == WHAT_IT_SAYS else f"{heading}: {told[:1].lower() + told[1:] if _is_low(told) else told}"


def _is_low(words: str) -> bool:
    """Whether its capital is of this place alone."""
    return words[1:] == words[1:].lower()


def _texts(group: Sequence[Told]) -> list[str]:
    return [one.line.text for one in group]
