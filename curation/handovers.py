"""In: what a writer would be offered. Out: a prompt for the reader's own chat; later, from its answer, what a writer
would have made of it.

Costs nothing and calls no model. What comes back is as untrusted as a model's answer and goes the same way: same
schema, same check against the stored words. A passage that is not as it was when it was offered bears nothing out.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal, Protocol

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.module_loading import import_string

from curation.errors import Refused
from curation.evidence import Status
from curation.models import Handover, Passage
from curation.offers import as_offer
from curation.profile import profile_of
from curation.writing.assignments import Assignment
from curation.writing.handover import parts, whole
from curation.writing.labels import as_label
from curation.writing.pasted import drafted
from curation.writing.schemas import Offer

OWN_CHAT = "your own chat"
LARGEST_ANSWER = 2_000_000
_LONGEST_NAME = 40
_KEPT = timedelta(days=90)

Room = Literal["short", "long"]


@dataclass(frozen=True)
class Matched:
    """`numbered` holds an offer for each number of the prompt; one that is `stale` has no words."""

    numbered: Sequence[Offer]
    stale: frozenset[int] = frozenset()

    @property
    def fresh(self) -> list[Offer]:
        return [offer for offer in self.numbered if offer.passage_id not in self.stale]


@dataclass(frozen=True)
class Subject:
    """What a handover is about, for its page: `address` leads there."""

    name: str
    address: str


@dataclass(frozen=True)
class Kept:
    """What was made of an answer: where it is shown, its id, and how each of its statements was judged."""

    address: str
    id: int
    statuses: Sequence[Status]


@dataclass(frozen=True)
class Taken:
    """`stale` is how many of the offered passages have changed or gone since."""

    kept: Kept
    stale: int

    @property
    def counts(self) -> Mapping[str, int]:
        counted = Counter(self.kept.statuses)
        return {status.value: counted[status] for status in Status}


class WouldReplace(Refused):
    """Something is there already that the answer would take the place of, and the reader has not agreed to that."""


class Desk(Protocol):
    """What one kind of handover knows that the others do not. NotFound is raised where its subject is gone."""

    def subject(self, handover: Handover) -> Subject: ...

    def assignment(self, handover: Handover, offers: Sequence[Offer]) -> Assignment[Any, Any]: ...

    def replaces(self, handover: Handover) -> str:
        """Out: a sentence on what an answer would take the place of, if the reader should be told. Raises Refused."""
        ...

    def keep(self, handover: Handover, matched: Matched, draft: Any, writer: str) -> Kept: ...


def hand_over(
    owner: User,
    kind: Handover.Kind,
    offers: Sequence[Offer],
    *,
    subject: int = 0,
    about: Mapping[str, Any] | None = None,
) -> Handover:
    """The same again is the same handover, as long as no answer came of it. Old ones are forgotten on this occasion;
    one that is given out again is as new. What its owner says of themselves is in it as it was then.
    """
    reader = profile_of(owner).words
    same = {
        "owner": owner,
        "kind": kind,
        "subject": subject,
        "about": {**(about or {}), **({"reader": reader} if reader else {})},
        "offered": [[offer.passage_id, text_hash(offer.text)] for offer in offers],
    }
    Handover.objects.filter(owner=owner, made_at__lt=timezone.now() - _KEPT).delete()
    known = Handover.objects.filter(**same, used_at=None).first()
    if known is None:
        return Handover.objects.create(**same, mark=secrets.token_hex(8))
    known.made_at = timezone.now()
    known.save(update_fields=["made_at"])
    return known


def match(handover: Handover) -> Matched:
    """Out: the passages as they are now, under the numbers that they were offered with."""
    ids = [passage_id for passage_id, _ in handover.offered]
    passages = Passage.objects.of(handover.owner).select_related("chapter").prefetch_related("source")
    rows = passages.defer("words").in_bulk(ids)
    stale = frozenset(
        passage_id
        for passage_id, known in handover.offered
        if passage_id not in rows or text_hash(rows[passage_id].text) != known
    )
    numbered = [Offer(one, 0, "") if one in stale else as_offer(rows[one]) for one in ids]
    return Matched(numbered, stale)


def messages_of(handover: Handover, matched: Matched, room: Room = "short") -> tuple[str, ...]:
    """Out: the prompt as messages, the same each time; none where a passage is not as it was."""
    if matched.stale:
        return ()
    return parts(_assignment(handover, matched).prompt, handover.mark, _most(room))


def whole_of(handover: Handover) -> str:
    """Out: the prompt in one piece. Raises Refused where a passage is not as it was."""
    matched = match(handover)
    if matched.stale:
        raise Refused("The library has changed since this prompt was made; make a new one.")
    return whole(_assignment(handover, matched).prompt, handover.mark)


def take(handover: Handover, text: str, *, chat: str = "", replacing: bool = False) -> Taken:
    """Raises Refused, ModelFailed or NotFound with a sentence on what is missing; then nothing has changed.

    `chat` is what the reader calls it. With `replacing`, what the desk warned of is agreed to.
    """
    if len(text.encode(errors="replace")) > LARGEST_ANSWER:
        raise Refused(f"What you pasted is longer than {LARGEST_ANSWER // 1_000_000} MB; paste the answer alone.")
    desk, matched = desk_of(handover), match(handover)
    if (warning := desk.replaces(handover)) and not replacing:
        raise WouldReplace(f"{warning} Agree to that first.")
    assignment = _assignment(handover, matched)
    several = len(parts(assignment.prompt, handover.mark, _most("short"))) > 1
    draft = drafted(text, assignment, [offer.text for offer in matched.numbered], joining=several)
    kept = desk.keep(handover, matched, draft, _signed(chat))
    Handover.objects.filter(pk=handover.pk).update(used_at=timezone.now())
    return Taken(kept, len(matched.stale))


def _assignment(handover: Handover, matched: Matched) -> Assignment[Any, Any]:
    """For its reader, as they were when it was handed over."""
    plain = desk_of(handover).assignment(handover, matched.numbered)
    return replace(plain, prompt=plain.prompt.told(handover.about.get("reader", "")))


def desk_of(handover: Handover) -> Desk:
    desk: Desk = import_string(settings.HANDOVERS[handover.kind])
    return desk


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _most(room: Room) -> int:
    most: int = settings.OWN_CHAT_LONG if room == "long" else settings.OWN_CHAT_SHORT
    return most


def _signed(chat: str) -> str:
    """ "your own chat", with its name where it has one that is words."""
    try:
        return f"{OWN_CHAT} ({as_label(chat)[:_LONGEST_NAME].strip()})"
    except ValueError:
        return OWN_CHAT
