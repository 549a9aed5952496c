"""In: a turn of an annotated transcript, "Speaker: words". Out: who speaks and what is said, as it is read."""

import re

_MARK = re.compile(r"\{[^{}]*\}")
_SPACE_BEFORE = re.compile(r"\s+(?=[.,?!;:]|n't\b|['’]\w)")


def parted(turn: str) -> tuple[str, str]:
    """The spacing and the marks of those who annotated it are undone; nobody is named where there is no colon."""
    speaker, colon, words = turn.partition(": ")
    said = words if colon else turn
    return (speaker if colon else ""), _SPACE_BEFORE.sub("", " ".join(_MARK.sub(" ", said).split()))
