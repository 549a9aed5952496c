"""What the desk is told."""

from typing import Any

from django import forms
from django.contrib.auth.models import User

from curation.models import Passage
from digests.editing import Chosen
from digests.models import Statement

TOO_LONG = "The note to your readers is too long: 200 characters fit."


class WordsForm(forms.Form):
    """New words, and for a published digest why; what is too long or missing the verb says.

    `was` are the words that the form was made with; empty where it does not say.
    """

    text = forms.CharField(required=False, strip=True)
    was = forms.CharField(required=False)
    note = forms.CharField(required=False, max_length=200, error_messages={"max_length": TOO_LONG})


class ChosenForm(forms.Form):
    """A passage of the owner's, and what of it is quoted: all of it where nothing is said."""

    passage = forms.ModelChoiceField(Passage.objects.none())
    quote = forms.CharField(required=False, strip=True)

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passage"].queryset = Passage.objects.of(owner).select_related("source")  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Chosen:
        return Chosen(self.cleaned_data["passage"], self.cleaned_data["quote"])


def cited_by(statement: Statement, *, without: int = 0) -> list[Chosen]:
    """What it cites now, but for the passage with this id."""
    citations = statement.citations.select_related("passage__source").order_by("pk")
    return [Chosen(one.passage, one.quote) for one in citations if one.passage and one.passage_id != without]
