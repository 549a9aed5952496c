"""Whatever a hand did can be undone, in the order in which it was done, and done again."""

import datetime

import pytest

from curation import editing
from curation.editing.noting import edit_after, newest
from curation.errors import CurationError, NotFound
from curation.models import Edit, Likeness, PassageLink, Placement, Source, Theme, ThemeEvent
from tests.shelf import put_passage, put_source, put_theme

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 9)


def passages_of(theme):
    return [placement.passage for placement in theme.placements.select_related("passage").order_by("passage")]


def everything():
    """All that hands and runs have made of the library, but for what is logged."""
    return {
        "themes": list(Theme.objects.order_by("pk").values("name", "named_by_hand", "state", "merged_into", "pinned")),
        "placements": list(
            Placement.objects.order_by("passage").values("passage", "theme", "by_hand", "placed_on", "x", "y")
        ),
        "links": list(PassageLink.objects.order_by("pk").values("passage", "other", "theme", "kind")),
        "sources": list(Source.objects.order_by("pk").values("standing", "standing_by_hand", "signal_reason")),
        "ties": list(Likeness.objects.order_by("pk").values("source", "of", "severed", "by_hand", "score")),
        "events": list(ThemeEvent.objects.order_by("pk").values("theme", "kind", "other", "gained", "by")),
    }


@pytest.fixture
def desk(ada):
    """Two themes of three passages, one of them placed by hand and one on the map."""
    traces, judges = put_theme(ada, "Traces", passages=3), put_theme(ada, "Judges", passages=3)
    Placement.objects.update(placed_on=DAY)
    first, second, _ = traces.placements.order_by("passage")
    Placement.objects.filter(pk=first.pk).update(by_hand=True)
    Placement.objects.filter(pk=second.pk).update(x=0.25, y=0.5)
    return {"traces": traces, "judges": judges, "in_traces": passages_of(traces), "in_judges": passages_of(judges)}


DEEDS = {
    "rename": lambda desk, ada: editing.rename_theme(desk["traces"], "Reading traces", ada),
    "confirm the name": lambda desk, ada: editing.rename_theme(desk["traces"], "Traces", ada),
    "merge": lambda desk, ada: editing.merge_themes(desk["traces"], desk["judges"], ada),
    "move one": lambda desk, ada: editing.move_passage(desk["in_traces"][1], desk["judges"], ada),
    "move all": lambda desk, ada: editing.move_passages(desk["in_traces"], desk["judges"], ada),
    "place": lambda desk, ada: editing.move_passage(put_passage(ada), desk["judges"], ada),
    "take out": lambda desk, ada: editing.move_passages(desk["in_traces"], None, ada),
    "pin": lambda desk, ada: editing.pin_theme(desk["traces"], ada),
    "hide": lambda desk, ada: editing.hide_theme(desk["traces"], ada),
    "bar": lambda desk, ada: editing.keep_apart(desk["in_traces"][:2], desk["traces"], ada),
    "keep apart": lambda desk, ada: editing.keep_apart(desk["in_traces"][:1], desk["in_traces"][1], ada),
    "keep together": lambda desk, ada: editing.keep_together(desk["in_traces"][1:2], desk["in_judges"][0], ada),
    "drop": lambda desk, ada: editing.drop(desk["in_traces"][0].source, ada),
    "join": lambda desk, ada: editing.join(desk["in_traces"][0].source, desk["in_traces"][1].source, ada),
}


def without_new_rows(before, after):
    """What there was before, as it is now."""
    return {part: rows[: len(before[part])] for part, rows in after.items()}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS.keys())
def test_it_puts_back_what_was_and_does_it_again(desk, ada, deed):
    before = everything()
    deed(desk, ada)
    done, edit = everything(), Edit.objects.get()
    assert done != before
    editing.undo(edit, ada)
    undone = everything()
    assert without_new_rows(before, undone) == before
    editing.undo(Edit.objects.filter(verb="undo").get(), ada)
    assert everything() == done


