"""Home, which holds a day's reading, and the look back at the weeks."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from curation.models import Source
from curation.reading.home.forms import MinutesForm
from curation.reading.home.habit import habit_of, set_minutes, visited
from curation.reading.home.today import today_of
from curation.reading.home.weeks import WEEKS, ended_around, look_back, monday_of
from curation.reading.models import ReadingHabit
from curation.reading.review.days import day_of
from curation.requests import SignedInRequest


@login_required
@require_safe
@never_cache
def home(request: SignedInRequest) -> TemplateResponse:
    """What is looked at on this day counts as a visit."""
    habit = visited(habit_of(request.user), day_of(timezone.now()))
    return _home_page(request, MinutesForm(initial={"minutes": habit.minutes}), habit)


@login_required
@require_POST
def day_minutes(request: SignedInRequest) -> HttpResponse:
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return _home_page(request, form, habit_of(request.user), status=422)
    habit = set_minutes(request.user, form.cleaned_data["minutes"])
    messages.success(request, f"A day has {habit.minutes} minutes from now on.")
    return redirect("home")


@login_required
@require_safe
def weeks(request: SignedInRequest) -> TemplateResponse:
    """`week` in the address is a day of the last of the four weeks."""
    today = day_of(timezone.now())
    day = min(_day(request.GET.get("week", "")) or today, today)
    found, step = look_back(request.user, day), timedelta(weeks=WEEKS)
    later = monday_of(day) + step
    context = {
        "look": found,
        "earlier": monday_of(day) - step if found.earlier else None,
        "later": min(later, monday_of(today)) if monday_of(day) < monday_of(today) else None,
        "this_monday": monday_of(today),
    }
    return TemplateResponse(request, "reading/look_back.html", context)


def _home_page(
    request: SignedInRequest, form: MinutesForm, habit: ReadingHabit, *, status: int = 200
) -> TemplateResponse:
    now, more = timezone.now(), request.GET.get("more") == "1"
    ended = ended_around(request.user, day_of(now))
    today = today_of(request.user, now, habit=habit, ended=ended, more=more)
    context = {
        "today": today,
        "look": look_back(request.user, today.day, ended),
        "more": more,
        "form": form,
        "is_empty": not today.has_begun and not Source.objects.of(request.user).exists(),
    }
    return TemplateResponse(request, "reading/home.html", context, status=status)


def _day(told: str) -> date | None:
    """Nothing for what is no day, or one so early that no week is before it."""
    try:
        day = date.fromisoformat(told)
    except ValueError:
        return None
    return day if day.year > 1 else None
