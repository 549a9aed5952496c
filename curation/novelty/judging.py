"""In: what is said now and what was met before. Out: a verdict, with the reason in words. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from curation.novelty.classes import MONTHS
from curation.novelty.conflicts import conflict
from curation.novelty.knowing import is_known
from curation.novelty.matter import matter_of
from curation.novelty.values import Met, Novelty, Told, Verdict

NOTHING_LIKE_IT = "You have met nothing like it before."
_LONGEST_TITLE = 80
_REASONS = {
    Novelty.KNOWN: "You met this{day}{where}.",
    Novelty.UPDATES: "Updates what you met{day}{where}.",
    Novelty.DISAGREES: "Disagrees with what you met{day}{where}.",
}
_AS_READ = {
    Novelty.KNOWN: "As {reader} reads it, you met this{day}{where}.",
    Novelty.UPDATES: "As {reader} reads it, this updates what you met{day}{where}.",
    Novelty.DISAGREES: "As {reader} reads it, this disagrees with what you met{day}{where}.",
}


def judge(now: Told, met: Sequence[Met]) -> Verdict:
    """What was met first makes a thing known; the latest of what it contradicts is what it is set beside."""
    matter = matter_of(now)
    if matter is None:
        return Verdict(Novelty.NEW, NOTHING_LIKE_IT)
    read = [(one, then) for one in met if (then := matter_of(one))]
    known = [one for one, then in read if is_known(matter, then, one)]
    if known:
        return verdict_of(Novelty.KNOWN, min(known, key=_first))
    found = [(kind, one) for one, then in read if (kind := conflict(matter, then))]
    if not found:
        return Verdict(Novelty.NEW, NOTHING_LIKE_IT)
    return verdict_of(*max(found, key=lambda pair: (pair[1].on or date.min, -pair[1].passage)))


def of_all(verdicts: Iterable[Verdict]) -> Verdict:
    """In: a verdict for each sentence. Out: one for all: known only where each is; one conflict speaks for all.

    Where a model's word was needed for one of them, the reason says so.
    """
    found = list(verdicts)
    conflicts = [one for one in found if one.novelty in (Novelty.DISAGREES, Novelty.UPDATES)]
    if conflicts:
        return next((one for one in conflicts if one.novelty is Novelty.DISAGREES), conflicts[0])
    if found and all(one.novelty is Novelty.KNOWN for one in found):
        read = [one for one in found if one.reader] or found
        return min(read, key=lambda one: _first(one.met) if one.met else _LAST)
    return Verdict(Novelty.NEW, NOTHING_LIKE_IT)


_LAST = (date.max, 0)


def _first(one: Met) -> tuple[date, int]:
    return one.met_on or date.max, one.passage


def verdict_of(kind: Novelty, met: Met, reader: str = "") -> Verdict:
    """`reader` is the model that pointed at it, if one did."""
    day = f" on {met.met_on.day} {MONTHS[met.met_on.month - 1].capitalize()} {met.met_on.year}" if met.met_on else ""
    where = f" in “{_shortened(met.title)}”" if met.title else f" from {met.author}" if met.author else ""
    told = (_AS_READ if reader else _REASONS)[kind].format(day=day, where=where, reader=reader)
    return Verdict(kind, told, met, reader)


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
