"""In: a digest. Out: an A4 PDF, set like a newsletter."""

from dataclasses import asdict

from digests.document import DigestDocument
from digests.renderers.digest_view import digest_view
from digests.renderers.typeset import typeset


def render_digest_pdf(document: DigestDocument) -> bytes:
    data = asdict(digest_view(document)) | {
        "author": document.writer or "Threepass",
        "language": document.language.partition("-")[0],
    }
    return typeset("digest.typ", data)
