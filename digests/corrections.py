"""What a published digest said before and after a change. No edit of it is silent: each difference is kept, dated.

In: a digest, and what it told before. Out: a Correction for each title, lead, heading, statement and quotation that
reads otherwise now. Only what its sources bear out was ever told, and only that is repeated here.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.contrib.auth.models import User

from curation.evidence import Status
from digests.models import Correction, Digest, Section, Statement

EVIDENCE = "the words it cites"


class Place(NamedTuple):
    """`kind` is title, lead, heading, statement or evidence; `pk` of the section or statement, else 0."""

    kind: str
    pk: int


class Words(NamedTuple):
    """`cited` are the sources that they rest on, by id."""

    text: str = ""
    cited: frozenset[int] = frozenset()


Told = Mapping[Place, Words]
NOTHING = Words()


def told_by(digest: Digest) -> Told:
    """Everything that a reader of it would read, by where it stands; nothing of one that never was public."""
    return dict(_told(digest)) if digest.published_at else {}


def record(digest: Digest, before: Told, by: User, note: str = "") -> list[Correction]:
    """Keep what reads otherwise than `before`; of a digest that never was public there is nothing to keep."""
    after = told_by(digest)
    pairs = {place: (before.get(place, NOTHING), after.get(place, NOTHING)) for place in {**before, **after}}
    changed = {place: pair for place, pair in pairs.items() if pair[0].text != pair[1].text}
    told = [place for place in changed if place.kind != "evidence" or (place in before and place in after)]
    return [_keep(digest, place, *changed[place], by, note) for place in told]


def _keep(digest: Digest, place: Place, was: Words, now: Words, by: User, note: str) -> Correction:
    about = EVIDENCE if place.kind == "evidence" else ""
    statement = Statement.objects.filter(pk=place.pk).first() if place.kind in {"statement", "evidence"} else None
    said = "; ".join(filter(None, (about, note)))[:300]
    words = {"was": was.text, "now": now.text, "cited": sorted(was.cited | now.cited)}
    return Correction.objects.create(digest=digest, statement=statement, note=said, by=by, **words)


def _told(digest: Digest) -> Iterator[tuple[Place, Words]]:
    yield Place("title", 0), Words(digest.title)
    yield Place("lead", 0), Words(digest.lead)
    for section in digest.sections.prefetch_related("statements__citations"):
        if not section.is_lead:
            yield Place("heading", section.pk), Words(section.heading)
        yield from _told_in(section)


def _told_in(section: Section) -> Iterator[tuple[Place, Words]]:
    for statement in section.statements.all():
        standing = [one for one in statement.citations.all() if one.status != Status.UNSUPPORTED]
        cited = frozenset(one.source_id for one in standing)
        if statement.status != Status.UNSUPPORTED and standing:
            yield Place("statement", statement.pk), Words(statement.text, cited)
            yield Place("evidence", statement.pk), Words(" · ".join(sorted(one.quote for one in standing)), cited)
