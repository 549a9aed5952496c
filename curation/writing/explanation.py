"""In: all passages of one source, in order. Out: its gist, points, chapters, terms and questions, for pass 2. Pure.

How much is said grows with the source: a thread of posts gets a handful of lines, an hour of talk its chapters.
What is said in one part is not said again in another.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

import numpy as np

from curation.ai.base import Vectors
from curation.ai.lengths import unit
from curation.writing import summary
from curation.writing.candidates import Candidate, candidates, everything
from curation.writing.introductions import posed
from curation.writing.lexical import overlap, stems
from curation.writing.questions import questions
from curation.writing.readability import words_in
from curation.writing.schemas import Offer
from curation.writing.sentences import sentences

_SHORT = 12
_A_POINT = 4
_MOST_POINTS = 8
_A_GIST = 3
_MOST_GIST = 5
_A_CHAPTER = 2
_MOST_TERMS = 8
_MOST_QUESTIONS = 5
_SAME = 0.6
_CLEAR, _PLAIN = 0.5, 0.4
_EXPLAINS = 1.6
_TELLS = 0.5
_LONGEST_TERM_LINE = 60
_NEAR_QUESTION = 0.25


@dataclass(frozen=True)
class Explained:
    gist: list[Candidate]
    points: list[Candidate]
    chapters: list[tuple[str, list[Candidate]]]
    questions: list[Candidate]


def explained(offers: Sequence[Offer], stored: Vectors, marked: Sequence[str] = ()) -> Explained:
    """`stored` are the offers' vectors, (offers, d), unit rows. What was `marked` is among the points, if it fits."""
    short = len(offers) <= _SHORT
    gist = _in_five(_summed_up(offers, stored, _gist_for(len(offers)), (), _CLEAR, begins=short))
    count = _points_for(len(offers))
    wished = _marked(offers, marked)[:count]
    more = _summed_up(offers, stored, count - len(wished), [*gist, *wished], _PLAIN) if count > len(wished) else []
    points = sorted([*wished, *more], key=lambda one: (one.offer, one.order))
    chapters = list(_chapters(offers, stored, [*gist, *points]))
    return Explained(gist, points, chapters, _open_questions(offers, stored))


def is_term(phrase: str) -> bool:
    """False for a common word by itself, which nobody looks up."""
    return " " in phrase or "-" in phrase or phrase != phrase.lower()


