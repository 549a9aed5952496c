"""What subscribers fill in, as forms."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from digests.models import Series, Subscriber
from digests.series_forms import HOURS, WEEKDAYS, zones

ANY = ("", "As it is sent")
FORMATS = [(Subscriber.Format.HTML, "With type and colour (HTML)"), (Subscriber.Format.TEXT, "Plain text")]


class SubscribeForm(forms.Form):
    """`website` is a trap: nobody sees it, and what fills in everything fills it in."""

    address = forms.CharField(max_length=254, error_messages={"required": "Please write your e-mail address."})
    series = forms.ModelMultipleChoiceField(
        Series.objects.none(),
        to_field_name="slug",
        error_messages={
            "required": "Please choose what you want to get.",
            "invalid_choice": "Nobody can subscribe to this digest.",
        },
    )
    time_zone = forms.CharField(required=False, max_length=64)
    website = forms.CharField(required=False)

    def __init__(self, *args: Any, offered: QuerySet[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_of(self, offered)

    @property
    def first_error(self) -> str:
        return next((str(error) for errors in self.errors.values() for error in errors), "")


class PreferencesForm(forms.Form):
    series = forms.ModelMultipleChoiceField(
        Series.objects.none(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one digest, or unsubscribe."},
    )
    weekday = forms.TypedChoiceField(label="On", choices=[ANY, *WEEKDAYS], coerce=int, empty_value=None, required=False)
    hour = forms.TypedChoiceField(label="At", choices=[ANY, *HOURS], coerce=int, empty_value=None, required=False)
    time_zone = forms.ChoiceField(label="Time zone", choices=zones)
    format = forms.ChoiceField(label="Form of the mail", choices=FORMATS)

    def __init__(self, data: QueryDict | None = None, *, subscriber: Subscriber) -> None:
        mine = subscriber.series.all()
        chosen = {
            "series": [one.slug for one in mine],
            "weekday": "" if subscriber.weekday is None else subscriber.weekday,
            "hour": "" if subscriber.hour is None else subscriber.hour,
            "time_zone": subscriber.time_zone,
            "format": subscriber.format,
        }
        super().__init__(data, initial=chosen)
        told = zones()
        if subscriber.time_zone not in dict(told):
            told.insert(0, (subscriber.time_zone, subscriber.time_zone))
        self.fields["time_zone"].choices = told  # type: ignore[attr-defined]
        offered = Q(newsletter=True, ended_at=None) | Q(pk__in=mine.values("pk"))
        choose_of(self, Series.objects.filter(offered).order_by("name"))


def choose_of(form: forms.Form, offered: QuerySet[Series]) -> None:
    """The field `series` chooses among these."""
    form.fields["series"].queryset = offered  # type: ignore[attr-defined]
