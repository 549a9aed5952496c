"""What the pages of themes are asked."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict

from curation.models import Passage, Theme
from curation.selects import ManyChoices


class ThemeNameForm(forms.Form):
    name = forms.CharField(max_length=120, error_messages={"required": "A theme needs a name."})


class OtherThemeForm(forms.Form):
    """One of the owner's living themes, this one aside."""

    theme = forms.ModelChoiceField(Theme.objects.none(), empty_label=None, widget=ManyChoices)

    def __init__(self, *args: object, owner: User, besides: Theme | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        themes = Theme.objects.of(owner).alive().only("name")
        self.fields["theme"].queryset = themes.exclude(pk=besides.pk) if besides else themes  # type: ignore[attr-defined]

    def offer(self, others: Iterable[tuple[int, str]]) -> None:
        """Ids and names, read once for all the forms of a page."""
        empty = self.fields["theme"].empty_label  # type: ignore[attr-defined]
        self.fields["theme"].choices = [*others] if empty is None else [("", empty), *others]  # type: ignore[attr-defined]


class DeskForm(OtherThemeForm):
    """What to do with the chosen passages; some deeds need a theme to go to, or a name for a new one."""

    DEEDS = ("move", "split", "out", "never", "together", "apart")
    GONE = "A passage of these is not there any more; choose again."

    do = forms.ChoiceField(choices=[(deed, deed) for deed in DEEDS])
    passage = forms.ModelMultipleChoiceField(
        Passage.objects.none(),
        error_messages={"required": "Choose a passage first.", "invalid_choice": GONE, "invalid_pk_value": GONE},
    )
    name = forms.CharField(required=False, max_length=120)

    def __init__(self, *args: object, owner: User, besides: Theme, **kwargs: object) -> None:
        super().__init__(*args, owner=owner, besides=besides, **kwargs)
        passages = Passage.objects.of(owner).defer("vector", "words").order_by("pk")
        self.fields["passage"].queryset = passages  # type: ignore[attr-defined]
        self.fields["theme"].required = False
        self.fields["theme"].empty_label = "To the theme …"  # type: ignore[attr-defined]
        self.fields["theme"].widget.attrs["id"] = "desk-theme"

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        deed, chosen = told.get("do"), told.get("passage") or ()
        if deed == "move" and not told.get("theme") and "theme" not in self.errors:
            self.add_error("theme", "Choose a theme to move to.")
        if deed == "split" and not told.get("name"):
            self.add_error("name", "The new theme needs a name.")
        if deed == "apart" and chosen and len(chosen) != 2:
            self.add_error("passage", "Choose the two passages to keep apart.")
        return told

    @property
    def chosen(self) -> set[int]:
        """Those that are ticked when the page is shown again."""
        sent = self.data.getlist("passage") if isinstance(self.data, QueryDict) else []
        return {int(one) for one in sent if one.isascii() and one.isdigit()}
