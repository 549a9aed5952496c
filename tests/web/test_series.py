"""Series and picked digests, as a reader meets them."""

import pytest
from django.urls import reverse

from curation.models import Run
from curation.wishes import Wish
from digests.compose import compose_within
from digests.editing import approve
from digests.models import Digest, Series
from digests.picking import pick, pick_also
from digests.scope import scope_within
from tests.digests.conftest import a_model, themes, writes
from tests.digests.library import WEEK
from tests.digests.scripted_writer import ScriptedWriter
from tests.digests.series_cast import MONDAY, be, noon, put_series, unsent
from tests.digests.test_consent import a_dear_model
from tests.shelf import put_passage, put_source, put_theme

pytestmark = pytest.mark.django_db
__all__ = ["a_dear_model", "a_model", "noon", "themes", "unsent", "writes"]

FORM = {
    "name": "Mondays",
    "length": "short",
    "cadence": "weekly",
    "weekday": "0",
    "monthday": "1",
    "hour": "7",
    "time_zone": "Europe/Vienna",
}


def text(answer):
    return answer.content.decode()


@pytest.fixture
def sources(themes):
    return [placement.passage.source_id for placement in themes[1].placements.all()]


def test_a_series_is_started_by_its_form(reader, ada, themes):
    said = FORM | {"audience": "cooks", "language": "en", "themes_in": [themes[1].pk], "instructions": "Figures first."}
    assert reader.post(reverse("new-series"), said).url == reverse("series-list")
    series = Series.objects.get()
    assert (series.owner, series.length, series.audience, series.time_zone) == (ada, "short", "cooks", "Europe/Vienna")
    assert list(series.themes_in.all()) == [themes[1]]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "A series needs a name."),
        ({"language": "German, please"}, "Write the language as en or pt-BR"),
        ({"time_zone": "Europe/Nowhere"}, "Select a valid choice"),
        ({"monthday": "32"}, "less than or equal to 31"),
        ({"instructions": "x" * 2001}, "at most 2000 characters"),
    ],
)
def test_a_form_that_makes_no_sense_says_why(reader, wrong, said):
    answer = reader.post(reverse("new-series"), FORM | wrong)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Series.objects.exists()


def test_a_theme_is_not_in_and_out(reader, themes):
    answer = reader.post(reverse("new-series"), FORM | {"themes_in": [themes[0].pk], "themes_out": [themes[0].pk]})
    assert answer.status_code == 422
    assert "among those that are to be in" in text(answer)


def test_a_name_that_is_taken_is_told_on_the_form(reader, ada):
    put_series(ada)
    answer = reader.post(reverse("new-series"), FORM)
    assert answer.status_code == 422
    assert "There is a series “Mondays” already." in text(answer)


def test_its_form_shows_it_as_it_is_and_changes_it(reader, ada, themes):
    series = put_series(ada, themes_out=[themes[0].pk], instructions="Figures first.")
    shown = text(reader.get(reverse("series", args=[series.pk])))
    assert "Figures first." in shown
    assert '<option value="Europe/Vienna" selected>' in shown
    reader.post(reverse("series", args=[series.pk]), FORM | {"name": "Tuesdays", "weekday": "1"})
    series.refresh_from_db()
    assert (series.name, series.weekday, series.themes_out.count()) == ("Tuesdays", 1, 0)


def test_a_theme_that_faded_stays_ticked(reader, ada):
    series = put_series(ada, themes_in=[put_theme(ada, "Ferries", state="faded").pk])
    assert "Ferries" in text(reader.get(reverse("series", args=[series.pk])))


@pytest.mark.usefixtures("noon")
def test_the_list_tells_the_next_time_by_its_own_clock(reader, ada, settings):
    settings.TIME_ZONE = "America/New_York"
    put_series(ada)
    assert "Mon 9 Mar 2026, 07:00" in text(reader.get(reverse("series-list")))


@pytest.mark.usefixtures("unsent")
def test_an_empty_week_is_told_on_the_list(reader, ada, monkeypatch):
    from digests.due import promise_due

    series = put_series(ada)
    Series.objects.update(due_at=MONDAY)
    be(monkeypatch, MONDAY)
    promise_due(series.pk)
    shown = reader.get(reverse("series-list"))
    assert "2–8 March 2026: nothing was made. Nothing was kept" in text(shown)


