"""In: all passages of a source, in order. Out: the examples that it works through, as steps in its own words. Pure.

Two forms are known: steps that are counted ("First … Then … Finally …", "Step 1", "1."), and a case with figures that
ends in one of its own ("Say a cup weighs 120 grams … So six cups are 720."). The last step is what is held back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from curation.writing.readability import asks, is_complete, litter, words_in
from curation.writing.schemas import CitationDraft, ExerciseDraft, Offer, StatementDraft
from curation.writing.sentences import sentences

MOST = 2
_FEWEST_STEPS, _MOST_STEPS = 3, 8
_MOST_APART = 3
_STEP = (4, 60)
_LONGEST_CASE = 6
_FIRST = re.compile(
    r"^(?:first(?:ly)?(?:\sof\sall)?,?\s|step\s(?:1|one)\b|1[.)]\s|\(1\)\s|to\sbegin\swith,\s|start\s(?:with|by)\s)",
    re.I,
)
_NEXT = re.compile(
    r"^(?:second(?:ly)?,?\s|third(?:ly)?,?\s|fourth(?:ly)?,?\s|then,?\s|next,?\s|after\s(?:that|this),?\s|step\s\w+\b"
    r"|[2-9][.)]\s|\([2-9]\)\s|now\s|finally,?\s|last(?:ly)?,\s|at\sthe\send,?\s|only\sthen\s)",
    re.I,
)
_COUNT = re.compile(r"^(?:step\s)?\(?(\d)[.):]?\s", re.I)
_CASE = re.compile(
    r"^(?:for\s(?:example|instance),?\s|say\s|suppose\s|imagine\s|take\s|assume\s|consider\s|let['’]?s\ssay\s)", re.I
)
_RESULT = re.compile(
    r"^(?:so\s|so,\s|that\s(?:is|means|makes|gives|leaves|comes\sto)\s|which\s(?:means|makes|gives|leaves)\s|hence\s|in\sall,?\s|together\s)",
    re.I,
)
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|hundred|thousand|half|twice|third)\b",
    re.I,
)


@dataclass(frozen=True)
class _Line:
    """One sentence; `place` counts the sentences of the source."""

    text: str
    passage_id: int
    place: int


def worked_examples(offers: Sequence[Offer]) -> list[ExerciseDraft]:
    """Out: at most two, in the order of the source; none shares a sentence with another."""
    lines = list(_lines(offers))
    found: list[list[list[_Line]]] = []
    for steps in [*_counted(lines), *_cases(lines)]:
        if not any(_share(steps, other) for other in found):
            found.append(steps)
    return [_draft(steps) for steps in sorted(found[:MOST], key=lambda steps: steps[0][0].place)]


def _lines(offers: Sequence[Offer]) -> Iterator[_Line]:
    place = 0
    for offer in offers:
        for sentence in sentences(offer.text):
            yield _Line(sentence.text, offer.passage_id, place)
            place += 1


def _counted(lines: Sequence[_Line]) -> Iterator[list[list[_Line]]]:
    for at, line in enumerate(lines):
        if _FIRST.match(line.text):
            steps = _steps_from(lines, at)
            if _FEWEST_STEPS <= len(steps) <= _MOST_STEPS and all(_is_a_step(step) for step in steps):
                yield steps


def _steps_from(lines: Sequence[_Line], at: int) -> list[list[_Line]]:
    """Each step goes on until the next one begins; behind the last, what follows is left alone."""
    heads = [at]
    for place in range(at + 1, len(lines)):
        if place - heads[-1] > _MOST_APART or _FIRST.match(lines[place].text):
            break
        if _NEXT.match(lines[place].text) and _follows(lines[heads[-1]].text, lines[place].text):
            heads.append(place)
    return [list(lines[start:end]) for start, end in pairwise([*heads, heads[-1] + 1])]


def _follows(one: str, other: str) -> bool:
    """Steps with numbers go up by one."""
    first, second = _COUNT.match(one), _COUNT.match(other)
    return not (first and second) or int(second[1]) == int(first[1]) + 1


def _is_a_step(step: Sequence[_Line]) -> bool:
    told = " ".join(line.text for line in step)
    fit = _STEP[0] <= words_in(told) <= _STEP[1] and litter(told) <= 1
    return fit and not any(asks(line.text) for line in step) and is_complete(step[0].text)


def _cases(lines: Sequence[_Line]) -> Iterator[list[list[_Line]]]:
    """A case, what is done with it, and what comes of that; figures in the case and in the result."""
    for at, line in enumerate(lines):
        if not (_CASE.match(line.text) and _FIGURE.search(line.text) and line.text[:1].isupper()):
            continue
        ends = (end for end in range(at + 1, min(at + _LONGEST_CASE, len(lines))) if _is_a_result(lines[end].text))
        end = next(ends, None)
        steps = [[one] for one in lines[at : end + 1]] if end else []
        if len(steps) >= _FEWEST_STEPS and all(_is_a_step(step) for step in steps):
            yield steps


def _is_a_result(text: str) -> bool:
    return bool(_RESULT.match(text) and _FIGURE.search(text))


def _share(steps: Sequence[Sequence[_Line]], others: Sequence[Sequence[_Line]]) -> bool:
    return bool({line.place for step in steps for line in step} & {line.place for step in others for line in step})


def _draft(steps: Sequence[Sequence[_Line]]) -> ExerciseDraft:
    *shown, last = [StatementDraft(text=text, citations=cited) for text, cited in map(_told, steps)]
    asked = "The source works this through step by step. What comes last?"
    if _RESULT.match(last.text):
        asked = "The source works this example through. What comes of it?"
    return ExerciseDraft(question=asked, steps=shown, answer=[last])


def _told(step: Sequence[_Line]) -> tuple[str, list[CitationDraft]]:
    cited = [CitationDraft(passage_id=line.passage_id, quote=line.text) for line in step]
    return " ".join(line.text for line in step), cited
