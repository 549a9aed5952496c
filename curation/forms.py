"""What the library's pages are asked: filters by GET, corrections by POST."""

from django import forms
from django.contrib.auth.models import User

from curation.catalogue import about, among, saying
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
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False, empty_label="Every theme", widget=ManyChoices)

    def __init__(self, *args: object, owner: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.owner = owner
        self.fields["theme"].queryset = Theme.objects.of(owner).alive().only("name")  # type: ignore[attr-defined]

    def narrow(self, sources: SourceQuerySet) -> SourceQuerySet:
        """What the filter leaves, its standing aside. A field that makes no sense is passed over."""
        if not self.is_valid():
            return sources
        wanted = self.cleaned_data
        if wanted["q"]:
            found = saying(Source.objects.filter(owner=self.owner), wanted["q"])
            sources = among(sources, found.order_by().values_list("pk", flat=True))
        if wanted["kind"]:
            sources = sources.filter(kind=wanted["kind"])
        if wanted["theme"]:
            sources = about(sources, wanted["theme"])
        return sources
