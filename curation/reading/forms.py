from django import forms
from django.contrib.auth.models import User

from curation.models import Source


class QuestionForm(forms.Form):
    """A question to the library, or to one source of it."""

    question = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ask something first."},
    )
    source = forms.ModelChoiceField(Source.objects.none(), required=False, empty_label="The whole library")

    def __init__(self, *args: object, owner: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["source"].queryset = Source.objects.of(owner)  # type: ignore[attr-defined]
