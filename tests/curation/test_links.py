"""What a hand said belongs together, or never together."""

import pytest

from curation.editing import forget_link, keep_apart, keep_together, merge_themes, move_passage, move_passages
from curation.errors import CurationError, NotFound
from curation.models import Edit, PassageLink, Placement
from tests.shelf import put_passage, put_theme

pytestmark = pytest.mark.django_db


def theme_of(passage):
    placement = Placement.objects.filter(passage=passage).first()
    return placement and placement.theme


def links():
    return [(link.passage, link.other, link.theme, link.kind) for link in PassageLink.objects.order_by("pk")]


@pytest.fixture
def traces(ada):
    return put_theme(ada, "Traces")


@pytest.fixture
def judges(ada):
    return put_theme(ada, "Judges")


def test_a_passage_leaves_the_theme_it_is_never_in(ada, traces):
    passage = put_passage(ada, "About lunch.", theme=traces)
    keep_apart([passage], traces, ada)
    assert links() == [(passage, None, traces, "cannot")]
    assert not Placement.objects.filter(passage=passage).exists()
    assert Edit.objects.get().said == "Said that “About lunch.” is never in “Traces” again."


def test_two_passages_are_told_apart_whichever_is_named_first(ada, traces):
    one, other = put_passage(ada, theme=traces), put_passage(ada, theme=traces)
    keep_apart([other], one, ada)
    keep_apart([one], other, ada)
    assert links() == [(one, other, None, "cannot")]
    assert (theme_of(one), theme_of(other)) == (traces, None)
    assert Edit.objects.count() == 1


def test_what_is_kept_together_goes_where_the_other_is(ada, traces, judges):
    one, other = put_passage(ada, theme=traces), put_passage(ada, theme=judges)
    keep_together([one], other, ada)
    assert links() == [(one, other, None, "must")]
    assert (theme_of(one), one.placement.by_hand) == (judges, False)


def test_what_a_hand_has_placed_draws_the_other_to_it(ada, traces, judges):
    one, other = put_passage(ada), put_passage(ada, theme=judges)
    move_passage(one, traces, ada)
    keep_together([one], other, ada)
    assert theme_of(other) == traces


@pytest.mark.parametrize("verb", [keep_apart, keep_together])
def test_saying_it_twice_is_saying_it_once(ada, traces, verb):
    one, other = put_passage(ada, theme=traces), put_passage(ada, theme=traces)
    verb([one], other, ada)
    assert verb([one], other, ada) == []
    assert Edit.objects.count() == 1


def test_the_later_word_holds(ada, traces):
    one, other = put_passage(ada, theme=traces), put_passage(ada, theme=traces)
    keep_apart([one], other, ada)
    keep_together([one], other, ada)
    assert links() == [(one, other, None, "must")]
    assert theme_of(one) == theme_of(other) == traces


def test_what_is_kept_together_by_a_third_is_not_kept_apart(ada, traces):
    one, two, three = (put_passage(ada, theme=traces) for _ in range(3))
    keep_together([one, two], three, ada)
    with pytest.raises(CurationError, match="kept together by others"):
        keep_apart([one], two, ada)
    assert len(links()) == 2


def test_what_is_kept_apart_is_not_drawn_together_by_a_third(ada):
    one, two, three = (put_passage(ada) for _ in range(3))
    keep_apart([one], two, ada)
    keep_together([one], three, ada)
    with pytest.raises(CurationError, match=r"is never with .* as you said; forget that first"):
        keep_together([two], three, ada)


def test_what_is_never_in_a_theme_is_not_drawn_into_it(ada, traces):
    one, other = put_passage(ada), put_passage(ada, theme=traces)
    keep_apart([one], traces, ada)
    with pytest.raises(CurationError, match="is never in “Traces”, as you said"):
        keep_together([one], other, ada)


def test_what_hands_placed_in_two_themes_is_not_kept_together(ada, traces, judges):
    one, other = put_passage(ada), put_passage(ada)
    move_passage(one, traces, ada)
    move_passage(other, judges, ada)
    with pytest.raises(CurationError, match="move them into one first"):
        keep_together([one], other, ada)


def test_what_is_kept_together_moves_together(ada, traces, judges):
    one, other = put_passage(ada, theme=traces), put_passage(ada, theme=traces)
    keep_together([one], other, ada)
    assert move_passages([one], judges, ada) == [one, other]
    assert theme_of(other) == judges


def test_what_is_kept_together_is_kept_out_together(ada, traces):
    one, other = put_passage(ada, theme=traces), put_passage(ada, theme=traces)
    keep_together([one], other, ada)
    keep_apart([one], traces, ada)
    assert not traces.placements.exists()
    assert traces.links.count() == 2


def test_a_move_by_hand_is_the_later_word(ada, traces):
    passage = put_passage(ada, theme=traces)
    keep_apart([passage], traces, ada)
    move_passage(passage, traces, ada)
    assert links() == []
    assert theme_of(passage) == traces


def test_a_merge_brings_nothing_to_where_it_is_never(ada, traces, judges):
    stays, comes = put_passage(ada, theme=traces), put_passage(ada, theme=traces)
    keep_apart([stays], judges, ada)
    merge_themes(traces, judges, ada)
    assert (theme_of(stays), theme_of(comes)) == (None, judges)


def test_a_merge_brings_nothing_beside_what_it_is_never_with(ada, traces, judges):
    stays, comes, other = put_passage(ada, theme=traces), put_passage(ada, theme=traces), put_passage(ada, theme=judges)
    keep_apart([stays], other, ada)
    merge_themes(traces, judges, ada)
    assert (theme_of(stays), theme_of(comes), theme_of(other)) == (None, judges, judges)


def test_what_is_never_in_a_theme_is_never_in_what_that_becomes_part_of(ada, traces, judges):
    passage = put_passage(ada, theme=traces)
    keep_apart([passage], traces, ada)
    merge_themes(traces, judges, ada)
    assert (passage, None, judges, "cannot") in links()


def test_a_link_is_forgotten_once(ada, traces):
    passage = put_passage(ada, "About lunch.", theme=traces)
    keep_apart([passage], traces, ada)
    link = PassageLink.objects.get()
    forget_link(link, ada)
    forget_link(link, ada)
    assert links() == []
    said = list(Edit.objects.filter(verb="forget").values_list("said", flat=True))
    assert said == ["Forgot that “About lunch.” is never together with “Traces”."]


def test_nothing_is_kept_apart_from_itself(ada):
    passage = put_passage(ada)
    with pytest.raises(CurationError, match="from itself"):
        keep_apart([passage], passage, ada)


@pytest.mark.parametrize("verb", [keep_apart, keep_together])
def test_nobody_links_what_is_somebody_elses(ada, ben, verb):
    mine, his = put_passage(ada), put_passage(ben)
    for one, other in ((mine, his), (his, mine)):
        with pytest.raises(NotFound, match="not in your library"):
            verb([one], other, ada)
    assert links() == []


def test_nobody_forgets_what_somebody_else_said(ada, ben, traces):
    keep_apart([put_passage(ada)], traces, ada)
    with pytest.raises(NotFound):
        forget_link(PassageLink.objects.get(), ben)
