"""In: somebody's words. Out: Markdown that shows exactly these words."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+!|~&$^=])")
# These mean something at the start of a line only.
_STARTS = re.compile(r"^(\s*)([-:]|\d+(?=[.)]))")
_UNSAFE = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C"}


def escaped(text: str) -> str:
    """Out: one line of Markdown."""
    line = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    return _STARTS.sub(_guarded, line)


def address(url: str) -> str:
    """Out: the URL so that a link's closing bracket cannot be part of it."""
    return "".join(_UNSAFE.get(character, character) for character in url)


def _guarded(match: re.Match[str]) -> str:
    space, sign = match.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"
