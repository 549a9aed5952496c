"""The curator's desk for what its reader is after: phrases, examples, appeals and what came in from out of lane."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from curation import interests
from curation.admin.filters import Among, QueueFilter
from curation.interests.phrases import WEIGHTS
from curation.models import Appeal, Example, Interest, LanePick
from curation.owned_admin import OwnedAdmin, ReadOnlyAdmin, curator

VERDICTS = (("uphold", "Uphold"), ("decline", "Decline"))


class InterestForm(forms.ModelForm):
    """The weights that the page of interests offers."""

    weight = forms.TypedChoiceField(
        coerce=float, choices=[(f"{weight:g}", words) for weight, words in WEIGHTS.items()], initial="1"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["weight"] = f"{self.instance.weight:g}"


@admin.register(Interest)
class InterestAdmin(OwnedAdmin):
    """Who has said nothing of their interests has the defaults; adding one makes rows of those too."""

    form = InterestForm
    fields = ("phrase", "weight")
    list_display = ("phrase", "weight", "created_at")
    list_filter = ("weight",)
    search_fields = ("phrase",)
    date_hierarchy = "created_at"
    ordering = ("-weight", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Interest]:
        return super().get_queryset(request).defer("vector")

    def save_model(self, request: HttpRequest, obj: Interest, form: Any, change: bool) -> None:  # noqa: FBT001
        owner, phrase = curator(request), " ".join(obj.phrase.split())
        if change and "phrase" in form.changed_data:
            interests.rename(owner, form.initial["phrase"], phrase)
        if change:
            interests.weigh(owner, phrase, obj.weight)
        else:
            interests.add(owner, phrase, obj.weight)
        obj.pk = Interest.objects.get(owner=owner, phrase=phrase).pk

    def delete_model(self, request: HttpRequest, obj: Interest) -> None:
        interests.remove(curator(request), obj.phrase)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Interest]) -> None:
        for one in queryset:
            self.delete_model(request, one)


@admin.register(Example)
class ExampleAdmin(ReadOnlyAdmin):
    # Taken back, what it taught is unlearned; deleted, it would not be.
    stays = True
    owner_path = "source__owner"
    list_display = ("source", "wanted", "at")
    list_select_related = ("source",)
    list_filter = ("wanted", "source__kind")
    search_fields = ("source__title", "source__text")
    date_hierarchy = "at"
    actions = ("take_back",)

    @admin.action(description="Take the selected examples back")
    def take_back(self, request: HttpRequest, examples: QuerySet[Example]) -> None:
        chosen = examples.select_related("source")
        self.apply(request, chosen, lambda one, by: interests.unwant(one.source, by), "Taken back")


@admin.register(Appeal)
class AppealAdmin(ReadOnlyAdmin):
    """The source is kept since it was appealed; the answer says whether it goes on teaching what is like it."""

    stays = True
    owner_path = "source__owner"
    list_display = ("source", "note", "against", "state", "made_at", "answer")
    list_select_related = ("source",)
    list_filter = (QueueFilter, "state", "source__kind")
    search_fields = ("source__title", "source__text", "note", "against")
    date_hierarchy = "made_at"
    actions = ("uphold", "decline")

    @admin.display(description="answer")
    def answer(self, appeal: Appeal) -> str:
        given = {Appeal.State.UPHELD: "uphold", Appeal.State.DECLINED: "decline"}.get(Appeal.State(appeal.state))
        return self.buttons(appeal, [verb for verb in VERDICTS if verb[0] != given])

    @admin.action(description="Uphold the selected appeals")
    def uphold(self, request: HttpRequest, appeals: QuerySet[Appeal]) -> None:
        self.apply(request, appeals, lambda one, by: interests.settle(one, upheld=True, by=by), "Upheld")

    @admin.action(description="Decline the selected appeals")
    def decline(self, request: HttpRequest, appeals: QuerySet[Appeal]) -> None:
        self.apply(request, appeals, lambda one, by: interests.settle(one, upheld=False, by=by), "Declined")


@admin.register(LanePick)
class LanePickAdmin(ReadOnlyAdmin):
    owner_path = "theme__owner"
    list_display = ("source", "theme", "week", "reason")
    list_select_related = ("source", "theme")
    list_filter = (("theme", Among), "source__kind")
    search_fields = ("source__title", "theme__name", "reason")
    date_hierarchy = "week"
