import datetime

import pytest

from curation.errors import NothingToDo
from curation.models import Run
from digests.due import TOO_DEAR, due_series, promise_due
from digests.editing import approve
from digests.models import Digest, Series
from digests.series import change_series, make_now, pause, resume
from digests.series_data import series_data
from digests.series_wanted import SeriesWanted
from digests.tasks import compose_digest, promise_series
from tests.digests.library import DAY
from tests.digests.scripted_writer import ScriptedWriter, falling_back
from tests.digests.series_cast import MONDAY, NOON, VIENNA, be, noon, put_series, reread, runs, unsent
from tests.digests.test_consent import a_dear_model
from tests.shelf import put_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unsent", "noon")]
__all__ = ["a_dear_model", "noon", "unsent"]

WEEK = datetime.timedelta(days=7)
DAYS = (DAY, DAY + datetime.timedelta(days=6))


@pytest.fixture
def series(ada, themes):
    return put_series(ada)


@pytest.fixture
def on_monday(series, monkeypatch):
    be(monkeypatch, MONDAY)
    return series


def work():
    runs().update(not_before=NOON)
    for run in runs():
        compose_digest(run_id=run.pk)


def test_a_new_one_is_due_at_its_hour_in_its_zone(series):
    assert series.due_at == MONDAY
    assert due_series() == []


def test_when_it_is_due_one_digest_of_its_days_is_promised(on_monday):
    assert due_series() == [on_monday.pk]
    digest = promise_due(on_monday.pk)
    assert (digest.period_start, digest.period_end, digest.wanted) == (*DAYS, Digest.Wanted.WHOLE)
    assert runs().get().subject == digest.pk
    assert reread(on_monday).due_at == MONDAY + WEEK


def test_it_is_promised_once_however_often_it_is_looked_at(on_monday):
    for _ in range(3):
        promise_series(series_id=on_monday.pk)
    assert runs().count() == Digest.objects.count() == 1


def test_whoever_comes_second_to_a_due_time_has_nothing_to_do(on_monday, monkeypatch):
    late = type(on_monday).objects.filter(pk=on_monday.pk)
    promise_due(on_monday.pk)
    stale = late.get()
    stale.due_at = MONDAY
    monkeypatch.setattr("digests.models.SeriesQuerySet.due", lambda self, now: StaleRows(stale))
    assert promise_due(on_monday.pk) is None
    assert runs().count() == 1


class StaleRows:
    """A look at the rows from before somebody else moved the due time on."""

    def __init__(self, row):
        self.row = row

    def select_related(self, *names):
        return self

    def filter(self, **wanted):
        return self

    def first(self):
        return self.row


def killed(*args):
    raise KeyboardInterrupt


def test_killed_before_the_end_it_is_still_due(on_monday, monkeypatch):
    monkeypatch.setattr("digests.due.promise_within", killed)
    with pytest.raises(KeyboardInterrupt):
        promise_due(on_monday.pk)
    assert due_series() == [on_monday.pk]
    assert not runs().exists()


def test_times_that_nobody_was_awake_for_are_made_once_for_the_latest(series, ada, monkeypatch):
    put_source(ada, met_on=DAY + 3 * WEEK)
    be(monkeypatch, MONDAY + 3 * WEEK + datetime.timedelta(days=2))
    Digest.objects.all().delete()
    promise_due(series.pk)
    assert reread(series).due_at == MONDAY + 4 * WEEK
    assert due_series() == []


def test_a_missed_time_is_of_its_own_days(series, monkeypatch):
    be(monkeypatch, MONDAY + datetime.timedelta(days=5))
    digest = promise_due(series.pk)
    assert (digest.period_start, digest.period_end) == DAYS


def test_an_empty_week_makes_nothing_and_says_so(series, monkeypatch):
    be(monkeypatch, MONDAY + WEEK)
    promise_due(series.pk)
    assert "Nothing was kept between" in reread(series).last_outcome
    assert "nothing was made" in reread(series).last_outcome
    assert not Digest.objects.exists()
    assert not Run.objects.exists()
    assert reread(series).due_at == MONDAY + 2 * WEEK


def test_what_is_made_is_a_draft_that_waits_for_approval(on_monday, ada, writes):
    writes(ScriptedWriter())
    promise_due(on_monday.pk)
    assert not Digest.objects.to_approve().exists()
    work()
    digest = Digest.objects.to_approve().get()
    assert (digest.series, digest.state) == (on_monday, Digest.State.DRAFT)
    assert reread(on_monday).last_outcome.startswith(f"{digest.title} (3 sections).")
    approve(digest, ada)
    assert not Digest.objects.to_approve().exists()


