"""The period that a digest is asked for."""

from typing import Any

from django import forms


class PeriodForm(forms.Form):
    start = forms.DateField(label="From", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    end = forms.DateField(label="To", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        period = self.cleaned_data
        if period.get("start") and period.get("end") and period["start"] > period["end"]:
            raise forms.ValidationError("The period ends before it begins.")
        return period
