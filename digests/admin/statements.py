"""The curator's desk for statements, what they cite, and what was corrected after they were published."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, TextField
from django.forms import Textarea
from django.http import HttpRequest

from curation.admin.filters import Among, QueueFilter
from curation.owned_admin import OwnChoices, ReadOnlyAdmin, curator
from digests import editing
from digests.admin.parts import PartAdmin, save_citation, save_statement, touched
from digests.models import Citation, Correction, Statement


class CitationInline(OwnChoices, admin.TabularInline):
    model = Citation
    extra = 0
    fields = ("quote", "passage", "source", "status")
    formfield_overrides = {TextField: {"widget": Textarea(attrs={"rows": 3, "cols": 50})}}
    readonly_fields = ("source", "status")
    autocomplete_fields = ("passage",)


@admin.register(Statement)
class StatementAdmin(PartAdmin):
    owner_path = "section__digest__owner"
    list_display = ("__str__", "section", "role", "status", "reason", "novelty", "approved", "by_hand")
    list_select_related = ("section__digest",)
    list_filter = (
        QueueFilter,
        "status",
        "role",
        "novelty",
        "approved",
        "by_hand",
        "section__digest__state",
        ("section__theme", Among),
    )
    search_fields = ("text", "section__heading", "section__digest__title")
    date_hierarchy = "section__digest__period_end"
    actions = ("approve_statements", "set_back", "drop_statements")
    autocomplete_fields = ("section",)
    machine_fields = ("section",)
    readonly_fields = ("status", "reason", "by_hand", "approved", "novelty", "novelty_reason")
    exclude = ("met_source", "met_passage", "met_quote")
    hidden_when_adding = readonly_fields
    inlines = (CitationInline,)

    @admin.action(description="Approve the selected statements")
    def approve_statements(self, request: HttpRequest, statements: QuerySet[Statement]) -> None:
        self.apply(request, _whole(statements), editing.approve_statement, "Approved")

    @admin.action(description="Set the selected statements back")
    def set_back(self, request: HttpRequest, statements: QuerySet[Statement]) -> None:
        self.apply(request, _whole(statements), editing.disapprove_statement, "Set back")

    @admin.action(description="Drop the selected statements")
    def drop_statements(self, request: HttpRequest, statements: QuerySet[Statement]) -> None:
        self.apply(request, _whole(statements), editing.drop_statement, "Dropped")

    def save_model(self, request: HttpRequest, obj: Statement, form: Any, change: bool) -> None:  # noqa: FBT001
        save_statement(obj, request)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        """The citations come first, the verdict on the statement after them."""
        citations = formset.save(commit=False)
        if not formset.has_changed():
            return
        with editing.citing(form.instance, curator(request)):
            for citation in citations:
                save_citation(citation)
            for gone in formset.deleted_objects:
                gone.delete()

    def left(self, gone: Statement, request: HttpRequest) -> None:
        touched(gone.section)


def _whole(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    return statements.select_related("section__digest")


@admin.register(Citation)
class CitationAdmin(PartAdmin):
    owner_path = "statement__section__digest__owner"
    list_display = ("__str__", "status", "source", "statement")
    list_select_related = ("source", "statement")
    list_filter = ("status", "source__kind", "statement__section__digest__state")
    search_fields = ("quote", "source__title")
    autocomplete_fields = ("statement", "passage")
    machine_fields = ("statement",)
    readonly_fields = ("source", "status")

    def save_model(self, request: HttpRequest, obj: Citation, form: Any, change: bool) -> None:  # noqa: FBT001
        if form.has_changed():
            with editing.citing(obj.statement, curator(request)):
                save_citation(obj)

    def left(self, gone: Citation, request: HttpRequest) -> None:
        """The verdict on the statement may be another without it."""
        with editing.citing(gone.statement, curator(request)):
            pass


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    """What readers of a published digest are told was changed; written by the desk, never by hand."""

    # No correction is silent.
    stays = True
    owner_path = "digest__owner"
    list_display = ("digest", "was", "now", "note", "by", "at")
    list_select_related = ("digest", "by")
    list_filter = (("digest", Among), ("digest__series", Among))
    search_fields = ("was", "now", "note", "digest__title")
    date_hierarchy = "at"
