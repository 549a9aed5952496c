"""In: the texts of one slide and of its whole theme. Out: a phrase of theirs by which the slide is told from others."""

from collections.abc import Collection, Iterable, Sequence

from curation.writing.noun_phrases import Candidate, candidates
from curation.writing.usage import Usage

_WORDS = (2, 3)


def topic(texts: Sequence[str], theme: Iterable[str], taken: Collection[str]) -> str:
    """With a capital. Nothing where none stands in them as a whole, or all are `taken` already."""
    usage = Usage.of(list(theme))
    found = [one for one in candidates(usage, texts).values() if one.whole and len(one.words) in _WORDS]
    named = [(len(one.texts), one.whole, -place, _shown(one)) for place, one in enumerate(found)]
    return max((one for one in named if one[3] not in taken), default=(0, 0, 0, ""))[3]


def _shown(one: Candidate) -> str:
    words = " ".join(one.words)
    return words[:1].upper() + words[1:]
