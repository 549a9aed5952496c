"""In: a mark, and what is known beside it. Out: the two sides of its card. Pure but for the rows that it reads off.

A note is the prompt and the words marked the answer; what was not understood is asked with its reply; of a question
that was practised, that is the front; else a gap stands where a figure or a key phrase stood.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from curation.reading.models import CONTEXT, LONGEST_SIDE, Card, Exercise, Mark
from curation.reading.reader import replying
from curation.writing.noun_phrases import candidates
from curation.writing.practice.gaps import GAP, Gapped, without_figure, without_phrase
from curation.writing.usage import Usage

# Of the text, in characters, as much as tells how its words are used.
_READ = 60_000
_EARLIEST, _LATEST = 0.3, 0.65
_FEWEST_LED = 6
# What asks for a quote has room beside it.
_LONGEST_QUOTE = LONGEST_SIDE - 100
_CLAUSE = re.compile(r"[,;:—–]\s|\s(?=(?:because|which|that|when|if|so|but|and)\s)")


@dataclass(frozen=True)
class Sides:
    """`hidden` are the words of the back that stood in a gap of the front."""

    origin: Card.Origin
    front: str
    back: str
    hidden: str = ""


def sides_of(mark: Mark, text: str, exercise: Exercise | None, bound: int | None = None) -> Sides | None:
    """`text` is the source's; beyond `bound`, help may not look in it.

    None for what was not understood and has no reply yet, or none that may be shown.
    """
    if mark.kind == Mark.Kind.PUZZLE:
        return _of_puzzle(mark, text, bound)
    if mark.note.strip():
        return _sides(Card.Origin.NOTE, mark.note.strip(), mark.quote)
    if exercise and not exercise.steps:
        return _of_exercise(exercise)
    return _of_quote(mark, text)


def missed(exercise: Exercise) -> Sides:
    """The steps of a worked example stand before its question."""
    steps = "\n".join(f"{number}. {one['text']}" for number, one in enumerate(exercise.steps, 1))
    front = f"{steps}\n\n{exercise.question}" if steps else exercise.question
    return _sides(Card.Origin.MISSED, front, told(exercise.answer), exercise.key)


def told(statements: Sequence[dict[str, str]]) -> str:
    """In: kept statements as JSON. Out: their words without those that nothing bears out."""
    return " ".join(one["text"] for one in statements if one["status"] != "unsupported")


def _sides(origin: Card.Origin, front: str, back: str, hidden: str = "") -> Sides:
    """No longer than its reader may write them."""
    return Sides(origin, _cut(front, LONGEST_SIDE), _cut(back, LONGEST_SIDE), hidden)


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _of_puzzle(mark: Mark, text: str, bound: int | None) -> Sides | None:
    reply = " ".join(one.text for one in replying.told(mark, text, bound))
    if not reply:
        return None
    asked = mark.note.strip() or f"You did not get this: “{_cut(mark.quote, _LONGEST_QUOTE)}” How is it meant?"
    return _sides(Card.Origin.PUZZLE, asked, reply)


def _of_exercise(exercise: Exercise) -> Sides:
    return _sides(Card.Origin.HIGHLIGHT, exercise.question, told(exercise.answer), exercise.key)


def _of_quote(mark: Mark, text: str) -> Sides:
    quote = _cut(mark.quote, _LONGEST_QUOTE)
    if len(quote.split()) < 2:
        return _sides(Card.Origin.HIGHLIGHT, _around(mark, quote), quote)
    gapped = without_figure(quote) or without_phrase(quote, _phrases(quote, text))
    if gapped:
        return _sides(Card.Origin.HIGHLIGHT, gapped.asked, quote, gapped.hidden)
    return _sides(Card.Origin.HIGHLIGHT, _beginning(quote), quote)


def _around(mark: Mark, quote: str) -> str:
    """One word has no beginning that asks for the rest of it: a gap in what stands around does."""
    before, after = (_without(quote, side) for side in (mark.prefix, mark.suffix))
    if not (before.strip() or after.strip()):
        return "Which word did you mark, all by itself?"
    before = before.partition(" ")[2] if len(mark.prefix) == CONTEXT and " " in before else before
    after = after.rpartition(" ")[0] if len(mark.suffix) == CONTEXT and " " in after else after
    return Gapped(f"… {before.lstrip()}", quote, f"{after.rstrip()} …").asked


def _without(quote: str, side: str) -> str:
    """On one line, and where it says the same once more, without that."""
    return re.sub(re.escape(quote), GAP, " ".join(re.split(r"\s+", side)), flags=re.IGNORECASE)


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
        return f"You marked {len(words)} words that begin with “{words[0]}”. Which?"
    middle = len(quote) // 2
    clauses = [match.start() for match in _CLAUSE.finditer(quote) if _EARLIEST <= match.start() / len(quote) <= _LATEST]
    places = clauses or [match.start() for match in re.finditer(r"\s", quote)]
    at = min(places, key=lambda place: abs(place - middle))
    return f"{quote[:at].rstrip(' ,;:—–')} … How does it go on?"
