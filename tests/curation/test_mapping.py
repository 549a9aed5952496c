import numpy as np
import pytest

from curation import runs
from curation.atlas import contributors_of, map_of, timeline_of
from curation.mapping import map_library
from curation.models import Passage, Placement, Run, Source, Theme, ThemeEvent
from curation.tallies import given_to
from curation.tasks import group_library
from curation.templatetags.shown import named
from curation.theme_map import LEASH
from tests.shelf import MET_ON, put_passage, put_theme

pytestmark = pytest.mark.django_db


def put_themed(owner, name, direction, *, passages=6, seed=1):
    """A theme whose passages lie around one direction of the space."""
    theme = put_theme(owner, name)
    noise = np.random.default_rng(seed).normal(scale=0.02, size=(passages, 384))
    for row in noise:
        vector = row.copy()
        vector[direction] += 1
        passage = put_passage(owner, f"{name}.", theme=theme)
        Passage.objects.filter(pk=passage.pk).update(vector=list(vector / np.linalg.norm(vector)))
    return theme


@pytest.fixture
def bread(ada):
    return put_themed(ada, "Bread", 0)


@pytest.fixture
def tea(ada):
    return put_themed(ada, "Tea", 5, seed=2)


def places():
    return {pk: (x, y) for pk, x, y in Placement.objects.values_list("pk", "x", "y")}


def test_every_passage_of_a_theme_gets_a_place(ada, bread, tea):
    assert map_library(ada) == 12
    assert not Placement.objects.filter(x=None).exists()


def test_what_has_a_place_keeps_it(ada, bread, tea):
    map_library(ada)
    before = places()
    assert map_library(ada) == 0
    assert places() == before


def test_old_passages_move_no_further_than_their_theme_may(ada, bread, tea):
    map_library(ada)
    before = places()
    put_themed(ada, "Kilns", 9, passages=20, seed=3)
    assert map_library(ada) == 20
    moved = [np.hypot(x - places()[pk][0], y - places()[pk][1]) for pk, (x, y) in before.items()]
    assert max(moved) <= LEASH + 1e-6


def test_a_passage_that_goes_to_another_theme_is_laid_out_there(ada, bread, tea):
    map_library(ada)
    stray = bread.placements.first()
    Placement.objects.filter(pk=stray.pk).update(theme=tea)
    assert map_library(ada) == 1
    stray.refresh_from_db()
    tea.refresh_from_db()
    bread.refresh_from_db()
    assert np.hypot(stray.x - tea.x, stray.y - tea.y) < np.hypot(stray.x - bread.x, stray.y - bread.y)


def test_what_a_hand_made_is_mapped_also_where_nothing_has_come_in(ada, bread, tea):
    run = runs.enqueue(ada, Run.Kind.GROUP)
    group_library(run.pk)
    run.refresh_from_db()
    assert run.status == Run.Status.NOTHING
    assert {disc.theme.name for disc in map_of(ada).discs} == {"Bread", "Tea"}


def test_a_library_without_themes_has_an_empty_map(ada):
    assert map_library(ada) == 0
    assert map_of(ada).discs == ()


def test_the_map_holds_what_is_ones_own(ada, ben, bread):
    map_library(ada)
    assert (len(map_of(ada).dots), len(map_of(ben).dots)) == (6, 0)


def test_hidden_themes_are_not_on_the_map(ada, bread, tea):
    map_library(ada)
    Theme.objects.filter(pk=tea.pk).update(state=Theme.State.HIDDEN)
    assert [disc.theme.name for disc in map_of(ada).discs] == ["Bread"]


def test_the_timeline_tells_what_became_of_each_theme(ada, bread):
    ThemeEvent.objects.create(theme=bread, kind=ThemeEvent.Kind.BORN, on=MET_ON, size=6)
    (line,) = timeline_of(ada).lines
    assert line.row.marks[0].said == "Born with 6 passages."
    assert line.row.words.startswith("Bread: 6 in the week of 2 March.")


def test_an_empty_library_has_an_empty_timeline(ben):
    assert timeline_of(ben).lines == ()


def test_the_source_that_gives_most_comes_first(ada, bread):
    source = bread.placements.first().passage.source
    put_passage(ada, "More on bread.", source=source, theme=bread)
    first = contributors_of(given_to(bread.pk))[0]
    assert (first.source, first.passages, first.percent) == (source, 2, 29)


def test_what_has_no_title_is_named_by_its_first_words_and_no_more_is_read(ada, bread):
    Source.objects.filter(owner=ada).update(
        title="", kind="highlight", text=f"Rye wants a long rest. {'Crumbs. ' * 400}"
    )
    (source, *_) = [one.source for one in contributors_of(given_to(bread.pk))]
    assert named(source).startswith("Highlight “Rye wants a long rest.")
    assert "text" in source.get_deferred_fields()
