"""In: a mark, and what is known beside it. Out: the two sides of its card. Pure but for the rows that it reads off.

A note is the prompt and the words marked the answer; what was not understood is asked with its reply; of a question
that was practised, that is the front; else a gap stands where a figure or a key phrase stood.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from curation.reading.models import Card, Exercise, Mark
from curation.writing.noun_phrases import candidates
from curation.writing.practice.gaps import without_figure, without_phrase
from curation.writing.usage import Usage

# Of the text, in characters, as much as tells how its words are used.
_READ = 60_000
_EARLIEST, _LATEST = 0.3, 0.65
_FEWEST_LED = 6
_CLAUSE = re.compile(r"[,;:—–]\s|\s(?=(?:because|which|that|when|if|so|but|and)\s)")


@dataclass(frozen=True)
class Sides:
    """`hidden` are the words of the back that stood in a gap of the front."""

    origin: Card.Origin
    front: str
    back: str
    hidden: str = ""


def sides_of(mark: Mark, text: str, exercise: Exercise | None) -> Sides | None:
    """`text` is the source's. None for what was not understood and has no reply yet."""
    if mark.kind == Mark.Kind.PUZZLE:
        return _of_puzzle(mark)
    if mark.note.strip():
        return Sides(Card.Origin.NOTE, mark.note.strip(), mark.quote)
    if exercise and not exercise.steps:
        return _of_exercise(exercise)
    return _of_quote(mark.quote, text)


def missed(exercise: Exercise) -> Sides:
    """The steps of a worked example stand before its question."""
    steps = "\n".join(f"{number}. {one['text']}" for number, one in enumerate(exercise.steps, 1))
    front = f"{steps}\n\n{exercise.question}" if steps else exercise.question
    return Sides(Card.Origin.MISSED, front, told(exercise.answer), exercise.key)


def told(statements: Sequence[dict[str, str]]) -> str:
    """In: kept statements as JSON. Out: their words without those that nothing bears out."""
    return " ".join(one["text"] for one in statements if one["status"] != "unsupported")


def _of_puzzle(mark: Mark) -> Sides | None:
    reply = told(mark.reply)
    if not reply:
        return None
    asked = mark.note.strip() or f"You did not get this: “{mark.quote}” How is it meant?"
    return Sides(Card.Origin.PUZZLE, asked, reply)


def _of_exercise(exercise: Exercise) -> Sides:
    return Sides(Card.Origin.HIGHLIGHT, exercise.question, told(exercise.answer), exercise.key)


def _of_quote(quote: str, text: str) -> Sides:
    gapped = without_figure(quote) or without_phrase(quote, _phrases(quote, text))
    if gapped:
        return Sides(Card.Origin.HIGHLIGHT, gapped.asked, quote, gapped.hidden)
    return Sides(Card.Origin.HIGHLIGHT, _beginning(quote), quote)


def _phrases(quote: str, text: str) -> list[str]:
    """What the quote names: several words before one, and of those what comes last, which is mostly what is new."""
    usage = Usage.of([text[:_READ]])
    found = [" ".join(one.words) for one in candidates(usage, [quote]).values() if one.whole]
    folded = quote.casefold()
    return sorted(found, key=lambda phrase: (" " not in phrase, -folded.rfind(phrase.casefold()), phrase))


def _beginning(quote: str) -> str:
    """Out: its first words, up to where a clause ends, and a sign that it goes on."""
    words = quote.split()
    if len(words) < _FEWEST_LED:
        return f"You marked {len(words)} words that begin with “{words[0]}”. Which?" if words else quote
    middle = len(quote) // 2
    clauses = [match.start() for match in _CLAUSE.finditer(quote) if _EARLIEST <= match.start() / len(quote) <= _LATEST]
    at = min(clauses, key=lambda place: abs(place - middle), default=quote.rfind(" ", 0, middle + 1))
    return f"{quote[:at].rstrip(' ,;:—–')} … How does it go on?"