def test_it_is_paused_resumed_and_taken_away(reader, ada):
    series = put_series(ada)
    for verb, paused in (("pause", True), ("resume", False)):
        reader.post(reverse("change-series", args=[series.pk, verb]))
        series.refresh_from_db()
        assert series.paused is paused
    reader.post(reverse("change-series", args=[series.pk, "remove"]))
    assert not Series.objects.exists()


@pytest.mark.usefixtures("noon")
def test_made_now_it_leads_to_the_digest(reader, ada, themes):
    series = put_series(ada)
    answer = reader.post(reverse("make-series-now", args=[series.pk]))
    assert answer.url == reverse("digest", args=[Digest.objects.get().pk])
    assert "From your series" in text(reader.get(answer.url))


def test_made_now_of_nothing_it_says_why(reader, ada):
    answer = reader.post(reverse("make-series-now", args=[put_series(ada).pk]), follow=True)
    assert "Nothing was kept between" in text(answer)


@pytest.mark.usefixtures("noon", "a_dear_model")
def test_made_now_by_a_dear_model_it_asks_first(reader, ada, themes):
    series = put_series(ada)
    assert reader.post(reverse("make-series-now", args=[series.pk])).status_code == 422
    reader.post(reverse("make-series-now", args=[series.pk]), {"consent": "model"})
    assert Run.objects.get().kind == Run.Kind.DIGEST


@pytest.mark.usefixtures("a_dear_model")
def test_the_form_shows_what_one_would_cost(reader, ada, themes):
    shown = text(reader.get(reverse("new-series")))
    assert "your latest week would cost" in shown
    reader.post(reverse("new-series"), FORM | {"agreed_cost": "2.5"})
    assert str(Series.objects.get().agreed_cost) == "2.5000"


def test_a_draft_of_a_series_waits_in_the_queue(reader, ada, themes):
    made = compose_within(scope_within(put_series(ada), ada, *WEEK), ScriptedWriter())
    shown = text(reader.get(reverse("digests"), {"show": "to-approve"}))
    assert made.title in shown
    assert '<span class="badge">1</span>' in shown
    reader.post(reverse("change-digest", args=[made.pk, "approve"]))
    assert "Nothing waits for you." in text(reader.get(reverse("digests"), {"show": "to-approve"}))


def test_the_page_says_what_who_quotes_does_not_follow(reader, ada, themes):
    series = put_series(ada, audience="cooks", language="de")
    made = compose_within(scope_within(series, ada, *WEEK), ScriptedWriter())
    Digest.objects.filter(pk=made.pk).update(writer="extractive")
    assert "audience and language is not followed there" in text(reader.get(reverse("digest", args=[made.pk])))


def test_a_draft_is_written_anew_as_its_series_is_now(reader, ada, themes):
    series = put_series(ada)
    made = compose_within(scope_within(series, ada, *WEEK), ScriptedWriter())
    series.themes_in.set([themes[1]])
    reader.post(reverse("write-anew", args=[made.pk]))
    assert made.sections.get(is_lead=False).heading == "Judges of models"


def test_what_a_hand_has_edited_is_not_written_anew(reader, ada, themes):
    made = compose_within(scope_within(put_series(ada), ada, *WEEK), ScriptedWriter())
    Digest.objects.update(edited_by_hand=True)
    answer = reader.post(reverse("write-anew", args=[made.pk]), follow=True)
    assert "by hand; it stays as it is" in text(answer)


def test_sources_are_ticked_in_the_library(reader, sources):
    shown = text(reader.get(reverse("library")))
    assert f'name="sources" value="{sources[0]}" form="pick"' in shown
    assert f'action="{reverse("pick-sources")}"' in shown


def test_what_is_ticked_is_asked_for_once_more_and_composed(reader, sources):
    asked = text(reader.get(reverse("pick-sources"), {"sources": sources}))
    assert all(f'name="sources" value="{one}" checked' in asked for one in sources)
    answer = reader.post(reverse("pick-sources"), {"sources": sources, "title": "Judging"})
    made = Digest.objects.get()
    assert (answer.url, made.title) == (reverse("digest", args=[made.pk]), "Judging")
    assert "Of 2 sources that you picked." in text(reader.get(answer.url))


def test_a_theme_offers_its_sources(reader, themes, sources):
    asked = text(reader.get(reverse("pick-sources"), {"theme": themes[1].pk}))
    assert asked.count('name="sources"') == len(sources)


def test_they_may_be_added_to_a_draft_that_there_is(reader, ada, sources):
    reader.post(reverse("pick-sources"), {"sources": sources[:1], "title": "Judging"})
    made = Digest.objects.get()
    reader.post(reverse("pick-sources"), {"sources": sources[1:], "digest": made.pk})
    assert made.picks.count() == 2
    assert Digest.objects.count() == 1


