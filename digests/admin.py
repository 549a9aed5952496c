"""Digests and what is made from them. Evidence is decided by code: its status is read-only everywhere."""

from collections.abc import Callable
from email.utils import make_msgid
from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet, TextField
from django.forms import Textarea
from django.http import HttpRequest

from curation.evidence import Status, find_quote
from curation.owned_admin import OwnChoices, OwnedAdmin, curator
from digests import editing
from digests.models import Citation, Deck, Delivery, Digest, NewsletterIssue, Refusal, Section, Statement
from digests.wording import BY_HAND

# From what a part belongs to, to when its digest became public.
PUBLISHED = {
    "digest": "published_at",
    "section": "digest__published_at",
    "statement": "section__digest__published_at",
}


class SectionInline(OwnChoices, admin.TabularInline):
    model = Section
    extra = 0
    fields = ("position", "heading", "theme", "source_count", "writer", "fell_back")
    readonly_fields = ("source_count", "writer", "fell_back")
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Digest | None = None) -> bool:
        return _may_be_changed(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Digest | None = None) -> bool:
        return _may_be_changed(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Digest | None = None) -> bool:
        return _may_be_changed(obj) and super().has_delete_permission(request, obj)


@admin.register(Digest)
class DigestAdmin(OwnedAdmin):
    list_display = ("title", "period_start", "period_end", "state", "writer", "edited_by_hand", "created_at")
    list_filter = ("state", "writer", "edited_by_hand")
    search_fields = ("title", "lead", "sections__heading")
    date_hierarchy = "period_end"
    fields = (
        "title",
        "lead",
        "period_start",
        "period_end",
        "also_met",
        "state",
        "writer",
        "edited_by_hand",
        "created_at",
    )
    autocomplete_fields = ("also_met",)
    machine_fields = ("period_start", "period_end")
    readonly_fields = ("state", "writer", "edited_by_hand", "created_at")
    inlines = (SectionInline,)
    actions = ("approve", "publish", "withdraw")

    @admin.action(description="Approve the selected digests")
    def approve(self, request: HttpRequest, digests: QuerySet[Digest]) -> None:
        self.apply(request, digests, editing.approve)

    @admin.action(description="Publish the selected digests")
    def publish(self, request: HttpRequest, digests: QuerySet[Digest]) -> None:
        self.apply(request, digests, editing.publish)

    @admin.action(description="Make the selected digests drafts again")
    def withdraw(self, request: HttpRequest, digests: QuerySet[Digest]) -> None:
        self.apply(request, digests, editing.withdraw)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """While it is promised there is nothing to edit yet."""
        fixed = super().get_readonly_fields(request, obj)
        return fixed if _may_be_changed(obj) else (*fixed, "title", "lead", "also_met")

    def save_model(self, request: HttpRequest, obj: Digest, form: Any, change: bool) -> None:  # noqa: FBT001
        obj.writer = obj.writer if change else BY_HAND
        obj.edited_by_hand = obj.edited_by_hand or bool(form.changed_data)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        changed = [one.instance.pk for formset in formsets for one in formset.forms if one.has_changed()]
        if changed:
            _is_the_hands(form.instance.pk)
            Section.objects.filter(pk__in=changed).update(by_hand=True)


