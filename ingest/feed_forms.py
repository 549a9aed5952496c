"""Looking at a feed, following it, naming it, and handing over a list of feeds."""

from django import forms

BACKLOGS = [
    ("0", "From now on"),
    ("3", "Also the latest 3"),
    ("10", "Also the latest 10"),
    ("25", "Also the latest 25"),
    ("100", "Also the latest 100"),
]


class LookForm(forms.Form):
    url = forms.CharField(
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://", "autocapitalize": "none"}),
        error_messages={"required": "Write an address."},
    )

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"]).strip()
        return url if "://" in url or url.lower().startswith("feed:") else f"https://{url}"


class FollowForm(LookForm):
    url = forms.CharField(max_length=2000, widget=forms.HiddenInput)
    title = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)
    backlog = forms.TypedChoiceField(choices=BACKLOGS, coerce=int, initial="3")


class ListForm(forms.Form):
    file = forms.FileField(
        error_messages={"required": "Choose an OPML file.", "empty": "This file is empty."},
        widget=forms.ClearableFileInput(attrs={"accept": ".opml,.xml,text/xml,application/xml,text/x-opml"}),
    )


class NameForm(forms.Form):
    name = forms.CharField(max_length=300, required=False)
