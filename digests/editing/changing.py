"""What every edit of a digest shares: it is theirs, under a lock, can be undone, and is no secret once published."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.core import serializers
from django.db import transaction
from django.db.models import Model

from curation.checking import plain
from curation.errors import ChangedMeanwhile, CurationError, NotFound
from curation.hand import hold, logged
from curation.models import Edit
from digests import corrections
from digests.models import Digest, Section, Statement

PREFIX = "digest-"


class Memory:
    """What undoing one edit needs; each thing is remembered before it is changed."""

    def __init__(self, digest: Digest) -> None:
        self.before: dict[str, Any] = {"digest": digest.pk, "rows": [], "made": [], "cited": [], "begun": []}

    def rows(self, rows: Iterable[Model]) -> None:
        self.before["rows"] += json.loads(serializers.serialize("json", list(rows)))

    def whole(self, statement: Statement) -> None:
        """With what it cites."""
        self.rows([statement, *statement.citations.order_by("pk")])
        self.before["cited"].append(statement.pk)

    def words(self, **words: str) -> None:
        """The title or the lead."""
        self.before |= words

    def begun(self, section: Section) -> None:
        self.before["begun"].append(section.pk)

    def made(self, statement: Statement) -> None:
        self.before["made"].append(statement.pk)


@contextmanager
def changing(digest: Digest, by: User, verb: str, said: str, *, note: str = "") -> Iterator[Memory]:
    """`said` is the edit as a sentence, `note` what readers of a published one are told of why.

    Raises NotFound for somebody else's and CurationError while nobody has composed it.
    """
    with transaction.atomic():
        hold(digest, by)
        if not digest.writer:
            raise CurationError(f"“{digest}” is not composed yet; there is nothing to edit.")
        memory, told = Memory(digest), corrections.told_by(digest)
        yield memory
        corrections.record(digest, told, by, note)
        Digest.objects.filter(pk=digest.pk).update(edited_by_hand=True)
        digest.edited_by_hand = True
        Edit.objects.create(owner=digest.owner, by=by, verb=PREFIX + verb, said=said[:400], before=memory.before)
        logged(digest, by, said)


@contextmanager
def changing_in(section: Section, by: User, verb: str, said: str, *, note: str = "") -> Iterator[Memory]:
    """As `changing`; from now on the section is the hand's."""
    with changing(section.digest, by, verb, said, note=note) as memory:
        afresh(section)
        yield memory
        Section.objects.filter(pk=section.pk).update(by_hand=True)


def afresh(row: Section | Statement) -> None:
    """Read it again under the digest's lock: another hand may have been there first."""
    try:
        row.refresh_from_db()
    except type(row).DoesNotExist as error:
        raise NotFound(f"This {row._meta.verbose_name} is not there any more.") from error


def still_reads(statement: Statement, was: str | None, otherwise: str) -> None:
    """`was` is what its editor saw, or None for who does not say. Raises ChangedMeanwhile with what stands now."""
    if was is not None and plain(was) != plain(statement.text):
        raise ChangedMeanwhile(f"It was changed meanwhile to “{plain(statement.text)}”: {otherwise}")


def shortened(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
