"""In: an approved digest. Out: it public, at an address that is minted once and stays its own.

What readers see is made by `digests.public`; here is when, and what the publisher is told before.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from curation.errors import CurationError
from curation.evidence import Status
from curation.hand import hold, logged
from curation.kinds import Kind
from curation.models import Edit
from digests.models import Citation, Digest, Section, Statement
from digests.readiness import hindrance
from digests.telling import BESIDE
from digests.wording import counted, is_counted, listed, public_lead

PRIVATE = (Kind.MEMO, Kind.NOTE)
RESERVED = {"series", "atom", "feed"}
LONGEST_SLUG = 80


@dataclass(frozen=True)
class Publication:
    """What somebody should know before a digest is published.

    `private` says what of the reader's own it quotes, `lead` what stands above it in public, `withheld` how many
    statements stay behind; `hindrance` why it cannot be published now. `address` is empty before the first time.
    """

    address: str
    private: str
    lead: str
    withheld: int
    hindrance: str


@transaction.atomic
def publish(digest: Digest, by: User) -> Digest:
    """The address and the day of the first time stay."""
    hold(digest, by)
    if digest.state == Digest.State.PUBLISHED:
        return digest
    in_the_way = _hindrance(digest)
    if in_the_way:
        raise CurationError(in_the_way)
    digest.lead = lead_in_public(digest)
    _take_an_address(digest)
    digest.published_at = digest.published_at or timezone.now()
    digest.state = Digest.State.PUBLISHED
    digest.save(update_fields=["state", "published_at", "lead"])
    Section.objects.filter(digest=digest).update(by_hand=True)
    return logged(digest, by, "Published.")


@transaction.atomic
def withdraw(digest: Digest, by: User) -> Digest:
    """Back to a draft; what has been sent stays sent, and a public address says that it was withdrawn."""
    hold(digest, by)
    if digest.state == Digest.State.DRAFT:
        return digest
    digest.state = Digest.State.DRAFT
    digest.save(update_fields=["state"])
    return logged(digest, by, "Back to a draft.")


def publication_of(digest: Digest) -> Publication:
    return Publication(
        address=address_of(digest),
        private=private_in_words(digest),
        lead=lead_in_public(digest),
        withheld=Statement.objects.filter(section__digest=digest, status=Status.UNSUPPORTED).count(),
        hindrance=_hindrance(digest),
    )


def address_of(digest: Digest) -> str:
    """Absolute; empty where it never was public."""
    return settings.SITE_URL + reverse("read", args=[digest.slug]) if digest.slug else ""


def private_in_words(digest: Digest) -> str:
    """`2 quotations are from your own memos.`; empty where nothing private is quoted.

    What was met before counts too where it stands beside what came later.
    """
    cited = Citation.objects.filter(statement__section__digest=digest, source__kind__in=PRIVATE)
    beside = Statement.objects.filter(section__digest=digest, novelty__in=BESIDE, met_source__kind__in=PRIVATE)
    kinds = Counter(cited.exclude(status=Status.UNSUPPORTED).values_list("source__kind", flat=True))
    kinds.update(beside.exclude(status=Status.UNSUPPORTED).values_list("met_source__kind", flat=True))
    if not kinds:
        return ""
    told = [
        f"{counted(number, 'quotation')} {'is' if number == 1 else 'are'} from your own {kind}s"
        for kind, number in sorted(kinds.items())
    ]
    return f"{listed(told)}."


def lead_in_public(digest: Digest) -> str:
    """The counted lead speaks to the owner, and of what is not quoted; the public is told of what is cited instead."""
    edits = Edit.objects.filter(owner=digest.owner_id, verb="digest-lead", undone_at=None)
    by_hand = edits.filter(before__digest=digest.pk).exists()
    if by_hand or not is_counted(digest.lead):
        return digest.lead
    cited = Citation.objects.filter(statement__section__digest=digest).exclude(status=Status.UNSUPPORTED)
    sources = {one.source_id: one.source for one in cited.select_related("source")}
    named = [one.byline for one in sources.values() if one.kind not in PRIVATE]
    headings = digest.sections.themed().exclude(statements=None).values_list("heading", flat=True)
    return public_lead(len(sources), named, list(headings))


def mint(digest: Digest) -> str:
    """An address that no digest has."""
    taken = set(Digest.objects.filter(slug__startswith=_slug(digest)).values_list("slug", flat=True)) | RESERVED
    return next(slug for slug in _slugs(_slug(digest)) if slug not in taken)


def _take_an_address(digest: Digest) -> None:
    """Two of one title that are published at once mint the same: the later takes the next."""
    while not digest.slug:
        minted = mint(digest)
        with suppress(IntegrityError), transaction.atomic():
            Digest.objects.filter(pk=digest.pk).update(slug=minted)
            digest.slug = minted


def _slug(digest: Digest) -> str:
    words = slugify(digest.title.replace("–", "-"))[:LONGEST_SLUG].strip("-")
    return words or f"digest-{digest.period_end:%Y-%m-%d}"


def _slugs(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}-{number}" for number in count(2))


def _hindrance(digest: Digest) -> str:
    if digest.state == Digest.State.DRAFT:
        return f"“{digest}” is a draft; approve it before it is published."
    if not Statement.objects.filter(section__digest=digest).exists():
        return f"“{digest}” says nothing yet; there is nothing to publish."
    return hindrance(digest)
