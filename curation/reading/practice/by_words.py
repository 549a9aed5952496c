"""In: a reader's answer and the statements that it is held against. Out: how right it is, by its words alone. Pure.

What counts are the content words, figures and names of the reference that the question does not give away, nearness
in meaning where an embedder tells it, and what speaks against: another figure, a "not" more or less, an opposite. It
is a rough judge and says so; the reader may overrule it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from curation.claims import OPPOSITES, denied, negates
from curation.figures import figures
from curation.folding import Token, tokens
from curation.writing.lexical import overlap, stems
from curation.writing.words import stem

_RIGHT, _PARTLY = 0.55, 0.25
_MEANS_SAME, _MEANS_NEAR = 0.72, 0.5
_SOME = 0.2
# Only of an answer in nearly the same words does an opposite say that it is meant otherwise.
_ALIKE = 0.5
_NO_ANSWERS = frozenset(
    {"", "?", "no idea", "i don't know", "i dont know", "don't know", "dont know", "not sure", "pass"}
)


class Verdict(StrEnum):
    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"


@dataclass(frozen=True)
class Judged:
    """`lacking` are the indexes of the reference's statements that are not there, or are contradicted."""

    verdict: Verdict
    reason: str
    lacking: tuple[int, ...] = ()


def judge_by_words(
    question: str, said: str, reference: Sequence[str], *, key: str = "", nearness: float | None = None
) -> Judged:
    """`key` are the words that stood in a gap; `nearness` is the cosine of the answer and the reference."""
    if " ".join(said.lower().split()).strip(".! ") in _NO_ANSWERS:
        return Judged(Verdict.WRONG, "It was left unanswered.", tuple(range(len(reference))))
    if key:
        return _judged_gap(said, key, reference)
    if against := contradiction(question, said, " ".join(reference)):
        return Judged(Verdict.WRONG, against, tuple(range(len(reference))))
    shares = [_share(question, said, text) for text in reference]
    whole = _share(question, said, " ".join(reference))
    lacking = tuple(at for at, share in enumerate(shares) if share < _RIGHT)
    return _weighed(whole, nearness, lacking, len(reference))


def contradiction(question: str, said: str, reference: str) -> str:
    """Out: a sentence on what in the answer speaks against the reference; empty where nothing is found."""
    mine, theirs = tokens(said), tokens(reference)
    asked = {figure.value for figure in figures(tokens(question), question)}
    wanted = {figure.value for figure in figures(theirs, reference)} - asked
    told = {figure.value for figure in figures(mine, said)} - asked
    if told - wanted and wanted and not told & wanted:
        return f"The source has another figure: {_listed(theirs, reference, wanted)}."
    if _turned(said, reference):
        return "The source says the opposite: a “not” is there in one and missing in the other."
    alike = overlap(stems(said), stems(reference)) >= _ALIKE
    opposite = _opposite(mine, theirs) if alike else None
    return f"The source says “{opposite[1]}” where the answer says “{opposite[0]}”." if opposite else ""


def _judged_gap(said: str, key: str, reference: Sequence[str]) -> Judged:
    wanted, there = tokens(key), tokens(said)
    values = {figure.value.rstrip("%") for figure in figures(wanted, key)}
    if values:
        right = values <= {figure.value.rstrip("%") for figure in figures(there, said)}
        held = 1.0 if right else 0.0
    else:
        bag = {stem(token.text) for token in there}
        held = sum(stem(token.text) in bag for token in wanted) / len(wanted)
    if held == 1.0:
        return Judged(Verdict.RIGHT, "These are the source's words.")
    verdict = Verdict.PARTLY if held >= 0.5 else Verdict.WRONG
    return Judged(verdict, f"In the source it is “{key}”.", tuple(range(len(reference))))


def _weighed(share: float, nearness: float | None, lacking: tuple[int, ...], count: int) -> Judged:
    near = nearness or 0.0
    if (share >= _RIGHT or (near >= _MEANS_SAME and share >= _SOME)) and len(lacking) < max(2, count):
        return Judged(Verdict.RIGHT, "It holds what the source says, as far as words can tell.")
    if share >= _PARTLY or near >= _MEANS_NEAR:
        return Judged(Verdict.PARTLY, "A part of what the source says is there; something is missing.", lacking)
    return Judged(Verdict.WRONG, "Little of what the source says is there, as far as words can tell.", lacking)


def _share(question: str, said: str, reference: str) -> float:
    """Of the reference's content words that the question does not give away, those that the answer has."""
    wanted = set(stems(reference)) - set(stems(question)) or set(stems(reference))
    return len(wanted & set(stems(said))) / max(1, len(wanted))


def _turned(said: str, reference: str) -> bool:
    """What one denies, the other says without a "not" anywhere."""
    mine, theirs = denied(said), denied(reference)
    if mine and not negates(tokens(reference)):
        return mine <= set(stems(reference))
    return bool(theirs and not negates(tokens(said)) and theirs <= set(stems(said)))


def _opposite(mine: Sequence[Token], theirs: Sequence[Token]) -> tuple[str, str] | None:
    """One word of a pair in the answer where the reference has but the other one."""
    said, there = {token.text for token in mine}, {token.text for token in theirs}
    for pair in sorted(map(sorted, OPPOSITES)):
        for word, other in (pair, reversed(pair)):
            if word in said and other not in said and other in there and word not in there:
                return word, other
    return None


def _listed(words: Sequence[Token], text: str, wanted: set[str]) -> str:
    told = (one for one in figures(words, text) if one.value in wanted)
    found = [text[words[one.first].start : words[one.last - 1].end] for one in told]
    return ", ".join(f"“{shown}”" for shown in dict.fromkeys(found))[:160]
