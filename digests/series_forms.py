"""What a series and a digest of picked sources are asked for, as forms."""

from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.validators import RegexValidator
from django.db.models import Q

from curation.models import Source, Theme
from digests.models import Digest, Series
from digests.picking import LONGEST_TITLE, MOST_PICKS
from digests.series_wanted import LANGUAGE, MOST_COST, SeriesWanted

WEEKDAYS = list(enumerate(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]))
HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]
_FIELDS = (
    *("name", "audience", "length", "language", "instructions", "themes_in", "themes_out", "cadence", "weekday"),
    *("monthday", "hour", "time_zone", "agreed_cost"),
)


def zones() -> list[tuple[str, str]]:
    """Those of places, and UTC."""
    places = (name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in sorted(places))]


class SeriesForm(forms.Form):
    name = forms.CharField(max_length=120, error_messages={"required": "A series needs a name."})
    audience = forms.CharField(label="For whom", required=False, max_length=200)
    length = forms.ChoiceField(choices=Series.Length, initial=Series.Length.USUAL)
    language = forms.CharField(
        required=False,
        max_length=16,
        validators=[RegexValidator(LANGUAGE, "Write the language as en or pt-BR, or leave this empty.")],
        widget=forms.TextInput(attrs={"placeholder": "en", "autocapitalize": "none", "spellcheck": "false"}),
    )
    instructions = forms.CharField(
        label="How it shall be told", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    themes_in = forms.ModelMultipleChoiceField(
        Theme.objects.none(), label="Only these themes", required=False, widget=forms.CheckboxSelectMultiple
    )
    themes_out = forms.ModelMultipleChoiceField(
        Theme.objects.none(), label="Without these themes", required=False, widget=forms.CheckboxSelectMultiple
    )
    cadence = forms.ChoiceField(label="How often", choices=Series.Cadence, initial=Series.Cadence.WEEKLY)
    weekday = forms.TypedChoiceField(label="On", choices=WEEKDAYS, coerce=int, initial=0)
    monthday = forms.IntegerField(label="Day of the month", min_value=1, max_value=31, initial=1)
    hour = forms.TypedChoiceField(label="At", choices=HOURS, coerce=int, initial=7)
    time_zone = forms.ChoiceField(label="Time zone", choices=zones)
    agreed_cost = forms.DecimalField(
        label="One may cost up to, in US dollars",
        required=False,
        min_value=Decimal(0),
        max_value=MOST_COST,
        decimal_places=4,
    )

    def __init__(self, *args: object, owner: User, series: Series | None = None, **kwargs: Any) -> None:
        known = _as_it_is(series) if series else {"time_zone": settings.TIME_ZONE, "themes_in": [], "themes_out": []}
        super().__init__(*args, initial=known, **kwargs)  # type: ignore[misc,arg-type]
        chosen = Q(pk__in=[*known["themes_in"], *known["themes_out"]])
        themes = Theme.objects.of(owner).filter(Q(state=Theme.State.ALIVE) | chosen).order_by("name")
        for name in ("themes_in", "themes_out"):
            self.fields[name].queryset = themes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        both = set(said.get("themes_in", ())) & set(said.get("themes_out", ()))
        if both:
            self.add_error("themes_out", f"“{min(both, key=str)}” is among those that are to be in.")
        return said

    @property
    def wanted(self) -> SeriesWanted:
        said = dict(self.cleaned_data)
        for name in ("themes_in", "themes_out"):
            said[name] = tuple(theme.pk for theme in said[name])
        return SeriesWanted.model_validate(said)


class PickForm(forms.Form):
    """Sources for a digest of their own, or for a draft that there is."""

    sources = forms.ModelMultipleChoiceField(
        Source.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pick at least one source."},
    )
    digest = forms.ModelChoiceField(
        Digest.objects.none(), label="Add them to", required=False, empty_label="A new digest"
    )
    title = forms.CharField(label="Title of a new digest", required=False, max_length=LONGEST_TITLE)

    def __init__(self, *args: object, owner: User, offered: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        sources = Source.objects.of(owner).filter(pk__in=offered[:MOST_PICKS])
        self.fields["sources"].queryset = sources  # type: ignore[attr-defined]
        drafts = Digest.objects.of(owner).filter(picked=True, state=Digest.State.DRAFT, edited_by_hand=False)
        self.fields["digest"].queryset = drafts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not said.get("digest") and not said.get("title") and "digest" not in self.errors:
            self.add_error("title", "Give the new digest a title.")
        return said


class LeftForm(forms.Form):
    """Those of a digest's sources that stay in it."""

    sources = forms.ModelMultipleChoiceField(
        Source.objects.none(), error_messages={"required": "Leave at least one source in it."}
    )

    def __init__(self, *args: object, owner: User, offered: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        sources = Source.objects.of(owner).filter(pk__in=offered[:MOST_PICKS])
        self.fields["sources"].queryset = sources  # type: ignore[attr-defined]


def _as_it_is(series: Series) -> dict[str, Any]:
    said = {name: getattr(series, name) for name in _FIELDS}
    return said | {name: [theme.pk for theme in said[name].all()] for name in ("themes_in", "themes_out")}
