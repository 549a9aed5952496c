"""In: two sentences on one thing. Out: the figure that one of them tells otherwise. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from curation.clauses import means
from curation.figures import Figure
from curation.folding import Token
from curation.novelty.classes import VERSIONS, WHICH
from curation.novelty.matter import Matter
from curation.novelty.moments import is_time
from curation.speech import Spoken

_ROUGH = 0.15
_EVEN = 0.02
_SIGNS = " $€£¥"
_LEADS = frozenset({"by", "to", "from"})


@dataclass(frozen=True)
class Measure:
    """A figure and what it tells of: `counted` is the word that it counts, `lead` the "by" or "to" before it.

    `names` is True where it tells which one is meant ("hall 4"), `version` for one that counts editions.
    """

    figure: Figure
    counted: str
    lead: str
    names: bool
    version: bool

    @property
    def key(self) -> tuple[str, str]:
        return self.figure.value, self.figure.unit

    @property
    def number(self) -> Decimal:
        try:
            return Decimal(self.figure.value.rstrip("%"))
        except InvalidOperation:
            return Decimal(0)


def measures(said: Spoken) -> list[Measure]:
    return [_measure(figure, said) for figure in said.figures if not is_time(figure, said)]


def told_otherwise(now: Matter, then: Matter) -> tuple[Measure, Measure] | None:
    """Out: the one figure on each side that differs, where both measure the same; None where there is none such."""
    mine, theirs = _left(measures(now.said), measures(then.said)), _left(measures(then.said), measures(now.said))
    if len(mine) != 1 or len(theirs) != 1:
        return None
    return (mine[0], theirs[0]) if _comparable(mine[0], theirs[0]) else None


def went_on_from(now: Matter, then: Matter) -> bool:
    """True for "from 4 to 6" of what was 4."""
    mine, theirs = measures(now.said), measures(then.said)
    begun = [one for one in mine if one.lead == "from"]
    came = [one for one in mine if one.lead == "to"]
    return len(theirs) == len(begun) == len(came) == 1 and begun[0].key == theirs[0].key != came[0].key


def same_measures(now: Matter, then: Matter) -> bool:
    return not _left(measures(now.said), measures(then.said)) and not _left(measures(then.said), measures(now.said))


def may_clash(now: Matter, then: Matter) -> bool:
    """False where the figures that differ measure two things, tell which one is meant, or can both be so."""
    mine, theirs = _left(measures(now.said), measures(then.said)), _left(measures(then.said), measures(now.said))
    if any(one.names and not one.version for one in (*mine, *theirs)):
        return False
    return not (mine and theirs) or told_otherwise(now, then) is not None


def count_the_same(now: Matter, then: Matter) -> bool:
    """False for "6 piers" beside "6 lanes"."""
    theirs = {one.key: one.counted for one in measures(then.said)}
    return all(theirs.get(one.key, one.counted) == one.counted for one in measures(now.said))


def _left(mine: Sequence[Measure], theirs: Sequence[Measure]) -> list[Measure]:
    there = [one.key for one in theirs]
    return [one for one in mine if one.key not in there]


def _comparable(one: Measure, other: Measure) -> bool:
    if one.names or other.names:
        return one.version and other.version
    same = (
        one.counted == other.counted
        and one.figure.unit == other.figure.unit
        and (one.lead == "by") is (other.lead == "by")
    )
    return same and not _are_loose(one, other) and not _are_near(one, other)


def _are_loose(one: Measure, other: Measure) -> bool:
    """ "At least 5" and "7" can both be so."""
    bounds = {one.figure.bound, other.figure.bound} - {""}
    if not bounds:
        return False
    return bounds != {"about"} or _apart(one, other) <= _ROUGH


def _are_near(one: Measure, other: Measure) -> bool:
    """Rounded, they are one: "4.1 million" and "4 million"."""
    if one.figure.value.endswith("%") != other.figure.value.endswith("%"):
        return True
    return _apart(one, other) <= _EVEN or _rounds_to(one.number, other.number) or _rounds_to(other.number, one.number)


def _rounds_to(fine: Decimal, rough: Decimal) -> bool:
    places = rough.normalize().as_tuple().exponent
    return isinstance(places, int) and places != 0 and fine.quantize(Decimal(1).scaleb(places)) == rough


def _apart(one: Measure, other: Measure) -> float:
    largest = max(abs(one.number), abs(other.number))
    return float(abs(one.number - other.number) / largest) if largest else 0.0


def _may_be_a_name(before: Token, said: Spoken) -> bool:
    """Whatever opens a sentence has a capital: "Llama 3 runs", "Lecture 9 covers", but "Only 3 run"."""
    opens = before.start == said.tokens[0].start
    return not opens or (means(before.text) and not before.text.endswith(("ing", "ly")))


def _measure(figure: Figure, said: Spoken) -> Measure:
    before = said.tokens[figure.first - 1] if figure.first else None
    start = said.tokens[figure.first].start
    behind = next((word for word in said.words if word.start > start and not word.figure), None)
    counted = behind.key if behind and not behind.before and not behind.first else ""
    dotted = figure.last - figure.first == 1 and "." in said.tokens[figure.first].surface
    close = before is not None and not said.text[before.end : start].strip(_SIGNS)
    word = before.text if before and close else ""
    named = bool(before and close and before.surface[:1].isupper() and _may_be_a_name(before, said) and not figure.unit)
    opens = bool(before and close and before.surface[:1].isupper() and dotted)
    version = dotted and (named or opens or word in VERSIONS)
    lead = word if word in _LEADS else ""

    return Measure(figure, counted, lead, named or opens or word in WHICH | VERSIONS, version)
