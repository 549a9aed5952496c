"""In: an owner and what a token is for. Out: a token and its secret, once; later, from the secret, its owner."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from curation.errors import Refused
from curation.hand import hold, logged
from curation.models import ApiToken

MARK = "tp_"
SHOWN = len(MARK) + 6
LONGEST_LABEL = 100
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Issued:
    """`secret` is nowhere else: who loses it issues another."""

    token: ApiToken
    secret: str


def issue(owner: User, label: str) -> Issued:
    """Raises Refused for a label that is empty, too long or of several lines."""
    label = label.strip()
    if not label.isprintable() or not 0 < len(label) <= LONGEST_LABEL:
        raise Refused(f"Say on one line what the token is for, in 1 to {LONGEST_LABEL} characters.")
    secret = MARK + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(owner=owner, label=label, prefix=secret[:SHOWN], digest=_digest(secret))
    return Issued(token, secret)


def owner_of(secret: str) -> User | None:
    """Whose secret it is, if it is valid; the use is noted, at most once a minute."""
    token = ApiToken.objects.valid().select_related("owner").filter(digest=_digest(secret)).first()
    if token is None:
        return None
    now = timezone.now()
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - NOTED_EVERY)
    ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=now)
    return token.owner


@transaction.atomic
def revoke(token: ApiToken, by: User) -> ApiToken:
    """At once and for good; a revoked token stays in the list."""
    hold(token, by)
    if token.revoked_at:
        return token
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    return logged(token, by, "Revoked.")


def _digest(secret: str) -> str:
    """A plain hash is enough: nobody can try out 32 random bytes."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
