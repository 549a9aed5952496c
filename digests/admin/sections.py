"""The curator's desk for the sections of a digest."""

from typing import Any

from django.contrib import admin
from django.db.models import TextField
from django.forms import Textarea
from django.http import HttpRequest

from curation.admin.filters import Among
from digests.admin.parts import PartAdmin, make_it_the_hands, save_statement, touched
from digests.models import Section, Statement


class StatementInline(admin.TabularInline):
    model = Statement
    extra = 0
    fields = ("position", "role", "text", "status", "reason", "by_hand")
    formfield_overrides = {TextField: {"widget": Textarea(attrs={"rows": 3, "cols": 50})}}
    readonly_fields = ("status", "reason", "by_hand")
    show_change_link = True


@admin.register(Section)
class SectionAdmin(PartAdmin):
    owner_path = "digest__owner"
    list_display = ("heading", "digest", "theme", "position", "source_count", "writer", "fell_back")
    list_select_related = ("digest", "theme")
    list_filter = (
        "writer",
        "by_hand",
        "digest__state",
        ("digest", Among),
        ("theme", Among),
    )
    date_hierarchy = "digest__period_end"
    search_fields = ("heading", "digest__title")
    autocomplete_fields = ("digest", "theme")
    machine_fields = ("digest", "is_lead")
    readonly_fields = ("source_count", "writer", "fell_back", "by_hand")
    inlines = (StatementInline,)

    def save_model(self, request: HttpRequest, obj: Section, form: Any, change: bool) -> None:  # noqa: FBT001
        super().save_model(request, obj, form, change)
        if form.changed_data:
            touched(obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        """A statement whose words have changed is checked anew."""
        statements = formset.save(commit=False)
        for gone in formset.deleted_objects:
            gone.delete()
        for statement in statements:
            save_statement(statement, request)
        if formset.has_changed():
            touched(form.instance)

    def left(self, gone: Section, request: HttpRequest) -> None:
        make_it_the_hands(gone.digest_id)
