"""The ways in: pasted text, files, an address, a recording."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from curation.models import KIND_CHOICES
from ingest.readers import endings

KINDS = [("", "Recognise it"), *KIND_CHOICES]


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A list of files. Empty ones pass: the verb says what is wrong with them."""

    widget = SeveralFilesInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"accept": ",".join(endings())}

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files: Sequence[Any] = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(file, initial) for file in files or [None]]


class TextForm(forms.Form):
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 9}), error_messages={"required": "Paste some text."})
    title = forms.CharField(required=False, max_length=300)
    kind = forms.ChoiceField(choices=KINDS, required=False)


class FilesForm(forms.Form):
    file = SeveralFilesField(allow_empty_file=True, error_messages={"required": "Choose at least one file."})
    kind = forms.ChoiceField(choices=KINDS, required=False)
    deck = forms.BooleanField(required=False)


class RecordingForm(forms.Form):
    file = forms.FileField(allow_empty_file=True)
    title = forms.CharField(required=False, max_length=300)
    deck = forms.BooleanField(required=False)


class AddressForm(forms.Form):
    url = forms.URLField(
        max_length=2000,
        assume_scheme="https",
        error_messages={"required": "Write an address.", "invalid": "This is not the address of a page."},
    )
    kind = forms.ChoiceField(choices=KINDS, required=False)
