"""A deck of highlights: those that are ticked in the library, and marks of one's own."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from curation.consent_page import ask_first, wish_of
from curation.errors import CurationError, NeedsConsent, NotFound
from curation.kinds import Kind
from curation.marked import Marked, marked_by
from curation.models import Passage
from curation.requests import SignedInRequest
from curation.wishes import asks_a_model
from digests import order
from digests.deck_forms import HighlightsForm
from digests.deck_picks import MOST_PICKS


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pick_highlights(request: SignedInRequest) -> HttpResponse:
    """Named by id, as `passages`, `marks`, or `sources` that are highlights: shown once more, and made into a deck."""
    if request.method != "POST":
        return _page(request, _form(request, None), request.GET)
    form = _form(request, request.POST)
    if not form.is_valid():
        return _page(request, form, request.POST, status=422)
    try:
        made = order.order_deck(request.user, form.brief, wish_of(request), picks=form.picks)
    except NeedsConsent as error:
        return ask_first(request, error, "Make the deck")
    except NotFound as error:
        raise Http404 from error
    except CurationError as error:
        form.add_error(None, str(error))
        return _page(request, form, request.POST, status=422)
    return redirect("deck", made.pk)


def _form(request: SignedInRequest, said: QueryDict | None) -> HighlightsForm:
    picked = said if said is not None else request.GET
    return HighlightsForm(said, owner=request.user, passages=_ids(picked, "passages"), marks=_ids(picked, "marks"))


def _page(request: SignedInRequest, form: HighlightsForm, said: QueryDict, *, status: int = 200) -> TemplateResponse:
    context = {
        "form": form,
        "passages": _passages(request, said),
        "marks": _marks(request, said),
        "ticked": {"passages": set(_ids(said, "passages")), "marks": set(_ids(said, "marks"))},
        "new": request.method != "POST",
        "most": MOST_PICKS,
        "asks_a_model": asks_a_model(),
    }
    return TemplateResponse(request, "digests/deck_pick.html", context, status=status)


def _passages(request: SignedInRequest, said: QueryDict) -> list[Passage]:
    """What is not the owner's is passed over."""
    mine = Passage.objects.of(request.user).select_related("source")
    named = mine.filter(pk__in=_ids(said, "passages", "offered"))
    of_sources = mine.filter(source__in=_ids(said, "sources"), source__kind=Kind.HIGHLIGHT)
    return list((named | of_sources).order_by("source_id", "position")[:MOST_PICKS])


def _marks(request: SignedInRequest, said: QueryDict) -> list[Marked]:
    return list(_whole(request, _ids(said, "marks", "offered_marks")))[:MOST_PICKS]


def _whole(request: SignedInRequest, ids: Sequence[int]) -> Iterable[Marked]:
    """All at once, and one at a time where one of them is not to be had."""
    try:
        return marked_by(request.user, ids) if ids else []
    except CurationError:
        return _one_by_one(request, ids)


def _one_by_one(request: SignedInRequest, ids: Sequence[int]) -> Iterable[Marked]:
    for one in ids:
        try:
            yield from marked_by(request.user, [one])
        except CurationError:
            continue


def _ids(said: QueryDict, *names: str) -> list[int]:
    told = [one for name in names for one in said.getlist(name) if one.isascii() and one.isdigit() and len(one) < 18]
    return list(dict.fromkeys(map(int, told)))[:MOST_PICKS]
