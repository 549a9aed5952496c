"""What was handed over. Adding an upload takes a file in, the way everything else comes in."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from curation.owned_admin import OwnedAdmin, curator
from ingest.models import Upload


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
