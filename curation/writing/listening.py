"""In: an answer as it is streamed. Out: each of its statements, told as soon as it is whole."""

import re
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from curation.writing.assignments import Assignment
from curation.writing.base import Heard
from curation.writing.replies import AnswerReply, Said
from curation.writing.schemas import AnswerDraft, StatementDraft

# An answer has a few statements; each closing brace has it read from its beginning.
_LONGEST = 20_000
_CLOSED = re.compile(r"\]\s*\}\Z")


class Listening:
    """`hear` takes the pieces of one answer; `finish` tells all of the draft. What hears them passes through `once`."""

    def __init__(self, assignment: Assignment[AnswerReply, AnswerDraft], heard: Heard) -> None:
        self._assignment, self._heard = assignment, heard
        self._text = ""
        self._read = 0

    def hear(self, piece: str) -> None:
        self._text += piece
        if "}" in piece and len(self._text) < _LONGEST:
            self._tell_whole()

    def finish(self, draft: AnswerDraft) -> None:
        for statement in draft.statements:
            self._heard(statement)

    def _tell_whole(self) -> None:
        for said in _whole(self._text, self._read):
            self._read += 1
            for statement in self._assignment.drafted(AnswerReply(abstained=False, statements=[said])).statements:
                self._heard(statement)


def once(heard: Heard) -> Heard:
    """Out: the same, told no statement twice, however many attempts the answer takes."""
    told: list[StatementDraft] = []

    def tell(statement: StatementDraft) -> None:
        if statement not in told:
            told.append(statement)
            heard(statement)

    return tell


def _whole(text: str, known: int) -> list[Said]:
    """Out: the statements from number `known` on that nothing can be added to: all but the last, and that too once
    it is closed."""
    so_far = text[text.find("{") : text.rfind("}") + 1]
    told = _partial(so_far)
    if not isinstance(told, dict) or told.get("abstained") is not False:
        return []
    found = told.get("statements")
    if not isinstance(found, list):
        return []
    if not _CLOSED.search(so_far):
        found = found[:-1]
    try:
        return [Said.model_validate(one) for one in found[known:]]
    except ValidationError:
        return []


def _partial(text: str) -> Any:
    try:
        return from_json(text, allow_partial=True)
    except ValueError:
        return None
