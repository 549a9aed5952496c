"""In: what a person pasted from a chat of their own. Out: the draft that it is, read as mildly as it can be. Pure.

Chats wrap answers in prose, repeat the prompt, set typographic quotes, cite with a bare "[3]". All that is
overlooked. What an answer claims is not: each citation goes to the same check as a model's.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from curation.errors import ModelFailed
from curation.writing.assignments import Assignment
from curation.writing.easing import Easing
from curation.writing.handover import whole
from curation.writing.parsing import objects
from curation.writing.prompting import Prompt
from curation.writing.replies import AnswerReply
from curation.writing.straightening import straightened

R = TypeVar("R", bound=BaseModel)
D = TypeVar("D", bound=BaseModel)

_EMPTY = "Nothing was pasted."
_PROMPT = "That is the prompt itself; paste what your chat answered to it."
_PROSE = "No whole JSON object in it is the answer that was asked for."
_UNMARKED = "There is no JSON object in it, and no sentence says with a [number] which passage it rests on."
_OPENING = re.compile(r"\{\s*[\"“”„]")
_DEEP = "The answer is nested too deep to be one."
_STRAIGHT = str.maketrans("“”„‟‘’", '""""\'\'')
_LINE_MARKS = re.compile(r"^[>\s*•-]+")


def drafted(text: str, assignment: Assignment[R, D], passages: Sequence[str], *, joining: bool = False) -> D:
    """`passages` are the texts by number less one, empty for one that is not there as it was shown.

    With `joining`, several answers are taken together: a chat may have answered part by part. Else the last one
    counts. Raises ModelFailed with a sentence on what is missing.
    """
    if not text.strip():
        raise ModelFailed(_EMPTY)
    told = _without(assignment.prompt, text)
    if not told.strip():
        raise ModelFailed(_PROMPT)
    found = _replies(told, assignment.shape, Easing(passages))
    return assignment.drafted(_together(found) if joining else found[-1])


def _replies(text: str, shape: type[R], easing: Easing) -> list[R]:
    """Out: at least one. Quotes are straightened only where nothing else helps."""
    faults: list[str] = []
    for read in (_as_it_is, straightened):
        if found := list(_fitting(read(text), shape, easing.eased, faults)):
            return found
    if faults:
        raise ModelFailed(faults[0])
    if shape is not AnswerReply or _OPENING.search(text):
        fields = ", ".join(f"“{name}”" for name, field in shape.model_fields.items() if field.is_required())
        raise ModelFailed(f"{_PROSE} It should have {fields}.")
    if statements := easing.prose(text):
        return [shape.model_validate({"abstained": False, "statements": statements})]
    raise ModelFailed(_UNMARKED)


def _fitting(text: str, shape: type[R], eased: Callable[[Any], Any], faults: list[str]) -> Iterator[R]:
    """Objects that have nothing of the shape are pieces of something else, and no fault of the answer."""
    for told in objects(text):
        try:
            tree = eased(told)
            if tree.keys() & shape.model_fields.keys() - {"abstained"}:
                yield shape.model_validate(tree)
        except ValidationError as error:
            faults.append(_fault(error))
        except RecursionError:
            faults.append(_DEEP)


def _together(replies: Sequence[R]) -> R:
    """Out: one answer: lists one after the other, each entry once; of anything else the last word."""
    told: dict[str, Any] = {}
    for reply in replies:
        for name, value in reply:
            if isinstance(value, list):
                told[name] = [*told.get(name, []), *(one for one in value if one not in told.get(name, []))]
            else:
                told[name] = value and told.get(name, True) if isinstance(value, bool) else value
    return type(replies[0]).model_validate(told)


def _without(prompt: Prompt, text: str) -> str:
    """Out: the text without the lines of the prompt, which people copy along with the answer."""
    known = {_bare(line) for line in whole(prompt, "").splitlines()}
    return "\n".join(line for line in text.splitlines() if not line.strip() or _bare(line) not in known)


def _bare(line: str) -> str:
    """The line as chats may show it: marks of quotation gone, quotes turned. What holds the mark is not compared."""
    return " ".join(_LINE_MARKS.sub("", line.translate(_STRAIGHT)).split())


def _as_it_is(text: str) -> str:
    return text


def _fault(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(step) for step in first["loc"]) or "the answer"
    if first["type"] == "missing":
        return f"The answer lacks “{place}”."
    told = first["msg"].removeprefix("Value error, ").rstrip(".")
    return f"The answer has not the shape that was asked for: at “{place}”, {told[:1].lower()}{told[1:]}."
