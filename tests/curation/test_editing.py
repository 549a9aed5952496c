import pytest
from django.contrib.admin.models import LogEntry

from curation.editing import (
    drop,
    hide_theme,
    merge_themes,
    move_passage,
    move_passages,
    pin_theme,
    rename_theme,
    restore,
    show_theme,
    split_theme,
    unpin_theme,
)
from curation.errors import CurationError, NotFound
from curation.models import Edit, Placement, Source, Theme, ThemeEvent
from tests.shelf import put_passage, put_source, put_theme

pytestmark = pytest.mark.django_db


def notes():
    return [entry.change_message for entry in LogEntry.objects.order_by("pk")]


def test_it_drops_a_source_for_good(ada):
    source = drop(put_source(ada), ada)
    source.refresh_from_db()
    assert (source.standing, source.standing_by_hand) == (Source.Standing.FILTERED, True)
    assert source.signal_reason == "Dropped by hand."


def test_it_restores_what_was_dropped(ada):
    source = restore(drop(put_source(ada), ada), ada)
    assert (source.standing, source.standing_by_hand) == (Source.Standing.KEPT, True)
    assert source.signal_reason == "Restored by hand."


def test_dropping_what_the_machine_filtered_makes_it_the_hands_decision(ada):
    source = drop(put_source(ada, standing="filtered", signal_reason="An advertisement."), ada)
    assert source.standing_by_hand


def test_it_logs_who_did_what_once(ada):
    source = put_source(ada)
    drop(source, ada)
    drop(source, ada)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.get_edited_object(), entry.change_message) == (ada, source, "Dropped by hand.")


def test_it_sees_what_another_hand_did_meanwhile(ada):
    source = put_source(ada)
    stale = Source.objects.get(pk=source.pk)
    drop(source, ada)
    drop(stale, ada)
    assert notes() == ["Dropped by hand."]


def test_it_says_when_the_thing_is_gone(ada):
    source = put_source(ada)
    Source.objects.all().delete()
    with pytest.raises(NotFound, match="This source has been deleted"):
        drop(source, ada)


def test_it_renames_a_theme_by_hand(ada):
    theme = rename_theme(put_theme(ada, "Small teams"), "  Team size ", ada)
    theme.refresh_from_db()
    assert (theme.name, theme.named_by_hand) == ("Team size", True)


def test_confirming_the_machines_name_makes_it_the_hands(ada):
    assert rename_theme(put_theme(ada, "Small teams"), "Small teams", ada).named_by_hand


def test_renaming_twice_is_renaming_once(ada):
    theme = put_theme(ada)
    rename_theme(theme, "Team size", ada)
    rename_theme(theme, "Team size", ada)
    assert notes() == ["Renamed from “Small teams”."]


@pytest.mark.parametrize("name", ["", " x ", "y" * 121, "two\nlines", "bell\a", "\u202egnp"])
def test_it_refuses_a_name_that_is_none(ada, name):
    with pytest.raises(CurationError, match="theme's name"):
        rename_theme(put_theme(ada), name, ada)


@pytest.mark.parametrize("name", ["👩\u200d🚀 in space", "می\u200cخواهم", "Prix\u00a0: combien", "😀" * 120])
def test_a_name_may_be_of_any_script(ada, name):
    assert rename_theme(put_theme(ada), name, ada).name == name


def test_a_merged_theme_is_not_renamed(ada):
    theme = put_theme(ada, state=Theme.State.MERGED, merged_into=put_theme(ada, "Pricing"))
    with pytest.raises(CurationError, match="was merged into “Pricing”"):
        rename_theme(theme, "Team size", ada)


def test_it_refuses_the_name_of_another_living_theme(ada):
    put_theme(ada, "Team size")
    with pytest.raises(CurationError, match="Another theme is called “team SIZE”"):
        rename_theme(put_theme(ada), "team SIZE", ada)


def test_a_faded_or_foreign_theme_does_not_hold_its_name(ada, ben):
    put_theme(ada, "Team size", state=Theme.State.FADED)
    put_theme(ben, "Team size")
    assert rename_theme(put_theme(ada), "Team size", ada).name == "Team size"


def test_it_moves_a_passage_to_a_theme_by_hand(ada):
    passage, theme = put_passage(ada, theme=put_theme(ada, "Pricing")), put_theme(ada)
    move_passage(passage, theme, ada)
    placement = Placement.objects.get(passage=passage)
    assert (placement.theme, placement.by_hand) == (theme, True)


