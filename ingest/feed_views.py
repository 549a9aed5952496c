"""Feeds: the list, a look before following one, and each one's page with its health."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from curation.errors import CurationError
from curation.models import Run
from curation.requests import SignedInRequest, back_to
from ingest.feed_forms import FollowForm, ListForm, LookForm, NameForm
from ingest.feeds import subscribe
from ingest.feeds.preview import preview
from ingest.models import Feed, FeedEntry

PER_PAGE = 30

Thing = TypeVar("Thing", Feed, FeedEntry)
FEED_VERBS: dict[str, tuple[Callable[[Feed], object], str]] = {
    "check": (subscribe.check_now, "It is being checked."),
    "pause": (subscribe.pause, "Paused: it is not asked until you resume it."),
    "resume": (subscribe.resume, "Followed again; it is being checked."),
}
ENTRY_VERBS: dict[str, tuple[Callable[[FeedEntry], object], str]] = {
    "retry": (subscribe.retry_entry, "It is being taken in."),
    "audio": (subscribe.request_audio, "Its recording is being fetched, and will be transcribed."),
}


@login_required
@require_safe
def feeds(request: SignedInRequest) -> TemplateResponse:
    return _list_page(request, {})


@login_required
@require_POST
def look_at_feed(request: SignedInRequest) -> TemplateResponse:
    from ingest.feeds.look import look_at

    form = LookForm(request.POST)
    if not form.is_valid():
        return _list_page(request, {"look_form": form}, status=422)
    try:
        look = look_at(form.cleaned_data["url"])
    except CurationError as error:
        form.add_error("url", str(error))
        return _list_page(request, {"look_form": form}, status=422)
    told = preview(look.feed, url=look.url, now=timezone.now())
    context = {
        "look": look,
        "preview": told,
        "followed": Feed.objects.of(request.user).filter(url=look.url).first(),
        "form": FollowForm(initial={"url": look.url, "title": told.title, "backlog": "3"}),
    }
    return TemplateResponse(request, "ingest/feed_look.html", context)


@login_required
@require_POST
def follow_feed(request: SignedInRequest) -> HttpResponse:
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _list_page(request, {"look_form": LookForm(request.POST)}, status=422)
    wanted = form.cleaned_data
    try:
        feed, is_new = subscribe.subscribe(
            request.user, wanted["url"], title=wanted["title"], backlog=wanted["backlog"]
        )
    except CurationError as error:
        form.add_error("url", str(error))
        return _list_page(request, {"look_form": form}, status=422)
    messages.success(request, f"You follow “{feed.label}” now." if is_new else "You follow this feed already.")
    return redirect("feed", feed.pk)


@login_required
@require_POST
def import_feeds(request: SignedInRequest) -> TemplateResponse:
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list_page(request, {"list_form": form}, status=422)
    file = form.cleaned_data["file"]
    try:
        imported = subscribe.import_opml(request.user, file)
    except CurationError as error:
        form.add_error("file", str(error))
        return _list_page(request, {"list_form": form}, status=422)
    return TemplateResponse(request, "ingest/feeds_imported.html", {"imported": imported, "name": file.name})


@login_required
@require_safe
def export_feeds(request: SignedInRequest) -> HttpResponse:
    data = subscribe.export_opml(request.user)
    headers = {"Content-Disposition": 'attachment; filename="feeds.opml"'}
    return HttpResponse(data, content_type="text/x-opml; charset=utf-8", headers=headers)


@login_required
@require_safe
def feed(request: SignedInRequest, feed_id: int) -> TemplateResponse:
    found = get_object_or_404(Feed.objects.of(request.user).counted(), pk=feed_id)
    entries = found.entries.defer("made_of").with_outcome()
    context = {
        "feed": found,
        "is_due": found.next_check_at <= timezone.now(),
        "page": Paginator(entries, PER_PAGE).get_page(request.GET.get("page")),
        "run": Run.objects.open().filter(owner=request.user, kind=Run.Kind.FEED, subject=found.pk).first(),
        "name_form": NameForm(initial={"name": found.name}),
    }
    return TemplateResponse(request, "ingest/feed.html", context)


@login_required
@require_POST
def change_feed(request: SignedInRequest, feed_id: int, verb: str) -> HttpResponse:
    found = get_object_or_404(Feed.objects.of(request.user), pk=feed_id)
    if verb not in FEED_VERBS:
        raise Http404
    _tell(request, *FEED_VERBS[verb], found)
    return redirect(back_to(request, _page_of(found)))


@login_required
@require_POST
def rename_feed(request: SignedInRequest, feed_id: int) -> HttpResponse:
    found = get_object_or_404(Feed.objects.of(request.user), pk=feed_id)
    form = NameForm(request.POST)
    if form.is_valid():
        subscribe.rename(found, form.cleaned_data["name"])
        messages.success(request, f"It is called “{found.label}” here.")
    return redirect("feed", found.pk)


@login_required
@require_POST
def leave_feed(request: SignedInRequest, feed_id: int) -> HttpResponse:
    found = get_object_or_404(Feed.objects.of(request.user), pk=feed_id)
    subscribe.unsubscribe(found)
    messages.success(request, f"You no longer follow “{found.label}”. What came from it stays in your library.")
    return redirect("feeds")


@login_required
@require_POST
def change_entry(request: SignedInRequest, entry_id: int, verb: str) -> HttpResponse:
    entry = get_object_or_404(FeedEntry.objects.of(request.user).select_related("feed__owner"), pk=entry_id)
    if verb not in ENTRY_VERBS:
        raise Http404
    _tell(request, *ENTRY_VERBS[verb], entry)
    return redirect(back_to(request, _page_of(entry.feed)))


def _page_of(feed: Feed) -> str:
    return reverse("feed", args=[feed.pk])


def _tell(request: SignedInRequest, verb: Callable[[Thing], object], done: str, thing: Thing) -> None:
    try:
        verb(thing)
    except CurationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)


def _list_page(request: SignedInRequest, bound: dict[str, Any], *, status: int = 200) -> TemplateResponse:
    followed = Feed.objects.of(request.user).counted().order_by("-created_at", "-id")
    context = {"look_form": LookForm(), "list_form": ListForm()} | bound
    context["page"] = Paginator(followed, PER_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "ingest/feeds.html", context, status=status)
