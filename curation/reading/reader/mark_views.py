"""Marks by the web: made, looked at, changed, taken away and put back. Every answer can do without scripts."""

from collections.abc import Sequence

from csp.constants import NONE
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from curation.errors import CurationError
from curation.models import Source
from curation.reading import marks
from curation.reading.marks.exporting import TYPES, as_file
from curation.reading.marks.listing import marks_in_library, marks_in_order, sources_named
from curation.reading.models import Mark, MarkQuerySet
from curation.reading.passes import bound_for
from curation.reading.reader import page
from curation.reading.reader.forms import MarkForm, MarksFilter, WordsForm
from curation.reading.reader.laid import laid
from curation.reading.reader.replying import listed
from curation.reading.review.making import card_of_habit
from curation.requests import SignedInRequest, back_to, under_policy

PER_PAGE = 30
POLICY = {"default-src": [NONE], "sandbox": [True]}
Span = tuple[int, int]


@login_required
@require_POST
def mark_words(request: SignedInRequest, source_id: int) -> HttpResponse:
    found = get_object_or_404(Source.objects.of(request.user), pk=source_id)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _refused(request, found, " ".join(str(error) for errors in form.errors.values() for error in errors))
    try:
        made = _made(request, found, form)
    except CurationError as error:
        return _refused(request, found, str(error))
    card_of_habit(made)
    return _marked(request, found, [_span(made)], anchor=f"m{made.pk}")


def _made(request: SignedInRequest, found: Source, form: WordsForm) -> Mark:
    quote = form.cleaned_data["quote"]
    if form.span is None:
        return marks.mark_words(request.user, found, quote, **form.wanted())
    return marks.mark(request.user, found, *form.span, quote=_lines(quote), **form.wanted())


def _lines(quote: str) -> str:
    """Forms send the end of a line as two characters."""
    return quote.replace("\r\n", "\n")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: SignedInRequest, mark_id: int) -> HttpResponse:
    """A page of its own, or what htmx shows beside the text."""
    found = _mark_of(request, mark_id)
    if request.method != "POST":
        return _mark_page(request, found, MarkForm(initial=_shown(found)))
    form = MarkForm(request.POST)
    if not form.is_valid():
        return _mark_page(request, found, form, status=422)
    told = form.cleaned_data
    try:
        marks.remark(found, kind=told["kind"], colour=told["colour"], note=told["note"], note_was=told["note_was"])
    except CurationError as error:
        form.add_error("note", str(error))
        return _mark_page(request, found, form, status=422)
    return _marked(request, found.source, [_span(found)], anchor=f"mark{found.pk}")


@login_required
@require_POST
def remove_mark(request: SignedInRequest, mark_id: int) -> HttpResponse:
    found = _mark_of(request, mark_id)
    span, source = _span(found), found.source
    taken = {"was": marks.unmark(found), "back": request.POST.get("back", "")}
    if request.htmx:
        return _marked(request, source, [span], taken=taken["was"])
    messages.success(request, render_to_string("reading/_mark_taken.html", taken, request))
    return redirect(back_to(request, reverse("source", args=[source.pk]) + "#marks"))


@login_required
@require_POST
def put_mark_back(request: SignedInRequest) -> HttpResponse:
    try:
        found = marks.put_back(request.user, request.POST.get("was", ""))
    except CurationError as error:
        messages.error(request, str(error))
        return redirect("marks")
    return _marked(request, found.source, [_span(found)], anchor=f"mark{found.pk}")


@login_required
@require_safe
def all_marks(request: SignedInRequest) -> TemplateResponse:
    form = MarksFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {"only": "", "q": ""}
    found = marks_in_library(request.user, only=wanted["only"], words=wanted["q"])
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    named = sources_named(request.user, list(shown))
    rows = [(one, named[one.source_id]) for one in shown]
    return TemplateResponse(request, "reading/marks.html", {"form": form, "page": shown, "rows": rows})


@login_required
@require_safe
@under_policy(POLICY)
def marks_file(request: SignedInRequest, form: str) -> HttpResponse:
    return _file(request, marks_in_order(request.user), form, "threepass-marks")


@login_required
@require_safe
@under_policy(POLICY)
def source_marks_file(request: SignedInRequest, source_id: int, form: str) -> HttpResponse:
    if form not in TYPES:
        raise Http404
    found = get_object_or_404(Source.objects.of(request.user), pk=source_id)
    marks.marks_of(found)
    return _file(request, marks_in_order(request.user).filter(source=found), form, f"threepass-marks-{found.pk}")


def _file(request: SignedInRequest, found: MarkQuerySet, form: str, name: str) -> HttpResponse:
    rows = list(found)
    words = as_file(form, rows, sources_named(request.user, rows), address_of)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return HttpResponse(words, content_type=f"{TYPES[form]}; charset=utf-8", headers=headers)


def address_of(mark: Mark) -> str:
    return f"{settings.SITE_URL}{reverse('source', args=[mark.source_id])}#m{mark.pk}"


def _mark_of(request: SignedInRequest, mark_id: int) -> Mark:
    found = Mark.objects.of(request.user).select_related("source")
    return get_object_or_404(found, pk=mark_id)


def _span(mark: Mark) -> Span:
    return mark.start or 0, mark.end or 0


def _shown(mark: Mark) -> dict[str, str]:
    return {"kind": mark.kind, "colour": mark.colour, "note": mark.note, "note_was": mark.note}


def _mark_page(request: SignedInRequest, found: Mark, form: MarkForm, *, status: int = 200) -> HttpResponse:
    """What was refused stays in its form: what was kept would have been swapped into the list."""
    name = "reading/_mark.html" if request.htmx else "reading/mark.html"
    shown = TemplateResponse(request, name, {"mark": found, "source": found.source, "form": form}, status=status)
    return reswap(retarget(shown, "#aid-sheet"), "innerHTML") if status == 422 and request.htmx else shown


def _marked(
    request: SignedInRequest, source: Source, spans: Sequence[Span], *, anchor: str = "marks", taken: str = ""
) -> HttpResponse:
    """To htmx the list of marks, and with it the paragraphs that look otherwise now."""
    if not request.htmx:
        return redirect(back_to(request, f"{reverse('source', args=[source.pk])}#{anchor}"))
    text = laid(source.pk)
    found = marks.marks_of(source, text_hash=text.text_hash)
    context = {
        "source": source,
        "marks": listed(found, text.text, bound_for(source)),
        "taken": taken,
        "paragraphs": page.swapped(text, page.over_marks(found), spans),
    }
    return TemplateResponse(request, "reading/_marks.html", context)


def _refused(request: SignedInRequest, source: Source, why: str) -> HttpResponse:
    """With the words that were typed, to be mended."""
    name = "reading/_marks.html" if request.htmx else "reading/refused_mark.html"
    found = listed(marks.marks_of(source), source.text, bound_for(source))
    context = {"source": source, "marks": found, "refused": why, "typed": request.POST}
    return TemplateResponse(request, name, context, status=422)
