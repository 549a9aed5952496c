from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from curation.owned_admin import OwnedAdmin
from curation.reading.models import (
    Card,
    Cleaning,
    Exercise,
    Explanation,
    Mark,
    Opinion,
    Practice,
    Question,
    Reading,
    Thread,
)


@admin.register(Question)
class QuestionAdmin(OwnedAdmin):
    list_display = ("text", "source", "abstained", "writer", "asked_at")
    list_select_related = ("source",)
    list_filter = ("abstained", "writer")
    search_fields = ("text",)
    date_hierarchy = "asked_at"
    autocomplete_fields = ("source", "thread")
    machine_fields = (
        "thread",
        "source",
        "text",
        "bound",
        "offered",
        "answer",
        "abstained",
        "writer",
        "fell_back",
        "cut",
        "pasted",
        "asked_at",
        "answered_at",
    )


class SeenAdmin(OwnedAdmin):
    """To be looked at and taken away; it is made and changed on the reader's own pages."""

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _thing: Model | None = None) -> bool:
        return False


@admin.register(Thread)
class ThreadAdmin(SeenAdmin):
    list_display = ("title", "source", "begun_at")
    list_select_related = ("source",)
    search_fields = ("title",)
    machine_fields = ("source", "title", "scope", "begun_at")


@admin.register(Reading)
class ReadingAdmin(SeenAdmin):
    list_display = ("source", "current_pass", "helped_at", "read_at")
    list_select_related = ("source",)
    search_fields = ("source__title",)
    machine_fields = (
        *("source", "begun_at", "read_at", "furthest", "first_ended_at", "first_ended", "helped_at", "helped_from"),
        *("second_ended_at", "third_ended_at"),
    )


@admin.register(Mark)
class MarkAdmin(SeenAdmin):
    list_display = ("quote", "kind", "source", "made_at")
    list_select_related = ("source",)
    list_filter = ("kind", "colour")
    search_fields = ("quote", "note")
    machine_fields = ("source", "kind", "colour", "quote", "note", "reply", "reply_writer", "made_at", "changed_at")


class AidAdmin(SeenAdmin):
    """Made by a writer."""

    list_display = ("source", "writer", "fell_back", "made_at")
    list_select_related = ("source",)
    list_filter = ("writer",)
    search_fields = ("source__title",)
    autocomplete_fields = ("source",)
    machine_fields: tuple[str, ...] = ("source", "writer", "fell_back", "asked_at", "made_at")


@admin.register(Explanation)
class ExplanationAdmin(AidAdmin):
    machine_fields = (*AidAdmin.machine_fields, "content", "pasted")


@admin.register(Cleaning)
class CleaningAdmin(AidAdmin):
    pass


@admin.register(Opinion)
class OpinionAdmin(AidAdmin):
    machine_fields = (*AidAdmin.machine_fields, "content")


@admin.register(Practice)
class PracticeAdmin(AidAdmin):
    pass


@admin.register(Exercise)
class ExerciseAdmin(SeenAdmin):
    list_display = ("question", "source", "kind", "writer", "retired_at")
    list_select_related = ("source",)
    list_filter = ("kind", "writer")
    search_fields = ("question", "source__title")
    autocomplete_fields = ("source",)
    machine_fields = ("source", "mark", "kind", "position", "question", "key", "steps", "answer", "writer", "made_at")


@admin.register(Card)
class CardAdmin(SeenAdmin):
    list_display = ("front", "source", "origin", "due_at", "review_count", "suspended_at")
    list_select_related = ("source",)
    list_filter = ("origin",)
    search_fields = ("front", "back", "source__title")
    autocomplete_fields = ("source",)
    machine_fields = (
        *("source", "mark", "exercise", "origin", "hidden", "quote", "phase", "stability", "difficulty"),
        *("due_at", "reviewed_at", "review_count", "made_at", "edited_at"),
    )
