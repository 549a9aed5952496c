"""In: words of a source. Out: them with a gap where a figure or a key phrase stood. Pure.

A gap is left only where what stands around it says what is asked for: better none than one that anything fits.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curation.writing.english import WEAK_ADJECTIVES
from curation.writing.lexical import stems

GAP = "____"
_AROUND_FIGURE, _AROUND_PHRASE = 3, 6
_LONGEST_WORDS = 48
_NUMERALS = r"""two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen
|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion"""
_FIGURE = re.compile(
    rf"""(?<![\w.,:/$€£~×‐‑–—(-])[$€£]?(?P<figure>\d+(?:[.,]\d+)*(?:\s(?:hundred|thousand|million|billion|trillion))?
    |(?:{_NUMERALS})(?:(?:\sand\s|[\s-])(?:{_NUMERALS}|one))*)(?![\w/:)‐‑–—-]|[.,]\d|\s?[×x]\b)""",
    re.I | re.X,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# What a number behind it only names: a step, a version, a place in a list.
_NAMED = re.compile(
    r"(?:\b(?i:step|chapter|part|figure|table|section|number|page|no\.|level|phase|round|act|episode|day|week|version"
    r"|lesson|item|rule|question|point|the|these|those|of\sthe)|(?<=[a-z,;]\s)[A-Z][\w.-]*|\b(?:to|and|or|between|versus|vs\.?))\s$",
)
_RANGE_AHEAD = re.compile(
    r"%?\s?(?:\w+\s)?(?:[–—-]|to\s|or\s|and\s(?:a\s)?)\s?[$€£]?(?:\d|(?:" + _NUMERALS + r")\b)", re.I | re.X
)
_ITEM = re.compile(r"(?:^|\n)\s*$")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]['\"”’)]*\s)['\"“‘(]*$")


@dataclass(frozen=True)
class Gapped:
    """`before + hidden + after` are the words as they stand."""

    before: str
    hidden: str
    after: str

    @property
    def shown(self) -> str:
        return f"{self.before}{GAP}{self.after}"

    @property
    def asked(self) -> str:
        return f"Fill the gap: “{self.shown}”"


def without_figure(text: str) -> Gapped | None:
    """The first figure that is counted or measured, said once; years, versions and ranges stay."""
    return next(_figures(text), None) if _is_fit(text) else None


def without_phrase(text: str, phrases: Sequence[str]) -> Gapped | None:
    """In: phrases, the best first. Out: the words without the first of them that stands there once, not in front."""
    found = (gapped for phrase in phrases for gapped in _phrases(text, phrase)) if _is_fit(text) else iter(())
    return next(found, None)


def gap(text: str, start: int, end: int) -> Gapped:
    return Gapped(text[:start], text[start:end], text[end:])


def _is_fit(text: str) -> bool:
    return len(text.split()) <= _LONGEST_WORDS


def _figures(text: str) -> Iterator[Gapped]:
    for match in _FIGURE.finditer(text):
        found = gap(text, *match.span("figure"))
        if _counts(found) and not _is_told_elsewhere(found) and _says_enough(found, _AROUND_FIGURE):
            yield found


def _counts(found: Gapped) -> bool:
    named = _NAMED.search(found.before) and not _SENTENCE_START.search(found.before)
    listed = _ITEM.search(found.before) and found.after[:1] in {".", ")"}
    return not (_YEAR.fullmatch(found.hidden) or named or listed or _RANGE_AHEAD.match(found.after))


def _is_told_elsewhere(found: Gapped) -> bool:
    said = re.compile(rf"(?<!\w){re.escape(found.hidden)}(?!\w)", re.I)
    return bool(said.search(found.before) or said.search(found.after))


def _phrases(text: str, phrase: str) -> Iterator[Gapped]:
    """Of several words, also in the singular or with a hyphen: what a lone word or "new" leaves out, many words fit."""
    if " " not in phrase or phrase.split()[0].lower() in WEAK_ADJECTIVES:
        return
    bare = phrase[:-1] if phrase.endswith("s") and not phrase.endswith("ss") else phrase
    words = r"[\s-]".join(re.escape(word) for word in re.split(r"[\s-]", bare))
    places = list(re.finditer(rf"(?<![\w‐‑-]){words}(?:e?s)?(?![\w‐‑-])", text, re.I))
    if len(places) == 1 and not _SENTENCE_START.search(text[: places[0].start()]):
        found = gap(text, *places[0].span())
        if not set(stems(found.hidden)) & set(stems(found.shown)) and _says_enough(found, _AROUND_PHRASE):
            yield found


def _says_enough(found: Gapped, least: int) -> bool:
    return len(set(stems(found.before + " " + found.after))) >= least
