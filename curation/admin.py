"""The curator's desk: what the machine did is read-only, what a hand does is a verb of `editing`."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.html import format_html_join

from curation import editing, runs, ties_admin, tokens  # noqa: F401 (ties_admin registers its own)
from curation.errors import CurationError
from curation.ledger import admin as ledger_admin  # noqa: F401 (so does this one)
from curation.models import ApiToken, Chapter, Passage, Placement, Run, Source, Theme
from curation.owned_admin import OwnedAdmin, curator
from curation.suspicion import suspicions


@admin.register(Source)
class SourceAdmin(OwnedAdmin):
    list_display = (
        "label",
        "kind",
        "byline",
        "met_on",
        "standing",
        "standing_by_hand",
        "signal",
        "signal_reason",
        "looks_like_instructions",
    )
    list_filter = ("standing", "standing_by_hand", "kind", "language")
    search_fields = ("title", "author", "handle", "site", "text")
    date_hierarchy = "met_on"
    machine_fields = ("text",)
    readonly_fields = (
        "signal",
        "signal_reason",
        "standing_by_hand",
        "suspected",
        "identity",
        "reply_to",
        "created_at",
    )
    hidden_when_adding = readonly_fields
    actions = ("drop_sources", "restore_sources")

    @admin.display(boolean=True, description="to a machine?")
    def looks_like_instructions(self, source: Source) -> bool:
        return bool(suspicions(source.title, source.author, source.text))

    @admin.display(description="looks like instructions to a machine")
    def suspected(self, source: Source) -> str:
        rows = ((one.reason, one.words) for one in suspicions(source.title, source.author, source.text))
        return format_html_join("", "<p>{}<br>“{}”</p>", rows) or "Nothing in it does."

    @admin.action(description="Drop the selected sources")
    def drop_sources(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        self.apply(request, sources, editing.drop)

    @admin.action(description="Restore the selected sources")
    def restore_sources(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        self.apply(request, sources, editing.restore)

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change:
            obj.identity = f"hand:{uuid4().hex}"
        obj.set_by_hand = sorted({*obj.set_by_hand, *form.changed_data} - {"standing"})
        wanted, obj.standing = obj.standing, form.initial.get("standing", obj.standing)
        super().save_model(request, obj, form, change)
        if "standing" in form.changed_data:
            verb = editing.restore if wanted == Source.Standing.KEPT else editing.drop
            verb(obj, curator(request))


@admin.register(Chapter)
class ChapterAdmin(OwnedAdmin):
    owner_path = "source__owner"
    list_display = ("title", "source", "position")
    list_select_related = ("source",)
    search_fields = ("title", "source__title")
    autocomplete_fields = ("source",)
    machine_fields = ("source", "position", "start", "end", "start_ms")

    def save_model(self, request: HttpRequest, obj: Chapter, form: Any, change: bool) -> None:  # noqa: FBT001
        obj.named_by_hand = obj.named_by_hand or "title" in form.changed_data
        super().save_model(request, obj, form, change)


class MoveForm(forms.Form):
    theme = forms.ModelChoiceField(Theme.objects.none(), empty_label=None)


@admin.register(Passage)
class PassageAdmin(OwnedAdmin):
    """A passage marked by hand is cut out of its source's text; afterwards only its theme can change."""

    list_display = ("__str__", "source", "theme", "placed_by_hand", "said_by")
    list_select_related = ("source", "placement__theme")
    list_filter = (
        "source__standing",
        "source__kind",
        "placement__by_hand",
        ("placement__theme", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("text", "speaker", "source__title")
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
    actions = ("move_to_a_theme", "take_out_of_themes")

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
        """Asks for the theme on a page of its own, which posts the same action again."""
        form = MoveForm(request.POST if "apply" in request.POST else None)
        form.fields["theme"].queryset = Theme.objects.of(curator(request)).alive()  # type: ignore[attr-defined]
        if form.is_valid():
            theme = form.cleaned_data["theme"]
            self.apply(request, passages, lambda passage, by: editing.move_passage(passage, theme, by))
            return None
        context = self.admin_site.each_context(request) | {
            "title": "Move passages to a theme",
            "opts": self.opts,
            "form": form,
            "passages": passages,
        }
        return TemplateResponse(request, "admin/curation/move_passages.html", context)

    @admin.action(description="Take the selected passages out of all themes")
    def take_out_of_themes(self, request: HttpRequest, passages: QuerySet[Passage]) -> None:
        self.apply(request, passages, lambda passage, by: editing.move_passage(passage, None, by))

    def save_model(self, request: HttpRequest, obj: Passage, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change:
            obj.by_hand, obj.start = True, obj.source.text.find(obj.text)
            if obj.start < 0:
                raise CurationError("These words do not stand in the source; copy them exactly.")
            obj.end = obj.start + len(obj.text)
            last = obj.source.passages.order_by("position").last()
            obj.position = last.position + 1 if last else 0
        super().save_model(request, obj, form, change)


@admin.register(Theme)
class ThemeAdmin(OwnedAdmin):
    list_display = ("number", "name", "state", "passage_count", "named_by_hand", "merged_into", "born_on")
    list_display_links = ("number",)
    list_editable = ("name",)
    list_select_related = ("merged_into",)
    list_filter = ("state", "named_by_hand")
    ordering = ("name",)
    search_fields = ("name",)
    fields = ("name", "state", "named_by_hand", "merged_into", "born_on")
    readonly_fields = ("state", "named_by_hand", "merged_into", "born_on")
    actions = ("merge_into_the_largest", "hide_themes", "show_themes")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Theme]:
        return super().get_queryset(request).annotate(passages=Count("placements"))

    @admin.display(description="theme", ordering="pk")
    def number(self, theme: Theme) -> str:
        return f"Theme {theme.pk}"

    @admin.display(description="passages", ordering="passages")
    def passage_count(self, theme: Theme) -> int:
        return getattr(theme, "passages", 0)

    @admin.action(description="Merge the selected themes into the largest of them")
    def merge_into_the_largest(self, request: HttpRequest, themes: QuerySet[Theme]) -> None:
        largest, *others = sorted(themes, key=_size, reverse=True)
        if not others:
            raise CurationError("Choose two themes or more; they are merged into the largest of them.")
        self.apply(request, others, lambda theme, by: editing.merge_themes(theme, largest, by))

    @admin.action(description="Hide the selected themes")
    def hide_themes(self, request: HttpRequest, themes: QuerySet[Theme]) -> None:
        self.apply(request, themes, editing.hide_theme)

    @admin.action(description="Show the selected themes again")
    def show_themes(self, request: HttpRequest, themes: QuerySet[Theme]) -> None:
        self.apply(request, themes, editing.show_theme)

    def save_model(self, request: HttpRequest, obj: Theme, form: Any, change: bool) -> None:  # noqa: FBT001
        name = obj.name
        if not change:
            super().save_model(request, obj, form, change)
        editing.rename_theme(obj, name, curator(request))


def _size(theme: Theme) -> tuple[bool, int, int]:
    """Living themes first, then by passages; of equals the older one."""
    return theme.state == Theme.State.ALIVE, getattr(theme, "passages", 0), -theme.pk


@admin.register(Placement)
class PlacementAdmin(OwnedAdmin):
    owner_path = "passage__owner"
    list_display = ("passage", "theme", "by_hand")
    list_select_related = ("passage", "theme")
    list_filter = ("by_hand", ("theme", admin.RelatedOnlyFieldListFilter))
    search_fields = ("passage__text", "theme__name")
    autocomplete_fields = ("passage", "theme")
    machine_fields = ("passage",)
    readonly_fields = ("by_hand",)

    def save_model(self, request: HttpRequest, obj: Placement, form: Any, change: bool) -> None:  # noqa: FBT001
        editing.move_passage(obj.passage, obj.theme, curator(request))
        obj.pk = Placement.objects.get(passage=obj.passage).pk


@admin.register(Run)
class RunAdmin(OwnedAdmin):
    """The record of background work. Adding one asks for the work."""

    list_display = ("kind", "label", "status", "attempts", "progress", "message", "created_at", "finished_at")
    list_filter = ("status", "kind")
    search_fields = ("label", "message")
    date_hierarchy = "created_at"
    readonly_fields = tuple(
        field.name for field in Run._meta.fields if field.name not in {"id", "owner", "kind", "subject", "label"}
    )
    hidden_when_adding = readonly_fields
    machine_fields = ("kind", "subject", "label")

    @admin.display(empty_value="")
    def progress(self, run: Run) -> str | None:
        return f"{run.done} of {run.total}" if run.total else None

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
        self.apply(request, chosen, tokens.revoke)

    def save_model(self, request: HttpRequest, obj: ApiToken, form: Any, change: bool) -> None:  # noqa: FBT001
        if change:
            super().save_model(request, obj, form, change)
            return
        issued = tokens.issue(curator(request), obj.label)
        obj.pk = issued.token.pk
        obj.refresh_from_db()
        self.message_user(request, f"Copy the token now, it is not shown again: {issued.secret}", messages.WARNING)
