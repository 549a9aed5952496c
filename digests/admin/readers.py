"""Who gets the newsletter, at the curator's desk: to read, to take off. Adding needs a noted consent."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from curation.owned_admin import ReadOnlyAdmin
from digests.models import Subscriber, Subscription, Thumb


@admin.register(Subscriber)
class SubscriberAdmin(ReadOnlyAdmin):
    """Those of one's own series. What they chose, they change themselves; other owners may have them as well."""

    owner_path = "subscriptions__series__owner"
    list_display = ("address", "state", "time_zone", "format", "confirmed_at", "bounces")
    list_filter = ("state", "format")
    search_fields = ("address",)
    date_hierarchy = "confirmed_at"
    exclude = ("token",)
    actions = ("unsubscribe",)
    stays = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """One of two of these series is listed once."""
        mine = super().get_queryset(request).values("pk")
        return Subscriber.objects.filter(pk__in=mine)

    @admin.action(description="Unsubscribe the selected", permissions=["view"])
    def unsubscribe(self, request: HttpRequest, chosen: QuerySet[Subscriber]) -> None:
        from digests.newsletter.leaving import take_off

        self.apply(request, chosen, take_off, "Unsubscribed")


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnlyAdmin):
    owner_path = "series__owner"
    list_display = ("subscriber", "series", "since", "origin", "consent")
    list_select_related = ("subscriber", "series")
    list_filter = ("origin",)
    search_fields = ("subscriber__address", "series__name")
    date_hierarchy = "since"


@admin.register(Thumb)
class ThumbAdmin(ReadOnlyAdmin):
    """What was said of sections; who said it is not shown."""

    owner_path = "section__digest__owner"
    list_display = ("section", "up", "at")
    list_select_related = ("section",)
    list_filter = ("up",)
    search_fields = ("section__heading",)
    date_hierarchy = "at"
    fields = ("section", "up", "at")
