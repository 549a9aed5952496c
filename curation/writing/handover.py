"""In: a prompt. Out: it as messages that a person can carry to a chat of their own, none above a length. Pure.

Several messages are cut between passages only. Each says which part it is; the last one repeats what is asked for,
in which shape, since that is what a chat remembers best.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from curation.writing.prompting import Prompt

AGAIN = (
    "Give me your answer once more, whole, as the one JSON object that I described, in a code block and with nothing"
    " around it. Cite by the passages' numbers and copy each quote letter by letter. Shorten it if it was cut off."
)
_FRAME = 420
_PASSAGE = re.compile(r"^(?:# .*\n)?\[\d+\]", re.M)


def whole(prompt: Prompt, mark: str) -> str:
    """`mark` stands in the lines around the passages; the same mark, the same text."""
    system, user = prompt.messages(mark)
    return f"{system.text}\n\n{user.text}\n"


def parts(prompt: Prompt, mark: str, most: int) -> tuple[str, ...]:
    """Out: messages of at most `most` characters, but for one with a passage that is longer alone."""
    text = whole(prompt, mark)
    if len(text) <= most:
        return (text,)
    system, user = (message.text for message in prompt.messages(mark))
    head, data, tail = _around(user, mark)
    opening, closing = f"{system}\n\n{head}", f"{head}\n\n{tail}"
    runs = _packed(_passages(data), most - _FRAME - len(opening), most - _FRAME, len(closing))
    bodies = [_fenced(run, mark) for run in runs]
    bodies[0], bodies[-1] = _joined(opening, bodies[0]), _joined(bodies[-1], closing)
    return tuple(_message(body, number, len(bodies)) for number, body in enumerate(bodies, 1))


def _around(user: str, mark: str) -> tuple[str, str, str]:
    head, _, rest = user.partition(f"BEGIN {mark}\n")
    data, _, tail = rest.rpartition(f"END {mark}")
    return head.strip(), data, tail.strip()


def _passages(data: str) -> list[str]:
    """A theme's heading stays with its first passage, and what stands before the first passage with that."""
    starts = [match.start() for match in _PASSAGE.finditer(data)]
    edges = [0, *starts[1:], len(data)]
    return [data[start:end] for start, end in pairwise(edges)]


def _packed(passages: Sequence[str], first: int, most: int, last: int) -> list[list[str]]:
    """Out: runs that fill the messages in order; the first or the last one may have no passage."""
    runs: list[list[str]] = [[]]
    room = first
    for passage in passages:
        if len(passage) > room and (runs[-1] or len(runs) == 1):
            runs.append([])
            room = most
        runs[-1].append(passage)
        room -= len(passage)
    return [*runs, []] if last > room else runs


def _fenced(run: Sequence[str], mark: str) -> str:
    return f"BEGIN {mark}\n{''.join(run).rstrip()}\nEND {mark}" if run else ""


def _joined(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)


def _message(body: str, number: int, count: int) -> str:
    if number == count:
        return f"Part {number} of {count}, the last one. Now answer, from all parts together.\n\n{body}\n"
    told = f"Part {number} of {count}."
    if number == 1:
        told = f"This task is too long for one message and comes in {count} parts, each with some of the data. {told}"
    ending = f"That was part {number} of {count}. Do not answer yet: say only “Next” until part {count} has come."
    return f"{told} Do not answer until the last part has come.\n\n{body}\n\n{ending}\n"
