"""In: a digest and a form. Out: the file that people take away."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string

from curation.errors import Refused
from digests.assemble import document_of
from digests.models import Digest

RENDERERS = {
    "md": "digests.renderers.digest_markdown.render_digest_markdown",
    "html": "digests.renderers.digest_html.render_digest_html",
    "pdf": "digests.renderers.digest_pdf.render_digest_pdf",
}


def render_digest(digest: Digest, form: str) -> bytes:
    """`form` is md, html or pdf. Raises Refused for any other."""
    if form not in RENDERERS:
        raise Refused(f"A digest can be made as {', '.join(RENDERERS)}; not as {form}.")
    renderer: Callable[[Any], bytes | str] = import_string(RENDERERS[form])
    rendered = renderer(document_of(digest))
    return rendered.encode() if isinstance(rendered, str) else rendered


def write_file(path: Path, data: bytes) -> None:
    """Raises Refused, in words, where the file cannot be written."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from error
