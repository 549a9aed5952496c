"""A writer that says what its script says, as a model would: statement by statement, and with faults."""

from collections.abc import Callable
from typing import Any

from curation.writing.extractive import ExtractiveWriter
from curation.writing.schemas import AnswerDraft, CitationDraft, StatementDraft
from tests.fakes import WordEmbedder

Entry = Any | Exception | Callable[..., Any]


def cited(text, passage, quote=""):
    """A drafted statement on what this passage says."""
    quote = quote or passage.text
    return StatementDraft(text=text, citations=[CitationDraft(passage_id=passage.pk, quote=quote)])


class ScriptedWriter(ExtractiveWriter):
    """One entry a call: a draft, an error to raise, or what makes a draft of the call's arguments.

    `asked` are the calls, by the name of the method.
    """

    name = "scripted"

    def __init__(self) -> None:
        super().__init__(WordEmbedder())
        self.entries: list[Entry] = []
        self.asked: list[str] = []
        self.talks: list[tuple[str, list[str], list[str]]] = []

    def script(self, *entries: Entry) -> None:
        self.entries += entries

    def explain(self, offers, *, marked=()):
        self.marked = list(marked)
        return self._next("explain", offers)

    def retell(self, statements, *, level):
        return self._next("retell", statements)

    def explain_words(self, words, offers, *, beside=()):
        return self._next("explain_words", [*offers, *beside])

    def simplify(self, words, offers):
        return self._next("simplify", offers)

    def translate(self, words, *, language):
        return self._next("translate", words)

    def clean_transcript(self, offers):
        return self._next("clean_transcript", offers)

    def judge_signal(self, offers, *, interests):
        return self._next("judge_signal", offers)

    def answer(self, question, offers, *, says=None, heard=None, earlier=(), said=()):
        """A list is what is heard one by one; in it, an error is raised and a callable is called in passing.

        `talks` remembers the question, the earlier ones, and what was said already.
        """
        self.talks.append((question, [turn.question for turn in earlier], list(said)))
        draft = self._next("answer", offers)
        parts = draft if isinstance(draft, list) else draft.statements
        for part in parts:
            self._say(part, heard)
        if isinstance(draft, AnswerDraft):
            return draft
        return AnswerDraft(statements=[part for part in parts if isinstance(part, StatementDraft)])

    def practise(self, grounds, offers, *, questions):
        return self._next("practise", offers)

    def judge_answer(self, question, said, reference, offers):
        return self._next("judge_answer", offers)

    def _say(self, part, heard):
        if isinstance(part, Exception):
            raise part
        if callable(part):
            part()
        elif heard:
            heard(part)

    def _next(self, name, offers):
        self.asked.append(name)
        entry = self.entries.pop(0)
        if isinstance(entry, Exception):
            raise entry
        return entry(offers) if callable(entry) else entry


class ScriptedChat:
    """The door of a model that stands in one's own house: it costs nothing, and nobody knocks."""

    endpoint = "http://127.0.0.1:9/v1"


def scripted_chat():
    return ScriptedChat()
