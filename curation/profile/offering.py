"""In: what a reader says they are after. Out: phrases to offer as interests; none is added by itself. Pure."""

import re
from collections.abc import Iterable

_PARTS = re.compile(r"[\n;.!?•]+|,\s+|\s+and\s+(?=how\s)")
_LEAD = re.compile(
    r"^(?:[-*]\s*)?(?:(?:i|we)(?:['’]m|\s+am|\s+are|\s+want|\s+would\s+like|\s+need|\s+hope|\s+try|['’]d\s+like)?\s+)?"
    r"(?:(?:after|trying|looking|to|for|learn(?:ing)?|understand(?:ing)?|know|find(?:ing)?|read(?:ing)?|about|out|"
    r"get(?:ting)?|better|at|more|and)\s+)*",
    re.I,
)
_SHORTEST, _LONGEST, _MOST_WORDS, _MOST = 4, 120, 10, 6


def offered(after: str, known: Iterable[str]) -> list[str]:
    """At most six, none of `known`, each as its reader wrote it, without “I want to learn about”."""
    taken = {" ".join(phrase.split()).casefold() for phrase in known}
    found: dict[str, str] = {}
    for part in _PARTS.split(after):
        phrase = " ".join(_LEAD.sub("", part.strip()).split())
        if _is_phrase(phrase) and phrase.casefold() not in taken:
            found.setdefault(phrase.casefold(), phrase)
    return list(found.values())[:_MOST]


def _is_phrase(phrase: str) -> bool:
    return _SHORTEST <= len(phrase) <= _LONGEST and len(phrase.split()) <= _MOST_WORDS and phrase.isprintable()
