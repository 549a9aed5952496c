"""In: how far an answer is, asked again and again. Out: it as server-sent events (HTML Living Standard, 9.2).

Each event holds the whole answer so far, under an id that says how far that is: whoever comes back with the last one
hears the next, and nothing twice. Between two looks no connection to the database is held.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field

from asgiref.sync import sync_to_async

# Seconds: between two looks, of silence before a sign of life, and of one stream; its reader then comes back.
EVERY = 0.3
HEARTBEAT = 15.0
LONGEST = 600.0
OPENING = "retry: 2000\n\n"
ALIVE = ": still here\n\n"
OVER = "event: end\ndata: over\n\n"


@dataclass(frozen=True)
class Told:
    """`html` is made only where it is sent; `over` says that nothing will follow."""

    known: str
    html: Callable[[], str]
    over: bool


@dataclass
class Teller:
    """Says what is to be sent after each look. `known` is what the other side shows already."""

    look: Callable[[], Told]
    known: str = ""
    over: bool = False
    silent: float = field(default=0.0)

    def next(self) -> str:
        told = self.look()
        self.over = told.over
        news = event(told.html(), told.known) if told.known != self.known or told.over else ""
        self.known = told.known
        return self._sign(news) + (OVER if self.over else "")

    def _sign(self, news: str) -> str:
        self.silent = 0.0 if news else self.silent + EVERY
        if self.silent < HEARTBEAT:
            return news
        self.silent = 0.0
        return ALIVE


def event(html: str, known: str) -> str:
    lines = "".join(f"data: {line}\n" for line in html.splitlines())
    return f"id: {known}\nevent: answer\n{lines}\n"


def following(teller: Teller, *, sleep: Callable[[float], object] = time.sleep) -> Iterator[str]:
    """For a server with a thread for each request."""
    yield OPENING
    for _ in range(round(LONGEST / EVERY)):
        if said := teller.next():
            yield said
        if teller.over:
            return
        sleep(EVERY)


async def following_async(teller: Teller) -> AsyncIterator[str]:
    yield OPENING
    for _ in range(round(LONGEST / EVERY)):
        if said := await sync_to_async(teller.next)():
            yield said
        if teller.over:
            return
        await asyncio.sleep(EVERY)
