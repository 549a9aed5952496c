import pytest

from curation.editing import drop
from curation.errors import NothingToDo
from curation.models import Placement, Theme, ThemeEvent
from tests.curation.themes.cast import everything, named, put, put_one, run, theme_of, told, vector, week
from tests.shelf import put_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(ada):
    """Three subjects of eight passages each, grouped."""
    for number, subject in enumerate(("harbour", "bakery", "violin")):
        put(ada, subject, on=week(number))
    run(ada)
    return ada


def test_each_subject_becomes_a_theme(library):
    assert {theme.name: theme.size for theme in Theme.objects.all()} == {"Harbour": 8, "Bakery": 8, "Violin": 8}


def test_a_theme_is_born_on_the_day_of_its_first_passage(library):
    theme = named(library, "Bakery")
    event = theme.events.get()
    assert (event.kind, event.on, event.gained, event.size) == ("born", week(1), 8, 8)
    assert theme.born_on == week(1)


def test_nothing_new_in_means_that_not_one_row_is_written(library):
    before = everything()
    with pytest.raises(NothingToDo):
        run(library)
    assert everything() == before


def test_what_comes_in_joins_its_theme_and_the_rest_stays_as_it_is(library):
    before = dict(Placement.objects.values_list("passage", "theme"))
    one = put_one(library, "violin", on=week(3))
    run(library)
    after = dict(Placement.objects.values_list("passage", "theme"))
    assert theme_of(one).name == "Violin"
    assert before.items() <= after.items()


def test_growth_is_told_once_with_the_day_of_what_came(library):
    put(library, "violin", 2, on=week(3))
    run(library)
    event = named(library, "Violin").events.get(kind="grew")
    assert (event.on, event.gained, event.size) == (week(3), 2, 10)
    assert told(named(library, "Bakery")) == ["born"]


def test_the_size_and_centroid_are_kept_up(library):
    put(library, "violin", 2)
    run(library)
    theme = named(library, "Violin")
    assert theme.size == 10
    assert vector("violin", 0, noise=0) @ theme.centroid > 0.95


def test_a_theme_that_went_into_another_becomes_a_signpost_to_it(library):
    small = put_theme(library, "Fiddles")
    put(library, "violin", 2, theme=small)
    put(library, "violin", 20, on=week(4))
    run(library)
    small.refresh_from_db()
    assert (small.state, small.merged_into) == ("merged", named(library, "Violin"))
    assert told(small) == ["merged"]
    assert small.events.get().on == week(4)


@pytest.mark.parametrize("shaped", [{"pinned": True}, {"named_by_hand": True}])
def test_what_a_hand_has_shaped_is_never_merged_by_a_run(library, shaped):
    small = put_theme(library, "Fiddles", **shaped)
    ours = put(library, "violin", 2, theme=small)
    put(library, "violin", 20)
    run(library)
    assert {theme_of(one) for one in ours} == {small}
    assert theme_of(ours[0]).state == "alive"


def test_a_theme_of_two_subjects_splits_and_both_remember_it(ada):
    both = put_theme(ada, "Harbour and more", centroid=vector("harbour", 0), named_for=vector("harbour", 0))
    put(ada, "harbour", 12, theme=both)
    put(ada, "glacier", 8, theme=both)
    put(ada, "bakery", 20, on=week(1))
    put(ada, "glacier", 6, on=week(2))
    run(ada)
    child = named(ada, "Glacier")
    assert child.split_from == both
    assert (told(child), told(both)) == (["split"], ["split"])
    assert set(ThemeEvent.objects.filter(kind="split").values_list("theme", "other", "on")) == {
        (child.pk, both.pk, week(2)),
        (both.pk, child.pk, week(2)),
    }


def test_a_theme_fades_when_it_is_not_met_for_eight_weeks_of_meeting(library):
    for number in range(3, 12):
        put_one(library, "violin", on=week(number))
        run(library)
    assert {theme.name: theme.state for theme in Theme.objects.all()} == {
        "Harbour": "faded",
        "Bakery": "faded",
        "Violin": "alive",
    }
    assert named(library, "Harbour").events.get(kind="faded").on == week(8)


def test_a_pause_in_the_reading_fades_nothing(library):
    put_one(library, "violin", on=week(60))
    run(library)
    assert Theme.objects.alive().count() == 3


def test_what_is_pinned_never_fades(library):
    Theme.objects.filter(name="Harbour").update(pinned=True)
    for number in range(3, 12):
        put_one(library, "violin", on=week(number))
    run(library)
    assert named(library, "Harbour").state == "alive"


def test_a_faded_theme_that_is_met_again_comes_back(library):
    Theme.objects.filter(name="Harbour").update(state="faded")
    put_one(library, "harbour", on=week(30))
    run(library)
    theme = named(library, "Harbour")
    assert (theme.state, told(theme)) == ("alive", ["born", "returned"])
    assert theme.events.last().on == week(30)


def test_a_theme_of_which_nothing_is_left_fades_and_comes_back_as_itself(library):
    for placement in list(named(library, "Harbour").placements.all()):
        drop(placement.passage.source, library)
    run(library)
    theme = named(library, "Harbour")
    assert (theme.state, theme.size) == ("faded", 0)

    put(library, "harbour", 5)
    run(library)
    theme.refresh_from_db()
    assert (theme.state, theme.size, told(theme)) == ("alive", 5, ["born", "faded", "returned"])


@pytest.fixture
def moved(ada):
    """A theme that was named for one subject and is about another."""
    theme = put_theme(ada, "Harbour", centroid=vector("harbour", 0), named_for=vector("harbour", 0))
    put(ada, "glacier", 10, theme=theme)
    put_one(ada, "glacier", on=week(5))
    return theme


def test_a_theme_is_renamed_when_it_has_really_moved(ada, moved):
    run(ada)
    moved.refresh_from_db()
    event = moved.events.get(kind="renamed")
    assert (moved.name, event.on, event.note) == ("Glacier", week(5), "Renamed from “Harbour”.")


def test_a_theme_is_renamed_once(ada, moved):
    run(ada)
    put_one(ada, "glacier")
    run(ada)
    assert told(moved).count("renamed") == 1


@pytest.mark.parametrize("shaped", ["named_by_hand", "pinned"])
def test_what_a_hand_has_named_or_pinned_keeps_its_name(ada, moved, shaped):
    Theme.objects.update(**{shaped: True})
    run(ada)
    moved.refresh_from_db()
    assert moved.name == "Harbour"


def test_growth_alone_renames_nothing(library):
    put(library, "violin", 40)
    run(library)
    assert told(named(library, "Violin")) == ["born", "grew"]


def test_one_owner_is_never_grouped_with_another(library, ben):
    for subject in ("harbour", "glacier"):
        put(ben, subject)
    run(ben)
    assert named(ben, "Harbour").size == 8
    assert named(library, "Harbour").size == 8