def terms_for(passages: int) -> int:
    return min(_MOST_TERMS, 2 + passages // 8)


def lines_for(term: str, offers: Sequence[Offer], most: int = 8) -> list[Candidate]:
    """Out: the sentences that could say what the term means, those formed as an explanation first."""
    wanted = set(stems(term))
    met = [one for one in candidates(offers) if term[:-1].casefold() in one.text.casefold()]
    held = [one for one in met if _begins_with(one.text, wanted) and words_in(one.text) <= _LONGEST_TERM_LINE]
    told = {place: defines(term, one.text) * one.quality for place, one in enumerate(held)}
    best = sorted(told, key=lambda place: (-told[place], place))
    return [held[place] for place in best if told[place] >= _TELLS][:most]


def _begins_with(text: str, wanted: Collection[str]) -> bool:
    """True where the first sentence speaks of it: what comes after explains something else."""
    return set(wanted) <= set(stems(sentences(text)[0].text))


def defines(term: str, text: str) -> float:
    """Out: more than 1 where the text is formed as an explanation of the term: "a term is", "called a term"."""
    word = re.escape(term[:-1] if term.endswith("s") and not term.endswith("ss") else term)
    told = rf"""(?:^|[,;:—–]\s|\b(?:an?|the|so|and|of)\s)[“"']?{word}\w{{0,2}}[”"']?,?\s
        (?:is|are|means|refers|was|were|works?|happens?|lets?|turns?|describes?|gives?)\b
        |\b(?:called|known\sas|by|define[sd]?|think\sof)\s(?:an?\s|the\s)?[“"']?{word}
        |{word}\w{{0,2}},\s(?:which|that\sis|or|i\.e\.|meaning)\b|{word}\w{{0,2}}\s(?:—|–|:)\s"""
    return _EXPLAINS if re.search(told, text, re.I | re.X) else 1.0


def says_again(one: Candidate, others: Collection[Candidate]) -> bool:
    bag = stems(one.text)
    return any(one.overlaps(other) or overlap(bag, stems(other.text)) > _SAME for other in others)


def _gist_for(passages: int) -> int:
    return max(1, min(_MOST_GIST, passages // _A_GIST))


def _in_five(gist: Sequence[Candidate]) -> list[Candidate]:
    """As many as hold five sentences together, at least one."""
    counts = list(accumulate(len(sentences(one.text)) for one in gist))
    return [one for one, count in zip(gist, counts, strict=True) if count <= _MOST_GIST] or list(gist[:1])


def _marked(offers: Sequence[Offer], marked: Sequence[str]) -> list[Candidate]:
    """For each of the marked words the shortest window that holds them, of those that read best."""
    found = everything(offers) if marked else []
    taken: list[Candidate] = []
    for words in marked:
        held = [one for one in found if _holds(one.text, words) and not says_again(one, taken)]
        if held:
            taken.append(min(held, key=lambda one: (-round(one.quality, 1), len(one.text))))
    return taken


def _holds(text: str, words: str) -> bool:
    one, other = (" ".join(each.split()).casefold() for each in (text, words))
    return bool(other) and (other in one or (one in other and len(one) * 2 > len(other)))


def _points_for(passages: int) -> int:
    return max(2, min(_MOST_POINTS, round(passages / _A_POINT)))


def _summed_up(
    offers: Sequence[Offer],
    stored: Vectors,
    count: int,
    said: Collection[Candidate],
    least: float,
    *,
    begins: bool = False,
) -> list[Candidate]:
    """Out: at most `count` candidates in the source's order, none of which says again what is said already.

    Only where nothing reads as well as `least` does a poorer one stand in.
    """
    found = [one for one in summary.fit(offers, count) if not says_again(one, said)]
    fine = [one for one in found if one.quality >= least]
    return summary.best(fine or found, offers, stored, count, begins=begins) if found else []


def _chapters(
    offers: Sequence[Offer], stored: Vectors, said: Sequence[Candidate]
) -> Iterator[tuple[str, list[Candidate]]]:
    """Out: the title and lines of each chapter, where there are several."""
    if len({offer.chapter for offer in offers}) < 2:
        return
    places = range(len(offers))
    for title, inside in groupby(places, key=lambda place: offers[place].chapter):
        rows = list(inside)
        met = [one for one in said if one.offer in rows]
        part = [offers[row] for row in rows]
        local = [_moved(one, -rows[0]) for one in met]
        lines = _summed_up(part, stored[rows], _A_CHAPTER, local, _PLAIN)
        if title and lines:
            yield title, lines


def _moved(one: Candidate, by: int) -> Candidate:
    """The same among offers that are counted from another one."""
    return Candidate(one.text, one.passage_id, one.source_id, one.order, one.quality, one.offer + by)


def _open_questions(offers: Sequence[Offer], stored: Vectors) -> list[Candidate]:
    """Out: what the source asks, the nearest to its middle, in its order, none twice."""
    asked = [*questions(offers), *posed(offers)]
    middle = unit(stored.mean(axis=0))
    worth = [float(stored[one.offer] @ middle) for one in asked]
    taken: list[Candidate] = []
    for place in np.argsort(-np.array(worth), kind="stable") if asked else []:
        one = asked[int(place)]
        if len(taken) < _MOST_QUESTIONS and worth[int(place)] >= _NEAR_QUESTION and not says_again(one, taken):
            taken.append(one)
    return sorted(taken, key=lambda one: (one.offer, one.order))
