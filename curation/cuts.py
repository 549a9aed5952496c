"""In: a verbatim piece of a passage. Out: what the rest of its sentence says of it that the piece leaves out. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from curation.amounts import FIGURE_FAULTS
from curation.cited import Sources, told_words
from curation.claims import NEGATIONS
from curation.clauses import LABEL, spoken
from curation.figures import strangers
from curation.grammar import OPENERS
from curation.moods import NOT_ALONE
from curation.quotes import Found
from curation.retelling import meant_otherwise
from curation.speech import Spoken

_FLOOR = frozenset(["and", "but", "so", "or", "well", "now", "then", "yeah", "okay", "um", "uh", "oh", "right", "also"])
_MOST_FLOOR = 2
_LIMITS = frozenset(["because", "until", "till", "unless", "without", "except", "just", "only", "merely", "solely"])
_MARKS_AHEAD = frozenset("“\"‘',:")
_CUT = "It leaves out the part of the sentence that says no."


@dataclass(frozen=True)
class Offered:
    texts: Mapping[int, str]
    said_by: Mapping[int, str]
    known: tuple[str, ...]


def told_to(passages: Collection[int], offered: Offered) -> list[str]:
    """`passages` are those cited. Out: what is known, less those who are known to have said other passages only."""
    mine = {offered.said_by.get(one, "") for one in passages}
    others = set(offered.said_by.values()) - mine
    return [name for name in offered.known if name not in others]


def torn(text: str, place: Found, passage: int, offered: Offered) -> str | None:
    """Out: what the sentence says in the part that is left out: who says so, on what condition, or "not"."""
    whole = offered.texts[passage]
    there = spoken(whole, offered.said_by.get(passage, ""))
    sources = Sources(there, frozenset(range(len(there))), told_words(told_to((), offered)), offered.known)
    said = spoken(text)
    touched = [of for of, one in enumerate(there) if one.start < place.end and place.start < one.end]
    for at, of in enumerate(touched):
        source = there[of]
        if _is_whole(place, source):
            continue
        if _says_no_before(place, source) or _says_no_after(place, source) or _limits_a_not(place, source):
            return _CUT
        piece = said[at] if len(said) == len(touched) else max(said, key=partial(_shared, source), default=None)
        fault = next(_cut_faults(piece, place, sources, of), None) if piece else None
        if fault:
            return fault
    return None


def _is_whole(place: Found, source: Spoken) -> bool:
    """True where nothing is left out but a full stop and what only holds the floor: "And so", "Well,", "Ann:"."""
    head = [token.text for token in source.tokens if source.start + token.start < place.start]
    tail = [token for token in source.tokens if source.start + token.start >= place.end]
    floor = len(head) <= _MOST_FLOOR and all(word in _FLOOR for word in head)
    return not tail and (floor or bool(LABEL.fullmatch(source.text[: max(0, place.start - source.start)])))


def _says_no_after(place: Found, source: Spoken) -> bool:
    """True where it breaks off right before a "not"."""
    behind = [token for token in source.tokens if source.start + token.start >= place.end]
    return bool(behind) and behind[0].text in NEGATIONS and not source.text[place.end - source.start :].startswith(",")


def _limits_a_not(place: Found, source: Spoken) -> bool:
    """True where what is denied goes on behind the piece: "We did not leave" of "We did not leave until noon"."""
    inside = [token for token in source.tokens if place.start <= source.start + token.start < place.end]
    behind = [token for token in source.tokens if source.start + token.start >= place.end]
    goes_on = behind and behind[0].text in _LIMITS and not source.text[inside[-1].end : behind[0].start].strip()
    denied = [at for at, token in enumerate(inside) if token.text in NEGATIONS]
    return bool(goes_on and denied) and not any(token.text in OPENERS for token in inside[denied[-1] :])


def _shared(source: Spoken, said: Spoken) -> int:
    return len({word.key for word in said.words} & {word.key for word in source.words})


def _says_no_before(place: Found, source: Spoken) -> bool:
    """True where the sentence's own opening denies what follows: "It is not that ..."."""
    head = [token for token in source.tokens if source.start + token.start < place.start]
    edges = [
        at for at in range(1, len(head)) if any(m in ",;:—" for m in source.text[head[at - 1].end : head[at].start])
    ]
    if head and any(m in ",;:—" for m in source.text[head[-1].end : place.start - source.start]):
        return False
    reach = [token.text for token in head[edges[-1] if edges else 0 :]]
    return any(word in NEGATIONS and ahead not in NOT_ALONE for word, ahead in pairwise([*reach, ""]))


def _asks_by_itself(said: Spoken, place: Found, source: Spoken) -> bool:
    """True for a question that stands in quotation marks, or behind a mark, to its own end: it claims nothing."""
    before = source.text[: max(0, place.start - source.start)].rstrip()[-1:]
    after = source.text[max(0, place.end - 1 - source.start) :].lstrip()
    return said.asks and before in _MARKS_AHEAD and after.startswith("?")


def _cut_faults(said: Spoken, place: Found, sources: Sources, of: int) -> Iterator[str]:
    """Out: what a verbatim piece of sentence `of` leaves out that the rest of the sentence says of it."""
    source = sources.sentences[of]
    if _asks_by_itself(said, place, source):
        return
    used = frozenset(at for at, word in enumerate(source.words) if place.start <= source.start + word.start < place.end)
    yield from meant_otherwise(said, range(len(said.words)), sources, of, used)
    for figure, what in strangers(said.figures, source.figures):
        if what == "bound":
            yield FIGURE_FAULTS[what].format(f"“{figure.value}”")
