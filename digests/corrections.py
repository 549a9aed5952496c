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


Told = Mapping[Place, str]


def told_by(digest: Digest) -> Told:
    """Everything that a reader of it would read, by where it stands; nothing of one that never was public."""
    return dict(_told(digest)) if digest.published_at else {}


def record(digest: Digest, before: Told, by: User, note: str = "") -> list[Correction]:
    """Keep what reads otherwise than `before`; of a digest that never was public there is nothing to keep."""
    after = told_by(digest)
    places = [place for place in {**before, **after} if before.get(place) != after.get(place)]
    changed = [place for place in places if place.kind != "evidence" or (place in before and place in after)]
    return [_keep(digest, place, before.get(place, ""), after.get(place, ""), by, note) for place in changed]


def _keep(digest: Digest, place: Place, was: str, now: str, by: User, note: str) -> Correction:
    about = EVIDENCE if place.kind == "evidence" else ""
    statement = Statement.objects.filter(pk=place.pk).first() if place.kind in {"statement", "evidence"} else None
    said = "; ".join(filter(None, (about, note)))[:300]
    return Correction.objects.create(digest=digest, statement=statement, was=was, now=now, note=said, by=by)


def _told(digest: Digest) -> Iterator[tuple[Place, str]]:
    yield Place("title", 0), digest.title
    yield Place("lead", 0), digest.lead
    for section in digest.sections.prefetch_related("statements__citations"):
        if not section.is_lead:
            yield Place("heading", section.pk), section.heading
        yield from _told_in(section)


def _told_in(section: Section) -> Iterator[tuple[Place, str]]:
    for statement in section.statements.all():
        standing = [one.quote for one in statement.citations.all() if one.status != Status.UNSUPPORTED]
        if statement.status != Status.UNSUPPORTED and standing:
            yield Place("statement", statement.pk), statement.text
            yield Place("evidence", statement.pk), " · ".join(sorted(standing))