class PartAdmin(OwnedAdmin):
    """Of a part of a digest: what is `left` of that is the hand's where one deletes from it."""

    left: Callable[[Any, HttpRequest], None]

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._is_open(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._is_open(obj) and super().has_delete_permission(request, obj)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        self.left(obj, request)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        queryset = queryset.filter(**{self._published: None})
        gone = list(queryset)
        super().delete_queryset(request, queryset)
        for one in gone:
            self.left(one, request)

    @property
    def _published(self) -> str:
        """The way from such a part to when its digest became public."""
        return f"{self.owner_path.removesuffix('owner')}published_at"

    def _is_open(self, part: Model | None) -> bool:
        """Of a digest that was published, parts are changed at the desk: each change is a dated correction."""
        return part is None or type(part)._default_manager.filter(pk=part.pk, **{self._published: None}).exists()

    def _own(self, field: ForeignKey | ManyToManyField, request: HttpRequest) -> QuerySet[Any]:
        """Nor is anything added to one."""
        found, way = super()._own(field, request), PUBLISHED.get(field.name)
        return found.filter(**{way: None}) if way else found


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
    list_filter = ("writer", ("digest", admin.RelatedOnlyFieldListFilter))
    search_fields = ("heading", "digest__title")
    autocomplete_fields = ("digest", "theme")
    machine_fields = ("digest", "is_lead")
    readonly_fields = ("source_count", "writer", "fell_back", "by_hand")
    inlines = (StatementInline,)

    def save_model(self, request: HttpRequest, obj: Section, form: Any, change: bool) -> None:  # noqa: FBT001
        super().save_model(request, obj, form, change)
        if form.changed_data:
            _touched(obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        """A statement whose words have changed is checked anew."""
        statements = formset.save(commit=False)
        for gone in formset.deleted_objects:
            gone.delete()
        for statement in statements:
            _save_statement(statement, request)
        if formset.has_changed():
            _touched(form.instance)

    def left(self, gone: Section, request: HttpRequest) -> None:
        _is_the_hands(gone.digest_id)


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
    list_display = ("__str__", "section", "role", "status", "reason", "by_hand")
    list_select_related = ("section",)
    list_filter = ("status", "role", "by_hand")
    search_fields = ("text", "section__heading")
    autocomplete_fields = ("section",)
    machine_fields = ("section",)
    readonly_fields = ("status", "reason", "by_hand")
    inlines = (CitationInline,)

    def save_model(self, request: HttpRequest, obj: Statement, form: Any, change: bool) -> None:  # noqa: FBT001
        _save_statement(obj, request)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        """The citations come first, the verdict on the statement after them."""
        for citation in formset.save(commit=False):
            _save_citation(citation)
        for gone in formset.deleted_objects:
            gone.delete()
        if formset.has_changed():
            editing.rewrite(form.instance, form.instance.text, curator(request))

    def left(self, gone: Statement, request: HttpRequest) -> None:
        _touched(gone.section)


@admin.register(Citation)
class CitationAdmin(PartAdmin):
    owner_path = "statement__section__digest__owner"
    list_display = ("__str__", "status", "source", "statement")
    list_select_related = ("source", "statement")
    list_filter = ("status",)
    search_fields = ("quote", "source__title")
    autocomplete_fields = ("statement", "passage")
    machine_fields = ("statement",)
    readonly_fields = ("source", "status")

    def save_model(self, request: HttpRequest, obj: Citation, form: Any, change: bool) -> None:  # noqa: FBT001
        _save_citation(obj)
        editing.rewrite(obj.statement, obj.statement.text, curator(request))

    def left(self, gone: Citation, request: HttpRequest) -> None:
        """The verdict on the statement may be another without it."""
        editing.rewrite(gone.statement, gone.statement.text, curator(request))


def _save_statement(statement: Statement, request: HttpRequest) -> None:
    """Its words are set by the verb alone: that remembers what they were."""
    words, stored = statement.text, Statement.objects.filter(pk=statement.pk).first()
    statement.status = statement.status or Status.UNSUPPORTED
    statement.text = stored.text if stored else words
    statement.save()
    editing.rewrite(statement, words, curator(request))


def _save_citation(citation: Citation) -> None:
    passage = citation.passage
    found = find_quote(citation.quote, passage.text) if passage else None
    citation.status = found.status if found else Status.UNSUPPORTED
    if passage:
        citation.source = passage.source
    citation.save()


def _touched(section: Section) -> None:
    Section.objects.filter(pk=section.pk).update(by_hand=True)
    _is_the_hands(section.digest_id)


def _is_the_hands(digest_id: int) -> None:
    """One that nobody has composed yet is composed by that."""
    Digest.objects.filter(pk=digest_id, writer="").update(writer=BY_HAND)
    Digest.objects.filter(pk=digest_id).update(edited_by_hand=True)


def _may_be_changed(digest: Model | None) -> bool:
    """Of one that was published each change is a dated correction; the desk makes those."""
    return not isinstance(digest, Digest) or (bool(digest.writer) and digest.published_at is None)


@admin.register(Deck)
class DeckAdmin(OwnedAdmin):
    list_display = ("title", "source", "theme", "digest", "writer", "fell_back", "created_at")
    list_select_related = ("source", "theme", "digest")
    search_fields = ("title",)
    date_hierarchy = "created_at"
    autocomplete_fields = ("source", "theme", "digest")
    machine_fields = ("source", "theme", "digest", "outline", "created_at")
    readonly_fields = ("writer", "fell_back")


@admin.register(NewsletterIssue)
class NewsletterIssueAdmin(OwnedAdmin):
    """Adding an issue freezes its digest as a mail; from then on nothing in it changes."""

    owner_path = "digest__owner"
    list_display = ("subject", "digest", "frozen_at")
    list_select_related = ("digest",)
    search_fields = ("subject", "digest__title")
    date_hierarchy = "frozen_at"
    autocomplete_fields = ("digest",)
    machine_fields = ("digest",)
    readonly_fields = ("subject", "preheader", "html", "text", "frozen_at")
    hidden_when_adding = readonly_fields

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change:
            from digests.newsletter import freeze

            obj.pk = freeze(obj.digest).pk
            obj.refresh_from_db()


@admin.register(Delivery)
class DeliveryAdmin(OwnedAdmin):
    """A delivery is added as queued; the action sends what is queued or has failed."""

    owner_path = "issue__digest__owner"
    list_display = ("address", "issue", "status", "sent_at", "error")
    list_select_related = ("issue",)
    list_filter = ("status",)
    search_fields = ("address", "issue__subject")
    machine_fields = ("issue", "address")
    readonly_fields = ("status", "message_id", "error", "sent_at")
    hidden_when_adding = readonly_fields
    actions = ("send_now",)

    @admin.action(description="Send the selected deliveries now")
    def send_now(self, request: HttpRequest, deliveries: QuerySet[Delivery]) -> None:
        from digests.newsletter import send

        chosen = deliveries.select_related("issue__digest")
        self.apply(request, chosen, lambda delivery, _by: send(delivery.issue.digest, delivery.address))

    def save_model(self, request: HttpRequest, obj: Delivery, form: Any, change: bool) -> None:  # noqa: FBT001
        obj.message_id = obj.message_id or make_msgid(f"digest-{obj.issue_id}")
        super().save_model(request, obj, form, change)


@admin.register(Refusal)
class RefusalAdmin(admin.ModelAdmin):
    """Addresses, not anybody's library: every curator sees them, so that none writes to them."""

    list_display = ("address", "since")
    search_fields = ("address",)
    readonly_fields = ("since",)
