from django.contrib import admin
from django.http import HttpRequest

from curation.owned_admin import OwnedAdmin
from curation.reading.models import Aid, Card, Cleaning, Exercise, Explanation, Opinion, Practice, Question


@admin.register(Question)
class QuestionAdmin(OwnedAdmin):
    list_display = ("text", "source", "abstained", "writer", "asked_at")
    list_select_related = ("source",)
    list_filter = ("abstained", "writer")
    search_fields = ("text",)
    date_hierarchy = "asked_at"
    autocomplete_fields = ("source",)
    machine_fields = (
        "source",
        "text",
        "offered",
        "answer",
        "abstained",
        "writer",
        "fell_back",
        "pasted",
        "asked_at",
        "answered_at",
    )


class AidAdmin(OwnedAdmin):
    """Made by a writer: to be looked at and taken away, not to be written by hand."""

    list_display = ("source", "writer", "fell_back", "made_at")
    list_select_related = ("source",)
    list_filter = ("writer",)
    search_fields = ("source__title",)
    autocomplete_fields = ("source",)
    machine_fields: tuple[str, ...] = ("source", "writer", "fell_back", "asked_at", "made_at")

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _aid: Aid | None = None) -> bool:
        return False


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
class ExerciseAdmin(OwnedAdmin):
    list_display = ("question", "source", "kind", "writer", "retired_at")
    list_select_related = ("source",)
    list_filter = ("kind", "writer")
    search_fields = ("question", "source__title")
    autocomplete_fields = ("source",)
    machine_fields = ("source", "mark", "kind", "position", "question", "key", "steps", "answer", "writer", "made_at")


@admin.register(Card)
class CardAdmin(OwnedAdmin):
    list_display = ("front", "source", "origin", "due_at", "review_count", "suspended_at")
    list_select_related = ("source",)
    list_filter = ("origin",)
    search_fields = ("front", "back", "source__title")
    autocomplete_fields = ("source",)
    machine_fields = (
        *("source", "mark", "exercise", "origin", "hidden", "quote", "phase", "stability", "difficulty"),
        *("due_at", "reviewed_at", "review_count", "made_at", "edited_at"),
    )
