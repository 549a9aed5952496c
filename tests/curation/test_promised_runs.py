"""What only a run of grouping can finish is promised one, so that nobody waits until something new comes in."""

import pytest

from curation import editing
from curation.models import Edit, Likeness, PassageLink, Placement, Run
from tests.shelf import put_passage, put_source, put_theme

pytestmark = pytest.mark.django_db


def promised():
    return list(Run.objects.filter(status=Run.Status.QUEUED).values_list("kind", flat=True))


@pytest.fixture
def desk(ada):
    """A theme of three passages, one in none, and one that a hand keeps out of the theme."""
    theme = put_theme(ada, "Traces", passages=3)
    inside = [placement.passage for placement in theme.placements.order_by("passage")]
    loose, barred = put_passage(ada), put_passage(ada)
    PassageLink.objects.create(owner=ada, kind="cannot", passage=barred, theme=theme)
    tie = Likeness.objects.create(source=put_source(ada), of=inside[0].source, relation="same", score=0.9)
    return {"theme": theme, "inside": inside, "loose": loose, "link": PassageLink.objects.get(), "tie": tie}


WAITING = {
    "never in": lambda desk, by: editing.keep_apart(desk["inside"][:1], desk["theme"], by),
    "never with": lambda desk, by: editing.keep_apart(desk["inside"][:1], desk["inside"][1], by),
    "always with": lambda desk, by: editing.keep_together(desk["inside"][:1], desk["loose"], by),
    "forgotten": lambda desk, by: editing.forget_link(desk["link"], by),
    "dropped": lambda desk, by: editing.drop(desk["inside"][0].source, by),
    "restored": lambda desk, by: editing.restore(put_source(by, standing="filtered"), by),
    "parted": lambda desk, by: editing.part(desk["tie"], by),
    "joined": lambda desk, by: editing.join(desk["inside"][1].source, desk["inside"][0].source, by),
}
DONE = {
    "renamed": lambda desk, by: editing.rename_theme(desk["theme"], "By hand", by),
    "pinned": lambda desk, by: editing.pin_theme(desk["theme"], by),
    "hidden": lambda desk, by: editing.hide_theme(desk["theme"], by),
    "moved": lambda desk, by: editing.move_passage(desk["loose"], desk["theme"], by),
    "taken out": lambda desk, by: editing.move_passages(desk["inside"], None, by),
    "split": lambda desk, by: editing.split_theme(desk["theme"], desk["inside"][:1], "By hand", by),
    "merged": lambda desk, by: editing.merge_themes(put_theme(by, "Judges", passages=1), desk["theme"], by),
}


@pytest.mark.parametrize("deed", WAITING.values(), ids=WAITING.keys())
def test_what_waits_for_a_run_is_promised_one(desk, ada, deed):
    deed(desk, ada)
    assert promised().count("group") == 1


@pytest.mark.parametrize("deed", DONE.values(), ids=DONE.keys())
def test_what_is_done_at_once_asks_for_no_run(desk, ada, deed):
    deed(desk, ada)
    assert promised() == []


def test_saying_it_again_promises_nothing(desk, ada):
    editing.keep_apart(desk["inside"][:1], desk["theme"], ada)
    Run.objects.all().delete()
    editing.keep_apart(desk["inside"][:1], desk["theme"], ada)
    assert promised() == []


def test_what_an_undoing_leaves_without_a_theme_is_looked_at_again(desk, ada):
    editing.move_passage(desk["loose"], desk["theme"], ada)
    editing.undo(Edit.objects.get(), ada)
    assert promised() == ["group"]


def test_what_was_found_no_place_is_looked_at_again_when_its_bar_is_forgotten(desk, ada):
    barred = desk["link"].passage
    Placement.objects.create(passage=barred, theme=None)
    editing.forget_link(desk["link"], ada)
    assert not Placement.objects.filter(passage=barred).exists()
    editing.undo(Edit.objects.get(), ada)
    assert Placement.objects.get(passage=barred).theme is None


def test_what_a_hand_took_out_stays_out_when_its_bar_is_forgotten(desk, ada):
    barred = desk["link"].passage
    Placement.objects.create(passage=barred, theme=None, by_hand=True)
    editing.forget_link(desk["link"], ada)
    assert Placement.objects.get(passage=barred).by_hand
