"""In: a verbatim piece of a passage. Out: what the rest of its sentence says of it that the piece leaves out. Pure."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from curation.amounts import FIGURE_FAULTS
from curation.cited import Sources, told_words
from curation.claims import NEGATIONS
from curation.clauses import spoken
from curation.figures import strangers
from curation.quotes import Found
from curation.retelling import meant_otherwise
from curation.speech import Spoken

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
    for of, source in enumerate(there):
        if place.end <= source.start or source.end <= place.start:
            continue
        if place.start <= source.start and source.end <= place.end + 2:
            continue
        used = frozenset(
            at for at, word in enumerate(source.words) if place.start <= source.start + word.start < place.end
        )
        if _says_no_before(place, source) or _says_no_after(place, source):
            return _CUT
        piece = max(said, key=lambda one: _shared(one, source), default=None)
        fault = next(cut_faults(piece, sources, of, used), None) if piece else None
        if fault:
            return fault
    return None


def _says_no_after(place: Found, source: Spoken) -> bool:
    """True where it breaks off right before a "not"."""
    behind = [token for token in source.tokens if source.start + token.start >= place.end]
    return bool(behind) and behind[0].text in NEGATIONS and not source.text[place.end - source.start :].startswith(",")


def _shared(said: Spoken, source: Spoken) -> int:
    return len({word.key for word in said.words} & {word.key for word in source.words})


def _says_no_before(place: Found, source: Spoken) -> bool:
    """True where the sentence's own opening denies what follows: "It is not that ..."."""
    head = [token for token in source.tokens if source.start + token.start < place.start]
    edges = [
        at for at in range(1, len(head)) if any(m in ",;:—" for m in source.text[head[at - 1].end : head[at].start])
    ]
    if head and any(m in ",;:—" for m in source.text[head[-1].end : place.start - source.start]):
        return False
    return any(token.text in NEGATIONS for token in head[edges[-1] if edges else 0 :])


def cut_faults(said: Spoken, sources: Sources, of: int, used: frozenset[int]) -> Iterator[str]:
    """Out: what a verbatim piece of sentence `of` leaves out that the rest of the sentence says of it."""
    source = sources.sentences[of]
    yield from meant_otherwise(said, range(len(said.words)), sources, of, used)
    for figure, what in strangers(said.figures, source.figures):
        if what == "bound":
            yield FIGURE_FAULTS[what].format(f"“{figure.value}”")
