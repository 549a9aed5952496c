"""Where a question and its answer are pinned to a digest."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from curation.asked import asked_by
from curation.errors import CurationError, NotFound
from curation.requests import SignedInRequest
from digests.editing import pin_answer
from digests.models import Digest

OFFERED = 50


class PinForm(forms.Form):
    digest = forms.ModelChoiceField(Digest.objects.none(), empty_label=None)

    def __init__(self, *args: object, request: SignedInRequest, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        mine = Digest.objects.of(request.user).composed()
        self.fields["digest"].queryset = mine  # type: ignore[attr-defined]
        named = [(one.pk, f"{one.title} ({one.get_state_display().lower()})") for one in mine[:OFFERED]]
        self.fields["digest"].choices = named  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pin_question(request: SignedInRequest, question_id: int) -> HttpResponse:
    try:
        asked = asked_by(request.user, question_id)
    except NotFound as error:
        raise Http404 from error
    except CurationError as error:
        messages.error(request, str(error))
        return redirect("question", question_id)
    form = PinForm(request.POST if request.method == "POST" else None, request=request)
    if request.method == "POST" and form.is_valid():
        digest = form.cleaned_data["digest"]
        try:
            section = pin_answer(digest, asked, request.user)
        except CurationError as error:
            form.add_error("digest", str(error))
        else:
            messages.success(request, "Pinned. From now on the digest is the hand’s, and is not composed anew.")
            return redirect(f"{reverse('digest', args=[digest.pk])}#pinned-{section.pk}")
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "digests/pin.html", {"asked": asked, "form": form}, status=status)
