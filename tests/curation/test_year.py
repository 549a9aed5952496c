"""The hand outranks the machine for a whole year of weekly runs, and what it took back stays taken back."""

from dataclasses import dataclass, field

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from curation import editing
from curation.models import Edit, Passage, PassageLink, Placement, Theme
from tests.curation.year import Year

pytestmark = pytest.mark.django_db


@dataclass
class Kept:
    """What the hand did, by what it wants to find at the end of the year."""

    named: dict[int, str] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    merged: dict[int, int] = field(default_factory=dict)
    placed: dict[int, int | None] = field(default_factory=dict)
    free: list[int] = field(default_factory=list)
    living: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    barred: dict[int, int] = field(default_factory=dict)
    apart: list[tuple[int, int]] = field(default_factory=list)
    together: list[tuple[int, int]] = field(default_factory=list)


def _ids(passages):
    return [passage.pk for passage in passages]


def _undo_latest(owner):
    editing.undo(Edit.objects.filter(owner=owner).first(), owner)


def _do_in_spring(year, ada, kept):
    kilns, boats = year.theme("kilns"), year.theme("boats")
    editing.rename_theme(kilns, "Clay and heat", ada)
    editing.pin_theme(boats, ada)
    kept.named[kilns.pk], kept.pinned = "Clay and heat", [boats.pk]
    year.pass_weeks(9)
    moved = editing.move_passages(year.passages("bees", 3), year.theme("boats"), ada)
    kept.placed |= dict.fromkeys(_ids(moved), boats.pk)
    taken = editing.move_passages(year.passages("kilns", 2), None, ada)
    kept.placed |= dict.fromkeys(_ids(taken), None)
    year.pass_weeks(13)


def _do_in_summer(year, ada, kept):
    chosen = year.passages("kilns", 4)
    glazes = editing.split_theme(year.theme("kilns"), chosen, "Glazes", ada)
    kept.placed |= dict.fromkeys(_ids(chosen), glazes.pk)
    kept.named[glazes.pk] = "Glazes"
    year.pass_weeks(17)
    maps, bread = year.theme("maps"), year.theme("bread")
    kept.placed |= dict.fromkeys(maps.placements.values_list("passage", flat=True), bread.pk)
    editing.merge_themes(maps, bread, ada)
    kept.merged[maps.pk] = bread.pk
    year.pass_weeks(21)
    bees = editing.hide_theme(year.theme("bees"), ada)
    kept.hidden = [bees.pk]
    year.pass_weeks(24)


def _link_in_autumn(year, ada, kept):
    [stray] = year.passages("boats", 1)
    editing.keep_apart([stray], year.theme("boats"), ada)
    kept.barred = {stray.pk: year.theme("boats").pk}
    one, other = year.passages("bread", 2)
    editing.keep_apart([one], other, ada)
    kept.apart = [(one.pk, other.pk)]
    [here], [there] = year.passages("boats", 1, after=2), year.passages("bread", 1, after=4)
    editing.keep_together([here], there, ada)
    kept.together = [(here.pk, there.pk)]
    year.pass_weeks(30)


def _do_and_undo(year, ada, kept):
    """One of each, undone after a few runs have passed over it."""
    boats = year.theme("boats")
    editing.rename_theme(boats, "Never mind", ada)
    year.pass_weeks(32)
    _undo_latest(ada)
    moved = editing.move_passages(year.passages("boats", 3, after=5), year.theme("bread"), ada)
    year.pass_weeks(34)
    _undo_latest(ada)
    kept.free += _ids(moved)
    clocks = year.theme("clocks")
    for change in (editing.hide_theme, editing.pin_theme):
        change(clocks, ada)
        year.pass_weeks(year.week + 2)
        _undo_latest(ada)
    editing.merge_themes(clocks, boats, ada)
    year.pass_weeks(40)
    _undo_latest(ada)
    chosen = year.passages("boats", 2, after=5)
    fresh = editing.split_theme(boats, chosen, "Hulls", ada)
    year.pass_weeks(42)
    _undo_latest(ada)
    kept.free += _ids(chosen)
    kept.living, kept.gone = [boats.pk, clocks.pk], [fresh.pk]
    year.pass_weeks(52)


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker):
    """Ada's year, lived once for all the tests of this file, and forgotten after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        year, kept = Year(User.objects.create_user("ada")), Kept()
        year.pass_weeks(5)
        for season in (_do_in_spring, _do_in_summer, _link_in_autumn, _do_and_undo):
            season(year, year.owner, kept)
        yield kept
        transaction.set_rollback(True)


def test_names_are_the_hands(lived):
    named = Theme.objects.filter(named_by_hand=True).exclude(state="merged")
    assert {theme.pk: theme.name for theme in named} == lived.named


def test_pinned_stays_pinned_and_hidden_hidden(lived):
    assert list(Theme.objects.filter(pinned=True).values_list("pk", flat=True)) == lived.pinned
    assert list(Theme.objects.filter(state="hidden").values_list("pk", flat=True)) == lived.hidden


def test_every_passage_is_where_the_hand_put_it(lived):
    placed = Placement.objects.filter(passage__in=lived.placed, by_hand=True)
    assert dict(placed.values_list("passage", "theme")) == lived.placed


def test_what_was_merged_stays_merged(lived):
    merged = Theme.objects.filter(pk__in=lived.merged, state="merged")
    assert dict(merged.values_list("pk", "merged_into")) == lived.merged
    assert not Placement.objects.filter(theme__in=lived.merged).exists()


def test_what_was_split_stays_a_theme_of_its_own(lived):
    glazes = Theme.objects.get(name="Glazes")
    assert (glazes.merged_into, glazes.split_from.name) == (None, "Clay and heat")
    assert glazes.placements.filter(by_hand=True).count() == 4


def test_what_was_undone_is_undone(lived):
    assert not Placement.objects.filter(passage__in=lived.free, by_hand=True).exists()
    assert set(Theme.objects.alive().filter(pk__in=lived.living).values_list("pk", flat=True)) == set(lived.living)
    assert set(Theme.objects.filter(pk__in=lived.gone).values_list("state", flat=True)) == {"merged"}
    assert not Theme.objects.filter(name="Never mind").exists()


def test_what_was_said_for_every_run_is_still_known(lived):
    assert PassageLink.objects.count() == len(lived.barred) + len(lived.apart) + len(lived.together)


def test_the_machine_went_on_with_the_rest(lived):
    placed = Passage.objects.filter(placement__by_hand=False, placement__theme__state="alive").count()
    assert placed > Passage.objects.count() / 2


def test_what_was_said_for_every_run_is_kept(lived):
    theme_of = dict(Placement.objects.values_list("passage", "theme"))
    assert all(theme_of.get(passage) != theme for passage, theme in lived.barred.items())
    assert all(theme_of[one] == theme_of[other] for one, other in lived.together)
    assert all(not theme_of.get(one) or theme_of[one] != theme_of.get(other) for one, other in lived.apart)
