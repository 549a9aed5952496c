"""What lists are narrowed by beside the fields of their rows."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull
from django.http import HttpRequest

from curation.queues import PARAMETER, queues_on

Choices = list[tuple[str, str]]
# Lower bounds of the steps of a score.
STEPS = (0.0, 0.25, 0.5, 0.6, 0.75)


class Among(admin.RelatedOnlyFieldListFilter):
    """One of the things that rows of this list have to do with; offered also where there is but one."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        """One row of each is looked for, by the index; all rows of a long list are not gone through for sixty things.

        A subquery with a limit is not turned into a join, as one that only asks whether there is any would be.
        """
        rows = model_admin.get_queryset(request).order_by().filter(**{self.field_path: OuterRef("pk")})
        there = Q(IsNull(Subquery(rows.values("pk")[:1]), False))  # noqa: FBT003 (a lookup's right-hand side)
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, limit_choices_to=there, ordering=ordering)

    def has_output(self) -> bool:
        return bool(self.lookup_choices)


class QueueFilter(admin.SimpleListFilter):
    """What waits for a curator in this list."""

    title = "waiting for you"
    parameter_name = PARAMETER

    def __init__(self, request: HttpRequest, params: Any, model: type[Model], model_admin: Any) -> None:
        self.queues = {queue.slug: queue for queue in queues_on(model)}
        super().__init__(request, params, model, model_admin)

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> Choices:
        return [(slug, queue.name) for slug, queue in self.queues.items()]

    def has_output(self) -> bool:
        return bool(self.queues)

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        queue = self.queues.get(self.value() or "")
        return queue.narrow(queryset) if queue else queryset


class ScoreFilter(admin.SimpleListFilter):
    title = "score"
    parameter_name = "score"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> Choices:
        return [(f"{low:g}", f"{low:g} to {high:g}") for low, high in zip(STEPS, (*STEPS[1:], 1), strict=True)]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """From the step's own bound up to the next, the last one included to its end."""
        steps = {f"{low:g}": (low, high) for low, high in zip(STEPS, (*STEPS[1:], 1.01), strict=True)}
        step = steps.get(self.value() or "")
        return queryset.filter(signal__gte=step[0], signal__lt=step[1]) if step else queryset


class UndoneFilter(admin.SimpleListFilter):
    title = "undone"
    parameter_name = "undone"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> Choices:
        return [("no", "Stands"), ("yes", "Undone")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        return queryset.filter(undone_at__isnull=value == "no") if value in {"no", "yes"} else queryset