def test_it_places_a_passage_that_was_in_no_theme(ada):
    passage = move_passage(put_passage(ada), put_theme(ada), ada)
    assert passage.placement.theme.name == "Small teams"


def test_it_takes_a_passage_out_of_all_themes_and_remembers_the_hand(ada):
    passage = move_passage(put_passage(ada, theme=put_theme(ada)), None, ada)
    placement = Placement.objects.get(passage=passage)
    assert (placement.theme, placement.by_hand) == (None, True)


def test_moving_twice_is_moving_once(ada):
    passage, theme = put_passage(ada), put_theme(ada)
    for target in (theme, theme, None, None):
        move_passage(passage, target, ada)
    assert notes() == ["Moved to “Small teams”.", "Taken out of all themes."]


def test_moving_to_where_the_machine_put_it_makes_it_the_hands_decision(ada):
    theme = put_theme(ada, passages=1)
    passage = move_passage(theme.placements.get().passage, theme, ada)
    assert passage.placement.by_hand


def test_it_merges_a_theme_with_its_passages(ada):
    small, large = put_theme(ada, "Pods", passages=2), put_theme(ada, passages=1)
    merge_themes(small, large, ada)
    small.refresh_from_db()
    assert (small.state, small.merged_into) == (Theme.State.MERGED, large)
    assert large.placements.count() == 3
    assert large.placements.filter(by_hand=True).count() == 2


def test_merging_twice_is_merging_once(ada):
    small, large = put_theme(ada, "Pods"), put_theme(ada)
    merge_themes(small, large, ada)
    merge_themes(small, large, ada)
    assert notes() == ["Merged into “Small teams”."]


def test_it_does_not_merge_a_theme_into_itself(ada):
    theme = put_theme(ada)
    with pytest.raises(CurationError, match="into itself"):
        merge_themes(theme, theme, ada)


def test_it_does_not_merge_in_circles(ada):
    small, large = put_theme(ada, "Pods"), put_theme(ada)
    merge_themes(small, large, ada)
    with pytest.raises(CurationError, match="“Pods” is merged"):
        merge_themes(large, small, ada)


def test_it_does_not_merge_twice_into_different_themes(ada):
    small = put_theme(ada, "Pods")
    merge_themes(small, put_theme(ada), ada)
    with pytest.raises(CurationError, match="was merged into “Small teams”"):
        merge_themes(small, put_theme(ada, "Pricing"), ada)


def test_it_does_not_move_a_passage_into_a_merged_theme(ada):
    theme = put_theme(ada, state=Theme.State.MERGED, merged_into=put_theme(ada, "Pricing"))
    with pytest.raises(CurationError, match="change that theme instead"):
        move_passage(put_passage(ada), theme, ada)


def test_it_hides_and_shows_a_theme(ada):
    theme = put_theme(ada)
    assert hide_theme(hide_theme(theme, ada), ada).state == Theme.State.HIDDEN
    assert show_theme(show_theme(theme, ada), ada).state == Theme.State.ALIVE
    assert notes() == ["Hidden.", "Shown again."]


def test_it_does_not_show_a_theme_whose_name_was_taken_meanwhile(ada):
    theme = hide_theme(put_theme(ada), ada)
    put_theme(ada)
    with pytest.raises(CurationError, match="choose another name"):
        show_theme(theme, ada)


FOREIGN = {
    "drop": lambda her, his, by: drop(his["source"], by),
    "restore": lambda her, his, by: restore(his["source"], by),
    "rename": lambda her, his, by: rename_theme(his["theme"], "Mine now", by),
    "move his passage": lambda her, his, by: move_passage(his["passage"], her["theme"], by),
    "move into his theme": lambda her, his, by: move_passage(her["passage"], his["theme"], by),
    "merge his": lambda her, his, by: merge_themes(his["theme"], her["theme"], by),
    "merge into his": lambda her, his, by: merge_themes(her["theme"], his["theme"], by),
    "hide": lambda her, his, by: hide_theme(his["theme"], by),
    "show": lambda her, his, by: show_theme(his["theme"], by),
    "pin": lambda her, his, by: pin_theme(his["theme"], by),
    "split his": lambda her, his, by: split_theme(his["theme"], [her["passage"]], "Mine now", by),
    "split off his": lambda her, his, by: split_theme(her["theme"], [his["passage"]], "Mine now", by),
    "move many of his": lambda her, his, by: move_passages([her["passage"], his["passage"]], her["theme"], by),
}