def test_what_a_hand_has_done_stays(on_monday, writes):
    writes(ScriptedWriter())
    promise_due(on_monday.pk)
    work()
    Digest.objects.update(edited_by_hand=True, title="My week")
    type(on_monday).objects.update(due_at=MONDAY)
    assert promise_due(on_monday.pk) is None
    assert Digest.objects.get().title == "My week"
    assert "“My week” is yours already" in reread(on_monday).last_outcome


def test_a_paused_one_is_not_made_nor_made_up_for(on_monday, monkeypatch):
    pause(on_monday)
    assert due_series() == []
    assert promise_due(on_monday.pk) is None
    resume(on_monday)
    assert reread(on_monday).due_at == MONDAY + WEEK


def test_another_name_does_not_lose_a_time_that_has_come(on_monday):
    change_series(on_monday, SeriesWanted(name="My Mondays", time_zone=VIENNA))
    assert reread(on_monday).due_at == MONDAY


def test_another_rhythm_is_due_anew(on_monday):
    change_series(on_monday, SeriesWanted(name="Mondays", time_zone=VIENNA, weekday=2))
    assert reread(on_monday).due_at == MONDAY + datetime.timedelta(days=2)


def test_what_cannot_be_written_is_told_by_its_run(on_monday, ada, writes):
    writes(ScriptedWriter())
    promise_due(on_monday.pk)
    ada.sources.update(standing="filtered")
    work()
    assert "Nothing was kept between" in series_data(type(on_monday).objects.all())[0].last_outcome


def test_a_model_that_costs_little_is_asked(on_monday, a_model, settings):
    settings.LLM_PRICES = '{"gpt-5.4-mini": [0, 0, 0], "gpt-5.5": [0, 0, 0]}'
    assert promise_due(on_monday.pk).wanted == Digest.Wanted.WHOLE


def test_a_dear_model_is_not_asked_unasked_and_that_is_told(on_monday, a_dear_model, writes):
    asked = writes(falling_back())
    assert promise_due(on_monday.pk).wanted == Digest.Wanted.QUOTED
    assert "more than was agreed to" in reread(on_monday).last_outcome
    work()
    assert len(asked) == 1
    assert reread(on_monday).last_outcome.endswith(TOO_DEAR)


def test_what_was_agreed_to_when_it_was_made_may_be_spent(on_monday, a_dear_model):
    change_series(on_monday, SeriesWanted(name="Mondays", time_zone=VIENNA, agreed_cost="900"))
    assert promise_due(on_monday.pk).wanted == Digest.Wanted.WHOLE


def test_the_cap_of_the_month_outranks_what_was_agreed_to(on_monday, a_dear_model, settings):
    settings.LLM_MONTHLY_CAP = 1
    change_series(on_monday, SeriesWanted(name="Mondays", time_zone=VIENNA, agreed_cost="900"))
    assert promise_due(on_monday.pk).wanted == Digest.Wanted.QUOTED
    assert "cap" in reread(on_monday).last_outcome


def test_a_quoted_one_asks_no_model(on_monday, a_dear_model, monkeypatch):
    quoted = []

    def get(owner, *, run=None, patient=False, quoting=False):
        quoted.append(quoting)
        return ScriptedWriter()

    monkeypatch.setattr("digests.tasks.get_writer", get)
    promise_due(on_monday.pk)
    work()
    assert quoted == [True]


def test_made_now_it_is_of_the_days_up_to_today(series):
    made = make_now(series)
    assert (made.period_start, made.period_end) == (NOON.date() - 6 * datetime.timedelta(days=1), NOON.date())
    assert make_now(series) == made


def test_made_now_of_nothing_it_says_so(series, monkeypatch):
    be(monkeypatch, MONDAY + 5 * WEEK)
    with pytest.raises(NothingToDo):
        make_now(series)


def test_what_it_asks_for_and_who_quotes_cannot_do_is_told(on_monday, ada):
    change_series(on_monday, SeriesWanted(name="Mondays", time_zone=VIENNA, audience="cooks", language="de"))
    promise_due(on_monday.pk)
    work()
    assert "what you ask for as to audience and language is not followed" in reread(on_monday).last_outcome


def test_made_now_over_a_hand_s_work_it_says_that_this_stays(ada, series):
    approve(make_now(series), ada)
    make_now(series)
    assert "is yours already and stays as it is" in reread(series).last_outcome


def test_one_that_failed_to_be_made_anew_says_so(ada, series):
    make_now(series)
    Run.objects.create(
        owner=ada, kind=Run.Kind.DIGEST, subject=Digest.objects.get().pk, status=Run.Status.FAILED, message="No ink."
    )
    assert series_data(Series.objects.all())[0].last_outcome == "No ink."
