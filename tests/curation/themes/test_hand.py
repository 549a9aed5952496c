import threading

import pytest
from django.db import connection, transaction

from curation.editing import drop, hide_theme, merge_themes, move_passage, rename_theme
from curation.errors import NothingToDo, TemporaryError
from curation.models import Passage, PassageLink, Placement, Theme
from curation.themes import turns
from tests.curation.themes.cast import named, put, put_one, run, theme_of, told, week
from tests.shelf import put_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(ada):
    for subject in ("harbour", "bakery", "violin"):
        put(ada, subject)
    run(ada)
    return ada


def of(owner, name):
    return list(Passage.objects.filter(placement__theme=named(owner, name)).order_by("pk"))


def link(owner, kind, passage, **to):
    return PassageLink.objects.create(owner=owner, kind=kind, passage=passage, **to)


def test_a_moved_passage_stays_where_it_was_put(library):
    one = move_passage(of(library, "Violin")[0], named(library, "Harbour"), library)
    put(library, "violin", 4)
    run(library)
    assert theme_of(one).name == "Harbour"


def test_what_was_taken_out_of_all_themes_stays_out(library):
    one = move_passage(of(library, "Violin")[0], None, library)
    put(library, "violin", 4)
    run(library)
    assert Placement.objects.get(passage=one).theme is None


def test_a_theme_merged_by_hand_stays_merged(library):
    merge_themes(named(library, "Violin"), named(library, "Harbour"), library)
    put(library, "violin", 2)
    run(library)
    assert named(library, "Violin").state == "merged"
    assert named(library, "Harbour").placements.count() >= 16


def test_what_stands_in_a_merged_theme_follows_its_signpost(library):
    one, old = of(library, "Violin")[0], put_theme(library, "Old", state="merged")
    Theme.objects.filter(pk=old.pk).update(merged_into=named(library, "Harbour"))
    Placement.objects.filter(passage=one).update(theme=old, by_hand=True)
    run(library)
    assert theme_of(one).name == "Harbour"
    assert Placement.objects.get(passage=one).by_hand


def test_a_hidden_theme_stays_hidden_and_keeps_its_passages(library):
    hide_theme(named(library, "Violin"), library)
    put(library, "harbour", 30)
    put(library, "violin", 2)
    run(library)
    assert named(library, "Violin").state == "hidden"
    assert named(library, "Violin").placements.count() >= 8


def test_passages_that_are_always_together_stay_together(library):
    one, other = of(library, "Violin")[0], of(library, "Harbour")[0]
    link(library, "must", one, other=other)
    run(library)
    assert theme_of(one) == theme_of(other)


def test_passages_that_are_never_together_stay_apart(library):
    one, other = of(library, "Violin")[:2]
    link(library, "cannot", one, other=other)
    run(library)
    themes = Placement.objects.filter(passage__in=[one, other]).values_list("theme", flat=True)
    assert len(set(themes)) == 2


def test_a_passage_never_comes_back_to_a_theme_that_was_forbidden(library):
    one, theme = of(library, "Violin")[0], named(library, "Violin")
    link(library, "cannot", one, theme=theme)
    Placement.objects.filter(passage=one).delete()
    put(library, "violin", 4)
    run(library)
    assert Placement.objects.get(passage=one).theme != theme


def test_a_passage_goes_where_it_always_belongs(library):
    one = put_one(library, "orchard")
    link(library, "must", one, theme=named(library, "Bakery"))
    run(library)
    assert theme_of(one).name == "Bakery"


def test_what_was_said_and_is_kept_asks_for_no_run(library):
    one, other = of(library, "Violin")[:2]
    link(library, "must", one, other=other)
    with pytest.raises(NothingToDo):
        run(library)


def test_a_move_meanwhile_is_respected(library):
    one = of(library, "Violin")[0]
    Placement.objects.filter(passage=one).delete()
    put(library, "glacier", 5)
    run(library, meanwhile=lambda: move_passage(one, named(library, "Harbour"), library))
    placement = Placement.objects.get(passage=one)
    assert (placement.theme.name, placement.by_hand) == ("Harbour", True)


def test_a_merge_meanwhile_is_respected(library):
    put(library, "glacier", 5)
    one = put_one(library, "violin")
    run(library, meanwhile=lambda: merge_themes(named(library, "Violin"), named(library, "Harbour"), library))
    assert theme_of(one).name == "Harbour"
    assert named(library, "Violin").placements.count() == 0


def test_a_name_given_meanwhile_is_kept(library):
    put(library, "glacier", 5)
    theme = named(library, "Violin")
    run(library, meanwhile=lambda: rename_theme(theme, "Glacier", library))
    theme.refresh_from_db()
    assert theme.name == "Glacier"
    assert named(library, "Glacier (2)").size == 5


def test_what_is_hidden_meanwhile_stays_hidden(library):
    put(library, "glacier", 5)
    put(library, "violin", 2)
    run(library, meanwhile=lambda: hide_theme(named(library, "Violin"), library))
    assert named(library, "Violin").state == "hidden"


def test_what_is_pinned_meanwhile_does_not_fade(library):
    for number in range(1, 10):
        put_one(library, "violin", on=week(number))
    put(library, "glacier", 5)
    run(library, meanwhile=lambda: Theme.objects.filter(name="Harbour").update(pinned=True))
    assert (named(library, "Harbour").state, named(library, "Bakery").state) == ("alive", "faded")


def test_what_is_dropped_or_deleted_meanwhile_is_placed_nowhere(library):
    ours = put(library, "glacier", 5)

    def meanwhile():
        drop(ours[0].source, library)
        ours[1].source.delete()

    run(library, meanwhile=meanwhile)
    assert named(library, "Glacier").placements.count() == 3


def test_what_is_said_meanwhile_waits_for_the_next_run(library):
    one = put(library, "glacier", 5)[0]
    put_one(library, "violin")
    run(library, meanwhile=lambda: link(library, "cannot", one, theme=named(library, "Harbour")))
    assert not Placement.objects.filter(passage=one).exists()
    run(library)
    assert theme_of(one).name == "Glacier"


def test_a_theme_deleted_meanwhile_takes_nothing_with_it(library):
    put(library, "glacier", 5)
    one = put_one(library, "violin")
    run(library, meanwhile=lambda: named(library, "Violin").delete())
    assert not Placement.objects.filter(passage=one).exists()
    run(library)
    assert theme_of(one).name == "Violin"


@pytest.mark.django_db(transaction=True)
def test_the_run_gives_way_to_a_hand_that_holds_on(ada, monkeypatch):
    monkeypatch.setattr(turns, "PAUSES", (0.0, 0.0))
    put(ada, "harbour")
    run(ada)
    put_one(ada, "harbour")
    held, let_go = threading.Event(), threading.Event()

    def hand():
        with transaction.atomic():
            list(Theme.objects.select_for_update())
            held.set()
            let_go.wait(30)
        connection.close()

    thread = threading.Thread(target=hand)
    thread.start()
    held.wait(30)
    try:
        with pytest.raises(TemporaryError, match="grouped later"):
            run(ada)
    finally:
        let_go.set()
        thread.join()
    run(ada)
    assert told(named(ada, "Harbour")) == ["born", "grew"]
