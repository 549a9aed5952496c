"""The editing desk: a digest read statement by statement, each beside its evidence.

Every form works by itself; with htmx the same answer is taken apart and only the desk is replaced.
"""

from collections.abc import Callable, Mapping
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from curation.checking import plain
from curation.errors import CurationError, Refused
from curation.requests import SignedInRequest, back_to
from digests import editing
from digests.desk import desk_of, next_of
from digests.desk_forms import ChosenForm, WordsForm, cited_by
from digests.models import Digest, Section, Statement
from digests.publishing import address_of, publication_of

# What was done, in words, and the statement to look at next.
Done = tuple[str, int]
Act = Callable[[SignedInRequest], Done]


@login_required
@require_safe
def desk(request: SignedInRequest, digest_id: int) -> HttpResponse:
    found = get_object_or_404(Digest.objects.of(request.user).composed(), pk=digest_id)
    return _desk(request, found, _number(request.GET.get("at", "")))


@login_required
@require_safe
def publication(request: SignedInRequest, digest_id: int) -> HttpResponse:
    """What the publisher should know before everybody may read it."""
    found = get_object_or_404(Digest.objects.of(request.user).composed(), pk=digest_id)
    context = {"digest": found, "publication": publication_of(found)}
    return TemplateResponse(request, "digests/publication.html", context)


@login_required
@require_POST
def check_statement(request: SignedInRequest, statement_id: int) -> HttpResponse:
    """The verdict on words that are being written; nothing is stored."""
    statement = _statement(request, statement_id)
    checked = editing.verdict_on(statement, request.POST.get("text", ""))
    context = {"status": checked.status, "reason": checked.reason, "changed": checked.text != statement.text}
    return TemplateResponse(request, "digests/_verdict.html", context)


@login_required
@require_POST
def change_statement(request: SignedInRequest, statement_id: int, verb: str) -> HttpResponse:
    statement = _statement(request, statement_id)
    act = partial(STATEMENT_VERBS[verb], request, statement)
    return _done(request, statement.section.digest, statement.pk, act, verb)


@login_required
@require_POST
def change_section(request: SignedInRequest, section_id: int, verb: str) -> HttpResponse:
    sections = Section.objects.select_related("digest").filter(digest__owner=request.user)
    section = get_object_or_404(sections, pk=section_id)
    at = _number(request.POST.get("at", ""))
    return _done(request, section.digest, at, partial(SECTION_VERBS[verb], request, section), verb)


@login_required
@require_POST
def change_desk(request: SignedInRequest, digest_id: int, verb: str) -> HttpResponse:
    found = get_object_or_404(Digest.objects.of(request.user).composed(), pk=digest_id)
    at = _number(request.POST.get("at", ""))
    return _done(request, found, at, partial(DIGEST_VERBS[verb], request, found), verb)


def _rewrite(request: SignedInRequest, statement: Statement) -> Done:
    words = _words(request)
    editing.rewrite(statement, words["text"], request.user, note=words["note"], was=words["was"] or None)
    return "Saved and checked.", statement.pk


def _approve(request: SignedInRequest, statement: Statement) -> Done:
    following = next_of(statement)
    editing.approve_statement(statement, request.user, was=_words(request)["was"] or None)
    return "Approved.", following


def _set_back(request: SignedInRequest, statement: Statement) -> Done:
    editing.disapprove_statement(statement, request.user)
    return "To be read again.", statement.pk


def _drop(request: SignedInRequest, statement: Statement) -> Done:
    following = next_of(statement)
    editing.drop_statement(statement, request.user, note=_words(request)["note"])
    return "Dropped. It can be restored below.", following


def _move(step: int) -> Callable[[SignedInRequest, Statement], Done]:
    def move(request: SignedInRequest, statement: Statement) -> Done:
        editing.move_statement(statement, step, request.user)
        return "Moved.", statement.pk

    return move


def _cite(request: SignedInRequest, statement: Statement) -> Done:
    """Cites this passage too; one that it cites already, with other words."""
    form = _chosen(request)
    passage = form.cleaned_data["passage"]
    editing.cite(statement, [*cited_by(statement, without=passage.pk), form.chosen], request.user)
    return "Cited, and checked anew.", statement.pk


def _uncite(request: SignedInRequest, statement: Statement) -> Done:
    passage = _chosen(request).cleaned_data["passage"]
    editing.cite(statement, cited_by(statement, without=passage.pk), request.user)
    return "Not cited any more, and checked anew.", statement.pk


def _rename(request: SignedInRequest, section: Section) -> Done:
    words = _words(request)
    editing.rewrite_heading(section, words["text"], request.user, note=words["note"])
    return "The heading is yours.", _number(request.POST.get("at", ""))


