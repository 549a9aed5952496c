"""The admin of one's own library: what belongs to others is neither listed nor offered, also to staff."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from curation.errors import CurationError
from curation.paging import RowsOfAPage
from curation.requests import back_to, came_from

Thing = TypeVar("Thing", bound=Model)
Verb = Callable[[Thing, User], object]
# So many refusals are told one by one.
MOST_TOLD = 8

admin.site.site_header = admin.site.site_title = "Threepass"
admin.site.index_title = "Your desk"
# Lists need the room; the first page names them all.
admin.site.enable_nav_sidebar = False


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
    """`owner_path` leads to the owner; `machine_fields` can be set when adding and not afterwards.

    What `stays` is deleted with what it belongs to, never by itself.
    """

    owner_path = "owner"
    machine_fields: tuple[str, ...] = ()
    hidden_when_adding: tuple[str, ...] = ()
    list_per_page = 50
    paginator = RowsOfAPage
    # How many there are beside those that are shown is not worth going through all of them once more.
    show_full_result_count = False
    stays = False

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

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Verbs are for those who may change such things, also where nothing but a verb changes them."""
        actions = super().get_actions(request)
        delete = actions.pop("delete_selected", None)
        if not admin.ModelAdmin.has_change_permission(self, request):
            actions = {}
        return actions | ({"delete_selected": delete} if delete and not self.stays else {})

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.stays:
            raise PermissionDenied
        return super().delete_view(request, *args, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        return super().render_change_form(request, context | {"show_delete": not self.stays}, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        do = self.admin_site.admin_view(require_POST(self.do))
        return [path("<path:object_id>/do/<slug:name>/", do, name=self.place("do")), *super().get_urls()]

    def place(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def address(self, page: str, *args: object) -> str:
        return reverse(f"admin:{self.place(page)}", args=args)

    def found(self, request: HttpRequest, object_id: str) -> Any:
        """The thing of this number, if it is the curator's own and they may look at it."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if not object_id.isdecimal() or (thing := self.get_queryset(request).filter(pk=object_id).first()) is None:
            raise Http404
        return thing

    def do(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """One of the list's actions on a single thing, at one click."""
        thing = self.found(request, object_id)
        if name == "delete_selected" or name not in (actions := self.get_actions(request)):
            raise PermissionDenied
        back = back_to(request, came_from(request, self.address("changelist")))
        try:
            answer = actions[name][0](self, request, self.get_queryset(request).filter(pk=thing.pk))
        except CurationError as error:
            return self._refused(request, error, back)
        return answer or redirect(back)

    def buttons(self, thing: Model, verbs: Iterable[tuple[str, str]]) -> SafeString:
        """For a column of the list: each posts the list's form, which has its token, to one action on this thing."""
        rows = ((self.address("do", thing.pk, name), label) for name, label in verbs)
        html = '<button type="submit" class="verb" formnovalidate formaction="{}">{}</button>'
        return format_html('<span class="verbs">{}</span>', format_html_join(" ", html, rows))

    def apply(
        self, request: HttpRequest, things: Iterable[Thing], verb: Callable[[Thing, User], object], said: str = "Done"
    ) -> None:
        """Do the same to each of the chosen things, and tell what was done and what was refused.

        One that refuses does not hold up the others. `said` is what was done, in the past: Dropped.
        """
        done, refused = 0, []
        for thing in things:
            try:
                verb(thing, curator(request))
            except CurationError as error:
                refused.append(f"{thing}: {error}")
            else:
                done += 1
        for one in refused[:MOST_TOLD]:
            self.message_user(request, one, messages.ERROR)
        self.message_user(request, self._told(said, done, refused), messages.SUCCESS if done else messages.WARNING)

    def _told(self, said: str, done: int, refused: list[str]) -> str:
        noun = self.opts.verbose_name if done == 1 else self.opts.verbose_name_plural
        told = f"{said}: {done} {noun}." if done else "Nothing was changed."
        return f"{told} Refused: {len(refused)}." if refused else told

    def _refused(self, request: HttpRequest, error: CurationError, back: str = "") -> HttpResponseRedirect:
        self.message_user(request, str(error), messages.ERROR)
        return redirect(back or request.get_full_path())


class ReadOnlyAdmin(OwnedAdmin):
    """To read only: nothing is added, and nothing in a row can be changed but by a verb."""

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: object | None = None) -> bool:
        return False
