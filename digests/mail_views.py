"""The mail that a digest becomes, and the outbox, as pages."""

from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from curation.requests import SignedInRequest, under_policy
from digests import newsletter
from digests.access import staff_only
from digests.mailbox import letter_named, letters
from digests.models import Digest

PER_PAGE = 30
MAIL_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "frame-ancestors": [SELF],
    "sandbox": [True],
}


@login_required
@require_safe
def mail(request: SignedInRequest, digest_id: int) -> TemplateResponse:
    found = get_object_or_404(Digest.objects.of(request.user).composed(), pk=digest_id)
    context = {"digest": found, "issue": newsletter.preview(found), "sent_to": newsletter.sent_to(found)}
    return TemplateResponse(request, "digests/mail.html", context)


@login_required
@require_safe
@xframe_options_sameorigin
@under_policy(MAIL_POLICY)
def mail_body(request: SignedInRequest, digest_id: int) -> HttpResponse:
    """The mail alone, for the frame on its page."""
    found = get_object_or_404(Digest.objects.of(request.user).composed(), pk=digest_id)
    return HttpResponse(newsletter.preview(found).html)


@staff_only
@require_safe
def outbox(request: SignedInRequest) -> TemplateResponse:
    page = Paginator(letters(Path(settings.OUTBOX)), PER_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "digests/outbox.html", {"page": page})


@staff_only
@require_safe
def letter(request: SignedInRequest, name: str) -> TemplateResponse:
    found = letter_named(Path(settings.OUTBOX), name)
    if not found:
        raise Http404
    return TemplateResponse(request, "digests/letter.html", {"letter": found})


@staff_only
@require_safe
@xframe_options_sameorigin
@under_policy(MAIL_POLICY)
def letter_body(_request: SignedInRequest, name: str) -> HttpResponse:
    """The HTML part alone, for the frame on its page."""
    found = letter_named(Path(settings.OUTBOX), name)
    if not found:
        raise Http404
    return HttpResponse(found.html)