def test_a_split_is_undone_by_making_a_signpost_of_the_new_theme(desk, ada):
    fresh = editing.split_theme(desk["traces"], desk["in_traces"][:2], "By hand", ada)
    editing.undo(Edit.objects.get(), ada)
    fresh.refresh_from_db()
    assert (fresh.state, fresh.merged_into) == (Theme.State.MERGED, desk["traces"])
    assert passages_of(desk["traces"]) == desk["in_traces"]
    assert list(desk["traces"].placements.order_by("passage").values_list("by_hand", flat=True)) == [True, False, False]


def test_a_split_that_is_done_again_is_the_same_theme(desk, ada):
    fresh = editing.split_theme(desk["traces"], desk["in_traces"][:2], "By hand", ada)
    done = everything()
    editing.undo(Edit.objects.get(), ada)
    editing.undo(Edit.objects.get(verb="undo"), ada)
    fresh.refresh_from_db()
    assert fresh.state == Theme.State.ALIVE
    assert everything() == done


def test_what_a_run_put_into_a_split_theme_goes_along_when_it_is_undone(desk, ada):
    fresh = editing.split_theme(desk["traces"], desk["in_traces"][:2], "By hand", ada)
    met = put_passage(ada, theme=fresh)
    editing.undo(Edit.objects.get(), ada)
    assert (met in passages_of(desk["traces"]), fresh.placements.exists()) == (True, False)


def test_what_a_hand_put_into_a_split_theme_is_undone_first(desk, ada):
    fresh = editing.split_theme(desk["traces"], desk["in_traces"][:2], "By hand", ada)
    editing.move_passage(desk["in_judges"][0], fresh, ada)
    with pytest.raises(CurationError, match="Undo that first: Moved “Small teams"):
        editing.undo(Edit.objects.get(verb="split"), ada)


def test_undoing_twice_is_undoing_once(desk, ada):
    editing.pin_theme(desk["traces"], ada)
    edit = Edit.objects.get()
    editing.undo(edit, ada)
    editing.undo(edit, ada)
    assert [one.said for one in Edit.objects.all()] == ["Undid: Pinned “Traces”.", "Pinned “Traces”."]


def test_undoing_is_logged_and_marked(desk, ada):
    editing.pin_theme(desk["traces"], ada)
    edit = editing.undo(Edit.objects.get(), ada)
    assert edit.undone_at
    assert Edit.objects.get(verb="undo").by == ada


def test_what_was_changed_on_top_is_undone_first(desk, ada):
    editing.rename_theme(desk["traces"], "Reading traces", ada)
    editing.rename_theme(desk["traces"], "Traces by hand", ada)
    later, earlier = Edit.objects.all()
    with pytest.raises(CurationError, match="Undo that first: Renamed “Reading traces” to “Traces by hand”"):
        editing.undo(earlier, ada)
    editing.undo(later, ada)
    editing.undo(earlier, ada)
    desk["traces"].refresh_from_db()
    assert (desk["traces"].name, desk["traces"].named_by_hand) == ("Traces", False)


def test_another_change_of_the_same_theme_is_no_hindrance(desk, ada):
    editing.rename_theme(desk["traces"], "Reading traces", ada)
    editing.pin_theme(desk["traces"], ada)
    editing.undo(Edit.objects.get(verb="rename"), ada)
    desk["traces"].refresh_from_db()
    assert (desk["traces"].name, desk["traces"].pinned) == ("Traces", True)


def test_a_passage_does_not_go_back_into_a_theme_that_a_hand_has_merged(desk, ada):
    editing.move_passage(desk["in_traces"][0], desk["judges"], ada)
    editing.merge_themes(desk["traces"], put_theme(ada, "Evals"), ada)
    with pytest.raises(CurationError, match="Undo that first: Merged “Traces” into “Evals”"):
        editing.undo(Edit.objects.get(verb="move"), ada)


