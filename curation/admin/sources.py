"""The curator's desk for sources and their chapters."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join

from curation import again, editing, interests
from curation.admin.filters import Among, QueueFilter, ScoreFilter
from curation.admin.moving import MoveForm, ask_for_theme
from curation.catalogue import saying
from curation.errors import NothingToDo
from curation.models import Chapter, Example, Source, Theme
from curation.owned_admin import OwnedAdmin, curator
from curation.pipeline import pipeline_of
from curation.suspicion import suspicions


class SourceVerbs(OwnedAdmin):
    """What can be done to many sources at once, each by the verb that the pages and the API call."""

    actions = (
        "restore_sources",
        "drop_sources",
        "move_sources",
        "want_more",
        "want_less",
        "embed_again",
        "compare_again",
        "judge_again",
        "part_again",
        "regroup",
    )

    @admin.action(description="Keep the selected sources")
    def restore_sources(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        self.apply(request, sources, editing.restore, "Kept")

    @admin.action(description="Drop the selected sources")
    def drop_sources(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        self.apply(request, sources, editing.drop, "Dropped")

    @admin.action(description="Move the selected sources to a theme")
    def move_sources(self, request: HttpRequest, sources: QuerySet[Source]) -> TemplateResponse | None:
        form = MoveForm(request)
        if not form.is_valid():
            return ask_for_theme(self, request, sources, form)
        self.apply(request, sources, _mover(form.cleaned_data["theme"]), "Moved")
        return None

    @admin.action(description="More like the selected sources")
    def want_more(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        self.apply(request, sources, lambda one, by: interests.want(one, Example.Wanted.MORE, by), "More like")

    @admin.action(description="Less like the selected sources")
    def want_less(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        self.apply(request, sources, lambda one, by: interests.want(one, Example.Wanted.LESS, by), "Less like")

    @admin.action(description="Embed the selected sources again")
    def embed_again(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        self.apply(request, sources, again.embed_again, "To be embedded again")

    @admin.action(description="Look for doubles of the selected sources again")
    def compare_again(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        self.apply(request, sources, again.compare_again, "To be compared again")

    @admin.action(description="Judge the selected sources again")
    def judge_again(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        self.apply(request, sources, again.judge_again, "To be judged again")

    @admin.action(description="Look for chapters in the selected sources again")
    def part_again(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        self.apply(request, sources, again.part_again, "To be looked through again")

    @admin.action(description="Group the library again")
    def regroup(self, request: HttpRequest, sources: QuerySet[Source]) -> None:
        self.apply(request, sources[:1], again.regroup, "The library is grouped again, asked for from")


def _mover(theme: Theme) -> Callable[[Source, User], object]:
    def move(source: Source, by: User) -> object:
        passages = list(source.passages.defer("vector", "words"))
        if not passages:
            raise NothingToDo("There are no passages in it to move.")
        return editing.move_passages(passages, theme, by)

    return move


@admin.register(Source)
class SourceAdmin(SourceVerbs):
    list_display = ("label", "kind", "byline", "met_on", "verdict", "signal_reason", "way")
    list_filter = (
        QueueFilter,
        "standing",
        "standing_by_hand",
        ScoreFilter,
        "kind",
        ("passages__placement__theme", Among),
        ("uploads__feed_entries__feed", Among),
        "language",
    )
    search_fields = ("title", "author", "handle", "text")
    search_help_text = "Words of the text, the title, the author, the reader's note or a tag."
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

    @admin.display(ordering="signal")
    def verdict(self, source: Source) -> str:
        """Of what a hand decided the score says nothing."""
        told = source.get_standing_display()
        return f"{told} by hand" if source.standing_by_hand else f"{told}, {source.signal:.2f}"

    @admin.display(description="pipeline")
    def way(self, source: Source) -> str:
        return format_html('<a href="{}">See its steps</a>', self.address("pipeline", source.pk))

    @admin.display(description="looks like instructions to a machine")
    def suspected(self, source: Source) -> str:
        rows = ((one.reason, one.words) for one in suspicions(source.title, source.author, source.text))
        return format_html_join("", "<p>{}<br>“{}”</p>", rows) or "Nothing in it does."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """What only a machine reads of a source stays where it is."""
        return super().get_queryset(request).defer("part_ids")

    def get_search_results(
        self, _request: HttpRequest, queryset: QuerySet[Source], search_term: str
    ) -> tuple[QuerySet[Source], bool]:
        """As the library's page searches: by the index of words."""
        return (saying(queryset, search_term) if search_term else queryset), False  # type: ignore[arg-type]

    def get_urls(self) -> list[URLPattern]:
        way = self.admin_site.admin_view(self.pipeline)
        return [path("<path:object_id>/pipeline/", way, name=self.place("pipeline")), *super().get_urls()]

    def pipeline(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """All that was done with one source, from what was handed over to what went out."""
        source = self.found(request, object_id)
        context = self.admin_site.each_context(request) | {
            "title": source.label,
            "subtitle": "Pipeline",
            "opts": self.opts,
            "source": source,
            "steps": pipeline_of(source),
            "actions": self.get_actions(request),
        }
        return TemplateResponse(request, "admin/curation/pipeline.html", context)

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
    list_display = ("title", "source", "position", "by_machine", "named_by_hand")
    list_select_related = ("source",)
    list_filter = ("by_machine", "named_by_hand", "source__kind")
    search_fields = ("title", "source__title")
    autocomplete_fields = ("source",)
    machine_fields = ("source", "position", "start", "end", "start_ms")

    def save_model(self, request: HttpRequest, obj: Chapter, form: Any, change: bool) -> None:  # noqa: FBT001
        obj.named_by_hand = obj.named_by_hand or "title" in form.changed_data
        super().save_model(request, obj, form, change)
