import numpy as np
import pytest
from django.core.management import call_command

from curation.errors import NothingToDo
from curation.models import PassageLink, Placement, Source, Theme
from curation.themes import stage
from tests.curation.themes.cast import (
    SubjectWriter,
    direction,
    everything,
    named,
    put,
    put_one,
    run,
    theme_of,
    told,
    vector,
    week,
)
from tests.shelf import put_source

pytestmark = pytest.mark.django_db

SIX = ("harbour", "bakery", "violin", "orchard", "tramway", "glacier")


@pytest.fixture
def large(ada, monkeypatch):
    """Two themes, in a library that is too large to be grouped anew."""
    put(ada, "harbour")
    put(ada, "bakery")
    run(ada)
    monkeypatch.setattr(stage, "ALL_AT_ONCE", 10)
    return ada


def test_what_is_new_joins_the_theme_it_is_nearest_to(large):
    one = put_one(large, "harbour", on=week(1))
    run(large)
    assert theme_of(one).name == "Harbour"
    assert (named(large, "Harbour").size, told(named(large, "Harbour"))) == (9, ["born", "grew"])


def test_what_has_a_theme_is_not_looked_at(large):
    before = list(Placement.objects.order_by("pk").values())
    put(large, "glacier", 5)
    run(large)
    assert list(Placement.objects.order_by("pk").values())[: len(before)] == before


def test_what_fits_nowhere_becomes_a_theme_with_what_fitted_nowhere_before(large):
    early = put(large, "glacier", 2)
    run(large)
    assert not Placement.objects.filter(passage__in=early, theme__isnull=False).exists()
    put(large, "glacier", 6)
    run(large)
    assert named(large, "Glacier").size == 8


def test_nothing_new_changes_nothing_there_either(large):
    before = everything()
    with pytest.raises(NothingToDo):
        run(large)
    assert everything() == before


def test_the_centroid_goes_along(large):
    before = np.array(named(large, "Harbour").centroid)
    put(large, "harbour", 8)
    run(large)
    assert direction("harbour") @ named(large, "Harbour").centroid > direction("harbour") @ before


def test_a_theme_without_a_centroid_is_given_that_of_its_passages(large):
    Theme.objects.update(centroid=None)
    one = put_one(large, "bakery")
    run(large)
    assert theme_of(one).name == "Bakery"


def test_it_heeds_what_was_said_of_passages_that_are_not_looked_at(large):
    inside = Placement.objects.filter(theme=named(large, "Bakery")).first().passage
    joining, leaving = put_one(large, "harbour"), put_one(large, "bakery")
    PassageLink.objects.create(owner=large, kind="must", passage=joining, other=inside)
    PassageLink.objects.create(owner=large, kind="cannot", passage=inside, other=leaving)
    run(large)
    assert theme_of(joining).name == "Bakery"
    assert Placement.objects.get(passage=leaving).theme is None


def test_a_faded_theme_comes_back_there_too(large):
    Theme.objects.filter(name="Harbour").update(state="faded")
    put_one(large, "harbour")
    run(large)
    assert told(named(large, "Harbour")) == ["born", "returned"]


def shares_of(owner, source):
    """{theme: the share of it that is of this source}, of the themes in which it stands."""
    themes = Theme.objects.filter(placements__passage__source=source).distinct()
    counts = {theme: theme.placements.count() for theme in themes}
    ours = {theme: theme.placements.filter(passage__source=source).count() for theme in themes}
    return {theme.name: ours[theme] / counts[theme] for theme in themes}


def test_a_long_talk_gives_its_chapters_to_the_themes_of_others(ada):
    """However alike its passages are by who speaks them."""
    voice = 0.5 * direction("a voice of its own")
    for subject in SIX:
        put(ada, subject, 10)
    talk = put_source(ada, kind="episode")
    for subject in SIX[:4]:
        chapter = talk.chapters.create(position=talk.chapters.count(), title=subject, start=0, end=9)
        put(ada, subject, 24, source=talk, chapter=chapter, style=voice)
    run(ada)
    shares = shares_of(ada, talk)
    assert set(shares) == {subject.capitalize() for subject in SIX[:4]}
    assert max(shares.values()) < 1


def test_at_most_a_twentieth_changes_when_a_tenth_is_added(ada):
    """Subjects that run into each other: each passage is of two."""
    random = np.random.default_rng(7)
    for number in range(200):
        one, other = random.choice(6, 2, replace=False)
        share = random.uniform(0.0, 0.5)
        passage = put_one(ada, SIX[one])
        mixed = (1 - share) * vector(SIX[one], number) + share * vector(SIX[other], 1000 + number)
        passage.vector = mixed / np.linalg.norm(mixed)
        passage.save()
    run(ada)
    before = dict(Placement.objects.values_list("passage", "theme"))
    for subject in SIX[:4]:
        put(ada, subject, 5, on=week(1))
    run(ada)
    after = dict(Placement.objects.values_list("passage", "theme"))
    changed = [one for one, theme in before.items() if after[one] != theme]
    assert len(changed) <= 0.05 * len(before)


def test_a_name_is_made_of_many_sources_and_not_of_the_longest(ada):
    talk = put_source(ada, kind="episode")
    put(ada, "violin", 300, source=talk)
    put(ada, "violin", 20)
    put(ada, "harbour", 20)
    writer = SubjectWriter()
    stage.regroup(ada, writer)
    offered = next(offers for offers in writer.offered if talk.pk in {offer.source_id for offer in offers})
    assert len(offered) <= 160
    assert len({offer.source_id for offer in offered}) == 21


def test_what_says_too_little_belongs_to_no_theme(ada):
    put(ada, "harbour")
    short = put_one(ada, "harbour", text="Harbour, yes.")
    run(ada)
    assert Placement.objects.get(passage=short).theme is None


def test_what_was_filtered_leaves_its_theme(ada):
    one = put(ada, "harbour")[0]
    put(ada, "bakery")
    run(ada)
    Source.objects.filter(pk=one.source_id).update(standing="filtered")
    run(ada)
    assert not Placement.objects.filter(passage=one).exists()
    assert named(ada, "Harbour").size == 7


def test_the_command_tells_what_became_of_each_theme(ada, capsys):
    put(ada, "harbour")
    run(ada)
    call_command("themes", "--history", "--owner", "ada")
    assert "2026-03-02  born  Harbour (8 passages)" in capsys.readouterr().out