def test_a_passage_goes_back_to_where_a_run_has_merged_its_theme(desk, ada):
    editing.move_passage(desk["in_traces"][0], desk["judges"], ada)
    evals = put_theme(ada, "Evals")
    Theme.objects.filter(pk=desk["traces"].pk).update(state=Theme.State.MERGED, merged_into=evals)
    editing.undo(Edit.objects.get(), ada)
    assert passages_of(evals) == desk["in_traces"][:1]


def test_two_empty_themes_do_not_become_part_of_each_other(ada):
    one, other = put_theme(ada, "Traces"), put_theme(ada, "Judges")
    editing.merge_themes(one, other, ada)
    editing.undo(Edit.objects.get(), ada)
    editing.merge_themes(other, one, ada)
    with pytest.raises(CurationError, match="Undo that first: Merged “Judges” into “Traces”"):
        editing.undo(Edit.objects.get(verb="undo"), ada)


def test_what_was_done_to_a_digest_is_not_undone_here(ada):
    edit = Edit.objects.create(owner=ada, by=ada, verb="digest-lead", said="Rewrote.", before={"digest": 1})
    with pytest.raises(CurationError, match="undo it at the desk of that digest"):
        editing.undo(edit, ada)


def test_a_theme_does_not_come_back_under_a_name_that_is_taken(desk, ada):
    editing.hide_theme(desk["traces"], ada)
    editing.rename_theme(desk["judges"], "Traces", ada)
    with pytest.raises(CurationError, match="Another theme is called “Traces”"):
        editing.undo(Edit.objects.get(verb="hide"), ada)
    desk["traces"].refresh_from_db()
    assert desk["traces"].state == Theme.State.HIDDEN


def test_a_passage_that_is_gone_is_passed_over(desk, ada):
    editing.move_passages(desk["in_traces"], desk["judges"], ada)
    gone, *left = desk["in_traces"]
    gone.source.delete()
    editing.undo(Edit.objects.get(), ada)
    assert passages_of(desk["traces"]) == left


def test_what_a_run_met_meanwhile_stays_where_it_is(desk, ada):
    editing.merge_themes(desk["traces"], desk["judges"], ada)
    met = put_passage(ada, theme=desk["judges"])
    editing.undo(Edit.objects.get(), ada)
    assert passages_of(desk["traces"]) == desk["in_traces"]
    assert met in passages_of(desk["judges"])


def test_the_timeline_forgets_a_merge_that_is_undone(desk, ada):
    editing.merge_themes(desk["traces"], desk["judges"], ada)
    assert [(event.theme, event.other) for event in ThemeEvent.objects.all()] == [
        (desk["traces"], desk["judges"]),
        (desk["judges"], desk["traces"]),
    ]
    editing.undo(Edit.objects.get(), ada)
    assert not ThemeEvent.objects.exists()


def test_a_tie_that_was_parted_is_tied_again(ada):
    one, other = put_source(ada), put_source(ada)
    tie = Likeness.objects.create(source=one, of=other, relation="same", score=0.9)
    editing.part(tie, ada)
    editing.undo(Edit.objects.get(), ada)
    tie.refresh_from_db()
    assert (tie.severed, tie.by_hand) == (False, False)


def test_nobody_undoes_what_somebody_else_did(desk, ada, ben):
    editing.pin_theme(desk["traces"], ada)
    with pytest.raises(NotFound, match="not in your library"):
        editing.undo(Edit.objects.get(), ben)


def test_what_does_not_know_how_it_was_is_not_undone(ada):
    edit = Edit.objects.create(owner=ada, by=ada, verb="appeal", said="Appealed.")
    with pytest.raises(CurationError, match="cannot be undone"):
        editing.undo(edit, ada)


def test_a_caller_learns_which_edit_was_made(desk, ada):
    number = newest(ada)
    editing.pin_theme(desk["traces"], ada)
    made = edit_after(ada, number)
    assert made == Edit.objects.get()
    editing.pin_theme(desk["traces"], ada)
    assert edit_after(ada, made.pk) is None
