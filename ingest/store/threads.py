"""In: two versions of one thread, each with the posts it holds. Out: the thread that holds them all. Pure.

A thread only grows: what came in once stays, whatever part of it comes in next.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)\s*(?:https?://\S+\s*)?\Z")


@dataclass(frozen=True)
class Thread:
    """`parts` are the ids of its posts, the first one first; posts are parted by a blank line."""

    text: str
    parts: tuple[str, ...]


def grown(stored: Thread, fresh: Thread) -> Thread:
    """Where both hold the same posts, the fresh text is the corrected one."""
    parts = _in_order(stored.parts, fresh.parts)
    if _holds(stored.text, fresh.text):
        return Thread(stored.text, parts)
    if set(stored.parts) <= set(fresh.parts):
        return Thread(fresh.text, parts)
    if set(fresh.parts) < set(stored.parts):
        return Thread(stored.text, parts)
    return Thread(_woven(stored, fresh), parts)


def _holds(longer: str, shorter: str) -> bool:
    """True where every paragraph of the shorter stands in the longer, or the opening of one that was cut off."""
    there = longer.split("\n\n")
    *whole, last = shorter.split("\n\n")
    if not set(whole) <= set(there):
        return False
    return last in there or (_is_cut_off(last) and any(one.startswith(_CUT_OFF.sub("", last)) for one in there))


def _is_cut_off(paragraph: str) -> bool:
    return bool(_CUT_OFF.search(paragraph)) and bool(_CUT_OFF.sub("", paragraph))


def _in_order(stored: tuple[str, ...], fresh: tuple[str, ...]) -> tuple[str, ...]:
    """Platforms count upwards, so that a later post has the longer or greater number."""
    if fresh[0] in stored:
        first = stored[0]
    elif stored[0] in fresh:
        first = fresh[0]
    else:
        first = min(stored[0], fresh[0], key=_number)
    return (first, *sorted({*stored, *fresh} - {first}, key=_number))


def _number(part: str) -> tuple[int, str]:
    return len(part), part


def _woven(stored: Thread, fresh: Thread) -> str:
    """Shared paragraphs once, the others where they stood; between two shared ones, the earlier posts first."""
    mine, theirs = stored.text.split("\n\n"), fresh.text.split("\n\n")
    mine_first = _first_alone(stored, fresh) <= _first_alone(fresh, stored)
    woven: list[str] = []
    for kind, i, j, k, m in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            woven += mine[i:j]
        else:
            woven += [*mine[i:j], *theirs[k:m]] if mine_first else [*theirs[k:m], *mine[i:j]]
    return "\n\n".join(woven)


def _first_alone(one: Thread, other: Thread) -> tuple[int, str]:
    return min((_number(part) for part in one.parts if part not in other.parts), default=(0, ""))
