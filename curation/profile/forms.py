"""What the page of a profile is asked."""

from __future__ import annotations

from django import forms

from curation.profile.told import LEVELS, LONGEST

_LEVELS = [("", "None of my own"), *((level, level.capitalize()) for level in LEVELS)]


def _words(label: str, hint: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=LONGEST, widget=area)


class ProfileForm(forms.Form):
    """`version` is that of the profile which the form was filled from."""

    does = _words("What I do", "Your work, your field, what you make.")
    knows = _words("What I know", "What nobody needs to explain to you, and what is new to you.")
    after = _words("What I am after", "Questions you carry around, one on each line.")
    told = _words("How I like to be told", "Short or at length, with figures or with examples, in which order.")
    level = forms.ChoiceField(label="Level", help_text="At which level pass 2 opens.", choices=_LEVELS, required=False)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def told_fields(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class OfferForm(forms.Form):
    phrase = forms.CharField(max_length=120)
