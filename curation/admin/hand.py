"""What hands did and handed over, as it was written down: to read, and edits to undo."""

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from curation import editing
from curation.admin.filters import Among, UndoneFilter
from curation.errors import Refused
from curation.models import Edit, Handover
from curation.owned_admin import ReadOnlyAdmin


@admin.register(Edit)
class EditAdmin(ReadOnlyAdmin):
    # The log is whole; what was done is undone, not unsaid.
    stays = True
    list_display = ("said", "verb", "by", "at", "undone_at", "back")
    list_select_related = ("by",)
    list_filter = (UndoneFilter, "verb", ("theme", Among))
    search_fields = ("said",)
    date_hierarchy = "at"
    exclude = ("before",)
    actions = ("undo",)

    @admin.display(description="undo")
    def back(self, edit: Edit) -> str:
        return "" if edit.undone_at or _is_of_a_digest(edit) else self.buttons(edit, [("undo", "Undo")])

    @admin.action(description="Undo the selected edits")
    def undo(self, request: HttpRequest, edits: QuerySet[Edit]) -> None:
        """The latest first: what lies on top is taken away first."""
        self.apply(request, edits.order_by("-pk"), _undo, "Undone")


def _undo(edit: Edit, by: User) -> Edit:
    if _is_of_a_digest(edit):
        raise Refused("What was changed in a digest is undone at its desk, where its readers are told of it.")
    if edit.undone_at:
        raise Refused("It is undone already.")
    return editing.undo(edit, by)


def _is_of_a_digest(edit: Edit) -> bool:
    return "digest" in edit.before


@admin.register(Handover)
class HandoverAdmin(ReadOnlyAdmin):
    list_display = ("kind", "subject", "made_at", "used_at")
    list_select_related = ("owner",)
    list_filter = ("kind",)
    search_fields = ("mark",)
    date_hierarchy = "made_at"
