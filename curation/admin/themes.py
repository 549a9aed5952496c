"""The curator's desk for themes, and what became of them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from curation import editing
from curation.admin.filters import Among
from curation.errors import CurationError
from curation.models import Placement, Theme, ThemeEvent
from curation.owned_admin import OwnedAdmin, ReadOnlyAdmin, curator


@admin.register(Theme)
class ThemeAdmin(OwnedAdmin):
    list_display = (
        "number",
        "name",
        "state",
        "pinned",
        "passage_count",
        "named_by_hand",
        "merged_into",
        "born_on",
        "desk",
    )
    list_display_links = ("number",)
    list_editable = ("name",)
    list_select_related = ("merged_into",)
    list_filter = ("state", "pinned", "named_by_hand")
    ordering = ("name",)
    search_fields = ("name",)
    date_hierarchy = "born_on"
    fields = ("name", "state", "pinned", "named_by_hand", "merged_into", "split_from", "born_on")
    readonly_fields = ("state", "pinned", "named_by_hand", "merged_into", "split_from", "born_on")
    actions = ("merge_into_the_largest", "pin_themes", "unpin_themes", "hide_themes", "show_themes")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Theme]:
        plain = super().get_queryset(request).defer("centroid", "named_for")
        inside = Placement.objects.filter(theme=OuterRef("pk")).order_by().values("theme").annotate(count=Count("pk"))
        return plain.annotate(passages=Coalesce(Subquery(inside.values("count")), 0))

    @admin.display(description="theme", ordering="pk")
    def number(self, theme: Theme) -> str:
        return f"Theme {theme.pk}"

    @admin.display(description="passages", ordering="passages")
    def passage_count(self, theme: Theme) -> int:
        return getattr(theme, "passages", 0)

    @admin.display(description="its page")
    def desk(self, theme: Theme) -> str:
        return format_html('<a href="{}">Split, move, link</a>', reverse("theme", args=[theme.pk]))

    @admin.action(description="Merge the selected themes into the largest of them")
    def merge_into_the_largest(self, request: HttpRequest, themes: QuerySet[Theme]) -> None:
        largest, *others = sorted(themes, key=_size, reverse=True)
        if not others:
            raise CurationError("Choose two themes or more; they are merged into the largest of them.")
        self.apply(request, others, lambda one, by: editing.merge_themes(one, largest, by), f"Into “{largest}” went")

    @admin.action(description="Pin the selected themes")
    def pin_themes(self, request: HttpRequest, themes: QuerySet[Theme]) -> None:
        self.apply(request, themes, editing.pin_theme, "Pinned")

    @admin.action(description="Unpin the selected themes")
    def unpin_themes(self, request: HttpRequest, themes: QuerySet[Theme]) -> None:
        self.apply(request, themes, editing.unpin_theme, "Unpinned")

    @admin.action(description="Hide the selected themes")
    def hide_themes(self, request: HttpRequest, themes: QuerySet[Theme]) -> None:
        self.apply(request, themes, editing.hide_theme, "Hidden")

    @admin.action(description="Show the selected themes again")
    def show_themes(self, request: HttpRequest, themes: QuerySet[Theme]) -> None:
        self.apply(request, themes, editing.show_theme, "Shown again")

    def save_model(self, request: HttpRequest, obj: Theme, form: Any, change: bool) -> None:  # noqa: FBT001
        name = obj.name
        if not change:
            super().save_model(request, obj, form, change)
        editing.rename_theme(obj, name, curator(request))


def _size(theme: Theme) -> tuple[bool, int, int]:
    """Living themes first, then by passages; of equals the older one."""
    return theme.state == Theme.State.ALIVE, getattr(theme, "passages", 0), -theme.pk


@admin.register(ThemeEvent)
class ThemeEventAdmin(ReadOnlyAdmin):
    stays = True
    owner_path = "theme__owner"
    list_display = ("theme", "kind", "on", "other", "gained", "size", "note", "by")
    list_select_related = ("theme", "other", "by")
    list_filter = ("kind", ("theme", Among))
    search_fields = ("theme__name", "other__name", "note")
    date_hierarchy = "on"
