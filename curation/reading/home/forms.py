"""What the home page is asked."""

from django import forms

from curation.reading.models import FEWEST_MINUTES, MOST_MINUTES


class MinutesForm(forms.Form):
    minutes = forms.IntegerField(
        label="Minutes a day",
        min_value=FEWEST_MINUTES,
        max_value=MOST_MINUTES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
