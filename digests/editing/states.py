"""In: a draft and its curator. Out: it approved, unless something in it is not borne out or not read."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from curation.errors import CurationError
from curation.evidence import Status
from curation.hand import hold, logged
from digests.models import Digest, Statement
from digests.readiness import hindrance


@transaction.atomic
def approve(digest: Digest, by: User) -> Digest:
    """A published digest is approved already.

    What is verified counts as read: its words stand in what it cites. What is retold wants a person's eye.
    Raises CurationError, in one sentence, for what stands in the way.
    """
    hold(digest, by)
    if not digest.writer:
        raise CurationError(f"“{digest}” is not composed yet; there is nothing to approve.")
    if digest.state != Digest.State.DRAFT:
        return digest
    in_the_way = hindrance(digest)
    if in_the_way:
        raise CurationError(in_the_way)
    Statement.objects.filter(section__digest=digest, status=Status.VERIFIED).update(approved=True)
    digest.state, digest.approved_at = Digest.State.APPROVED, timezone.now()
    digest.save(update_fields=["state", "approved_at"])
    return logged(digest, by, "Approved.")
