"""In: statements that are spoken. Out: the one slide behind them, with the fewest of their own words."""

from collections.abc import Sequence

from digests.outline.claims import STRONG, best_claim, strength
from digests.outline.excerpt import ELLIPSIS, clause, clipped, figure
from digests.outline.measure import word_count
from digests.outline.model import Slide, SlideLine
from digests.outline.notes import speech
from digests.outline.themes import Told

SHOWN_WORDS = 25
LONGEST_SPOKEN_TITLE = 11
_SHORT_HEADING = 5
_LEAST_QUOTED = 8
# A whole sentence that reads so well goes before a part of a better one.
_READABLE = 0.2


def key_slide(named: str, told: Sequence[Told], *, heading: str) -> Slide:
    """A number where one stands out, a quotation where one speaks; else the sentence that says most."""
    title = clipped(named, LONGEST_SPOKEN_TITLE)
    room = SHOWN_WORDS - 1 - word_count(title)
    notes = speech(told) if title == named else f"{named}\n\n{speech(told)}"
    if big := big_number(told, room):
        return Slide(layout="big_number", title=title, lines=big, notes=notes)
    if named != heading and (quoted := _quotation(heading, told, notes)):
        return quoted
    return Slide(layout="bullets", title=title, lines=[_key_line(told, room)], notes=notes)


def spoken_quotation(heading: str, told: Told) -> Slide:
    title, text = _quoted(heading, told)
    shown = text or clipped(told.line.text, max(_LEAST_QUOTED, SHOWN_WORDS - 1 - word_count(title)))
    lines = [told.line.model_copy(update={"text": shown})]
    return Slide(layout="quotation", title=title, lines=lines, notes=speech([told]))


def big_number(told: Sequence[Told], room: int) -> list[SlideLine]:
    """Out: a number and the words that it stands in, or nothing."""
    for one in told:
        words = _shown(one.line.text, room - 2)
        if number := figure(words):
            big = SlideLine(text=number, citations=one.line.citations)
            return [big, one.line.model_copy(update={"text": words})]
    return []


def is_verbatim(line: SlideLine) -> bool:
    """Whether it is what its one source says, word for word."""
    quotes = {" ".join(mark.quote.split()).casefold() for mark in line.citations}
    return len(line.citations) == 1 and line.text.casefold() in quotes


def _quotation(heading: str, told: Sequence[Told], notes: str) -> Slide | None:
    for one in told:
        if one.line.citations[0].author and is_verbatim(one.line):
            title, text = _quoted(heading, one)
            if text and word_count(text) >= _LEAST_QUOTED:
                lines = [one.line.model_copy(update={"text": text})]
                return Slide(layout="quotation", title=title, lines=lines, notes=notes)
    return None


def _quoted(heading: str, told: Told) -> tuple[str, str]:
    """Out: a title that says who speaks, and the words that have room beneath it, in whole sentences; or no words."""
    author, whole = told.line.citations[0].author, told.line.text
    longer = f"{author} on {heading}" if word_count(heading) <= _SHORT_HEADING else f"In the words of {author}"
    for title in (longer, author):
        room = SHOWN_WORDS - 1 - word_count(title)
        if text := whole if word_count(whole) <= room else best_claim(whole, room):
            return title, text
    return longer, ""


def _key_line(told: Sequence[Told], room: int) -> SlideLine:
    """The strongest of the sentences that fit; else the first part of one, else the first words."""
    shown = [(one.line, words) for one in told if (words := _shown(one.line.text, room))]
    whole = [(line, words) for line, words in shown if not words.endswith(ELLIPSIS)]
    strongest = sorted(whole, key=lambda one: -_tier(one[1]))
    for line, words in (*strongest, *shown):
        return line.model_copy(update={"text": words})
    first = told[0].line
    return first.model_copy(update={"text": clipped(first.text, room)})


def _tier(words: str) -> float:
    """What reads well enough goes by its place, before what does not."""
    return min(strength(words), STRONG)


def _shown(text: str, room: int) -> str:
    if word_count(text) <= room:
        return text
    best = best_claim(text, room)
    return best if best and strength(best) >= _READABLE else clause(text, room) or best
