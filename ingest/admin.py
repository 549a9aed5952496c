"""What was handed over. Adding an upload takes a file in, the way everything else comes in."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html

from curation.admin.filters import Among, QueueFilter
from curation.owned_admin import OwnedAdmin, curator
from ingest.models import Feed, FeedEntry, Upload
from ingest.way import steps_of_upload

SOURCES_SHOWN = 50


@admin.register(Upload)
class UploadAdmin(OwnedAdmin):
    list_display = ("name", "origin", "status", "format", "size", "error", "received_at", "way", "once_more")
    list_filter = (
        QueueFilter,
        "status",
        "origin",
        "kind",
        "format",
        ("feed_entries__feed", Among),
    )
    search_fields = ("name", "url", "error")
    date_hierarchy = "received_at"
    readonly_fields = (
        "name",
        "origin",
        "url",
        "status",
        "error",
        "format",
        "warnings",
        "size",
        "sha256",
        "received_at",
        "sources",
    )
    hidden_when_adding = readonly_fields
    actions = ("read_again",)

    @admin.display(description="pipeline")
    def way(self, upload: Upload) -> str:
        return format_html('<a href="{}">See its steps</a>', self.address("pipeline", upload.pk))

    @admin.display(description="again")
    def once_more(self, upload: Upload) -> str:
        failed = upload.status == Upload.Status.FAILED
        return self.buttons(upload, [("read_again", "Read again")]) if failed else ""

    def get_urls(self) -> list[URLPattern]:
        way = self.admin_site.admin_view(self.pipeline)
        return [path("<path:object_id>/pipeline/", way, name=self.place("pipeline")), *super().get_urls()]

    def pipeline(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What was handed over, its reading, and the sources that came of it, each with a way of its own."""
        upload = self.found(request, object_id)
        sources = upload.sources.order_by("pk").only("title", "text", "kind")
        context = self.admin_site.each_context(request) | {
            "title": upload.name,
            "subtitle": "Pipeline",
            "opts": self.opts,
            "steps": list(steps_of_upload(upload, upload.last_run)),
            "sources": Paginator(sources, SOURCES_SHOWN).get_page(request.GET.get("page")),
        }
        return TemplateResponse(request, "admin/curation/pipeline.html", context)

    def get_exclude(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return (*super().get_exclude(request, obj), *(["content"] if obj else []))

    @admin.action(description="Read the selected uploads again")
    def read_again(self, request: HttpRequest, uploads: QuerySet[Upload]) -> None:
        from ingest.receive import retry

        self.apply(request, uploads.select_related("owner"), lambda upload, _by: retry(upload), "To be read again")

    def save_model(self, request: HttpRequest, obj: Upload, form: Any, change: bool) -> None:  # noqa: FBT001
        if change:
            super().save_model(request, obj, form, change)
            return
        from ingest.receive import receive_file

        obj.pk = receive_file(curator(request), form.cleaned_data["content"], kind=obj.kind).upload.pk
        obj.refresh_from_db()


@admin.register(Feed)
class FeedAdmin(OwnedAdmin):
    """Following a feed here is following it on its page: its first check is promised."""

    list_display = ("label", "url", "state", "failures", "error", "succeeded_at", "next_check_at")
    list_filter = (QueueFilter, "state")
    search_fields = ("name", "title", "url", "error")
    date_hierarchy = "succeeded_at"
    readonly_fields = (
        "state",
        "title",
        "site_url",
        "description",
        "language",
        "troubles",
        "checked_at",
        "succeeded_at",
        "next_check_at",
        "interval_seconds",
        "failures",
        "error",
        "created_at",
    )
    machine_fields = ("url", "backlog")
    hidden_when_adding = readonly_fields
    actions = ("check_now", "pause_feeds", "resume_feeds")

    @admin.action(description="Check the selected feeds now")
    def check_now(self, request: HttpRequest, feeds: QuerySet[Feed]) -> None:
        from ingest.feeds.subscribe import check_now

        self.apply(request, feeds.select_related("owner"), lambda feed, _by: check_now(feed), "To be checked now")

    @admin.action(description="Pause the selected feeds")
    def pause_feeds(self, request: HttpRequest, feeds: QuerySet[Feed]) -> None:
        from ingest.feeds.subscribe import pause

        self.apply(request, feeds.select_related("owner"), lambda feed, _by: pause(feed), "Paused")

    @admin.action(description="Resume the selected feeds")
    def resume_feeds(self, request: HttpRequest, feeds: QuerySet[Feed]) -> None:
        from ingest.feeds.subscribe import resume

        self.apply(request, feeds.select_related("owner"), lambda feed, _by: resume(feed), "Resumed")

    def save_model(self, request: HttpRequest, obj: Feed, form: Any, change: bool) -> None:  # noqa: FBT001
        if change:
            super().save_model(request, obj, form, change)
            return
        from ingest.feeds.subscribe import rename, subscribe

        feed, _ = subscribe(curator(request), obj.url, backlog=obj.backlog, tags=obj.tags)
        if obj.name:
            rename(feed, obj.name)
        obj.pk = feed.pk
        obj.refresh_from_db()


@admin.register(FeedEntry)
class FeedEntryAdmin(OwnedAdmin):
    """Entries come from their feeds; by hand they are only asked for again."""

    owner_path = "feed__owner"
    list_display = ("__str__", "feed", "state", "reason", "published_at", "found_at")
    list_select_related = ("feed",)
    list_filter = (QueueFilter, "state", ("feed", Among))
    search_fields = ("title", "url", "reason")
    date_hierarchy = "found_at"
    readonly_fields = tuple(field.name for field in FeedEntry._meta.fields if field.editable and field.name != "id")
    exclude = ("uploads",)
    actions = ("take_in", "transcribe_audio")

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    @admin.action(description="Take in the selected entries")
    def take_in(self, request: HttpRequest, entries: QuerySet[FeedEntry]) -> None:
        from ingest.feeds.subscribe import retry_entry

        self.apply(
            request, entries.select_related("feed__owner"), lambda entry, _by: retry_entry(entry), "To be taken in"
        )

    @admin.action(description="Fetch and transcribe the audio of the selected entries")
    def transcribe_audio(self, request: HttpRequest, entries: QuerySet[FeedEntry]) -> None:
        from ingest.feeds.subscribe import request_audio

        self.apply(
            request, entries.select_related("feed__owner"), lambda entry, _by: request_audio(entry), "To be fetched"
        )
