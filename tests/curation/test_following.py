"""A reader follows themes; whatever becomes of these, they go on following it."""

import pytest
from django.utils import timezone

from curation import editing
from curation.errors import CurationError, NotFound
from curation.models import Edit, Theme
from tests.curation.themes.cast import named, put, run, vector
from tests.shelf import put_theme

pytestmark = pytest.mark.django_db


def is_followed(theme):
    return Theme.objects.get(pk=theme.pk).followed_at is not None


@pytest.fixture
def theme(ada):
    return put_theme(ada, "Baking", passages=3)


def test_a_theme_is_followed_and_left_again(ada, theme):
    editing.follow_theme(theme, ada)
    assert is_followed(theme)
    editing.unfollow_theme(theme, ada)
    assert not is_followed(theme)


def test_followed_twice_it_is_followed_since_the_first_time(ada, theme):
    since = editing.follow_theme(theme, ada).followed_at
    assert editing.follow_theme(theme, ada).followed_at == since


def test_to_follow_is_no_edit_that_would_hold_a_theme(ada, theme):
    editing.follow_theme(theme, ada)
    assert not Edit.objects.exists()


def test_a_hidden_theme_is_shown_before_it_is_followed(ada, theme):
    editing.hide_theme(theme, ada)
    with pytest.raises(CurationError, match="is hidden"):
        editing.follow_theme(theme, ada)


def test_a_stranger_follows_nothing_here(cleo, theme):
    with pytest.raises(NotFound):
        editing.follow_theme(theme, cleo)


@pytest.mark.parametrize("which", [0, 1])
def test_what_it_is_merged_into_is_followed_where_either_was(ada, theme, which):
    into = put_theme(ada, "Mills", passages=1)
    editing.follow_theme([theme, into][which], ada)
    editing.merge_themes(theme, into, ada)
    assert is_followed(into)


def test_an_undone_merge_leaves_following_as_it_was(ada, theme):
    into = put_theme(ada, "Mills", passages=1)
    editing.follow_theme(theme, ada)
    editing.merge_themes(theme, into, ada)
    editing.undo(Edit.objects.get(verb="merge"), ada)
    assert (is_followed(theme), is_followed(into)) == (True, False)


def test_a_merge_that_is_done_again_is_followed_again(ada, theme):
    into = put_theme(ada, "Mills", passages=1)
    editing.follow_theme(theme, ada)
    editing.merge_themes(theme, into, ada)
    editing.undo(Edit.objects.get(verb="merge"), ada)
    editing.undo(Edit.objects.get(verb="undo"), ada)
    assert is_followed(into)


def test_of_a_split_theme_both_are_followed(ada, theme):
    editing.follow_theme(theme, ada)
    one = theme.placements.first().passage
    assert is_followed(editing.split_theme(theme, [one], "Ovens", ada))
    assert is_followed(theme)


def test_what_a_run_merges_it_into_is_followed(ada):
    for subject in ("harbour", "bakery", "violin"):
        put(ada, subject)
    run(ada)
    small = put_theme(ada, "Fiddles", followed_at=timezone.now())
    put(ada, "violin", 2, theme=small)
    put(ada, "violin", 20)
    run(ada)
    assert (is_followed(named(ada, "Violin")), is_followed(named(ada, "Bakery"))) == (True, False)


def test_what_a_run_splits_from_it_is_followed(ada):
    told = {"centroid": vector("harbour", 0), "named_for": vector("harbour", 0), "followed_at": timezone.now()}
    both = put_theme(ada, "Harbour and more", **told)
    put(ada, "harbour", 12, theme=both)
    put(ada, "glacier", 8, theme=both)
    put(ada, "bakery", 20)
    put(ada, "glacier", 6)
    run(ada)
    assert [is_followed(named(ada, name)) for name in ("Glacier", "Bakery")] == [True, False]
