"""What a curator fills in for an issue and its readers, as forms."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from digests.models import Series
from digests.series_forms import HOURS
from digests.subscriber_forms import choose_of


class WordsForm(forms.Form):
    subject = forms.CharField(max_length=200, error_messages={"required": "A mail needs a subject."})
    preheader = forms.CharField(
        label="Preheader", max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class SendForm(forms.Form):
    send_on = forms.DateField(label="On", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    send_hour = forms.TypedChoiceField(label="At", choices=HOURS, coerce=int, initial=7)


class AddressForm(forms.Form):
    address = forms.CharField(label="Address", max_length=254, widget=forms.EmailInput)


class _OfSeries(forms.Form):
    series = forms.ModelMultipleChoiceField(
        Series.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one series."},
    )
    consent = forms.CharField(
        label="What they agreed to, where and when",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write down what they agreed to, where and when; you may be asked for it."},
    )

    def __init__(self, *args: Any, offered: QuerySet[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_of(self, offered)


class ReaderForm(_OfSeries):
    address = forms.CharField(label="E-mail address", max_length=254, widget=forms.EmailInput)
    field_order = ("address", "series", "consent")


class ImportForm(_OfSeries):
    file = forms.FileField(label="CSV file", error_messages={"required": "Choose a CSV file."})
    field_order = ("file", "series", "consent")
