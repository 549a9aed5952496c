"""The curator's desk for what stands beside a source: its doubles, and its recording."""

from textwrap import shorten
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from curation import editing
from curation.admin.filters import QueueFilter
from curation.models import Likeness, Transcript
from curation.owned_admin import OwnedAdmin, curator
from curation.templatetags.shown import clock

WIDEST = 45


@admin.register(Likeness)
class LikenessAdmin(OwnedAdmin):
    """Adding one says that two sources are the same thing; `of` is shown, `source` is kept behind it."""

    owner_path = "source__owner"
    list_display = ("double", "relation", "shown", "score", "by_hand", "two_things", "verdict")
    list_select_related = ("source", "of")
    list_filter = (QueueFilter, "relation", "severed", "by_hand", "source__kind")
    search_fields = ("source__title", "source__text", "of__title", "of__text")
    date_hierarchy = "created_at"
    autocomplete_fields = ("source", "of")
    machine_fields = ("source", "of")
    readonly_fields = ("relation", "passage", "score", "by_hand", "severed", "created_at")
    hidden_when_adding = readonly_fields
    actions = ("part_sources", "join_sources")

    @admin.display(ordering="source__title", description="kept behind")
    def double(self, likeness: Likeness) -> str:
        return shorten(likeness.source.short_name, WIDEST, placeholder="…")

    @admin.display(ordering="of__title", description="shown")
    def shown(self, likeness: Likeness) -> str:
        return shorten(likeness.of.short_name, WIDEST, placeholder="…")

    @admin.display(boolean=True, ordering="severed", description="two things")
    def two_things(self, likeness: Likeness) -> bool:
        return likeness.severed

    @admin.display(description="verdict")
    def verdict(self, likeness: Likeness) -> str:
        verb = ("join_sources", "The same") if likeness.severed else ("part_sources", "Two things")
        return self.buttons(likeness, [verb] if likeness.by_hand else [("join_sources", "The same"), verb])

    @admin.action(description="They are two things")
    def part_sources(self, request: HttpRequest, likenesses: QuerySet[Likeness]) -> None:
        self.apply(request, likenesses.select_related("source", "of"), editing.part, "Parted")

    @admin.action(description="They are the same thing")
    def join_sources(self, request: HttpRequest, likenesses: QuerySet[Likeness]) -> None:
        self.apply(request, likenesses.select_related("source", "of"), _join, "Joined")

    def save_model(self, request: HttpRequest, obj: Likeness, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change:
            obj.pk = editing.join(obj.source, obj.of, curator(request)).pk
            obj.refresh_from_db()


def _join(tie: Likeness, by: User) -> Likeness:
    return editing.join(tie.source, tie.of, by)


@admin.register(Transcript)
class TranscriptAdmin(OwnedAdmin):
    owner_path = "source__owner"
    list_display = ("source", "length", "here", "made_by")
    list_select_related = ("source",)
    list_filter = ("made_by",)
    search_fields = ("source__title", "raw")
    autocomplete_fields = ("source",)
    exclude = ("origins", "stamps")
    machine_fields = ("source", "raw", "audio_type", "duration_ms", "made_by")

    @admin.display(ordering="duration_ms")
    def length(self, transcript: Transcript) -> str:
        return clock(transcript.duration_ms)

    @admin.display(boolean=True, description="recording is here")
    def here(self, transcript: Transcript) -> bool:
        return bool(transcript.audio)
