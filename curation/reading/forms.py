from django import forms
from django.contrib.auth.models import User

from curation.models import Source
from curation.reading.models import LONGEST_QUESTION

OFFERED = 200


class QuestionForm(forms.Form):
    """A question to the library or to one source. Any may be named; the newest with a title are offered."""

    question = forms.CharField(
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ask something first."},
    )
    source = forms.ModelChoiceField(Source.objects.none(), required=False, empty_label="The whole library")

    def __init__(self, *args: object, owner: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        sources = Source.objects.of(owner).defer("text")
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]
        titled = sources.kept().exclude(title="").values_list("pk", "title")[:OFFERED]
        self.fields["source"].choices = [("", "The whole library"), *titled]  # type: ignore[attr-defined]
