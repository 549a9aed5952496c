"""In: a question, and the talk it is part of. Out: what the talk adds to its prompt, and to what is searched. Pure.

A question that leans on the ones before ("and who pays for it?", "why?") is searched for together with the last one
that stood by itself. Statements of earlier answers are shown to a model as context, never as evidence.
"""

import re
from collections.abc import Sequence

from curation.writing.fencing import one_line
from curation.writing.lexical import stems
from curation.writing.prompting import clause
from curation.writing.schemas import Turn

# What of a talk a prompt holds: the latest questions, with as much of their answers as fits.
MOST_TURNS = 4
MOST_SAID = 6
LONGEST_TALK = 6_000
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_THINGS = frozenset(["it", "its", "one", "ones", "there", "they", "them", "their", "theirs"])
_PEOPLE = frozenset(["he", "him", "his", "she", "her", "hers"])
_POINTERS = frozenset(["this", "that", "these", "those"])
_CARRIED_ON = frozenset(["and", "but", "so", "or", "also", "then"])
_ENOUGH = 2


def leans(question: str) -> bool:
    """True for a question without a subject of its own: what it is about was named before it."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(question)]
    own = stems(question)
    if not own:
        return True
    if words[0] in _CARRIED_ON and len(own) <= _ENOUGH:
        return True
    return any(_stands_for(words, place) and len(_before(words, place)) < _ENOUGH for place in range(len(words)))


def standing_alone(question: str, earlier: Sequence[Turn]) -> str:
    """Out: the question, behind the last one that it leans on, however many lean on each other."""
    asked = [question]
    for turn in reversed(earlier):
        if not leans(asked[0]):
            break
        asked.insert(0, turn.question)
    return " ".join(dict.fromkeys((asked[0], question)))


def recent(earlier: Sequence[Turn]) -> list[Turn]:
    """Out: the latest turns as far as a prompt holds them; of an answer what was said first, of the oldest none."""
    room, kept = LONGEST_TALK, []
    for turn in reversed(earlier[-MOST_TURNS:]):
        told: list[str] = []
        room -= len(turn.question)
        for said in turn.said[:MOST_SAID]:
            room -= len(said)
            if room < 0:
                break
            told.append(said)
        kept.append(Turn(turn.question, tuple(told)))
    return kept[::-1]


def asked_of(earlier: Sequence[Turn], said: Sequence[str]) -> str:
    """Out: what is asked of a writer besides, a line each; nothing of a question that stands alone."""
    clauses = [clause("follows")] * bool(earlier) + [clause("goes_on")] * bool(said)
    return "".join(f"{line}\n" for line in clauses)


def told_of(earlier: Sequence[Turn], said: Sequence[str]) -> str:
    """Out: the talk as data of the prompt: "?" before a question, "=" before what was answered."""
    lines = [line for turn in recent(earlier) for line in (f"? {one_line(turn.question)}", *_answered(turn.said))]
    before = ["\nAsked and answered before:", *lines] if lines else []
    begun = ["\nSaid so far:", *_answered(said)] if said else []
    return "".join(f"{line}\n" for line in (*before, *begun))


def _answered(said: Sequence[str]) -> list[str]:
    return [f"= {one_line(text)}" for text in said]


def _stands_for(words: Sequence[str], place: int) -> bool:
    """A pronoun; "that" only where no word of content follows, which it would point at itself."""
    if words[place] in _THINGS | _PEOPLE:
        return True
    follows = words[place + 1] if place + 1 < len(words) else ""
    return words[place] in _POINTERS and not stems(follows)


def _before(words: Sequence[str], place: int) -> list[str]:
    return stems(" ".join(words[:place]))
