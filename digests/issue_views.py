"""The newsletter as its curator sees it: all of it, one issue from the first reading to the last mail."""

from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from curation.errors import CurationError, Refused, TemporaryError
from curation.requests import SignedInRequest, under_policy
from digests import editing, newsletter
from digests.issue_desk import desk_of_issue, issues_of, offer, rows_of, word
from digests.issue_forms import AddressForm, SendForm, WordsForm
from digests.mail_views import MAIL_POLICY
from digests.models import Delivery, Digest, NewsletterIssue, Series

PER_PAGE = 20
Act = Callable[[SignedInRequest, NewsletterIssue], str]


@login_required
@require_safe
def overview(request: SignedInRequest) -> TemplateResponse:
    page = Paginator(issues_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "digests/newsletter/overview.html", {"page": page, "rows": rows_of(request.user)})


@login_required
@require_POST
def offer_series(request: SignedInRequest, series_id: int) -> HttpResponse:
    series = get_object_or_404(Series.objects.of(request.user), pk=series_id)
    offered = request.POST.get("offered") == "yes"
    offer(series, offered=offered)
    said = "offered by e-mail: its form stands on its public pages" if offered else "not offered by e-mail any more"
    messages.success(request, f"“{series}” is {said}.")
    return redirect("newsletter")


@login_required
@require_POST
def make_issue(request: SignedInRequest, digest_id: int) -> HttpResponse:
    digest = get_object_or_404(Digest.objects.of(request.user).composed(), pk=digest_id)
    return redirect("issue", newsletter.issue_of(digest).pk)


@login_required
@require_safe
def issue(request: SignedInRequest, issue_id: int) -> TemplateResponse:
    return _issue_page(request, _issue(request, issue_id))


@login_required
@require_safe
@xframe_options_sameorigin
@under_policy(MAIL_POLICY)
def issue_body(request: SignedInRequest, issue_id: int) -> HttpResponse:
    """The mail alone, for the frame on its page."""
    return HttpResponse(desk_of_issue(_issue(request, issue_id)).mail.html)


@login_required
@require_POST
def change_issue(request: SignedInRequest, issue_id: int, verb: str) -> HttpResponse:
    found = _issue(request, issue_id)
    try:
        said = VERBS[verb](request, found)
    except CurationError as error:
        found.refresh_from_db()
        return _issue_page(request, found, wrong=str(error), typed=request.POST if verb == "word" else None)
    messages.success(request, said)
    return redirect("issue-deliveries" if verb == "send" else "issue", found.pk)


@login_required
@require_safe
def deliveries(request: SignedInRequest, issue_id: int) -> TemplateResponse:
    return _delivery_page(request, _issue(request, issue_id), "digests/newsletter/deliveries.html")


@login_required
@require_safe
def deliveries_now(request: SignedInRequest, issue_id: int) -> TemplateResponse:
    """What htmx asks for again while it is being sent."""
    return _delivery_page(request, _issue(request, issue_id), "digests/newsletter/_progress.html")


@login_required
@require_POST
def send_again(request: SignedInRequest, delivery_id: int) -> HttpResponse:
    """A hand decides where nobody knows whether a mail arrived."""
    mine = Delivery.objects.filter(issue__digest__owner=request.user)
    delivery = get_object_or_404(mine.select_related("issue__digest"), pk=delivery_id)
    try:
        newsletter.resend_unknown(delivery, request.user)
    except CurationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"It is sent to {delivery.address} again.")
    return redirect("issue-deliveries", delivery.issue_id)


def _word(request: SignedInRequest, found: NewsletterIssue) -> str:
    form = _filled(WordsForm(request.POST))
    word(found, request.user, form["subject"], form["preheader"])
    return "Kept."


@transaction.atomic
def _approve(request: SignedInRequest, found: NewsletterIssue) -> str:
    """The digest is approved with it; what stands in its way is told."""
    wanted = _filled(SendForm(request.POST))
    if found.digest.state == Digest.State.DRAFT:
        editing.approve(found.digest, request.user)
        found.digest.refresh_from_db()
    told = {"subject": found.subject, "preheader": found.preheader}
    newsletter.approve(found, request.user, send_on=wanted["send_on"], send_hour=wanted["send_hour"], **told)
    if wanted["send_on"]:
        return f"Approved. Each reader gets it on {wanted['send_on']:%-d %B %Y} at {wanted['send_hour']:02}:00."
    return "Approved. Its words are frozen; send it when you like."


def _send(request: SignedInRequest, found: NewsletterIssue) -> str:
    newsletter.send_now(found, request.user)
    return "It is being sent."


def _withdraw(request: SignedInRequest, found: NewsletterIssue) -> str:
    newsletter.withdraw(found, request.user)
    return "A draft again."


def _cancel(request: SignedInRequest, found: NewsletterIssue) -> str:
    newsletter.cancel(found, request.user)
    return "Cancelled. What was sent stays sent; nobody else gets it."


def _test(request: SignedInRequest, found: NewsletterIssue) -> str:
    address = _filled(AddressForm(request.POST))["address"]
    try:
        newsletter.test_send(found, address, request.user)
    except (SMTPException, OSError) as error:
        raise TemporaryError(f"The mail server did not take the test: {error}") from error
    return f"A test is sent to {address}."


VERBS: dict[str, Act] = {
    "word": _word,
    "approve": _approve,
    "send": _send,
    "withdraw": _withdraw,
    "cancel": _cancel,
    "test": _test,
}


def _filled(form: Any) -> dict[str, Any]:
    if not form.is_valid():
        raise Refused(next(str(error) for errors in form.errors.values() for error in errors))
    filled: dict[str, Any] = form.cleaned_data
    return filled


def _issue(request: SignedInRequest, issue_id: int) -> NewsletterIssue:
    mine = NewsletterIssue.objects.filter(digest__owner=request.user).select_related("digest__series", "digest__owner")
    return get_object_or_404(mine, pk=issue_id)


def _issue_page(
    request: SignedInRequest, found: NewsletterIssue, *, wrong: str = "", typed: Any = None
) -> TemplateResponse:
    desk = desk_of_issue(found)
    written = {"subject": str(found), "preheader": found.preheader or desk.mail.preheader}
    context = {
        "desk": desk,
        "issue": found,
        "wrong": wrong,
        "words": WordsForm(typed, initial=written),
        "schedule": SendForm(initial={"send_on": found.send_on, "send_hour": found.send_hour}),
        "test": AddressForm(initial={"address": request.user.email}),
    }
    return TemplateResponse(request, "digests/newsletter/issue.html", context, status=422 if wrong else 200)


def _delivery_page(request: SignedInRequest, found: NewsletterIssue, template: str) -> TemplateResponse:
    told = newsletter.progress_of(found)
    shown = {Delivery.Status(name).label: number for name, number in told.counts.items() if number}
    context = {"issue": found, "progress": told, "shown": shown, "live": found.state == NewsletterIssue.State.SENDING}
    return TemplateResponse(request, template, context)
