from django import forms

from curation.reading.models import LONGEST_SIDE, CardReview


class RatingForm(forms.Form):
    """`seen` is the card's `review_count` as its reader saw it."""

    rating = forms.TypedChoiceField(choices=CardReview.Rating.choices, coerce=int)
    seen = forms.IntegerField(min_value=0, required=False)


class CardForm(forms.Form):
    front = forms.CharField(max_length=LONGEST_SIDE, widget=forms.Textarea(attrs={"rows": 3}))
    back = forms.CharField(max_length=LONGEST_SIDE, widget=forms.Textarea(attrs={"rows": 4}))
