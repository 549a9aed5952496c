from django import forms

from curation.reading.models import LONGEST_SIDE, CardReview


class RatingForm(forms.Form):
    """`seen` is the card's `review_count` as its reader saw it."""

    rating = forms.TypedChoiceField(choices=CardReview.Rating.choices, coerce=int)
    seen = forms.IntegerField(min_value=0, required=False)


class SideField(forms.CharField):
    """Forms send the end of a line as two characters; counted is one."""

    def to_python(self, value: object) -> str | None:
        told = super().to_python(value)
        return told.replace("\r\n", "\n") if told else told


class CardForm(forms.Form):
    front = SideField(max_length=LONGEST_SIDE, widget=forms.Textarea(attrs={"rows": 3}))
    back = SideField(max_length=LONGEST_SIDE, widget=forms.Textarea(attrs={"rows": 4}))
