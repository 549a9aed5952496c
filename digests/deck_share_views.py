"""A deck for whoever has its link: to look at and to take away, and nothing else.

No session is read here and no cookie set. The address is the key: nobody keeps it, and no page that a deck leads to
is told of it.
"""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from curation.errors import CurationError
from curation.requests import under_policy
from digests.deck_shared import shared_outline
from digests.deck_shown import slides_html
from digests.deck_version_views import style
from digests.decks import rendered
from digests.downloads import DECK_FILE_POLICY, download, no_file
from digests.models import Deck

log = logging.getLogger(__name__)


@require_safe
def shared_deck(_request: HttpRequest, token: str) -> HttpResponse:
    found = _deck(token)
    outline = shared_outline(found)
    context = {
        "title": outline.title,
        "look": reverse("shared-look", args=[token]),
        "language": outline.language,
        "slides": slides_html(outline, found.owner),
        "downloads": [(reverse("shared-deck-file", args=[token, form]), name) for form, name in FORMS],
    }
    return _unseen(HttpResponse(render_to_string("digests/public/deck.html", context)))


@require_safe
@under_policy(DECK_FILE_POLICY)
def shared_deck_file(_request: HttpRequest, token: str, form: str) -> HttpResponse:
    found = _deck(token)
    try:
        data = rendered(shared_outline(found), found.owner, form)
    except CurationError as error:
        log.warning("The shared deck %s was asked for as %s: %s", found.pk, form, error)
        return _unseen(no_file("deck"))
    return _unseen(download(data, form, f"deck.{form}"))


@require_safe
def shared_look(_request: HttpRequest, token: str) -> HttpResponse:
    found = _deck(token)
    return _unseen(style(found.owner, str(found.outline.get("look", ""))))


FORMS = [("pptx", "PowerPoint"), ("pdf", "PDF"), ("html", "HTML"), ("md", "Markdown")]


def _deck(token: str) -> Deck:
    """Of a token that is revoked or was never given, as little is told as of any other address."""
    found = Deck.objects.select_related("owner").exclude(outline={}).filter(share_token=token).first()
    if found is None:
        raise Http404
    return found


def _unseen(answer: HttpResponse) -> HttpResponse:
    patch_cache_control(answer, no_store=True, private=True)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
