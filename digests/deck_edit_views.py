"""Where a deck is edited: its slides as a storyboard, and the one that is chosen with the evidence of each line.

Every form works by itself; with htmx the same answer is taken apart and only the board is replaced.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from curation.checking import plain
from curation.consent_page import ask_first, wish_of
from curation.errors import CurationError, NeedsConsent, NotFound, Refused
from curation.requests import SignedInRequest, back_to
from digests import deck_editing
from digests.deck_beside import picks_for
from digests.deck_board import Row, board_of
from digests.deck_edit_forms import EditForm
from digests.deck_editing.again import may_be_made_again
from digests.deck_editing.stored import editable, slide_at
from digests.decks import outline_of
from digests.models import Deck

# What was done, in words, and the id of the slide to look at next.
Done = tuple[str, str]
Act = Callable[[], Done]


@login_required
@require_safe
def edit(request: SignedInRequest, deck_id: int) -> HttpResponse:
    return _board(request, _deck(request, deck_id), request.GET.get("slide", ""))


@login_required
@require_POST
def check_line(request: SignedInRequest, deck_id: int, slide_id: str, at: int) -> HttpResponse:
    """The verdict on words that are being written; nothing is stored."""
    found = _deck(request, deck_id)
    try:
        verdict = deck_editing.check_line(found, slide_id, at, request.POST.get("text", ""))
    except NotFound:
        return HttpResponse(status=404)
    context = {"status": verdict.status, "reason": verdict.reason, "at": at, "changed": True}
    return TemplateResponse(request, "digests/_deck_verdict.html", context)


@login_required
@require_POST
def change_deck(request: SignedInRequest, deck_id: int, verb: str) -> HttpResponse:
    found = _deck(request, deck_id)
    return _done(request, found, request.POST.get("slide", ""), partial(DECK_VERBS[verb], request, found), verb)


@login_required
@require_POST
def change_slide(request: SignedInRequest, deck_id: int, slide_id: str, verb: str) -> HttpResponse:
    found = _deck(request, deck_id)
    return _done(request, found, slide_id, partial(SLIDE_VERBS[verb], request, found, slide_id), verb)


@login_required
@require_POST
def change_line(request: SignedInRequest, deck_id: int, slide_id: str, at: int, verb: str) -> HttpResponse:
    found = _deck(request, deck_id)
    act = partial(LINE_VERBS[verb], request, found, slide_id, at)
    return _done(request, found, slide_id, act, f"line-{at}")


def _retitle(request: SignedInRequest, found: Deck) -> Done:
    form = _form(request)
    deck_editing.retitle(found, form.cleaned_data["text"], request.user, was=form.seen)
    return "The title is yours.", request.POST.get("slide", "")


def _audience(request: SignedInRequest, found: Deck) -> Done:
    deck_editing.set_audience(found, _form(request).cleaned_data["text"], request.user)
    return "Saved.", request.POST.get("slide", "")


def _look(request: SignedInRequest, found: Deck) -> Done:
    deck_editing.set_look(found, request.POST.get("look", ""), request.user)
    return "It has its new look.", request.POST.get("slide", "")


def _add_slide(request: SignedInRequest, found: Deck) -> Done:
    told = _form(request).cleaned_data
    where = {"after": told["after"], "version": told["version"]}
    _, made = deck_editing.add_slide(found, told["title"], told["text"], request.user, **where)
    return "Added. Its words are yours, and told as such.", made


def _add_highlight(request: SignedInRequest, found: Deck) -> Done:
    told = _form(request).cleaned_data
    if told["passage"] is None:
        raise Refused("That passage is not in the library any more.")
    where = {"after": told["after"], "as_line": told["as_line"], "version": told["version"]}
    _, made = deck_editing.add_highlight(found, told["passage"], told["text"], request.user, **where)
    return "Added with its citation.", made


def _undo(request: SignedInRequest, found: Deck) -> Done:
    undone = deck_editing.undo(found, request.user, version=_form(request).cleaned_data["version"])
    return f"Undone: {undone.said}", request.POST.get("slide", "")


def _title(request: SignedInRequest, found: Deck, slide_id: str) -> Done:
    form = _form(request)
    deck_editing.edit_title(found, slide_id, form.cleaned_data["text"], request.user, was=form.seen)
    return "Saved.", slide_id


def _subtitle(request: SignedInRequest, found: Deck, slide_id: str) -> Done:
    form = _form(request)
    deck_editing.edit_subtitle(found, slide_id, form.cleaned_data["text"], request.user, was=form.seen)
    return "Saved.", slide_id


def _notes(request: SignedInRequest, found: Deck, slide_id: str) -> Done:
    form = _form(request)
    deck_editing.edit_notes(found, slide_id, form.cleaned_data["text"], request.user, was=form.seen)
    return "Saved.", slide_id


def _label(request: SignedInRequest, found: Deck, slide_id: str) -> Done:
    form = _form(request)
    at = form.cleaned_data["at"] or 0
    deck_editing.edit_label(found, slide_id, at, form.cleaned_data["text"], request.user, was=form.seen)
    return "Saved.", slide_id


def _add_line(request: SignedInRequest, found: Deck, slide_id: str) -> Done:
    told = _form(request).cleaned_data
    deck_editing.add_line(found, slide_id, told["text"], request.user, version=told["version"])
    return "Added. Its words are yours, and told as such.", slide_id


def _layout(request: SignedInRequest, found: Deck, slide_id: str) -> Done:
    version = _form(request).cleaned_data["version"]
    deck_editing.change_layout(found, slide_id, request.POST.get("layout", ""), request.user, version=version)
    return "Laid out otherwise.", slide_id


def _move_to(request: SignedInRequest, found: Deck, slide_id: str) -> Done:
    told = _form(request).cleaned_data
    deck_editing.move_slide(found, slide_id, told["to"] or 1, request.user, version=told["version"])
    return "Moved.", slide_id


def _move(step: int) -> Callable[[SignedInRequest, Deck, str], Done]:
    def move(request: SignedInRequest, found: Deck, slide_id: str) -> Done:
        version = _form(request).cleaned_data["version"]
        at = slide_at(editable(outline_of(found)), slide_id) + 1
        deck_editing.move_slide(found, slide_id, at + step, request.user, version=version)
        return "Moved.", slide_id

    return move


def _drop(request: SignedInRequest, found: Deck, slide_id: str) -> Done:
    slides = editable(outline_of(found)).slides
    at = slide_at(editable(outline_of(found)), slide_id)
    deck_editing.drop_slide(found, slide_id, request.user, version=_form(request).cleaned_data["version"])
    beside = [*slides[at + 1 : at + 2], *slides[max(0, at - 1) : at]]
    return "Dropped. Undo brings it back.", beside[0].id


def _again(request: SignedInRequest, found: Deck, slide_id: str) -> Done:
    told = _form(request).cleaned_data
    more = {"sure": told["sure"], "version": told["version"]}
    deck_editing.make_slide_again(found, slide_id, request.user, wish=wish_of(request), **more)
    return "Made again. Undo brings the old one back.", slide_id


def _save_line(request: SignedInRequest, found: Deck, slide_id: str, at: int) -> Done:
    form = _form(request)
    told = {"was": form.seen, "own_words": form.cleaned_data["own_words"]}
    deck_editing.edit_line(found, slide_id, at, form.cleaned_data["text"], request.user, **told)
    return "Saved as your own words." if told["own_words"] else "Saved and checked.", slide_id


def _drop_line(request: SignedInRequest, found: Deck, slide_id: str, at: int) -> Done:
    deck_editing.drop_line(found, slide_id, at, request.user, **_seen(request))
    return "Dropped. Undo brings it back.", slide_id


def _move_line(step: int) -> Callable[[SignedInRequest, Deck, str, int], Done]:
    def move(request: SignedInRequest, found: Deck, slide_id: str, at: int) -> Done:
        deck_editing.move_line(found, slide_id, at, step, request.user, **_seen(request))
        return "Moved.", slide_id

    return move


DECK_VERBS: dict[str, Callable[[SignedInRequest, Deck], Done]] = {
    "title": _retitle,
    "audience": _audience,
    "look": _look,
    "add": _add_slide,
    "highlight": _add_highlight,
    "undo": _undo,
}
SLIDE_VERBS: dict[str, Callable[[SignedInRequest, Deck, str], Done]] = {
    "title": _title,
    "subtitle": _subtitle,
    "notes": _notes,
    "label": _label,
    "line": _add_line,
    "layout": _layout,
    "to": _move_to,
    "up": _move(-1),
    "down": _move(1),
    "drop": _drop,
    "again": _again,
}
LINE_VERBS: dict[str, Callable[[SignedInRequest, Deck, str, int], Done]] = {
    "save": _save_line,
    "drop": _drop_line,
    "up": _move_line(-1),
    "down": _move_line(1),
}


def _done(request: SignedInRequest, found: Deck, at: str, act: Act, verb: str) -> HttpResponse:
    """A verb that refuses is answered in place, by 422 and its sentence; the words that were typed stay."""
    try:
        said, at = act()
    except NeedsConsent as error:
        return ask_first(request, error, "Make the slide again")
    except CurationError as error:
        found.refresh_from_db()
        return _board(request, found, at, wrong=str(error), typed={verb: request.POST.get("text", "")})
    if request.htmx:
        found.refresh_from_db()
        return _board(request, found, at, said=said)
    messages.success(request, said)
    return redirect(back_to(request, f"{reverse('edit-deck', args=[found.pk])}?slide={at}#pane"))


def _board(
    request: SignedInRequest,
    found: Deck,
    at: str,
    *,
    said: str = "",
    wrong: str = "",
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    if not found.outline:
        return redirect("deck", found.pk)
    board = board_of(found, at)
    query = plain(request.GET.get("q", ""))[:200]
    asked = "q" in request.GET or "pick" in request.GET
    context = {
        "deck": found,
        "board": board,
        "rows": [_typed_row(row, typed or {}) for row in board.rows],
        "may_be_made_again": may_be_made_again(board.current.slide),
        "picks": picks_for(found, board.outline, query) if asked else [],
        "asked": asked,
        "query": query,
        "said": said,
        "wrong": wrong,
        "typed": typed or {},
    }
    return TemplateResponse(request, "digests/deck_edit.html", context, status=422 if wrong else 200)


def _typed_row(row: Row, typed: Mapping[str, str]) -> tuple[Row, str, bool]:
    """With the words in its field, and whether these were just refused."""
    words = typed.get(f"line-{row.at}", "")
    return row, words or row.line.text, bool(words)


def _deck(request: SignedInRequest, deck_id: int) -> Deck:
    return get_object_or_404(Deck.objects.filter(owner=request.user).select_related("owner"), pk=deck_id)


def _form(request: SignedInRequest) -> EditForm:
    form = EditForm(request.POST, owner=request.user)
    if not form.is_valid():
        raise Refused("That cannot be done with what the page sent; load it again.")
    return form


def _seen(request: SignedInRequest) -> dict[str, Any]:
    form = _form(request)
    return {"was": form.seen, "version": form.cleaned_data["version"]}
