"""The curator's desk for background work, and for who may ask by program."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from curation import again, runs, tokens
from curation.admin.filters import QueueFilter
from curation.models import ApiToken, Run
from curation.owned_admin import OwnedAdmin, curator


@admin.register(Run)
class RunAdmin(OwnedAdmin):
    """The record of background work. Adding one asks for the work."""

    list_display = ("kind", "label", "status", "message", "progress", "created_at", "took", "once_more")
    list_filter = (QueueFilter, "status", "kind")
    search_fields = ("label", "message")
    date_hierarchy = "created_at"
    readonly_fields = tuple(
        field.name for field in Run._meta.fields if field.name not in {"id", "owner", "kind", "subject", "label"}
    )
    hidden_when_adding = readonly_fields
    machine_fields = ("kind", "subject", "label")
    actions = ("retry",)

    @admin.display(empty_value="")
    def progress(self, run: Run) -> str | None:
        return f"{run.done} of {run.total}" if run.total else None

    @admin.display(description="took", empty_value="")
    def took(self, run: Run) -> str | None:
        seconds = again.seconds_of(run)
        return None if seconds is None else f"{seconds:,.1f} s"

    @admin.display(description="again")
    def once_more(self, run: Run) -> str:
        return self.buttons(run, [("retry", "Try again")]) if run.status == Run.Status.FAILED else ""

    @admin.action(description="Try the selected runs again")
    def retry(self, request: HttpRequest, chosen: QuerySet[Run]) -> None:
        self.apply(request, chosen, again.retry, "To be tried again")

    def save_model(self, request: HttpRequest, obj: Run, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change:
            kind = Run.Kind(obj.kind)
            obj.pk = runs.enqueue(curator(request), kind, subject=obj.subject, label=obj.label).pk
            obj.refresh_from_db()


@admin.register(ApiToken)
class ApiTokenAdmin(OwnedAdmin):
    """Adding one shows its secret, this once."""

    list_display = ("label", "prefix", "created_at", "last_used_at", "revoked_at")
    list_filter = ("revoked_at",)
    search_fields = ("label",)
    exclude = ("digest",)
    readonly_fields = ("prefix", "created_at", "last_used_at", "revoked_at")
    hidden_when_adding = readonly_fields
    actions = ("revoke_tokens",)

    @admin.action(description="Revoke the selected tokens")
    def revoke_tokens(self, request: HttpRequest, chosen: QuerySet[ApiToken]) -> None:
        self.apply(request, chosen, tokens.revoke, "Revoked")

    def save_model(self, request: HttpRequest, obj: ApiToken, form: Any, change: bool) -> None:  # noqa: FBT001
        if change:
            super().save_model(request, obj, form, change)
            return
        issued = tokens.issue(curator(request), obj.label)
        obj.pk = issued.token.pk
        obj.refresh_from_db()
        self.message_user(request, f"Copy the token now, it is not shown again: {issued.secret}", messages.WARNING)
