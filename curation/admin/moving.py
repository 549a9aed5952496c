"""Asking for a theme on a page of its own, which posts the same action again."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse

from curation.models import Theme
from curation.owned_admin import curator


class MoveForm(forms.Form):
    theme = forms.ModelChoiceField(Theme.objects.none(), empty_label=None)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if "apply" in request.POST else None)
        self.fields["theme"].queryset = Theme.objects.of(curator(request)).alive()  # type: ignore[attr-defined]


def ask_for_theme(
    desk: admin.ModelAdmin, request: HttpRequest, things: QuerySet[Any], form: MoveForm
) -> TemplateResponse:
    context = desk.admin_site.each_context(request) | {
        "title": "Move to a theme",
        "opts": desk.opts,
        "form": form,
        "things": things,
        "action": request.POST.get("action", ""),
        "back": request.POST.get("back", ""),
    }
    return TemplateResponse(request, "admin/curation/move.html", context)
