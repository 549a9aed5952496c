"""An image of a source, shown to its owner from this library and from nowhere else."""

from csp.constants import NONE
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from curation.insets.checking import ENDINGS
from curation.models import Inset
from curation.pieces import InPieces
from curation.requests import SignedInRequest, under_policy

# What is no image after all, and opened by itself, can run nothing.
ALONE = {"default-src": [NONE], "sandbox": [True]}


@login_required
@require_safe
@under_policy(ALONE)
def image(request: SignedInRequest, source_id: int, inset_id: int) -> HttpResponseBase:
    owned = Inset.objects.images().filter(source__owner=request.user, source=source_id)
    found = get_object_or_404(owned.exclude(file=""), pk=inset_id)
    if found.media_type not in ENDINGS or not default_storage.exists(found.file):
        raise Http404
    etag = f'"{found.sha256}"'
    if etag in request.headers.get("If-None-Match", ""):
        return _cached(HttpResponseNotModified(), etag)
    answer = InPieces(default_storage.open(found.file, "rb"), content_type=found.media_type)
    answer["Content-Disposition"] = f'inline; filename="image-{found.pk}.{ENDINGS[found.media_type]}"'
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return _cached(answer, etag)


def _cached(answer: HttpResponseBase, etag: str) -> HttpResponseBase:
    """Under one address the bytes never change."""
    answer["ETag"], answer["Cache-Control"] = etag, "private, max-age=604800, immutable"
    return answer
