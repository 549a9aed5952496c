"""What the pages of interests are asked: the list as a whole, an example, an appeal, a filter of what was filtered."""

from __future__ import annotations

from django import forms
from django.forms import BaseFormSet, formset_factory

from curation.filtering import GROUPS
from curation.interests import Wish
from curation.interests.phrases import LONGEST, WEIGHTS
from curation.kinds import Kind

EXTRA = 3


class WishForm(forms.Form):
    """A phrase that is emptied is taken out; `row` is where it stood, so that a phrase reworded is the same one."""

    row = forms.IntegerField(required=False, widget=forms.HiddenInput)
    phrase = forms.CharField(required=False, max_length=LONGEST)
    weight = forms.TypedChoiceField(
        choices=[(f"{weight:g}", words.capitalize()) for weight, words in WEIGHTS.items()],
        coerce=float,
        initial="1",
    )

    def wish(self) -> Wish:
        told = self.cleaned_data
        return Wish(told["phrase"], told["weight"], told["row"])


WishFormSet = formset_factory(WishForm, extra=EXTRA, max_num=100, absolute_max=200)


def wishes_in(forms: BaseFormSet[WishForm]) -> list[Wish]:
    """Of a valid list."""
    return [form.wish() for form in forms.forms if form.cleaned_data.get("phrase")]


def rows_in(forms: BaseFormSet[WishForm]) -> set[int]:
    """The rows that the page showed, also those that were emptied."""
    return {form.cleaned_data["row"] for form in forms.forms if form.cleaned_data.get("row")}


def filled(wishes: tuple[Wish, ...]) -> BaseFormSet[WishForm]:
    rows = [{"row": one.pk, "phrase": one.phrase, "weight": f"{one.weight:g}"} for one in wishes]
    return WishFormSet(initial=rows)


class ExampleForm(forms.Form):
    wanted = forms.ChoiceField(choices=[("more", "more"), ("less", "less"), ("none", "none")])


class AppealForm(forms.Form):
    note = forms.CharField(required=False, max_length=300)


class FilteredFilter(forms.Form):
    q = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(
        required=False, choices=[("", "Every kind"), *((kind.value, kind.value.capitalize()) for kind in Kind)]
    )
    reason = forms.ChoiceField(required=False, choices=[("", "Every reason"), *GROUPS.items()])
