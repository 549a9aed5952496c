"""In: a server that runs below this process. Out: how much of the processors it and its database took. Linux only."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


class Spent:
    """In seconds, once the time is over."""

    seconds = 0.0

    def milliseconds(self, pages: int) -> float:
        """For each page."""
        return round(1000 * self.seconds / pages, 1)


@contextmanager
def spending(var: Path) -> Iterator[Spent]:
    spent, before = Spent(), _used(var)
    yield spent
    spent.seconds = sum(max(0.0, used - before.get(pid, 0.0)) for pid, used in _used(var).items())


def _used(var: Path) -> dict[int, float]:
    """Seconds by process: all below this one, and those of the database, but not this one."""
    rows = {int(one.name): one for one in Path("/proc").iterdir() if one.name.isdigit()}
    told = {pid: fields for pid, place in rows.items() if (fields := _fields(place))}
    wanted = {os.getpid(), *(int(one.read_text().split()[0]) for one in var.glob("postgres-*/postmaster.pid"))}
    while more := {pid for pid, fields in told.items() if int(fields[1]) in wanted} - wanted:
        wanted |= more
    # Of processes that have ended since, their parent has the time.
    return {pid: sum(map(int, told[pid][11:15])) / TICKS for pid in wanted - {os.getpid()} if pid in told}


def _fields(place: Path) -> list[str]:
    """What stands behind the name in `stat`: state, parent, ..., user and system time, its own and its children's."""
    try:
        return (place / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
