"""What a deck is asked for: what it is of, and how it shall be told."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.core.validators import RegexValidator

from curation.models import Source, Theme
from curation.writing.schemas import DeckBrief
from digests.choose import Picks, Subject, picks_of
from digests.looks import looks_of
from digests.models import Digest
from digests.outline.looks import Look
from digests.series_wanted import LANGUAGE


class BriefForm(forms.Form):
    """How a deck shall be told. Looks are the service's own and this owner's."""

    FORMATS = [("detailed", "Detailed, to be read alone"), ("presenter", "Presenter, to be spoken to")]
    LEVELS = [("newcomer", "Newcomers"), ("practitioner", "Practitioners"), ("expert", "Experts")]
    LENGTHS = [("short", "Short, about 8 slides"), ("usual", "Usual, about 15"), ("long", "Long, about 25")]

    format = forms.ChoiceField(choices=FORMATS, initial="detailed")
    length = forms.ChoiceField(choices=LENGTHS, initial="usual")
    look = forms.ChoiceField(choices=[], initial="paper", widget=forms.RadioSelect)
    audience = forms.CharField(required=False, max_length=120)
    level = forms.ChoiceField(choices=LEVELS, initial="practitioner")
    language = forms.CharField(
        required=False,
        max_length=35,
        validators=[RegexValidator(LANGUAGE, "Write the language as en or pt-BR, or leave this empty.")],
        widget=forms.TextInput(attrs={"placeholder": "en", "autocapitalize": "none", "spellcheck": "false"}),
    )
    slides = forms.IntegerField(required=False, min_value=3, max_value=40)

    def __init__(self, *args: object, owner: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.swatches = looks_of(owner)
        looks = [(one.name, one.label) for one in self.swatches]
        self.fields["look"].choices = looks  # type: ignore[attr-defined]
        for name in ("look", "length"):
            self.fields[name].required = False

    @property
    def looks(self) -> list[tuple[Look, bool]]:
        """Each with whether it is the one that is chosen."""
        chosen = self["look"].value()
        return [(one, one.name == chosen) for one in self.swatches]

    @property
    def brief(self) -> DeckBrief:
        wanted = {field.name: self.cleaned_data[field.name] for field in fields(DeckBrief)}
        usual: dict[str, Any] = asdict(DeckBrief())
        return DeckBrief(**{name: value if value not in ("", None) else usual[name] for name, value in wanted.items()})


class DeckForm(BriefForm):
    """About exactly one thing: a source, a theme or a digest of the owner."""

    source = forms.ModelChoiceField(Source.objects.none(), required=False, widget=forms.HiddenInput)
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, empty_label="No theme")
    digest = forms.ModelChoiceField(Digest.objects.none(), required=False, empty_label="No digest")

    def __init__(self, *args: object, owner: User, **kwargs: object) -> None:
        super().__init__(*args, owner=owner, **kwargs)
        rows = {
            "source": Source.objects.of(owner),
            "theme": Theme.objects.of(owner).alive(),
            "digest": Digest.objects.of(owner).composed(),
        }
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        wanted = self.cleaned_data
        if sum(bool(wanted.get(name)) for name in ("source", "theme", "digest")) != 1 and not self.errors:
            raise forms.ValidationError("Choose one thing to make the deck of: a theme or a digest.")
        return wanted

    @property
    def subject(self) -> Subject:
        """The one thing that was named."""
        named = {name: self.cleaned_data[name] for name in ("source", "theme", "digest") if self.cleaned_data[name]}
        return cast(Subject, named)


class HighlightsForm(BriefForm):
    """Of highlights, by the ids of passages and of marks."""

    def __init__(
        self, *args: object, owner: User, passages: Sequence[int], marks: Sequence[int], **kwargs: object
    ) -> None:
        super().__init__(*args, owner=owner, **kwargs)
        self._owner, self._passages, self._marks = owner, passages, marks

    @property
    def picks(self) -> Picks:
        """Raises NotFound and Refused."""
        return picks_of(self._owner, self._passages, self._marks)
