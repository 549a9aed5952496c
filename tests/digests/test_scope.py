from dataclasses import replace

import pytest

from curation.editing import drop
from curation.errors import NothingToDo
from curation.models import Theme
from digests.compose import compose, compose_within
from digests.gather import ALSO_PICKED, PICKED, gather
from digests.models import Digest, Series
from digests.scope import Measure, Scope, scope_of, scope_within
from tests.digests.library import DAY, THEMES, WEEK
from tests.digests.scripted_writer import ScriptedWriter
from tests.digests.series_cast import put_series
from tests.shelf import put_passage, put_source, put_theme

pytestmark = pytest.mark.django_db

LONG_AGO = DAY.replace(year=DAY.year - 3)


def headings(scope):
    return [part.heading for part in gather(scope).parts]


def of_series(ada, **wanted):
    return scope_within(put_series(ada, **wanted), ada, *WEEK)


def picked(ada, *sources):
    return Scope(ada, *WEEK, picks=frozenset(source.pk for source in sources))


def sources_of(theme):
    return [placement.passage.source for placement in theme.placements.all()]


def test_without_a_series_all_that_was_met_is_in_it(ada, themes):
    assert headings(Scope(ada, *WEEK)) == list(THEMES)


def test_only_the_themes_that_are_to_be_in_are(ada, themes):
    scope = of_series(ada, themes_in=[themes[1].pk])
    assert headings(scope) == ["Judges of models"]
    assert {source.pk for source in gather(scope).sources} == {source.pk for source in sources_of(themes[1])}


def test_the_themes_that_are_to_be_out_are_not(ada, themes):
    scope = of_series(ada, themes_out=[themes[0].pk])
    assert headings(scope) == ["Judges of models", "Small kitchens"]
    assert not {one.pk for one in gather(scope).sources} & {one.pk for one in sources_of(themes[0])}


def test_what_is_of_no_theme_counts_where_themes_are_left_out_alone(ada, themes):
    stray = put_passage(ada, "A ferry waits for nobody.", source=put_source(ada, met_on=DAY)).source
    assert stray in gather(of_series(ada, themes_out=[themes[0].pk])).sources
    assert stray not in gather(of_series(ada, name="Judges", themes_in=[themes[1].pk])).sources


def test_a_theme_that_became_part_of_another_is_meant_as_that_one(ada, themes):
    old = put_theme(ada, "Judging", state=Theme.State.MERGED, merged_into=themes[1])
    assert headings(of_series(ada, themes_in=[old.pk])) == ["Judges of models"]


def test_nothing_of_its_themes_is_nothing_to_do(ada, themes):
    scope = of_series(ada, themes_in=[put_theme(ada, "Harbour cranes").pk])
    with pytest.raises(NothingToDo, match="of these themes"):
        gather(scope)


@pytest.mark.parametrize(("length", "measure"), [("short", Measure(3, 2, 4)), ("usual", Measure(10, 4, 8.5))])
def test_its_length_says_how_many_sections_and_statements(ada, themes, length, measure):
    assert of_series(ada, length=length).measure == measure


def test_a_short_one_has_fewer_sections(ada, themes):
    for name in ("Ferries", "Cranes"):
        theme = put_theme(ada, name)
        for number in range(2):
            put_passage(ada, f"{name} {number} stand.", source=put_source(ada, met_on=DAY), theme=theme)
    assert len(headings(of_series(ada, length="short"))) == 3


def test_the_quoting_writer_keeps_to_its_length(ada):
    theme = put_theme(ada, "Ferries")
    for number in range(8):
        text = f"The ferry number {number} carried {number + 3} tired bakers across the cold bay before breakfast."
        put_passage(ada, text, source=put_source(ada, text, met_on=DAY), theme=theme)
    digest = compose_within(of_series(ada, length="short"), ScriptedWriter())
    section = digest.sections.get(is_lead=False)
    assert section.statements.filter(role="statement").count() <= 2


def test_a_pinned_theme_comes_first_and_of_one_source_too(ada, themes):
    theme = put_theme(ada, "Ferries", pinned=True)
    put_passage(ada, "A ferry waits for nobody.", source=put_source(ada, met_on=DAY), theme=theme)
    assert headings(Scope(ada, *WEEK))[0] == "Ferries"


def test_a_series_and_a_period_have_digests_of_their_own(ada, themes):
    series = put_series(ada)
    whole = compose(ada, *WEEK, ScriptedWriter())
    its = compose_within(scope_within(series, ada, *WEEK), ScriptedWriter())
    assert whole != its
    assert its.series == series
    assert compose_within(scope_of(its), ScriptedWriter()) == its


def test_picks_are_gathered_whenever_they_were_met(ada, themes):
    old = put_passage(ada, "A ferry waits for nobody.", source=put_source(ada, met_on=LONG_AGO), theme=themes[2]).source
    scope = picked(ada, *sources_of(themes[1]), old)
    assert sorted(headings(scope)) == ["Judges of models", "Small kitchens"]
    assert old in gather(scope).sources


def test_picks_of_no_theme_are_one_section(ada, themes):
    stray = put_passage(ada, "A ferry waits for nobody.").source
    assert headings(picked(ada, stray)) == [PICKED]
    assert headings(picked(ada, stray, *sources_of(themes[1]))) == ["Judges of models", ALSO_PICKED]


def test_a_pick_that_the_machine_left_out_counts(ada):
    left_out = put_source(ada, standing="filtered")
    put_passage(ada, "A ferry waits for nobody.", source=left_out)
    assert gather(picked(ada, left_out)).sources == [left_out]


def test_a_pick_that_a_hand_dropped_since_does_not(ada):
    source = put_passage(ada, "A ferry waits for nobody.").source
    drop(source, ada)
    with pytest.raises(NothingToDo, match="picked"):
        gather(picked(ada, source))


def test_nobody_gathers_what_is_somebody_else_s(ada, ben):
    source = put_passage(ben, "A ferry waits for nobody.").source
    with pytest.raises(NothingToDo):
        gather(picked(ada, source))


def test_an_account_goes_with_its_digests_of_one_period(ada, ben, themes):
    series = Series.objects.create(owner=ben, name="Mondays", slug="mondays")
    for its in (None, series):
        Digest.objects.create(owner=ben, series=its, title="A week", period_start=WEEK[0], period_end=WEEK[1])
    ben.delete()
    assert not Digest.objects.filter(title="A week").exists()


def test_no_section_is_begun_when_the_time_for_reading_is_up(ada, themes):
    scope = of_series(ada)
    hasty = replace(scope, measure=replace(scope.measure, minutes=0.01))
    assert compose_within(hasty, ScriptedWriter()).sections.filter(is_lead=False).count() == 1


def test_neither_many_sources_nor_much_text_alone_makes_a_theme_the_first(ada):
    chatter, monologue, both = (put_theme(ada, name) for name in ("Ferries", "Cranes", "Kilns"))
    for theme, sources, passages in ((chatter, 6, 1), (monologue, 2, 4), (both, 4, 3)):
        for number in range(sources):
            source = put_source(ada, f"{theme} {number}", met_on=DAY)
            for place in range(passages):
                put_passage(ada, f"{theme} {number} {place} stand still.", source=source, theme=theme)
    assert headings(Scope(ada, DAY, DAY)) == ["Kilns", "Ferries", "Cranes"]
