"""What a reader says when an answer is brought from their own chat."""

from typing import Any

from django import forms

from curation.handovers import LARGEST_ANSWER


class AnswerForm(forms.Form):
    """The answer as pasted text or as a file; `text` is what there is of either."""

    answer = forms.CharField(
        required=False, strip=False, label="The answer", widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"})
    )
    file = forms.FileField(required=False, label="or a file with it")
    chat = forms.CharField(required=False, max_length=60, label="Which chat?")
    replacing = forms.BooleanField(required=False, label="Take it all the same")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_ANSWER:
            raise forms.ValidationError(f"A file may have {LARGEST_ANSWER // 1_000_000} MB.")
        return file

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        file = told.get("file")
        told["text"] = file.read().decode("utf-8-sig", "replace") if file else told.get("answer", "")
        return told
