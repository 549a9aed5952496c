"""The curator's desk for what goes out: mails and their deliveries, and who wants none."""

from email.utils import make_msgid
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from curation.admin.filters import QueueFilter
from curation.owned_admin import OwnedAdmin
from digests.models import Delivery, NewsletterIssue, Refusal


@admin.register(NewsletterIssue)
class NewsletterIssueAdmin(OwnedAdmin):
    """Adding an issue freezes its digest as a mail; from then on nothing in it changes."""

    owner_path = "digest__owner"
    list_display = ("__str__", "digest", "frozen_at")
    list_select_related = ("digest",)
    search_fields = ("subject", "digest__title")
    date_hierarchy = "frozen_at"
    autocomplete_fields = ("digest",)
    machine_fields = ("digest",)
    readonly_fields = (
        "state",
        "subject",
        "preheader",
        "html",
        "text",
        "content_hash",
        "created_at",
        "frozen_at",
        "approved_by",
        "send_on",
        "send_hour",
        "begun_at",
        "ended_at",
    )
    hidden_when_adding = readonly_fields

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change:
            from digests.newsletter import freeze

            obj.pk = freeze(obj.digest).pk
            obj.refresh_from_db()


@admin.register(Delivery)
class DeliveryAdmin(OwnedAdmin):
    """A delivery is added as queued; the action sends what is queued or has failed."""

    owner_path = "issue__digest__owner"
    list_display = ("address", "issue", "status", "sent_at", "error")
    list_select_related = ("issue",)
    list_filter = (QueueFilter, "status")
    search_fields = ("address", "issue__subject")
    date_hierarchy = "sent_at"
    machine_fields = ("issue", "address")
    readonly_fields = (
        "subscriber",
        "status",
        "message_id",
        "queued_at",
        "not_before",
        "attempts",
        "lease_until",
        "smtp_code",
        "error",
        "sent_at",
        "changed_at",
    )
    hidden_when_adding = readonly_fields
    actions = ("send_now",)

    @admin.action(description="Send the selected deliveries now")
    def send_now(self, request: HttpRequest, deliveries: QuerySet[Delivery]) -> None:
        from digests.newsletter import send

        chosen = deliveries.select_related("issue__digest")
        self.apply(request, chosen, lambda delivery, _by: send(delivery.issue.digest, delivery.address), "Sent")

    def save_model(self, request: HttpRequest, obj: Delivery, form: Any, change: bool) -> None:  # noqa: FBT001
        obj.message_id = obj.message_id or make_msgid(f"digest-{obj.issue_id}")
        super().save_model(request, obj, form, change)


@admin.register(Refusal)
class RefusalAdmin(admin.ModelAdmin):
    """Addresses, not anybody's library: every curator sees them, so that none writes to them."""

    list_display = ("address", "since")
    search_fields = ("address",)
    readonly_fields = ("since",)
