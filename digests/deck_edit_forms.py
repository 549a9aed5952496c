"""What the page on which a deck is edited is told. What is too long or missing the verbs say."""

from typing import Any

from django import forms
from django.contrib.auth.models import User

from curation.models import Passage


class EditForm(forms.Form):
    """`was` are the words, and `version` the number of the last change, that the form was made with."""

    text = forms.CharField(required=False, strip=False)
    was = forms.CharField(required=False, strip=False)
    title = forms.CharField(required=False)
    after = forms.CharField(required=False, max_length=60)
    own_words = forms.BooleanField(required=False)
    sure = forms.BooleanField(required=False)
    as_line = forms.BooleanField(required=False)
    to = forms.IntegerField(required=False, min_value=1, max_value=999)
    at = forms.IntegerField(required=False, min_value=0, max_value=999)
    version = forms.IntegerField(required=False, min_value=0)
    passage = forms.ModelChoiceField(Passage.objects.none(), required=False)

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Passage.objects.of(owner).select_related("source", "chapter")
        self.fields["passage"].queryset = mine  # type: ignore[attr-defined]

    @property
    def seen(self) -> str | None:
        """None where the form does not say."""
        return self.cleaned_data["was"] if "was" in self.data else None
