"""The curator's desk for digests: approved, published, and looked at in every form that they take."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html

from curation.admin.filters import Among, QueueFilter
from curation.desk_links import verb_on
from curation.owned_admin import OwnChoices, OwnedAdmin
from digests import editing, newsletter
from digests.admin.parts import make_it_the_hands, may_be_changed
from digests.models import Digest, Section
from digests.order import order_anew
from digests.publishing import publication_of
from digests.readiness import hindrance
from digests.wording import BY_HAND

# What a curator does next with a digest: an action and its button.
NEXT = {
    Digest.State.DRAFT: ("approve", "Approve"),
    Digest.State.APPROVED: ("publish", "Publish"),
    Digest.State.PUBLISHED: ("withdraw", "Withdraw"),
}


class SectionInline(OwnChoices, admin.TabularInline):
    model = Section
    extra = 0
    fields = ("position", "heading", "theme", "source_count", "writer", "fell_back")
    autocomplete_fields = ("theme",)
    readonly_fields = ("source_count", "writer", "fell_back")
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Digest | None = None) -> bool:
        return may_be_changed(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Digest | None = None) -> bool:
        return may_be_changed(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Digest | None = None) -> bool:
        return may_be_changed(obj) and super().has_delete_permission(request, obj)


@admin.register(Digest)
class DigestAdmin(OwnedAdmin):
    list_display = (
        "title",
        "series",
        "period_start",
        "period_end",
        "state",
        "writer",
        "edited_by_hand",
        "look",
        "next",
    )
    list_select_related = ("series",)
    list_filter = (
        QueueFilter,
        "state",
        ("series", Among),
        ("sections__theme", Among),
        "picked",
        "edited_by_hand",
        "writer",
    )
    search_fields = ("title", "lead", "sections__heading")
    date_hierarchy = "period_end"
    fields = (
        "title",
        "lead",
        "series",
        "period_start",
        "period_end",
        "also_met",
        "state",
        "slug",
        "approved_at",
        "published_at",
        "writer",
        "edited_by_hand",
        "created_at",
    )
    autocomplete_fields = ("also_met",)
    machine_fields = ("series", "period_start", "period_end")
    readonly_fields = ("state", "slug", "approved_at", "published_at", "writer", "edited_by_hand", "created_at")
    inlines = (SectionInline,)
    actions = ("approve", "publish", "withdraw", "compose_again")

    @admin.display(description="preview")
    def look(self, digest: Digest) -> str:
        return (
            format_html('<a href="{}">Web, mail, deck</a>', self.address("preview", digest.pk)) if digest.writer else ""
        )

    @admin.display(description="next")
    def next(self, digest: Digest) -> str:
        return self.buttons(digest, [NEXT[Digest.State(digest.state)]]) if digest.writer else "being composed"

    @admin.action(description="Approve the selected digests")
    def approve(self, request: HttpRequest, digests: QuerySet[Digest]) -> None:
        self.apply(request, digests, editing.approve, "Approved")

    @admin.action(description="Publish the selected digests")
    def publish(self, request: HttpRequest, digests: QuerySet[Digest]) -> None:
        self.apply(request, digests, editing.publish, "Published")

    @admin.action(description="Make the selected digests drafts again")
    def withdraw(self, request: HttpRequest, digests: QuerySet[Digest]) -> None:
        self.apply(request, digests, editing.withdraw, "Drafts again")

    @admin.action(description="Compose the selected digests again")
    def compose_again(self, request: HttpRequest, digests: QuerySet[Digest]) -> None:
        self.apply(request, digests, lambda digest, _by: order_anew(digest), "To be composed again")

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(self.preview)
        return [path("<path:object_id>/preview/", preview, name=self.place("preview")), *super().get_urls()]

    def preview(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """It as a page, as a mail and as decks, with what can be done next beside."""
        digest = self.found(request, object_id)
        context = self.admin_site.each_context(request) | {
            "title": digest.title,
            "subtitle": "Preview",
            "opts": self.opts,
            "digest": digest,
            "mail": newsletter.preview(digest) if digest.writer else None,
            "decks": digest.decks.all(),
            "publication": publication_of(digest),
            "hindrance": hindrance(digest),
            "verbs": [verb_on(digest, *one) for one in self._verbs(digest)],
        }
        return TemplateResponse(request, "admin/digests/preview.html", context)

    def _verbs(self, digest: Digest) -> list[tuple[str, str]]:
        anew = [] if digest.is_the_hands else [("compose_again", "Compose again")]
        back = [("withdraw", "Make it a draft again")] if digest.state == Digest.State.APPROVED else []
        return [NEXT[Digest.State(digest.state)], *back, *anew] if digest.writer else anew

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """While it is promised there is nothing to edit yet."""
        fixed = super().get_readonly_fields(request, obj)
        return fixed if may_be_changed(obj) else (*fixed, "title", "lead", "also_met")

    def save_model(self, request: HttpRequest, obj: Digest, form: Any, change: bool) -> None:  # noqa: FBT001
        obj.writer = obj.writer if change else BY_HAND
        obj.edited_by_hand = obj.edited_by_hand or bool(form.changed_data)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        changed = [one.instance.pk for formset in formsets for one in formset.forms if one.has_changed()]
        if changed:
            make_it_the_hands(form.instance.pk)
            Section.objects.filter(pk__in=changed).update(by_hand=True)
