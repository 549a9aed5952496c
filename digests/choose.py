"""In: an id from a command line or an address. Out: that digest of this owner, or NotFound in words."""

from django.contrib.auth.models import User

from curation.errors import NotFound
from digests.models import Digest


def digest_of(owner: User, digest_id: int) -> Digest:
    digest = Digest.objects.of(owner).filter(pk=digest_id).first()
    if digest is None:
        raise NotFound(f"There is no digest {digest_id} in this library.")
    return digest
