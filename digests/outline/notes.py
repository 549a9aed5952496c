"""In: the lines of a slide. Out: its notes: what a speaker says to it, or where its words stand."""

from collections.abc import Sequence

from digests.outline.measure import word_count
from digests.outline.model import SlideCitation, SlideLine
from digests.outline.themes import Told

SPOKEN_WORDS_A_MINUTE = 130
SOURCE = "Source: "


def speech(told: Sequence[Told]) -> str:
    """Out: what is said to a sparse slide: the timing, the full statements and where they come from."""
    return "\n\n".join([timing(told), *(spoken(one.spoken) for one in told)])


def spoken(line: SlideLine) -> str:
    """Out: a statement as a speaker says it, and on the lines after it where it stands."""
    aside = f" ({line.aside})" if line.aside else ""
    return "\n".join([line.text + aside, *(_evidence(mark, line.text) for mark in line.citations)])


def timing(told: Sequence[Told]) -> str:
    """To half a minute, so that a talk can be planned by it."""
    halves = max(1, round(2 * sum(word_count(one.spoken.text) for one in told) / SPOKEN_WORDS_A_MINUTE))
    minutes = f"{halves // 2 or ''}{'½' if halves % 2 else ''}"
    return f"~{minutes} min"


def evidence(lines: Sequence[SlideLine]) -> str:
    """Out: where the lines of a slide stand, with the stored words that differ from them."""
    seen = {(mark.passage_id, mark.quote): (mark, line.text) for line in lines for mark in line.citations}
    return "\n".join(dict.fromkeys(_evidence(mark, told) for mark, told in seen.values()))


def _evidence(mark: SlideCitation, told: str) -> str:
    where = ", ".join(part for part in (mark.source, mark.when) if part)
    quote, said = " ".join(mark.quote.split()).strip(" .").lower(), told.strip(" .").lower()
    repeats = quote in said or said in quote
    return f"{SOURCE}{where}" if repeats else f"{SOURCE}{where}: “{mark.quote}”"
