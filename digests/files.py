"""In: a digest and a form. Out: the file that people take away."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string

from curation.errors import Refused
from digests.assemble import document_of
from digests.document import DigestDocument
from digests.models import Digest

RENDERERS = {
    "md": "digests.renderers.digest_markdown.render_digest_markdown",
    "html": "digests.renderers.digest_html.render_digest_html",
    "pdf": "digests.renderers.digest_pdf.render_digest_pdf",
    "epub": "digests.renderers.epub.render_epub",
}


def render_digest(digest: Digest, form: str) -> bytes:
    """`form` is md, html, pdf or epub. Raises Refused for any other."""
    if form not in RENDERERS:
        raise Refused(f"A digest can be made as {', '.join(RENDERERS)}; not as {form}.")
    return rendered_as(form, document_of(digest))


@lru_cache(maxsize=64)
def rendered_as(form: str, document: DigestDocument) -> bytes:
    """Of the same document the same bytes; a PDF that was made is not made again for the next who asks."""
    renderer: Callable[[Any], bytes | str] = import_string(RENDERERS[form])
    rendered = renderer(document)
    return rendered.encode() if isinstance(rendered, str) else rendered


def write_file(path: Path, data: bytes) -> None:
    """Raises Refused, in words, where the file cannot be written."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from error
