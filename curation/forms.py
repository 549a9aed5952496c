"""What the library's pages are asked: filters by GET, corrections by POST."""

from django import forms
from django.contrib.auth.models import User

from curation.catalogue import Found, about, found, found_at_once, saying
from curation.kinds import Kind
from curation.models import Source, SourceQuerySet, Theme
from curation.selects import ManyChoices


class LibraryFilter(forms.Form):
    q = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(
        required=False,
        choices=[("", "Every kind"), *((k.value, k.value.capitalize()) for k in Kind)],
        widget=ManyChoices,
    )
    standing = forms.ChoiceField(required=False, choices=[("", "All"), *Source.Standing.choices])
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, widget=ManyChoices)

    def __init__(self, *args: object, owner: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        themes = Theme.objects.of(owner).alive()
        self.fields["theme"].queryset = themes.only("name")  # type: ignore[attr-defined]
        self.fields["theme"].choices = [("", "Every theme"), *themes.values_list("pk", "name")]  # type: ignore[attr-defined]

    def found(self, sources: SourceQuerySet, standing: str) -> Found:
        """What the filter leaves. A form that makes no sense is passed over."""
        wanted = self.cleaned_data if self.is_valid() else {}
        if wanted.get("kind"):
            sources = sources.filter(kind=wanted["kind"])
        if wanted.get("theme"):
            sources = about(sources, wanted["theme"])
        if wanted.get("q"):
            sources = saying(sources, wanted["q"])
        return (found_at_once if wanted.get("q") or wanted.get("theme") else found)(sources, standing)
