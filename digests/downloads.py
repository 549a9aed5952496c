"""In: what was rendered. Out: the response that hands it over as a file, from web and API alike."""

from http import HTTPStatus

from csp.constants import NONE
from django.http import HttpResponse

from digests.decks import render
from digests.models import Deck

CONTENT_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "html": "text/html; charset=utf-8",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
DECK_FILE_POLICY = {"default-src": [NONE], "sandbox": [True]}


def download(data: bytes, form: str, name: str) -> HttpResponse:
    how = "inline" if form == "md" else "attachment"
    headers = {"Content-Disposition": f'{how}; filename="{name}"'}
    return HttpResponse(data, content_type=CONTENT_TYPES[form], headers=headers)


def no_file(what: str) -> HttpResponse:
    """For whoever is not the owner: that it cannot be made, and nothing of why."""
    said = f"This {what} cannot be made as such a file at the moment; its page and the other files have all of it."
    return HttpResponse(said, status=HTTPStatus.SERVICE_UNAVAILABLE, content_type="text/plain; charset=utf-8")


def deck_download(deck: Deck, form: str) -> HttpResponse:
    """Send it under DECK_FILE_POLICY."""
    return download(render(deck, form), form, f"threepass-deck-{deck.pk}.{form}")
