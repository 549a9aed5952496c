import uuid
from typing import Any

from django import forms

from curation.reading.marks.marking import LONGEST_NOTE, LONGEST_QUOTE
from curation.reading.models import Mark

WORDS = "Give the words to be marked."


class WordsForm(forms.Form):
    """Words to be marked: a span with what the reader saw there, or, without scripts, the words alone."""

    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=1)
    quote = forms.CharField(max_length=LONGEST_QUOTE, strip=False, error_messages={"required": WORDS})
    kind = forms.ChoiceField(choices=Mark.Kind.choices, required=False)
    colour = forms.ChoiceField(choices=Mark.Colour.choices, required=False)
    note = forms.CharField(max_length=LONGEST_NOTE, required=False)
    token = forms.UUIDField(required=False)

    def wanted(self) -> dict[str, Any]:
        """As `curation.reading.marks.mark` takes it; empty choices are as they are by default."""
        told = {name: value for name in ("kind", "colour", "note") if (value := self.cleaned_data[name])}
        return told | {"token": self.cleaned_data["token"] or uuid.uuid4()}

    @property
    def span(self) -> tuple[int, int] | None:
        start, end = self.cleaned_data["start"], self.cleaned_data["end"]
        return None if start is None or end is None else (start, end)


class MarkForm(forms.Form):
    """A mark as its reader changes it. `note_was` is the note as it was shown."""

    kind = forms.ChoiceField(choices=Mark.Kind.choices, required=False)
    colour = forms.ChoiceField(choices=Mark.Colour.choices, required=False, widget=forms.RadioSelect)
    note = forms.CharField(
        max_length=LONGEST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 4}), label="Your note"
    )
    note_was = forms.CharField(required=False, widget=forms.HiddenInput)


class PlaceForm(forms.Form):
    start = forms.IntegerField(min_value=0)
    reached = forms.IntegerField(min_value=0, required=False)


class MarksFilter(forms.Form):
    """What of all marks is shown: of one colour, or what was not understood, with these words in quote or note."""

    COLOURS = (("", "All"), *Mark.Colour.choices, ("puzzle", "I don't get this"))

    only = forms.ChoiceField(choices=COLOURS, required=False, label="Show")
    q = forms.CharField(max_length=200, required=False, label="Words")
