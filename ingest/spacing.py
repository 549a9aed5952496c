"""In: two words, one behind the other. Out: what is written between them. Pure.

Chinese, Japanese, Thai, Lao, Khmer and Burmese are written without spaces between words; Korean is not.
"""

import re

SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
)
_ENDS = re.compile(rf"[{SPACELESS}][^\w\s]*\Z")
_BEGINS = re.compile(rf"[^\w\s]*[{SPACELESS}]")


def space_between(before: str, after: str) -> str:
    """A space, or nothing between two characters of scripts without; quotation marks do not part them."""
    return "" if _BEGINS.match(after) and _ENDS.search(before) else " "
