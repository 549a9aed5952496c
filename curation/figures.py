"""In: the words of a text. Out: its figures by value, each with what it counts and how exactly it is meant.

Pure. "1,000", "1000" and "one thousand" are one figure; "5 percent" is "5%"; a day and its month are one figure
in either order; "at least 5", "up to 5" and "about 5" are three.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from curation.clock import clock_time
from curation.folding import Token

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_SMALL = {word: number for number, word in enumerate(_ONES.split())}
_DECADES = "ten twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: ten for ten, word in enumerate(_DECADES.split(), 1)}
_MAGNITUDES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SCALE = {**_MAGNITUDES, "k": 3, "m": 6, "mn": 6, "bn": 9, "b": 9}
_PERCENT = re.compile(r"(?:percent|per cent|pct)\b(?! points?)")
_LONGEST = 8
_NEAR_FROM = 6
NUMBER_WORDS = frozenset({*_SMALL, *_TENS, *_MAGNITUDES, "half", "twice", "double"})
_MONTHS = "january february march april may june july august september october november december"
_SHORT_MONTHS = {month[:3]: month for month in _MONTHS.split()} | {"sept": "september"}
_DAY = re.compile(r"(?:[12]?\d|3[01])")

_ISO_DATE = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")

_BOUNDS = {
    "least": "at least", "minimum": "at least", "more": "at least", "over": "at least", "above": "at least",
    "exceeding": "at least", "most": "at most", "to": "at most", "under": "at most", "below": "at most",
    "less": "at most", "fewer": "at most", "maximum": "at most", "about": "about", "roughly": "about",
    "approximately": "about", "around": "about", "some": "about", "nearly": "nearly", "almost": "nearly",
}  # fmt: skip
_BEFORE = {"least": {"at"}, "most": {"at"}, "to": {"up"}}
_WITH_THAN = frozenset({"more", "less", "fewer"})

_UNITS = """$ dollar dollars usd bucks; € euro euros eur; £ pound pounds gbp quid; ¥ yen jpy; % percent pct;
g gram grams gramme grammes; kg kilo kilos kilogram kilograms; mg milligram milligrams; t ton tons tonne tonnes;
m metre metres meter meters; km kilometre kilometres kilometer kilometers; cm centimetre centimetres centimeter
centimeters; mm millimetre millimetres millimeter millimeters; mile miles; l litre litres liter liters; ml
millilitre millilitres; kb kilobyte kilobytes; mb megabyte megabytes; gb gigabyte gigabytes; tb terabyte
terabytes; ms millisecond milliseconds; s sec secs second seconds; min mins minute minutes; h hr hrs hour hours;
day days; week weeks; month months; year years yr yrs; degree degrees °;
kw kilowatt kilowatts; kwh; mw megawatt megawatts"""
UNITS = {name: row.split()[0] for row in _UNITS.replace("\n", " ").split(";") for name in row.split()}
_SIGNS = "$€£¥"


@dataclass(frozen=True)
class Figure:
    """The tokens from `first` to before `last` say `value`, a decimal or a date ("1 june"), "%" kept."""

    value: str
    first: int
    last: int
    unit: str = ""
    bound: str = ""


def figures(words: Sequence[Token], text: str) -> list[Figure]:
    """`words` are tokens of `text`. A lone "one" is a pronoun and no figure."""
    texts = [token.text for token in words]
    found = []
    at = 0
    while at < len(texts):
        told = _moment(at, texts) or _iso_date(at, words, text)
        if told:
            found += told
            at = told[-1].last
            continue
        value, used = _number_at(texts[at : at + _LONGEST])
        if value is not None and not (texts[at] == "one" and used == 1):
            found.append(_told(value, at, at + used, words, text))
        at += max(used, 1)
    return [*_ranged(found, texts)]


def _ranged(found: Sequence[Figure], texts: Sequence[str]) -> Iterator[Figure]:
    """ "between 5 and 9", "5 to 9": neither figure may be told alone."""
    starts = [at for at, figure in enumerate(found) if figure.first and texts[figure.first - 1] == "between"]
    starts += [at for at, (one, other) in enumerate(pairwise(found)) if _reaches(one, other, texts)]
    inside = {at for start in starts for at in (start, start + 1)}
    for at, figure in enumerate(found):
        yield replace(figure, bound="between") if at in inside else figure


def _reaches(one: Figure, other: Figure, texts: Sequence[str]) -> bool:
    """ "Twelve to fifteen"; what went "from 4 to 6" had both values."""
    to = other.first == one.last + 1 and texts[one.last] == "to"
    return to and "from" not in texts[max(0, one.first - _NEAR_FROM) : one.first] and _size(one) < _size(other)


def _size(figure: Figure) -> float:
    digits = figure.value.rstrip("%")
    return float(digits) if digits.replace(".", "", 1).isdigit() else 0.0


def _moment(at: int, texts: Sequence[str]) -> list[Figure]:
    found = clock_time(texts[at : at + 4])
    return [Figure(found[0], at, at + found[2], found[1])] if found else []


def _iso_date(at: int, words: Sequence[Token], text: str) -> list[Figure]:
    """ "2024-05-06": the day stands first, as it does where the date is told in words."""
    parts = [word.text for word in words[at : at + 3]]
    if len(parts) < 3 or not _ISO_DATE.fullmatch(text[words[at].start : words[at + 2].end]):
        return []
    day = f"{int(parts[2])} {_MONTHS.split()[int(parts[1]) - 1]}"
    return [Figure(day, at, at + 2), Figure(parts[0], at + 2, at + 3)]


def is_number(word: str) -> bool:
    return word[:1].isdigit() or word[:1].isnumeric() or word.rstrip("s") in NUMBER_WORDS


def in_full(month: str) -> str:
    return _SHORT_MONTHS.get(month, month)


def _told(value: str, first: int, last: int, words: Sequence[Token], text: str) -> Figure:
    day = _dated(value, first, last, words, text)
    if day:
        return day
    before, after = text[: words[first].start][-2:].strip(), words[last].text if last < len(words) else ""
    near = last < len(words) and not text[words[last - 1].end : words[last].start].strip(" -")
    unit = UNITS.get(before[-1:], "") if before[-1:] in _SIGNS else ""
    if not unit and near:
        unit = UNITS.get(after, "")
    if value.endswith("%"):
        unit = "%"
    return Figure(value, first, last, unit, _bound([token.text for token in words[max(0, first - 3) : first]]))


def _dated(value: str, first: int, last: int, words: Sequence[Token], text: str) -> Figure | None:
    if not _DAY.fullmatch(value) or last - first > 1:
        return None
    for month, span in ((last, (first, last + 1)), (first - 1, (first - 1, last))):
        if 0 <= month < len(words) and in_full(words[month].text) in _MONTHS and words[month].surface[0].isupper():
            between = text[words[span[0]].end : words[span[1] - 1].start]
            if len(in_full(words[month].text)) > 2 and not between.strip(" ."):
                return Figure(f"{value} {in_full(words[month].text)}", *span)
    return None


def _bound(before: Sequence[str]) -> str:
    for at in range(len(before) - 1, -1, -1):
        word, ahead, back = before[at], before[at + 1 : at + 2], before[at - 1 : at] if at else []
        if word not in _BOUNDS or (word in _WITH_THAN and ahead != ["than"]):
            continue
        if word in _BEFORE and not set(back) & _BEFORE[word]:
            continue
        if word in _WITH_THAN and set(back) & {"no", "not"}:
            return "at most" if word == "more" else "at least"
        if at == len(before) - 1 or word in _WITH_THAN:
            return _BOUNDS[word]
    return ""


def _number_at(ahead: list[str]) -> tuple[str | None, int]:
    value, used = _base_value(ahead)
    if value is None:
        return None, 0
    while used < len(ahead):
        if ahead[used] in _SCALE and not (ahead[used] == "m" and not ahead[0][:1].isdigit()):
            value = value.scaleb(_SCALE[ahead[used]])
            used += 1
            continue
        more, length = _added(value, ahead[used:])
        if not length:
            break
        value, used = more, used + length
    percent = ahead[used - 1].endswith("%") or bool(_PERCENT.match(" ".join(ahead[used : used + 3])))
    return f"{value.normalize():f}" + ("%" if percent else ""), used


def _added(value: Decimal, ahead: list[str]) -> tuple[Decimal, int]:
    """ "one hundred and five", "two thousand three hundred": what is added to a round number in words."""
    skip = 1 if ahead[:1] == ["and"] else 0
    if value < 100 or value % 100 or (ahead[skip : skip + 1] and ahead[skip][:1].isdigit()):
        return value, 0
    more, used = _base_value(ahead[skip:])
    while more is not None and ahead[skip + used : skip + used + 1] == ["hundred"] and value >= 1000:
        more, used = more * 100, used + 1
    return (value + more, skip + used) if more is not None and more < value else (value, 0)


def _base_value(ahead: list[str]) -> tuple[Decimal | None, int]:
    if not ahead:
        return None, 0
    word = ahead[0]
    if word in _TENS and ahead[1:2] and 0 < _SMALL.get(ahead[1], 10) < 10:
        return Decimal(_TENS[word] * 10 + _SMALL[ahead[1]]), 2
    if word in _SMALL:
        return Decimal(_SMALL[word]), 1
    if word in _TENS:
        return Decimal(_TENS[word] * 10), 1
    digits = word.rstrip("%").replace(",", "").replace(":", ".")
    if re.fullmatch(r"[0-9]{1,30}(?:\.[0-9]{1,30})?", digits):
        return Decimal(digits), 1
    return None, 0


def strangers(said: Sequence[Figure], there: Sequence[Figure]) -> Iterator[tuple[Figure, str]]:
    """Out: the figures said that are not there as they are told, each with what differs: "value", "unit", "bound".

    A figure that is said twice must be there twice.
    """
    for at, figure in enumerate(said):
        same = [other for other in there if other.value == figure.value]
        if len(same) <= sum(other.value == figure.value for other in said[:at]):
            yield figure, "value"
        elif not any(other.unit == figure.unit or not (other.unit and figure.unit) for other in same):
            yield figure, "unit"
        elif figure.bound not in {other.bound for other in same}:
            yield figure, "bound"
