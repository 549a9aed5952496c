"""In: a digest. Out: one readable HTML document that needs no other file."""

from digests.document import DigestDocument
from digests.renderers.digest_view import digest_view
from digests.renderers.engine import render_html


def render_digest_html(document: DigestDocument) -> str:
    return render_html("digests/digest_file.html", {"digest": digest_view(document)})
