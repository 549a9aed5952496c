"""In: the words heard in a recording, with their times. Out: one Draft that knows when each was said. Pure."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from curation.ai.base import HeardWord
from curation.kinds import Kind
from ingest.drafts import Draft, Spoken
from ingest.readers.front import Front
from ingest.readers.spoken_text import spoken_draft
from ingest.readers.weave import Piece, piece_of_words

_BREATH_MS = 500
_TITLE_WORDS, _TITLE_SIGNS = 9, 80


def draft_of(words: Sequence[HeardWord], *, kind: Kind, title: str, language: str, spoken: Spoken) -> Draft:
    """Its text is empty where no words are left. Without a title the first words are it."""
    said = [word for word in map(_tidied, words) if word.text]
    draft = spoken_draft(kind, Front(language=language), _breaths(said), title=title, tidy=True)
    woven = draft.spoken or Spoken()
    return replace(
        draft,
        title=title or _opening(draft.text),
        spoken=replace(spoken, raw=woven.raw, origins=woven.origins, stamps=_ascending(woven.stamps)),
    )


def _tidied(word: HeardWord) -> HeardWord:
    return replace(word, text=unicodedata.normalize("NFC", " ".join(word.text.split())))


def _breaths(words: Sequence[HeardWord]) -> Iterator[Piece]:
    """What is said in one breath is a piece."""
    breath: list[HeardWord] = []
    for word in words:
        if breath and word.start_ms - breath[-1].end_ms >= _BREATH_MS:
            yield _piece(breath)
            breath = []
        breath.append(word)
    if breath:
        yield _piece(breath)


def _piece(breath: Sequence[HeardWord]) -> Piece:
    return piece_of_words([(word.text, word.start_ms) for word in breath], end_ms=breath[-1].end_ms)


def _ascending(stamps: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """A model's times may step back a little; stamps never do."""
    latest, rows = 0, list[tuple[int, int]]()
    for offset, ms in stamps:
        latest = max(latest, ms)
        rows.append((offset, latest))
    return tuple(rows)


def _opening(text: str) -> str:
    whole = " ".join(text.split())
    opening = " ".join(whole.split()[:_TITLE_WORDS])[:_TITLE_SIGNS]
    return opening.rstrip(".,;: ") + ("…" if len(opening) < len(whole) else "")
