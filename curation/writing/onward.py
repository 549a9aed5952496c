"""In: the points of a source, and its passages. Out: where each leads, in the source's own words. Pure.

A question that it leaves open there, or a link or a further reading that it gives.
"""

import re
from collections.abc import Iterator, Sequence

from curation.writing.candidates import Candidate
from curation.writing.readability import asks, words_in
from curation.writing.schemas import Offer, OnwardDraft
from curation.writing.sentences import Sentence, sentences

_LABELLED = re.compile(r"^(?:open\s+)?(question|rabbit\s+hole|further\s+reading|to\s+look\s+into)\s*:\s*", re.I)
_HOLE = re.compile(r"^(?:look into|look up|read (?:about|up|more)|see also|explore|for more on)\b", re.I)
LINK = re.compile(r"https?://[^\s<>\"'“”)\]]+[^\s<>\"'“”)\].,;:!?]")
_QUESTION = 5, 45
_LONGEST_HOLE = 30


def onward(points: Sequence[Candidate], offers: Sequence[Offer]) -> list[OnwardDraft]:
    """Each question and link once, with the point that stands before it in the same passage or in the one before."""
    met: set[str] = set()
    found = [_onward(number, point, points, offers, met) for number, point in enumerate(points, 1)]
    return [one for one in found if one]


def _onward(
    number: int, point: Candidate, points: Sequence[Candidate], offers: Sequence[Offer], met: set[str]
) -> OnwardDraft | None:
    for text in _after(point, points, offers):
        draft = _read(number, text) if text not in met else None
        if draft:
            met.add(text)
            return draft
    return None


def _after(point: Candidate, points: Sequence[Candidate], offers: Sequence[Offer]) -> Iterator[str]:
    """The sentences after the point, up to the next one."""
    others = [(one.offer, one.order[1]) for one in points if one is not point]
    for place in (point.offer, point.offer + 1):
        start = point.end if place == point.offer else 0
        for one in sentences(offers[place].text) if place < len(offers) else ():
            if one.start < start:
                continue
            if (place, one.start) in others:
                return
            yield _whole(one)


def _whole(one: Sentence) -> str:
    return " ".join(one.text.split())


def _read(number: int, text: str) -> OnwardDraft | None:
    label = _LABELLED.match(text)
    bare = text[label.end() :] if label else text
    if asks(bare) and _QUESTION[0] <= words_in(bare) <= _QUESTION[1]:
        return OnwardDraft(point=number, question=bare)
    link = LINK.search(bare)
    leads = link or _HOLE.match(bare) or (label and not label[1].lower().startswith("question"))
    if leads and words_in(bare) <= _LONGEST_HOLE:
        return OnwardDraft(point=number, rabbit_hole=LINK.sub("", bare).strip(" :–—-"), link=link[0] if link else "")
    return None
