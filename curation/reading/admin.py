from django.contrib import admin

from curation.owned_admin import OwnedAdmin
from curation.reading.models import Question


@admin.register(Question)
class QuestionAdmin(OwnedAdmin):
    list_display = ("text", "source", "abstained", "writer", "asked_at")
    list_select_related = ("source",)
    list_filter = ("abstained", "writer")
    search_fields = ("text",)
    date_hierarchy = "asked_at"
    autocomplete_fields = ("source",)
    machine_fields = ("source", "text", "answer", "abstained", "writer", "asked_at")
