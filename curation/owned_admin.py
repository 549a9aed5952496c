"""The admin of one's own library: what belongs to others is neither listed nor offered, also to staff."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import redirect

from curation.errors import CurationError

Thing = TypeVar("Thing", bound=Model)
Verb = Callable[[Thing, User], object]

admin.site.site_header = admin.site.site_title = "Threepass"
admin.site.index_title = "Your library"


def curator(request: HttpRequest) -> User:
    """The admin lets nobody in who is not signed in."""
    assert isinstance(request.user, User)
    return request.user


class OwnChoices:
    """For ModelAdmins and inlines: a choice of related things shows those of one's own library only."""

    admin_site: admin.AdminSite

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", self._own(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", self._own(db_field, request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def _own(self, field: ForeignKey | ManyToManyField, request: HttpRequest) -> QuerySet[Any]:
        return self.admin_site.get_model_admin(field.related_model).get_queryset(request)


class OwnedAdmin(OwnChoices, admin.ModelAdmin):
    """`owner_path` leads to the owner; `machine_fields` can be set when adding and not afterwards."""

    owner_path = "owner"
    machine_fields: tuple[str, ...] = ()
    hidden_when_adding: tuple[str, ...] = ()
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(**{self.owner_path: curator(request)})

    def get_exclude(self, request: HttpRequest, obj: Model | None = None) -> Any:
        hidden = self.hidden_when_adding if obj is None else ()
        return (*(self.exclude or ()), "owner", *hidden)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        fixed = tuple(field for field in self.readonly_fields if obj or field not in self.hidden_when_adding)
        return fixed + (self.machine_fields if obj else ())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change and self.owner_path == "owner":
            obj.owner = curator(request)
        super().save_model(request, obj, form, change)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A verb that refuses undoes the whole form and says why."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except CurationError as error:
            return self._refused(request, error)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changelist_view(request, *args, **kwargs)
        except CurationError as error:
            return self._refused(request, error)

    def apply(self, request: HttpRequest, things: Iterable[Thing], verb: Callable[[Thing, User], object]) -> None:
        """Do the same to each of the chosen things; one that refuses does not hold up the others."""
        done = 0
        for thing in things:
            try:
                verb(thing, curator(request))
            except CurationError as error:
                self.message_user(request, f"{thing}: {error}", messages.ERROR)
            else:
                done += 1
        self.message_user(request, f"Done for {done}.", messages.SUCCESS if done else messages.WARNING)

    def _refused(self, request: HttpRequest, error: CurationError) -> HttpResponseRedirect:
        self.message_user(request, str(error), messages.ERROR)
        return redirect(request.get_full_path())
