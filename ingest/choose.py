"""In: an id from an address. Out: that upload of this owner, or NotFound in words."""

from django.contrib.auth.models import User

from curation.errors import NotFound
from ingest.models import Upload


def upload_of(owner: User, upload_id: int) -> Upload:
    upload = Upload.objects.of(owner).filter(pk=upload_id).first()
    if upload is None:
        raise NotFound(f"There is no upload {upload_id} in this library.")
    return upload
