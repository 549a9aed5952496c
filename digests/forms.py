"""What a digest and a deck are asked for."""

from typing import Any, cast

from django import forms
from django.contrib.auth.models import User

from curation.models import Source, Theme
from curation.writing.schemas import DeckBrief
from digests.choose import Subject
from digests.models import Digest


class PeriodForm(forms.Form):
    start = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    end = forms.DateField(label="To", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        period = self.cleaned_data
        if period.get("start") and period.get("end") and period["start"] > period["end"]:
            raise forms.ValidationError("The period ends before it begins.")
        return period


class DeckForm(forms.Form):
    """About exactly one thing: a source, a theme or a digest of the owner."""

    FORMATS = [("detailed", "Detailed, to be read alone"), ("presenter", "Presenter, to be spoken to")]
    LEVELS = [("newcomer", "Newcomers"), ("practitioner", "Practitioners"), ("expert", "Experts")]

    source = forms.ModelChoiceField(Source.objects.none(), required=False, widget=forms.HiddenInput)
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, empty_label="No theme")
    digest = forms.ModelChoiceField(Digest.objects.none(), required=False, empty_label="No digest")
    format = forms.ChoiceField(choices=FORMATS, initial="detailed")
    audience = forms.CharField(required=False, max_length=120)
    level = forms.ChoiceField(choices=LEVELS, initial="practitioner")
    slides = forms.IntegerField(required=False, min_value=3, max_value=40)

    def __init__(self, *args: object, owner: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        rows = {
            "source": Source.objects.of(owner),
            "theme": Theme.objects.of(owner).alive(),
            "digest": Digest.objects.of(owner).composed(),
        }
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        wanted = self.cleaned_data
        if sum(bool(wanted.get(name)) for name in ("source", "theme", "digest")) != 1 and not self.errors:
            raise forms.ValidationError("Choose one thing to make the deck of: a theme or a digest.")
        return wanted

    @property
    def subject(self) -> Subject:
        """The one thing that was named."""
        named = {name: self.cleaned_data[name] for name in ("source", "theme", "digest") if self.cleaned_data[name]}
        return cast(Subject, named)

    @property
    def brief(self) -> DeckBrief:
        wanted = self.cleaned_data
        return DeckBrief(
            format=wanted["format"], audience=wanted["audience"], level=wanted["level"], slides=wanted["slides"]
        )