def _move_section(step: int) -> Callable[[SignedInRequest, Section], Done]:
    def move(request: SignedInRequest, section: Section) -> Done:
        editing.move_section(section, step, request.user)
        return "Moved.", _number(request.POST.get("at", ""))

    return move


def _quote(request: SignedInRequest, section: Section) -> Done:
    made = editing.add_quotation(section, _chosen(request).chosen, request.user)
    return "Added at the end of the section’s quotations.", made.pk


def _unpin(request: SignedInRequest, section: Section) -> Done:
    editing.unpin(section, request.user)
    return "Taken out of the digest; undo brings it back.", 0


def _retitle(request: SignedInRequest, found: Digest) -> Done:
    words = _words(request)
    editing.retitle(found, words["text"], request.user, note=words["note"])
    return "The title is yours.", _number(request.POST.get("at", ""))


def _rewrite_lead(request: SignedInRequest, found: Digest) -> Done:
    words = _words(request)
    editing.rewrite_lead(found, words["text"], request.user, note=words["note"])
    return "The lead is yours.", _number(request.POST.get("at", ""))


def _undo(request: SignedInRequest, found: Digest) -> Done:
    undone = editing.undo(found, request.user)
    rows = [row["pk"] for row in undone.before["rows"] if row["model"] == "digests.statement"]
    return f"Undone: {undone.said}", next(iter(rows), _number(request.POST.get("at", "")))


def _restore(request: SignedInRequest, found: Digest) -> Done:
    restored = editing.restore_statement(found, _number(request.POST.get("edit", "")), request.user)
    return "Restored.", restored.before["cited"][0]


def _approve_verified(request: SignedInRequest, found: Digest) -> Done:
    number = editing.approve_verified(found, request.user)
    return f"{number} approved: their words stand in what they cite.", 0


STATEMENT_VERBS: dict[str, Callable[[SignedInRequest, Statement], Done]] = {
    "rewrite": _rewrite,
    "approve": _approve,
    "set-back": _set_back,
    "drop": _drop,
    "up": _move(-1),
    "down": _move(1),
    "cite": _cite,
    "uncite": _uncite,
}
SECTION_VERBS: dict[str, Callable[[SignedInRequest, Section], Done]] = {
    "heading": _rename,
    "up": _move_section(-1),
    "down": _move_section(1),
    "quote": _quote,
    "unpin": _unpin,
}
DIGEST_VERBS: dict[str, Callable[[SignedInRequest, Digest], Done]] = {
    "title": _retitle,
    "lead": _rewrite_lead,
    "undo": _undo,
    "restore": _restore,
    "approve-verified": _approve_verified,
}


def _done(request: SignedInRequest, found: Digest, at: int, act: Callable[[], Done], verb: str) -> HttpResponse:
    """A verb that refuses is answered in place, by 422 and its sentence; the words that were typed stay."""
    try:
        said, at = act()
    except CurationError as error:
        typed = {verb: request.POST.get("text", ""), "note": request.POST.get("note", "")}
        return _desk(request, found, at, wrong=str(error), typed=typed)
    if request.htmx:
        found.refresh_from_db()
        return _desk(request, found, at, said=said)
    messages.success(request, said)
    return redirect(back_to(request, f"{reverse('desk', args=[found.pk])}?at={at}#pane"))


def _desk(
    request: SignedInRequest,
    found: Digest,
    at: int,
    *,
    said: str = "",
    wrong: str = "",
    typed: Mapping[str, str] | None = None,
) -> TemplateResponse:
    context = {
        "desk": desk_of(found, at, plain(request.GET.get("q", ""))[:200]),
        "digest": found,
        "address": address_of(found),
        "said": said,
        "wrong": wrong,
        "typed": typed or {},
    }
    return TemplateResponse(request, "digests/desk.html", context, status=422 if wrong else 200)


def _statement(request: SignedInRequest, statement_id: int) -> Statement:
    mine = Statement.objects.select_related("section__digest").filter(section__digest__owner=request.user)
    return get_object_or_404(mine, pk=statement_id)


def _words(request: SignedInRequest) -> dict[str, str]:
    form = WordsForm(request.POST)
    if not form.is_valid():
        raise Refused(next(error for errors in form.errors.values() for error in errors))
    return form.cleaned_data


def _chosen(request: SignedInRequest) -> ChosenForm:
    form = ChosenForm(request.POST, owner=request.user)
    if not form.is_valid():
        raise Refused("That passage is not in the library any more.")
    return form


def _number(text: str) -> int:
    """0 for what is no id."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
