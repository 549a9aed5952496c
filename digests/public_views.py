"""What everybody may read without an account: published digests as pages and files, their feeds and llms.txt.

No session is read here and no cookie set, so that any cache may keep an answer; each has an ETag of its content.
"""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_safe

from curation.errors import CurationError
from digests.document import DigestDocument
from digests.downloads import download, no_file
from digests.files import rendered_as
from digests.models import Digest, DigestQuerySet, Series
from digests.newsletter import open_series
from digests.public import public_document, public_documents, public_list
from digests.renderers.atom import AUTHOR, Feed, render_atom
from digests.renderers.digest_view import digest_view
from digests.renderers.llms_txt import markdown_address, render_llms_txt
from digests.renderers.notes import anchored, notes_of
from digests.subscriber_views import offer_of

PER_PAGE = 30
IN_A_FEED = 15
KEPT_SECONDS = 300
ROBOTS = "User-agent: *\nAllow: /read/\nAllow: /llms.txt\nAllow: /static/\nDisallow: /\n"

log = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]


def open_to_all(view: View) -> View:
    """Read only, with an ETag."""
    return require_safe(conditional_page(view))


@open_to_all
def read(request: HttpRequest, slug: str) -> HttpResponse:
    found = _digest(slug)
    if found.is_withdrawn:
        return _gone(request)
    document = public_document(found)
    view = anchored(digest_view(document))
    context = {
        "digest": view,
        "slug": slug,
        "document": document,
        "notes": notes_of(view),
        "series": found.series,
        "markdown": markdown_address(document.url),
        **_feed_of(found.series),
        **_offer(found.series),
    }
    return _kept(_page(request, "digests/public/read.html", context), document)


@open_to_all
def read_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    found = _digest(slug)
    if found.is_withdrawn:
        return _gone(request)
    document = public_document(found)
    try:
        data = rendered_as(form, document)
    except CurationError as error:
        log.warning("%s was asked for as %s: %s", slug, form, error)
        return no_file("digest")
    return _kept(download(data, form, f"{slug}.{form}"), document)


@open_to_all
def archive(request: HttpRequest) -> HttpResponse:
    return _archive(request, Digest.objects.published(), None)


@open_to_all
def series_archive(request: HttpRequest, slug: str) -> HttpResponse:
    series, found = _series(slug)
    return _archive(request, found, series)


@open_to_all
def atom(_request: HttpRequest) -> HttpResponse:
    return _atom(Digest.objects.published(), None)


@open_to_all
def series_atom(_request: HttpRequest, slug: str) -> HttpResponse:
    series, found = _series(slug)
    return _atom(found, series)


@open_to_all
def llms_txt(_request: HttpRequest) -> HttpResponse:
    text = render_llms_txt(public_list(), settings.SITE_URL + reverse("read-atom"))
    return _kept(HttpResponse(text, content_type="text/plain; charset=utf-8"))


@open_to_all
def robots_txt(_request: HttpRequest) -> HttpResponse:
    return _kept(HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8"))


def _digest(slug: str) -> Digest:
    """One that is public, or was."""
    known = Digest.objects.select_related("series").filter(published_at__isnull=False)
    return get_object_or_404(known, slug=slug)


def _series(slug: str) -> tuple[Series, DigestQuerySet]:
    """One without a published digest is nobody's business yet."""
    series = get_object_or_404(Series, slug=slug)
    found = Digest.objects.published().filter(series=series)
    if not found.exists():
        raise Http404
    return series, found


def _archive(request: HttpRequest, found: DigestQuerySet, series: Series | None) -> HttpResponse:
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "series": series, **_feed_of(series), **_offer(series)}
    return _kept(_page(request, "digests/public/archive.html", context))


def _atom(found: DigestQuerySet, series: Series | None) -> HttpResponse:
    documents = public_documents(found[:IN_A_FEED])
    told = _feed_of(series)
    feed = Feed(
        title=told["feed_title"],
        subtitle="Every statement cites the words it came from.",
        url=told["feed"],
        page=told["feed_page"],
        tag=told["feed"],
    )
    answer = HttpResponse(render_atom(feed, documents), content_type="application/atom+xml; charset=utf-8")
    return _kept(answer, *documents)


def _feed_of(series: Series | None) -> dict[str, str]:
    """The feed that a page belongs to: of its series, else of the whole site. Addresses are absolute."""
    if series is None:
        title, page, feed = f"{AUTHOR}: digests", reverse("archive"), reverse("read-atom")
    else:
        title = series.name
        page, feed = reverse("series-archive", args=[series.slug]), reverse("series-atom", args=[series.slug])
    return {"feed_title": title, "feed_page": settings.SITE_URL + page, "feed": settings.SITE_URL + feed}


def _offer(series: Series | None) -> dict[str, Any]:
    """What may be had by e-mail: the series that a page is of, or of none all that are offered."""
    found = open_series().order_by("name")
    return offer_of(list(found.filter(pk=series.pk) if series else found))


def _page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Rendered without the context of a signed-in reader: that would read the session."""
    here = settings.SITE_URL + request.path
    return HttpResponse(render_to_string(template, context | {"here": here}), status=status)


def _gone(request: HttpRequest) -> HttpResponse:
    answer = _page(request, "digests/public/gone.html", {}, status=HTTPStatus.GONE)
    patch_cache_control(answer, no_store=True)
    return answer


def _kept(answer: HttpResponse, *documents: DigestDocument) -> HttpResponse:
    """May be kept by any cache for a while, and asked for again by what has changed."""
    patch_cache_control(answer, public=True, max_age=KEPT_SECONDS)
    changes = [document.updated for document in documents if document.updated]
    if changes:
        answer["Last-Modified"] = http_date(max(changes).timestamp())
    return answer
