"""In: a text. Out: what a reader sees of it. Pure.

A model that was shown more than its reader could be told what the reader does not see.
"""

import re
import unicodedata

# Letters and marks to Unicode, nothing to the eye: fillers, joiners, the blank of Braille, selectors of variants.
_SHAPELESS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)


def is_unseen(letter: str) -> bool:
    """True for controls, tags, signs of direction, private use and what has no shape of its own; not for spaces."""
    hidden = unicodedata.category(letter)[0] == "C" and not letter.isspace()
    return hidden or bool(_SHAPELESS.match(letter))


def seen(text: str) -> str:
    """White space as spaces, but for line breaks."""
    shown = (letter if letter == "\n" or not letter.isspace() else " " for letter in _SHAPELESS.sub("", text))
    return "".join(letter for letter in shown if letter == "\n" or unicodedata.category(letter)[0] != "C")