@pytest.mark.parametrize("verb", FOREIGN.values(), ids=FOREIGN.keys())
def test_nobody_edits_somebody_elses_library(ada, ben, verb):
    libraries = []
    for owner in (ada, ben):
        passage = put_passage(owner)
        libraries.append({"source": passage.source, "passage": passage, "theme": put_theme(owner)})
    with pytest.raises(NotFound, match="not in your library"):
        verb(*libraries, ada)
    assert notes() == []


def test_it_splits_a_theme_by_hand(ada):
    theme = put_theme(ada, passages=3)
    chosen = [placement.passage for placement in theme.placements.order_by("pk")[:2]]
    fresh = split_theme(theme, chosen, " Team size ", ada)
    assert (fresh.name, fresh.named_by_hand, fresh.split_from) == ("Team size", True, theme)
    assert fresh.placements.filter(passage__in=chosen, by_hand=True).count() == 2
    assert theme.placements.count() == 1


def test_splitting_twice_is_splitting_once(ada):
    theme = put_theme(ada, passages=3)
    chosen = [placement.passage for placement in theme.placements.order_by("pk")[:2]]
    assert split_theme(theme, chosen, "Team size", ada) == split_theme(theme, chosen, "Team size", ada)
    assert Edit.objects.count() == 1


def test_it_does_not_split_all_of_a_theme_from_it(ada):
    theme = put_theme(ada, passages=1)
    with pytest.raises(CurationError, match="rename it instead"):
        split_theme(theme, [theme.placements.get().passage], "Team size", ada)


def test_it_does_not_split_off_what_is_elsewhere(ada):
    with pytest.raises(CurationError, match="is not in “Small teams”"):
        split_theme(put_theme(ada, passages=2), [put_passage(ada)], "Team size", ada)


@pytest.mark.parametrize("name", ["Small teams", "x"])
def test_a_new_theme_needs_a_name_of_its_own(ada, name):
    theme = put_theme(ada, passages=2)
    with pytest.raises(CurationError):
        split_theme(theme, [theme.placements.first().passage], name, ada)


def test_it_moves_many_passages_at_once(ada):
    theme, passages = put_theme(ada), [put_passage(ada), put_passage(ada, theme=put_theme(ada, "Pods"))]
    move_passages(passages, theme, ada)
    assert theme.placements.filter(by_hand=True).count() == 2
    assert Edit.objects.get().said == "Moved 2 passages to “Small teams”."
    assert notes() == ["Moved to “Small teams”."] * 2


def test_it_moves_only_what_was_chosen(ada):
    with pytest.raises(CurationError, match="Choose a passage first"):
        move_passages([], put_theme(ada), ada)


def test_it_pins_and_unpins_a_theme(ada):
    theme = put_theme(ada)
    assert pin_theme(pin_theme(theme, ada), ada).pinned
    assert not unpin_theme(unpin_theme(theme, ada), ada).pinned
    assert notes() == ["Pinned.", "Unpinned."]


def test_a_hidden_theme_is_not_pinned(ada):
    with pytest.raises(CurationError, match="show it before you pin it"):
        pin_theme(hide_theme(put_theme(ada), ada), ada)


def test_the_timeline_tells_what_hands_did(ada):
    theme = rename_theme(put_theme(ada, passages=3), "Team size", ada)
    chosen = [theme.placements.first().passage]
    merge_themes(split_theme(theme, chosen, "Pods", ada), theme, ada)
    told = [(event.theme.name, event.kind, event.gained, event.size, event.by) for event in ThemeEvent.objects.all()]
    assert told == [
        ("Team size", "renamed", 0, 3, ada),
        ("Pods", "split", 1, 1, ada),
        ("Team size", "split", -1, 2, ada),
        ("Pods", "merged", -1, 0, ada),
        ("Team size", "grew", 1, 3, ada),
    ]


def test_an_edit_says_who_did_what_to_which(ada):
    theme = rename_theme(put_theme(ada), "Team size", ada)
    edit = Edit.objects.get()
    assert (edit.by, edit.verb, edit.theme) == (ada, "rename", theme)
    assert edit.said == "Renamed “Small teams” to “Team size”."
