"""Reviewing cards, and the cards themselves. Everything works by plain forms; keys are added by review.js."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from curation.errors import CurationError
from curation.models import Source
from curation.reading.models import Card, Exercise, Mark, ReviewHabit
from curation.reading.review import keeping, making, rating
from curation.reading.review.anki import anki_text
from curation.reading.review.due import ask_for_more
from curation.reading.review.forms import CardForm, RatingForm
from curation.reading.review.places import address_of, addresses_of
from curation.reading.review.showing import session_of
from curation.requests import SignedInRequest, back_to

PER_PAGE = 30
_LONGEST_ID = 18


@login_required
@require_safe
@never_cache
def review(request: SignedInRequest) -> TemplateResponse:
    return TemplateResponse(request, "reading/review.html", {"session": session_of(request.user, timezone.now())})


@login_required
@require_POST
def rate(request: SignedInRequest, card_id: int) -> HttpResponse:
    card = _card_of(request, card_id)
    form = RatingForm(request.POST)
    if not form.is_valid():
        context = {"session": session_of(request.user, timezone.now()), "form": form}
        return TemplateResponse(request, "reading/review.html", context, status=422)
    try:
        rating.rate(card, form.cleaned_data["rating"], timezone.now(), seen=form.cleaned_data["seen"])
    except CurationError as error:
        messages.warning(request, str(error))
    return redirect("review")


@login_required
@require_POST
def undo(request: SignedInRequest) -> HttpResponse:
    try:
        card = rating.undo(request.user)
        messages.info(request, f"Taken back: “{card}”. It is due again.")
    except CurationError as error:
        messages.warning(request, str(error))
    return redirect("review")


@login_required
@require_POST
def more(request: SignedInRequest) -> HttpResponse:
    ask_for_more(request.user, timezone.now())
    return redirect("review")


@login_required
@require_safe
def cards(request: SignedInRequest) -> TemplateResponse:
    page = Paginator(_cards(request), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _with_addresses(page.object_list),
        "each_mark": ReviewHabit.objects.filter(owner=request.user, each_mark=True).exists(),
    }
    return TemplateResponse(request, "reading/cards.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: SignedInRequest, card_id: int) -> HttpResponse:
    found = _card_of(request, card_id)
    form = CardForm(request.POST or None, initial={"front": found.front, "back": found.back})
    if form.is_valid():
        keeping.edit(found, front=form.cleaned_data["front"], back=form.cleaned_data["back"])
        messages.success(request, "The card is kept as you wrote it.")
        return redirect("cards")
    context = {"card": found, "form": form, "address": address_of(found)}
    return TemplateResponse(request, "reading/card.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def change_card(request: SignedInRequest, card_id: int, verb: str) -> HttpResponse:
    found = _card_of(request, card_id)
    if verb not in keeping.VERBS:
        raise Http404
    keeping.VERBS[verb](found)
    return redirect(back_to(request, reverse("cards")))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offered(request: SignedInRequest, source_id: int) -> HttpResponse:
    """The cards that could be made of a source's marks, all ticked."""
    source = get_object_or_404(Source.objects.of(request.user).select_related("reading"), pk=source_id)
    if request.method == "POST":
        wanted = {int(one) for one in request.POST.getlist("mark") if _is_id(one)}
        made = making.make_cards(source, wanted)
        messages.success(request, f"{len(made)} card{'' if len(made) == 1 else 's'} made.")
        return redirect("source", source.pk)
    context = {"source": source, "offered": making.offered_cards(source)}
    return TemplateResponse(request, "reading/offered_cards.html", context)


@login_required
@require_POST
def card_of_mark(request: SignedInRequest, mark_id: int) -> HttpResponse:
    mark = get_object_or_404(Mark.objects.of(request.user).select_related("source"), pk=mark_id)
    try:
        made = making.card_of_mark(mark)
        messages.success(request, f"A card is made: “{made}”")
    except CurationError as error:
        messages.warning(request, str(error))
    return redirect(back_to(request, reverse("source", args=[mark.source_id])))


@login_required
@require_POST
def card_of_exercise(request: SignedInRequest, exercise_id: int) -> HttpResponse:
    exercise = get_object_or_404(Exercise.objects.of(request.user).select_related("source"), pk=exercise_id)
    making.card_of_missed(exercise)
    messages.success(request, "A card is made of this question.")
    return redirect(back_to(request, reverse("exercise", args=[exercise.pk])))


@login_required
@require_POST
def habit(request: SignedInRequest) -> HttpResponse:
    making.set_habit(request.user, each_mark=request.POST.get("each_mark") == "on")
    messages.success(request, "Kept.")
    return redirect("cards")


@login_required
@require_safe
def anki(request: SignedInRequest) -> HttpResponse:
    text = anki_text(Card.objects.of(request.user))
    headers = {"Content-Disposition": 'attachment; filename="threepass-cards.txt"'}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def _card_of(request: SignedInRequest, card_id: int) -> Card:
    found = Card.objects.of(request.user).select_related("source", "mark").defer("source__text")
    return get_object_or_404(found, pk=card_id)


def _cards(request: SignedInRequest) -> QuerySet[Card]:
    found = Card.objects.of(request.user).select_related("source", "mark").defer("source__text")
    source = request.GET.get("source", "")
    return found.filter(source=int(source)) if _is_id(source) else found


def _is_id(told: str) -> bool:
    return told.isdecimal() and len(told) < _LONGEST_ID


def _with_addresses(shown: Iterable[Card]) -> list[tuple[Card, str]]:
    rows = list(shown)
    addresses = addresses_of(rows)
    return [(card, addresses[card.pk]) for card in rows]
