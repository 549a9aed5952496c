"""What is asked, of what, and within what."""

from typing import Any

from django import forms
from django.contrib.auth.models import User

from curation.models import Source, Theme
from curation.models.library import KIND_CHOICES
from curation.reading.models import LONGEST_QUESTION, Thread
from curation.reading.threads.keeping import LONGEST_TITLE
from curation.search import Scope

OFFERED = 200
_NARROWS = ("theme", "kind", "author", "since", "until", "only_read")


def _day() -> forms.DateField:
    return forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class QuestionForm(forms.Form):
    """A question to the library or to one source. Any may be named; the newest with a title are offered.

    In a `thread`, that says what is asked; what narrows the library counts where the form says that it was shown.
    """

    question = forms.CharField(
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ask something first."},
    )
    source = forms.ModelChoiceField(Source.objects.none(), required=False, empty_label="The whole library")
    thread = forms.ModelChoiceField(Thread.objects.none(), required=False, widget=forms.HiddenInput)
    narrowing = forms.BooleanField(required=False, widget=forms.HiddenInput)
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, empty_label="Any theme")
    kind = forms.ChoiceField(choices=[("", "Any kind"), *KIND_CHOICES], required=False)
    author = forms.CharField(max_length=200, required=False)
    since = _day()
    until = _day()
    only_read = forms.BooleanField(required=False)

    def __init__(self, *args: Any, owner: User, scope: Scope | None = None, **kwargs: Any) -> None:
        if scope is not None:
            kwargs["initial"] = {**kwargs.get("initial", {}), **scope.model_dump(), "narrowing": True}
        super().__init__(*args, **kwargs)
        sources = Source.objects.of(owner).defer("text")
        self._choose("source", sources)
        self._choose("thread", Thread.objects.of(owner).select_related("source", "owner"))
        self._choose("theme", Theme.objects.of(owner).alive().order_by("name"))
        titled = sources.kept().exclude(title="").values_list("pk", "title")[:OFFERED]
        self.fields["source"].choices = [("", "The whole library"), *titled]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if since and until and since > until:
            self.add_error("until", "The last day lies before the first.")
        return told

    @property
    def scope(self) -> Scope | None:
        """Out: what narrows the library; None where the form did not ask."""
        told = self.cleaned_data
        if not told["narrowing"]:
            return None
        theme = told["theme"]
        return Scope(theme=theme.pk if theme else None, **{name: told[name] for name in _NARROWS if name != "theme"})

    def _choose(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]


class NameForm(forms.Form):
    title = forms.CharField(max_length=LONGEST_TITLE, error_messages={"required": "A talk needs a name."})
