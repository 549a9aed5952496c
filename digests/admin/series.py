"""The curator's desk for series, by the verbs that their pages and the API call."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from pydantic import ValidationError

from curation.errors import Refused
from curation.owned_admin import OwnedAdmin, curator
from digests import series as verbs
from digests.models import Series
from digests.series_wanted import SeriesWanted

WANTED = tuple(SeriesWanted.model_fields)


@admin.register(Series)
class SeriesAdmin(OwnedAdmin):
    list_display = ("name", "cadence", "time_zone", "paused", "due_at", "last_outcome")
    list_filter = ("cadence", "paused", "length", "language")
    search_fields = ("name", "audience", "instructions", "last_outcome")
    date_hierarchy = "created_at"
    fields = (*WANTED, "slug", "paused", "due_at", "last_outcome", "created_at")
    autocomplete_fields = ("themes_in", "themes_out")
    readonly_fields = ("slug", "paused", "due_at", "last_outcome", "created_at")
    hidden_when_adding = readonly_fields
    actions = ("make_now", "pause_series", "resume_series")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Series]:
        return super().get_queryset(request).filter(ended_at=None)

    def get_fields(self, request: HttpRequest, obj: Series | None = None) -> Any:
        return self.fields if obj else WANTED

    @admin.action(description="Make a digest of the selected series now")
    def make_now(self, request: HttpRequest, chosen: QuerySet[Series]) -> None:
        self.apply(request, chosen.select_related("owner"), lambda one, _by: verbs.make_now(one), "Asked of")

    @admin.action(description="Pause the selected series")
    def pause_series(self, request: HttpRequest, chosen: QuerySet[Series]) -> None:
        self.apply(request, chosen, lambda one, _by: verbs.pause(one), "Paused")

    @admin.action(description="Resume the selected series")
    def resume_series(self, request: HttpRequest, chosen: QuerySet[Series]) -> None:
        self.apply(request, chosen, lambda one, _by: verbs.resume(one), "Resumed")

    def save_model(self, request: HttpRequest, obj: Series, form: Any, change: bool) -> None:  # noqa: FBT001
        wanted = _wanted(form.cleaned_data)
        if change:
            verbs.change_series(Series.objects.of(curator(request)).get(pk=obj.pk), wanted)
        else:
            obj.pk = verbs.start_series(curator(request), wanted).pk
        obj.refresh_from_db()

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Its digests hold on to it; the verb lets them go first."""
        return [str(one) for one in objs], {self.opts.verbose_name_plural: len(objs)}, set(), []

    def delete_model(self, request: HttpRequest, obj: Series) -> None:
        verbs.remove(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Series]) -> None:
        for one in queryset:
            self.delete_model(request, one)


def _wanted(told: dict[str, Any]) -> SeriesWanted:
    """Raises Refused in words, which undoes the form."""
    themes = {name: tuple(theme.pk for theme in told.get(name) or ()) for name in ("themes_in", "themes_out")}
    try:
        return SeriesWanted(**({name: told[name] for name in WANTED if name in told} | themes))
    except ValidationError as error:
        first = error.errors()[0]
        raise Refused(f"{': '.join(str(one) for one in (*first['loc'], first['msg']))}.") from error
