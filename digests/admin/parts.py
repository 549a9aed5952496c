"""What the parts of a digest share: whose they are once a hand has touched them, and when they are closed."""

from collections.abc import Callable
from typing import Any

from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet
from django.http import HttpRequest

from curation.evidence import Status, find_quote
from curation.owned_admin import OwnedAdmin, curator
from digests import editing
from digests.models import Citation, Digest, Section, Statement
from digests.wording import BY_HAND

# From what a part belongs to, to when its digest became public.
PUBLISHED = {
    "digest": "published_at",
    "section": "digest__published_at",
    "statement": "section__digest__published_at",
}


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


def save_statement(statement: Statement, request: HttpRequest) -> None:
    """Its words are set by the verb alone: that remembers what they were."""
    words, stored = statement.text, Statement.objects.filter(pk=statement.pk).first()
    statement.status = statement.status or Status.UNSUPPORTED
    statement.text = stored.text if stored else words
    statement.save()
    editing.rewrite(statement, words, curator(request))


def save_citation(citation: Citation) -> None:
    passage = citation.passage
    found = find_quote(citation.quote, passage.text) if passage else None
    citation.status = found.status if found else Status.UNSUPPORTED
    if passage:
        citation.source = passage.source
    citation.save()


def touched(section: Section) -> None:
    Section.objects.filter(pk=section.pk).update(by_hand=True)
    make_it_the_hands(section.digest_id)


def make_it_the_hands(digest_id: int) -> None:
    """One that nobody has composed yet is composed by that."""
    Digest.objects.filter(pk=digest_id, writer="").update(writer=BY_HAND)
    Digest.objects.filter(pk=digest_id).update(edited_by_hand=True)


def may_be_changed(digest: Model | None) -> bool:
    """Of one that was published each change is a dated correction; the desk makes those."""
    return not isinstance(digest, Digest) or (bool(digest.writer) and digest.published_at is None)
