"""In: characters that no installed font has. Out: one sentence that names them and says what to install."""

import unicodedata
from collections.abc import Callable, Sequence

_CJK = ("Chinese, Japanese or Korean", "fonts-noto-cjk")
_EMOJI = ("emoji", "fonts-noto-color-emoji")
# How the names of a script's characters begin.
_OF_EAST_ASIA = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH")
_FIRST_OF_EMOJI = 0x1F000
_MOST_NAMED = 5


def absent(text: str, shown: Callable[[Sequence[str]], bool]) -> list[str]:
    """Out: the characters of the text that `shown` says no to; it is asked about many at a time."""
    return _failing(sorted({sign for sign in text if not sign.isascii()}), shown)


def told_absent(signs: Sequence[str]) -> str:
    named = ", ".join(_named(sign) for sign in signs[:_MOST_NAMED])
    more = f" and {len(signs) - _MOST_NAMED} more" if len(signs) > _MOST_NAMED else ""
    scripts = list(dict.fromkeys(script for sign in signs if (script := _script(sign))))
    if not scripts:
        return f"No font has {named}{more}; take that out and make the PDF again."
    kinds = " and ".join(kind for kind, _ in scripts)
    packages = " and ".join(dict.fromkeys(package for _, package in scripts))
    return f"No installed font has {named}{more} ({kinds}); install {packages} and make the PDF again."


def _failing(signs: list[str], shown: Callable[[Sequence[str]], bool]) -> list[str]:
    if not signs or shown(signs):
        return []
    if len(signs) == 1:
        return signs
    middle = len(signs) // 2
    return [*_failing(signs[:middle], shown), *_failing(signs[middle:], shown)]


def _named(sign: str) -> str:
    return f"U+{ord(sign):04X}" if _script(sign) is None or unicodedata.combining(sign) else sign


def _script(sign: str) -> tuple[str, str] | None:
    """Out: the script in words and Debian's package of fonts for it; nothing for what no font can have."""
    name = unicodedata.name(sign, "")
    if not name:
        return None
    if name.startswith(_OF_EAST_ASIA):
        return _CJK
    if ord(sign) >= _FIRST_OF_EMOJI and unicodedata.category(sign) in ("So", "Sk"):
        return _EMOJI
    script = name.split()[0].capitalize() if unicodedata.category(sign).startswith(("L", "M", "N")) else "symbols"
    return script, "fonts-noto-core"
