"""In: what was said, piece by piece. Out: a draft to be read, with its speakers, times and chapters. Pure.

`spoken_draft(..., tidy=True)` is for captions and what machines wrote down: lines become sentences and
paragraphs, slips of the tongue and notes of sounds fall away, capitals are mended where there was only one
case. `Spoken.raw` keeps the words as they were, `Spoken.origins` says where each stretch comes from.
`tidy=False` is for transcripts that a person has edited: every word stays as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from curation.kinds import Kind
from ingest.drafts import Draft, Origin, Spoken, Turn
from ingest.readers.base import described
from ingest.readers.disfluency import fluent, is_english
from ingest.readers.front import Front
from ingest.readers.paragraphs import Paragraph, gap, paragraphs
from ingest.readers.sentence_case import Case, case_of, names_in, recased, recased_label
from ingest.readers.weave import Piece, Woven, chapters_of, weave
from ingest.readers.words import Speech, Word


def spoken_draft(kind: Kind, front: Front, pieces: Iterable[Piece], *, title: str = "", tidy: bool) -> Draft:
    """`Draft.spoken` holds what stamps there are, and with `tidy` the raw words and the map to them.

    The text is empty where nothing but sounds and slips was said: that is for the reader to refuse.
    """
    woven, spoken = _tidied(list(pieces), front.language) if tidy else _as_it_is(pieces)
    return replace(described(kind, front, woven, title=title), spoken=spoken)


def _as_it_is(pieces: Iterable[Piece]) -> tuple[Woven, Spoken | None]:
    woven = weave(pieces)
    return woven, Spoken(stamps=woven.stamps) if woven.stamps else None


def _tidied(pieces: list[Piece], language: str) -> tuple[Woven, Spoken]:
    words = list(Speech.of(pieces).words())
    english = language.lower().startswith("en") if language else is_english(word.text for word in words)
    case = case_of(word.text for word in words)
    if case is Case.UPPER:
        pieces = [replace(piece, speaker=recased_label(piece.speaker)) for piece in pieces]
    speech = Speech.of(pieces)
    read = fluent(words, speech.same_turn, english=english, capitals=case is Case.UPPER)
    said = list(paragraphs(speech, read))
    if case is not Case.MIXED:
        names = names_in({piece.speaker for piece in pieces})
        said = [_recased(paragraph, case, names, english=english) for paragraph in said]
    woven, origins = _woven(speech, said)
    return woven, Spoken(raw=speech.raw, origins=origins, stamps=woven.stamps)


def _recased(paragraph: Paragraph, case: Case, names: frozenset[str], *, english: bool) -> Paragraph:
    words = (
        replace(word, text=recased(word.text, case, opens=place in paragraph.openers, names=names, english=english))
        for place, word in enumerate(paragraph.words)
    )
    return replace(paragraph, words=tuple(words))


def _woven(speech: Speech, said: Sequence[Paragraph]) -> tuple[Woven, tuple[Origin, ...]]:
    placed = list(_placed(speech, said))
    spans = [(row[0][0], row[-1][0] + len(row[-1][1].text)) for row in placed]
    words = [pair for row in placed for pair in row]
    openings = [
        (paragraph.chapter, start, speech.time(paragraph.words[0]))
        for paragraph, (start, _) in zip(said, spans, strict=True)
        if paragraph.chapter
    ]
    end = spans[-1][1] if spans else 0
    stamps = tuple(_stamps(speech, words))
    turns = tuple(_turns(speech, said, spans))
    return Woven(_written(words), turns, chapters_of(openings, end), stamps), tuple(_traced(words))


def _placed(speech: Speech, said: Iterable[Paragraph]) -> Iterator[list[tuple[int, Word]]]:
    """Each paragraph's words with their offsets in the reading text."""
    end = -2
    for paragraph in said:
        row: list[tuple[int, Word]] = []
        end += 2
        for word in paragraph.words:
            offset = end + (len(gap(speech, row[-1][1], word)) if row else 0)
            row.append((offset, word))
            end = offset + len(word.text)
        yield row


def _written(words: Iterable[tuple[int, Word]]) -> str:
    """A gap of two characters is a new paragraph."""
    parts, end = list[str](), 0
    for offset, word in words:
        parts += "\n\n" if offset - end == 2 else " " * (offset - end), word.text
        end = offset + len(word.text)
    return "".join(parts)


def _stamps(speech: Speech, words: Iterable[tuple[int, Word]]) -> Iterator[tuple[int, int]]:
    """The words whose time is known, and the first of each piece; reckoned if it was not the first in the raw text."""
    last = -1
    for offset, word in words:
        ms = word.ms if word.piece == last else speech.time(word)
        last = word.piece
        if ms is not None:
            yield offset, ms


def _traced(words: Iterable[tuple[int, Word]]) -> Iterator[Origin]:
    """Words that stand as far from one another as in the raw text make one stretch."""
    last: Origin | None = None
    for offset, word in words:
        end = offset + len(word.text)
        if last and offset - last.end == word.start - last.raw_end <= 1:
            last = Origin(last.start, end, last.raw_start, word.end)
            continue
        if last:
            yield last
        last = Origin(offset, end, word.start, word.end)
    if last:
        yield last


def _turns(speech: Speech, said: Sequence[Paragraph], spans: Sequence[tuple[int, int]]) -> Iterator[Turn]:
    """A turn for each paragraph of which the speaker or the time is known."""
    following = [paragraph.words[0] for paragraph in said[1:]]
    for paragraph, (start, end), after in zip(said, spans, [*following, None], strict=False):
        first, last = paragraph.words[0], paragraph.words[-1]
        speaker, begins = speech.speaker(first), speech.time(first)
        if speaker or begins is not None or paragraph.other:
            yield Turn(start, end, speaker, begins, speech.end(last, after), paragraph.other)
