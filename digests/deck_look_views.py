"""Looks of one's own: from a few colours, or from a presentation."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from curation.errors import CurationError
from curation.requests import SignedInRequest
from digests.looks import look_from_template, looks_of, make_look, remove_look
from digests.models import DeckLook
from digests.outline.faces import FACES
from digests.outline.own import LARGEST_TEMPLATE

_FACES = [(name, face.office) for name, face in FACES.items()]
_COLOUR = forms.TextInput(attrs={"type": "color"})


class ColoursForm(forms.Form):
    name = forms.CharField(max_length=80, error_messages={"required": "Give the look a name."})
    paper = forms.CharField(max_length=7, initial="#ffffff", widget=_COLOUR)
    ink = forms.CharField(max_length=7, initial="#1b1b1b", widget=_COLOUR)
    accent = forms.CharField(max_length=7, initial="#0b5c8e", widget=_COLOUR)
    heading = forms.ChoiceField(label="Headings in", choices=_FACES)
    body = forms.ChoiceField(label="Text in", choices=_FACES)

    def make(self, request: SignedInRequest) -> DeckLook:
        return make_look(request.user, **self.cleaned_data)


class TemplateForm(forms.Form):
    name = forms.CharField(max_length=80, error_messages={"required": "Give the look a name."})
    file = forms.FileField(
        label="A presentation",
        widget=forms.ClearableFileInput(attrs={"accept": ".pptx,.potx"}),
        error_messages={"required": "Choose a presentation.", "empty": "This file is empty."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_TEMPLATE:
            raise forms.ValidationError(f"A template may have {LARGEST_TEMPLATE // 1_000_000} MB at most.")
        return file

    def make(self, request: SignedInRequest) -> DeckLook:
        return look_from_template(request.user, self.cleaned_data["name"], self.cleaned_data["file"].read())


WAYS: dict[str, Callable[..., ColoursForm | TemplateForm]] = {"colours": ColoursForm, "template": TemplateForm}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deck_looks(request: SignedInRequest) -> HttpResponse:
    way = request.POST.get("way", "")
    if request.method != "POST" or way not in WAYS:
        return _page(request, {}, status=422 if request.method == "POST" else 200)
    form = WAYS[way](request.POST, request.FILES, auto_id=f"{way}_%s")
    if form.is_valid():
        try:
            made = form.make(request)
        except CurationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"“{made}” is there, and decks can be made in it.")
            return redirect("deck-looks")
    return _page(request, {way: form}, status=422)


@login_required
@require_POST
def remove_deck_look(request: SignedInRequest, look_id: int) -> HttpResponse:
    found = get_object_or_404(DeckLook.objects.filter(owner=request.user).defer("template"), pk=look_id)
    remove_look(request.user, found.pk)
    messages.success(request, f"“{found}” is removed. Decks in it are shown in the usual look from now on.")
    return redirect("deck-looks")


def _page(
    request: SignedInRequest, bound: dict[str, ColoursForm | TemplateForm], *, status: int = 200
) -> TemplateResponse:
    own = {f"own-{one.pk}": one for one in DeckLook.objects.filter(owner=request.user).defer("template")}
    context: dict[str, object] = {way: bound.get(way) or form(auto_id=f"{way}_%s") for way, form in WAYS.items()}
    context["looks"] = [(look, own.get(look.name)) for look in looks_of(request.user)]
    return TemplateResponse(request, "digests/deck_looks.html", context, status=status)
