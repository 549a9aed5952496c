"""The curator's desk for passages: where they stand, and what a hand has said of where they belong."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse

from curation import editing
from curation.admin.filters import Among
from curation.admin.moving import MoveForm, ask_for_theme
from curation.catalogue import passages_saying
from curation.errors import CurationError
from curation.models import Passage, PassageLink, Placement, Theme
from curation.owned_admin import OwnedAdmin, ReadOnlyAdmin, curator


@admin.register(Passage)
class PassageAdmin(OwnedAdmin):
    """A passage marked by hand is cut out of its source's text; afterwards only its theme can change."""

    list_display = ("__str__", "source", "theme", "placed_by_hand", "said_by")
    list_select_related = ("source", "placement__theme")
    list_filter = (
        "source__standing",
        "source__kind",
        "placement__by_hand",
        ("placement__theme", Among),
        ("source__uploads__feed_entries__feed", Among),
    )
    search_fields = ("text", "speaker", "source__title")
    search_help_text = "Words of the text, its speaker or the title of its source."
    date_hierarchy = "source__met_on"
    fields = (
        "source",
        "text",
        "theme",
        "speaker",
        "chapter",
        "position",
        "start_ms",
        "end_ms",
        "vector_model",
    )
    autocomplete_fields = ("source",)
    machine_fields = ("source", "text", "speaker", "chapter")
    readonly_fields = ("theme", "position", "start_ms", "vector_model")
    actions = ("move_to_a_theme", "take_out_of_themes", "keep_together")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Passage]:
        return super().get_queryset(request).defer("vector", "words", "source__text")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Passage], search_term: str
    ) -> tuple[QuerySet[Passage], bool]:
        said = queryset.filter(pk__in=passages_saying(curator(request), search_term)) if search_term else queryset
        return said, False

    @admin.display(ordering="placement__theme__name")
    def theme(self, passage: Passage) -> Theme | None:
        placement = getattr(passage, "placement", None)
        return placement and placement.theme

    @admin.display(boolean=True)
    def placed_by_hand(self, passage: Passage) -> bool:
        placement = getattr(passage, "placement", None)
        return bool(placement and placement.by_hand)

    def get_fields(self, request: HttpRequest, obj: Passage | None = None) -> Any:
        return super().get_fields(request, obj) if obj else ("source", "text", "speaker")

    @admin.action(description="Move the selected passages to a theme")
    def move_to_a_theme(self, request: HttpRequest, passages: QuerySet[Passage]) -> TemplateResponse | None:
        form = MoveForm(request)
        if not form.is_valid():
            return ask_for_theme(self, request, passages, form)
        theme = form.cleaned_data["theme"]
        self.apply(request, passages, lambda passage, by: editing.move_passage(passage, theme, by), "Moved")
        return None

    @admin.action(description="Take the selected passages out of all themes")
    def take_out_of_themes(self, request: HttpRequest, passages: QuerySet[Passage]) -> None:
        self.apply(request, passages, lambda passage, by: editing.move_passage(passage, None, by), "Taken out")

    @admin.action(description="Keep the selected passages together in every run")
    def keep_together(self, request: HttpRequest, passages: QuerySet[Passage]) -> None:
        first, *others = list(passages.order_by("pk"))
        if not others:
            raise CurationError("Choose two passages or more to keep together.")
        kept = editing.keep_together([first, *others], first, curator(request))
        self.message_user(request, f"Always together: {len(kept)} passages." if kept else "That is said already.")

    def save_model(self, request: HttpRequest, obj: Passage, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change:
            obj.by_hand, obj.start = True, obj.source.text.find(obj.text)
            if obj.start < 0:
                raise CurationError("These words do not stand in the source; copy them exactly.")
            obj.end = obj.start + len(obj.text)
            last = obj.source.passages.order_by("position").last()
            obj.position = last.position + 1 if last else 0
        super().save_model(request, obj, form, change)


@admin.register(Placement)
class PlacementAdmin(OwnedAdmin):
    owner_path = "passage__owner"
    list_display = ("passage", "theme", "by_hand", "placed_on")
    list_select_related = ("passage", "theme")
    list_filter = ("by_hand", ("theme", Among))
    search_fields = ("theme__name",)
    search_help_text = "Words of the passage, or the name of the theme."
    date_hierarchy = "placed_on"
    autocomplete_fields = ("passage", "theme")
    machine_fields = ("passage",)
    readonly_fields = ("by_hand", "placed_on")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Placement]:
        return super().get_queryset(request).defer("passage__vector", "passage__words")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Placement], search_term: str
    ) -> tuple[QuerySet[Placement], bool]:
        if not search_term:
            return queryset, False
        said = passages_saying(curator(request), search_term)
        themes = Theme.objects.of(curator(request)).filter(name__icontains=search_term).values("pk")
        return queryset.filter(Q(passage__in=said) | Q(theme__in=themes)), False

    def save_model(self, request: HttpRequest, obj: Placement, form: Any, change: bool) -> None:  # noqa: FBT001
        editing.move_passage(obj.passage, obj.theme, curator(request))
        obj.pk = Placement.objects.get(passage=obj.passage).pk


@admin.register(PassageLink)
class PassageLinkAdmin(ReadOnlyAdmin):
    """What hands have said belongs together or apart. Forgotten, the machine may decide again."""

    # Forgetting one is an edit that can be undone; deleting it would not be.
    stays = True
    list_display = ("passage", "kind", "other", "theme", "created_at")
    list_select_related = ("passage", "other", "theme")
    list_filter = ("kind", ("theme", Among))
    search_fields = ("passage__text", "other__text", "theme__name")
    date_hierarchy = "created_at"
    actions = ("forget",)

    @admin.action(description="Forget the selected links")
    def forget(self, request: HttpRequest, links: QuerySet[PassageLink]) -> None:
        self.apply(request, links.select_related("passage", "other", "theme"), editing.forget_link, "Forgotten")
