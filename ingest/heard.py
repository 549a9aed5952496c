"""In: the words heard in a recording, with their times. Out: one Draft that knows when each was said. Pure."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from curation.ai.base import HeardWord
from curation.kinds import Kind
from ingest.drafts import Draft, Spoken
from ingest.readers.weave import Piece, into_paragraphs, into_runs, weave

_TITLE_WORDS = 9


def draft_of(words: Sequence[HeardWord], *, kind: Kind, title: str, language: str, spoken: Spoken) -> Draft:
    """Paragraphs begin at pauses, turns are sentences. Without a title the first words are it."""
    said = [word for word in map(_tidied, words) if word.text]
    pieces = (Piece(word.text, start_ms=word.start_ms, end_ms=word.end_ms) for word in said)
    woven = weave(into_paragraphs(into_runs(pieces)))
    return Draft(
        kind=kind,
        text=woven.text,
        title=title or _opening(woven.text),
        language=language,
        turns=woven.turns,
        spoken=replace(spoken, stamps=tuple(_stamps(woven.text, said))),
    )


def _tidied(word: HeardWord) -> HeardWord:
    return replace(word, text=unicodedata.normalize("NFC", " ".join(word.text.split())))


def _stamps(text: str, words: Sequence[HeardWord]) -> Iterator[tuple[int, int]]:
    """Every word stands in the text, in order; a model's times may step back a little, stamps never do."""
    at, latest = 0, 0
    for word in words:
        at, latest = text.index(word.text, at), max(latest, word.start_ms)
        yield at, latest
        at += len(word.text)


def _opening(text: str) -> str:
    words = text.split()
    opening = " ".join(words[:_TITLE_WORDS])
    return opening.rstrip(".,;:") + ("…" if len(words) > _TITLE_WORDS else "")