def test_without_a_title_it_asks_for_one(reader, sources):
    answer = reader.post(reverse("pick-sources"), {"sources": sources})
    assert answer.status_code == 422
    assert "Give the new digest a title." in text(answer)


def test_what_is_somebody_else_s_is_not_offered(reader, ben):
    theirs = put_passage(ben, "A ferry waits for nobody.", source=put_source(ben, title="Secret ferry")).source_id
    assert "Secret ferry" not in text(reader.get(reverse("pick-sources"), {"sources": [theirs]}))
    assert reader.post(reverse("pick-sources"), {"sources": [theirs], "title": "Theirs"}).status_code == 422
    theme = put_theme(ben, passages=1)
    assert "Nothing is picked yet." in text(reader.get(reverse("pick-sources"), {"theme": theme.pk}))


def test_a_title_typed_with_nothing_ticked_is_not_lost(reader, sources):
    answer = reader.post(reverse("pick-sources"), {"offered": sources, "title": "Judging"})
    shown = text(answer)
    assert (answer.status_code, shown.count('name="sources"'), shown.count("checked")) == (422, 2, 0)
    assert "Pick at least one source." in shown
    assert 'value="Judging"' in shown


@pytest.fixture
def picked(ada, sources):
    return pick(ada, "Judging", sources)


def test_what_loses_its_tick_is_taken_out(reader, picked, sources):
    address = reverse("picks", args=[picked.pk])
    assert f'href="{address}"' in text(reader.get(reverse("digest", args=[picked.pk])))
    assert text(reader.get(address)).count("checked") == 2
    answer = reader.post(address, {"offered": sources, "sources": sources[:1]})
    assert answer.url == reverse("digest", args=[picked.pk])
    assert [source.pk for source in picked.picks.all()] == sources[:1]


def test_what_was_added_since_the_page_was_shown_stays(reader, picked, sources):
    more = put_passage(picked.owner, "A ferry waits for nobody.").source_id
    pick_also(picked, [more])
    reader.post(reverse("picks", args=[picked.pk]), {"offered": sources, "sources": sources[:1]})
    assert set(picked.picks.values_list("pk", flat=True)) == {sources[0], more}


def test_with_no_tick_left_it_asks_for_one(reader, picked, sources):
    answer = reader.post(reverse("picks", args=[picked.pk]), {"offered": sources})
    assert answer.status_code == 422
    assert "Leave at least one source in it." in text(answer)


def test_nothing_is_taken_out_of_a_hand_s_work(reader, ada, picked, sources):
    approve(picked, ada)
    address = reverse("picks", args=[picked.pk])
    answer = reader.post(address, {"offered": sources, "sources": sources[:1]})
    assert (answer.status_code, picked.picks.count()) == (422, 2)
    assert "<button" not in text(reader.get(address)).split("<main")[1].split("</main")[0]


def test_a_digest_of_a_period_has_no_picks(reader, ada, themes):
    made = compose_within(scope_within(put_series(ada), ada, *WEEK), ScriptedWriter())
    assert reader.get(reverse("picks", args=[made.pk])).status_code == 404


@pytest.mark.usefixtures("a_dear_model")
def test_a_dear_one_asks_before_anything_is_taken_out(reader, ada, sources):
    made = pick(ada, "Judging", sources, Wish(quoting=True))
    said, address = {"offered": sources, "sources": sources[:1]}, reverse("picks", args=[made.pk])
    asked = text(reader.post(address, said))
    assert asked.count('name="offered"') == made.picks.count() == 2
    reader.post(address, said | {"consent": "quote"})
    assert made.picks.count() == 1


@pytest.mark.parametrize("said", ["x", "-1", "9" * 30, "١", ""])
def test_what_is_no_id_is_passed_over(reader, said):
    assert "Nothing is picked yet." in text(reader.get(reverse("pick-sources"), {"sources": said, "theme": said}))


@pytest.mark.usefixtures("a_dear_model")
def test_a_dear_pick_asks_first_and_keeps_all_that_was_ticked(reader, sources):
    asked = text(reader.post(reverse("pick-sources"), {"sources": sources, "title": "Judging"}))
    assert all(f'name="sources" value="{one}"' in asked for one in sources)
    reader.post(reverse("pick-sources"), {"sources": sources, "title": "Judging", "consent": "model"})
    assert Digest.objects.get().picks.count() == 2
