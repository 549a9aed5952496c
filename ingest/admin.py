"""What was handed over. Adding an upload takes a file in, the way everything else comes in."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from curation.owned_admin import OwnedAdmin, curator
from ingest.models import Feed, FeedEntry, Upload


@admin.register(Upload)
class UploadAdmin(OwnedAdmin):
    list_display = ("name", "origin", "status", "format", "size", "error", "received_at")
    list_filter = ("status", "origin", "format")
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

    def get_exclude(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return (*super().get_exclude(request, obj), *(["content"] if obj else []))

    @admin.action(description="Read the selected uploads again")
    def read_again(self, request: HttpRequest, uploads: QuerySet[Upload]) -> None:
        from ingest.receive import retry

        self.apply(request, uploads.select_related("owner"), lambda upload, _by: retry(upload))

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
    list_filter = ("state",)
    search_fields = ("name", "title", "url", "error")
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
    actions = ("check_now",)

    @admin.action(description="Check the selected feeds now")
    def check_now(self, request: HttpRequest, feeds: QuerySet[Feed]) -> None:
        from ingest.feeds.subscribe import check_now

        self.apply(request, feeds.select_related("owner"), lambda feed, _by: check_now(feed))

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
    list_filter = ("state", ("feed", admin.RelatedOnlyFieldListFilter))
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

        self.apply(request, entries.select_related("feed__owner"), lambda entry, _by: retry_entry(entry))

    @admin.action(description="Fetch and transcribe the audio of the selected entries")
    def transcribe_audio(self, request: HttpRequest, entries: QuerySet[FeedEntry]) -> None:
        from ingest.feeds.subscribe import request_audio

        self.apply(request, entries.select_related("feed__owner"), lambda entry, _by: request_audio(entry))
