"""In: somebody's words. Out: Markdown that shows exactly these words."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+!|~&$^=])")
# These mean something at the start of a line only.
_STARTS = re.compile(r"^(\s*)([-:]|\d+(?=[.)]))")
# Many programs make a link of what looks like an address, whether it is marked as one or not.
_LIKE_ADDRESS = re.compile(r"(?<=[a-z])(:)(?=//)|(?<=www)(\.)|(?<=mailto)(:)|(?<=\w)(@)(?=\w)", re.I)
_UNSAFE = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C"}


def escaped(text: str) -> str:
    """Out: one line of Markdown."""
    line = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    line = _LIKE_ADDRESS.sub(lambda sign: f"\\{sign[0]}", line)
    return _STARTS.sub(_guarded, line)


def address(url: str) -> str:
    """Out: the URL so that a link's closing bracket cannot be part of it."""
    return "".join(_UNSAFE.get(character, character) for character in url)


def _guarded(match: re.Match[str]) -> str:
    space, sign = match.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"
