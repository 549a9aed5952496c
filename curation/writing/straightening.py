"""In: JSON that went through a chat's typography. Out: the same with the quotes and blanks that JSON has. Pure.

A quote ends a string only where JSON could go on behind it; every other one is the writer's own and stays.
"""

import re

_QUOTES = '“”„‟＂"'
_TOKEN = re.compile(rf"\\.|[{_QUOTES}]", re.S)
_CLOSES = re.compile(
    rf"\s*(?:[}}\]]|:\s*(?:[{_QUOTES}\[{{\d-]|true|false|null)|,\s*[{_QUOTES}\[{{}}\]]|$)",
)
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\u2009\u3000", " ") | dict.fromkeys("\u200b\u2060\ufeff", ""))


def straightened(text: str) -> str:
    """From the first brace on; what stands before it is left out."""
    inside = False

    def turn(found: re.Match[str]) -> str:
        nonlocal inside
        mark = found.group()
        if mark[0] == "\\":
            return mark[1] if mark[1] in _QUOTES and mark[1] != '"' else mark
        if not inside or _CLOSES.match(found.string, found.end()):
            inside = not inside
            return '"'
        return '\\"' if mark == '"' else mark

    start = max(text.find("{"), 0)
    return _TOKEN.sub(turn, text[start:].translate(_BLANKS))
