"""The home page: what today holds, its end, and the look back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from curation import editing
from curation.models import Theme
from curation.reading import passes
from curation.reading.home.reckoning import LETTERS_A_MINUTE
from curation.reading.models import ReadingHabit
from digests.models import Digest
from tests.reading.home.cast import put_text
from tests.shelf import put_source
from tests.web.cast import today

pytestmark = pytest.mark.django_db


def page(reader, address="home", **wanted):
    return reader.get(reverse(address), wanted).content.decode()


@pytest.fixture
def begun(ada):
    """A text of forty minutes, of which ten are read."""
    source = put_text(ada, 40, title="Weighing flour", met_on=today())
    passes.reached(passes.reading_of(source), 10 * LETTERS_A_MINUTE)
    return source


def test_an_empty_library_is_told_what_to_do(reader):
    shown = page(reader)
    assert "Nothing here yet" in shown
    assert reverse("add") in shown


def test_a_newcomer_lands_on_something_to_read(reader, shelf):
    shown = page(reader)
    assert "Read this week’s digest" in shown
    assert "Reading traces by hand" in shown


def test_who_follows_nothing_is_shown_what_is_new(reader, shelf):
    shown = page(reader)
    assert "New in your library" in shown
    assert reverse("source", args=[shelf.source.pk]) in shown


def test_a_library_without_a_digest_is_offered_one(reader, ada):
    put_source(ada)
    assert "1 source in the library, and no digest of a week yet." in page(reader)


def test_a_digest_that_is_being_written_says_so(reader, shelf):
    Digest.objects.update(writer="")
    assert "It is being written" in page(reader)


def test_what_was_begun_comes_before_the_digest(reader, shelf, begun):
    shown = page(reader)
    assert shown.index("Weighing flour") < shown.index("This week’s digest")
    assert "Read this week’s digest" not in shown


def test_it_says_how_much_of_a_text_is_for_today(reader, begun):
    shown = page(reader)
    assert "10 of 30 min left of pass 1" in shown
    assert "That’s today: 10 minutes." in shown
    assert "Done so far: about 10 minutes." in shown


def test_the_day_ends(reader, begun):
    passes.reached(passes.reading_of(begun), 21 * LETTERS_A_MINUTE)
    shown = page(reader)
    assert "<h1>You are done for today.</h1>" in shown
    assert "About 21 minutes." in shown
    assert "Weighing flour" not in shown


def test_more_is_shown_to_whoever_asks(reader, begun):
    passes.reached(passes.reading_of(begun), 21 * LETTERS_A_MINUTE)
    assert "?more=1" in page(reader)
    assert "Weighing flour" in page(reader, more="1")


def test_pass_2_leads_to_the_explanation(reader, begun):
    passes.end_first(passes.reading_of(begun))
    assert reverse("explanation", args=[begun.pk]) in page(reader, more="1")


def test_a_followed_theme_brings_what_is_new_in_it(reader, ada, shelf):
    assert "You follow no theme yet." in page(reader)
    reader.post(reverse("change-theme", args=[shelf.theme.pk, "follow"]))
    shown = page(reader)
    assert "New in themes you follow" in shown
    assert "You follow no theme yet." not in shown


def test_a_theme_is_followed_from_the_list_and_its_page(reader, shelf):
    themes = reverse("themes")
    assert reader.post(reverse("change-theme", args=[shelf.theme.pk, "follow"]), {"back": themes}).url == themes
    assert "Following" in page(reader, "themes")
    assert "Following" in reader.get(reverse("theme", args=[shelf.theme.pk])).content.decode()
    reader.post(reverse("change-theme", args=[shelf.theme.pk, "unfollow"]))
    assert Theme.objects.get(pk=shelf.theme.pk).followed_at is None


def test_the_minutes_of_a_day_are_kept(reader, ada, begun):
    reader.post(reverse("day-minutes"), {"minutes": "35"})
    assert ReadingHabit.objects.get(owner=ada).minutes == 35
    assert "A day has 35 minutes" in page(reader)


@pytest.mark.parametrize("minutes", ["0", "1000", "soon", ""])
def test_minutes_that_no_day_has_are_answered_in_place(reader, begun, minutes):
    answer = reader.post(reverse("day-minutes"), {"minutes": minutes})
    assert answer.status_code == 422
    assert 'class="today__minutes-form" open' in answer.content.decode()


def test_two_visits_on_a_day_are_one(reader, ada, begun):
    for _ in range(2):
        page(reader)
    habit = ReadingHabit.objects.get(owner=ada)
    assert (habit.seen_on, habit.seen_before) == (timezone.localdate(), None)


def test_the_plot_says_in_words_what_it_shows(reader, begun):
    assert "No pass was finished in these four weeks." in page(reader)
    passes.end_first(passes.reading_of(begun))
    shown = page(reader)
    assert 'aria-label="Passes finished by day' in shown
    assert "1 first pass" in shown


def test_weeks_are_looked_back_at(reader, ada, begun):
    passes.end_first(passes.reading_of(begun))
    shown = page(reader, "look-back")
    assert "1 first pass and about 40 minutes of reading." in shown.replace("1 first pass, ", "1 first pass and ")


@pytest.mark.parametrize("week", ["nonsense", "0001-01-01", "9999-12-31", "2026-02-30", ""])
def test_a_week_that_is_none_is_this_one(reader, begun, week):
    assert "This week</h2>" in page(reader, "look-back", week=week)


def test_weeks_lead_to_each_other(reader, begun):
    passes.reading_of(begun).__class__.objects.update(begun_at=timezone.now() - timedelta(weeks=9))
    assert 'rel="prev"' in page(reader, "look-back")
    earlier = (timezone.localdate() - timedelta(weeks=5)).isoformat()
    assert 'rel="next"' in page(reader, "look-back", week=earlier)


def test_a_hidden_theme_brings_nothing(reader, ada, shelf):
    editing.follow_theme(shelf.theme, ada)
    editing.hide_theme(shelf.theme, ada)
    assert "New in themes you follow" not in page(reader)
