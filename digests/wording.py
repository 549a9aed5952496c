"""The service's own words in a digest: titles, leads, counts. Pure; nothing here speaks for a source."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from curation.writing.fallback import NO_ANSWER
from curation.writing.schemas import DigestBrief

PLURALS = {"memo": "memos", "highlight": "highlights"}
QUOTING = "extractive"
BY_HAND = "by hand"
FELL_BACK = f"Quoted, not composed: {NO_ANSWER}."
FELL_BACK_DECK = f"Laid out plainly: {NO_ANSWER}."
LONGEST_TITLE = 200
# Of the themes of a digest its lead names so many.
NAMED = 3
# Stands for words in a correction that their readers are not shown again.
UNREPEATED = "words that are not repeated here"
MET, PICKED = "met", "picked"
_JOINT = re.compile(r"\band\b|[&,;+]", re.I)
_QUOTING = re.compile(rf"(?:^|(?<= and )){QUOTING}$")


def counted(number: int, noun: str) -> str:
    """`1 post`, `3 posts`."""
    return f"{number} {noun if number == 1 else PLURALS.get(noun, noun + 's')}"


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def period_in_words(start: date, end: date) -> str:
    """`9–15 November 2026`, with month and year repeated only where they change."""
    if start == end:
        return f"{end.day} {end:%B %Y}"
    if start.year != end.year:
        return f"{start.day} {start:%B %Y} – {end.day} {end:%B %Y}"
    if start.month != end.month:
        return f"{start.day} {start:%B} – {end.day} {end:%B %Y}"
    return f"{start.day}–{end.day} {end:%B %Y}"


def digest_title(headings: Sequence[str], start: date, end: date) -> str:
    """The largest theme names the period, with another large one where both are one thing.

    `Pricing after seats, with judges of models`; `Kilns and glazes` is two things and stands alone.
    """
    if not headings:
        return f"What you met, {period_in_words(start, end)}"
    first, *rest = headings
    beside = next((one for one in rest[:2] if not _is_joined(one)), "")
    told = f"{first}, with {_in_a_sentence(beside)}" if beside and not _is_joined(first) else first
    return told if len(told) <= LONGEST_TITLE else first[:LONGEST_TITLE]


def _is_joined(heading: str) -> bool:
    return bool(_JOINT.search(heading))


def names_of(writers: Iterable[str]) -> str:
    """Each named once, who quotes at the end: `gpt-x and extractive`."""
    named = list(dict.fromkeys(filter(None, writers)))
    return listed(sorted(named, key=lambda name: name == QUOTING))


def credit(writer: str) -> str:
    """`arranged by the extractive writer`, `written by gpt-x and the extractive writer`; nothing for nobody."""
    if not writer:
        return ""
    if writer == BY_HAND:
        return "written by hand"
    verb = "arranged" if writer == QUOTING else "written"
    return f"{verb} by {_QUOTING.sub(f'the {QUOTING} writer', writer)}"


def unkept(writer: str, brief: DigestBrief) -> str:
    """What its owner asks for and who quotes cannot follow, told; nothing where nobody quotes or nothing is asked."""
    asked = {"audience": brief.audience, "language": brief.language, "instructions": brief.instructions}
    named = [name for name, text in asked.items() if text.strip()]
    if not named or not _QUOTING.search(writer):
        return ""
    return f"What is quoted stands word for word: what you ask for as to {listed(named)} is not followed there."


def yours_already(title: str) -> str:
    return f"“{title}” is yours already and stays as it is."


def withheld(number: int) -> str:
    """What a form that leaves the house says of what stayed behind; nothing where nothing did."""
    if not number:
        return ""
    held = "1 statement is" if number == 1 else f"{number} statements are"
    return f"{held} withheld here: the sources do not bear {'it' if number == 1 else 'them'} out."


def correction(day: str, was: str, now: str, note: str = "") -> str:
    """How a change after publication is told; without `was` something was added, without `now` taken out."""
    return " ".join(filter(None, (f"{day}: {_changed(was, now)}", f"({note})" if note else "")))


def _changed(was: str, now: str) -> str:
    if was == now:
        return f"changed {was}"
    told, tells = _marked(was), _marked(now)
    if not was:
        return f"added {tells}"
    return f"{told} became {tells}" if now else f"taken out {told}"


def _marked(words: str) -> str:
    return words if words == UNREPEATED else f"“{words}”"


def composed(title: str, fell_back: Sequence[str], lead: str = "") -> str:
    """In: for each section, and for the lead, why it fell back, empty where it did not. Out: the outcome, told."""
    fallen = [reason for reason in fell_back if reason]
    told = [f"{title} ({counted(len(fell_back), 'section')})."]
    told += [f"Quoted, not composed: {len(fallen)} of {len(fell_back)}."] if fallen else []
    told += ["How it begins is counted, not written."] if lead else []
    return " ".join(dict.fromkeys([*told, *fallen, *([lead] if lead else [])]))


def _in_a_sentence(heading: str) -> str:
    """Without its capital, unless that belongs to a name or an abbreviation: `LLM`, `iOS`, `I`."""
    first_word = heading.split()[0]
    return (
        heading
        if first_word[1:] != first_word[1:].lower() or len(first_word) == 1
        else heading[0].lower() + heading[1:]
    )


def is_counted(lead: str) -> bool:
    """Whether this is a lead of the service's own, as `lead_of` words it."""
    return any(f"You {did} " in lead for did in (MET, PICKED))


def lead_of(kinds: Sequence[str], people: Sequence[str], themes: Sequence[tuple[str, int]], *, did: str = MET) -> str:
    """In: a kind per source, an author per source, (theme, sources) by size. Out: what a period was about, and held."""
    found = [counted(number, kind) for kind, number in Counter(kinds).most_common()]
    named = [name for name, _ in Counter(person for person in people if person).most_common()]
    held = f"You {did} {listed(found)}{_by(named)}."
    return f"{_about(themes, len(kinds))}. {held}" if themes else held


def public_lead(sources: int, people: Sequence[str], headings: Sequence[str]) -> str:
    """In: what is cited, by whom, under which headings. Out: the same for readers who do not own the library."""
    named = [name for name, _ in Counter(person for person in people if person).most_common()]
    told = f"From {counted(sources, 'source')}{_by(named)}"
    return f"{told}: {listed(_first(headings))}." if headings else f"{told}."


def _first(headings: Sequence[str]) -> list[str]:
    """The others are counted, unless there is only one."""
    if len(headings) <= NAMED + 1:
        return [*headings]
    return [*headings[:NAMED], f"{len(headings) - NAMED} more themes"]


def _by(named: Sequence[str]) -> str:
    if not named:
        return ""
    if len(named) <= 3:
        return f" by {listed(named)}"
    return f" by {len(named)} people, {listed(named[:2])} most often"


def _about(themes: Sequence[tuple[str, int]], sources: int) -> str:
    """Each after the first in a clause of its own: a name may hold an "and". Most is more than half."""
    (first, number), *others = themes[:NAMED]
    most = "Most is about" if 2 * number > sources else "It opens with"
    opening = f"{most} {_in_a_sentence(first)} ({counted(number, 'source')})"
    rest = [f"{_in_a_sentence(name)} ({count})" for name, count in others]
    more = len(themes) - 1 - len(rest)
    tail = [f"{more} more {'theme' if more == 1 else 'themes'}"] if more else []
    return f"{opening}, then {', then '.join([*rest, *tail])}" if rest else opening
