"""The way out, as pages: this week, digests, decks, and the mail they become."""

from datetime import date
from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curation.errors import CurationError, NothingToDo
from curation.models import Source
from curation.requests import SignedInRequest, under_policy
from digests import compose, decks, editing, newsletter, periods
from digests.access import staff_only
from digests.assemble import document_of
from digests.document import DigestDocument
from digests.downloads import DECK_FILE_POLICY, deck_download, download
from digests.files import render_digest
from digests.forms import DeckForm, PeriodForm
from digests.mailbox import letter_named, letters
from digests.models import Deck, Digest
from digests.renderers.deck_html import deck_slides_html

PER_PAGE = 30
CHANGES = {
    "approve": (editing.approve, "Approved. It stays as it is; nothing is composed over it."),
    "publish": (editing.publish, "Published."),
    "withdraw": (editing.withdraw, "A draft again. What was sent stays sent."),
}
MAIL_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "frame-ancestors": [SELF],
    "sandbox": [True],
}


@login_required
@require_safe
def home(request: SignedInRequest) -> TemplateResponse:
    latest = Digest.objects.of(request.user).first()
    if latest:
        return _digest_page(request, latest)
    sources = Source.objects.of(request.user)
    context = {"source_count": sources.count(), "form": PeriodForm(initial=_latest_week(request))}
    return TemplateResponse(request, "digests/empty.html", context)


@login_required
@require_safe
def digests(request: SignedInRequest) -> TemplateResponse:
    return _digest_list(request, PeriodForm(initial=_latest_week(request)))


@login_required
@require_POST
def compose_digest(request: SignedInRequest) -> HttpResponse:
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _digest_list(request, form, status=422)
    try:
        made = compose.compose(request.user, form.cleaned_data["start"], form.cleaned_data["end"])
    except CurationError as error:
        form.add_error(None, str(error))
        return _digest_list(request, form, status=422)
    return redirect("digest", made.pk)


@login_required
@require_safe
def digest(request: SignedInRequest, digest_id: int) -> TemplateResponse:
    return _digest_page(request, get_object_or_404(Digest.objects.of(request.user), pk=digest_id))


@login_required
@require_POST
def change_digest(request: SignedInRequest, digest_id: int, verb: str) -> HttpResponse:
    found = get_object_or_404(Digest.objects.of(request.user), pk=digest_id)
    change, said = CHANGES[verb]
    try:
        change(found, request.user)
    except CurationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("digest", found.pk)


@login_required
@require_safe
def digest_file(request: SignedInRequest, digest_id: int, form: str) -> HttpResponse:
    found = get_object_or_404(Digest.objects.of(request.user), pk=digest_id)
    name = f"threepass-{found.period_start:%Y-%m-%d}.{form}"
    return download(render_digest(found, form), form, name)


@login_required
@require_safe
def mail(request: SignedInRequest, digest_id: int) -> TemplateResponse:
    found = get_object_or_404(Digest.objects.of(request.user), pk=digest_id)
    context = {"digest": found, "issue": newsletter.preview(found)}
    return TemplateResponse(request, "digests/mail.html", context)


@login_required
@require_safe
@xframe_options_sameorigin
@under_policy(MAIL_POLICY)
def mail_body(request: SignedInRequest, digest_id: int) -> HttpResponse:
    """The mail alone, for the frame on its page."""
    found = get_object_or_404(Digest.objects.of(request.user), pk=digest_id)
    return HttpResponse(newsletter.preview(found).html)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def deck_list(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return _deck_list(request, DeckForm(owner=request.user, initial=_asked_for(request)))
    form = DeckForm(request.POST, owner=request.user)
    if not form.is_valid():
        return _deck_list(request, form, status=422)
    try:
        made = decks.make_deck(request.user, **form.cleaned_data)
    except CurationError as error:
        form.add_error(None, str(error))
        return _deck_list(request, form, status=422)
    return redirect("deck", made.pk)


@login_required
@require_safe
def deck(request: SignedInRequest, deck_id: int) -> TemplateResponse:
    found = get_object_or_404(Deck.objects.filter(owner=request.user), pk=deck_id)
    outline = decks.outline_of(found)
    context = {"deck": found, "outline": outline, "slides": mark_safe(deck_slides_html(outline))}  # noqa: S308
    return TemplateResponse(request, "digests/deck.html", context)


@login_required
@require_safe
@under_policy(DECK_FILE_POLICY)
def deck_file(request: SignedInRequest, deck_id: int, form: str) -> HttpResponse:
    return deck_download(get_object_or_404(Deck.objects.filter(owner=request.user), pk=deck_id), form)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> TemplateResponse:
    """Open to all, and to mail programs that post by themselves (RFC 8058): only the token counts."""
    try:
        address = newsletter.refuse(token) if request.method == "POST" else newsletter.address_of(token)
    except CurationError as error:
        return TemplateResponse(request, "digests/unsubscribe.html", {"error": str(error)}, status=422)
    context = {"address": address, "done": request.method == "POST"}
    return TemplateResponse(request, "digests/unsubscribe.html", context)


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


def _digest_page(request: SignedInRequest, found: Digest) -> TemplateResponse:
    document = document_of(found)
    mine = Digest.objects.of(request.user)
    context = {
        "digest": found,
        "document": document,
        "tally": _tally(document),
        "earlier": mine.filter(period_end__lt=found.period_end).first(),
        "later": mine.filter(period_end__gt=found.period_end).last(),
    }
    return TemplateResponse(request, "digests/digest.html", context)


def _tally(document: DigestDocument) -> dict[str, int]:
    """How many statements there are, and how many of each evidence status."""
    statuses = [
        str(statement.status)
        for section in document.sections
        for statement in (*section.statements, *section.quotations, *section.questions)
    ]
    counts = {status: statuses.count(status) for status in ("verified", "close", "unsupported")}
    return counts | {"all": len(statuses)}


def _digest_list(request: SignedInRequest, form: PeriodForm, *, status: int = 200) -> TemplateResponse:
    found = Digest.objects.of(request.user).counted()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "digests/digests.html", {"page": page, "form": form}, status=status)


def _deck_list(request: SignedInRequest, form: DeckForm, *, status: int = 200) -> TemplateResponse:
    found = Deck.objects.filter(owner=request.user).select_related("source", "theme", "digest").defer("source__text")
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "source": Source.objects.of(request.user).filter(pk=_number(form["source"].value())).first(),
    }
    return TemplateResponse(request, "digests/decks.html", context, status=status)


def _asked_for(request: SignedInRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in ("source", "theme", "digest") if request.GET.get(name, "").isdecimal()}


def _number(value: object) -> int:
    return int(str(value)) if str(value).isdecimal() else 0


def _latest_week(request: SignedInRequest) -> dict[str, date]:
    try:
        start, end = periods.latest_week(request.user)
    except NothingToDo:
        return {}
    return {"start": start, "end": end}
