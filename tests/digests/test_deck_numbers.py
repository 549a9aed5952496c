import datetime

import pytest

from curation.models import Source
from digests.compose import compose
from digests.deck_numbers import (
    counts_of,
    minutes_by_speaker,
    sources_by_kind,
    sources_by_week,
    statements_by_section,
)
from digests.models import Deck
from tests.digests.library import WEEK
from tests.digests.scripted_writer import ScriptedWriter
from tests.shelf import put_passage, put_source, put_theme

pytestmark = pytest.mark.django_db

MONDAY = datetime.date(2026, 3, 2)


def put_spoken(owner, *turns):
    """In: (speaker, seconds) for each passage."""
    source, at = put_source(owner, kind="episode", title="Ten users"), 0
    for speaker, seconds in turns:
        passage = put_passage(owner, source=source)
        passage.speaker, passage.start_ms, passage.end_ms = speaker, at, at + 1000 * seconds
        passage.save()
        at += 1000 * seconds
    return source


def test_minutes_are_those_of_the_transcript_longest_first(ada):
    source = put_spoken(ada, ("Ana", 90), ("Ben", 240), ("Ana", 30), ("", 600))
    assert minutes_by_speaker(source) == [("Ben", 4.0), ("Ana", 2.0)]


def test_one_voice_is_no_chart(ada):
    assert counts_of(Deck(owner=ada, source=put_spoken(ada, ("Ana", 90)))) == ()


def test_an_episode_says_who_speaks_for_how_long(ada):
    (count,) = counts_of(Deck(owner=ada, source=put_spoken(ada, ("Ana", 90), ("Ben", 240))))
    assert (count.categories, count.series) == (("Ben", "Ana"), (("Minutes", (4.0, 1.5)),))
    assert count.counted == "Minutes of speech by the times of the transcript of “Ten users”"


def test_weeks_begin_on_monday_and_empty_ones_count(ada):
    for days in (0, 6, 14):
        put_source(ada, met_on=MONDAY + datetime.timedelta(days=days))
    week = datetime.timedelta(weeks=1)
    assert sources_by_week(Source.objects.of(ada)) == [(MONDAY, 2), (MONDAY + week, 0), (MONDAY + 2 * week, 1)]


def test_a_theme_of_several_weeks_shows_them(ada):
    theme = put_theme(ada)
    for weeks in (0, 0, 2, 3):
        source = put_source(ada, met_on=MONDAY + datetime.timedelta(weeks=weeks))
        put_passage(ada, source=source, theme=theme)
    first, *_ = counts_of(Deck(owner=ada, theme=theme))
    assert (first.title, first.series) == ("When it was met", (("Sources", (2.0, 0.0, 1.0, 1.0)),))


def test_kinds_are_counted_most_first(ada):
    for kind in ("note", "post", "post"):
        put_source(ada, kind=kind)
    assert sources_by_kind(Source.objects.of(ada)) == [("post", 2), ("note", 1)]


def test_a_digest_counts_what_is_borne_out_and_what_that_cites(ada, themes):
    digest = compose(ada, *WEEK, ScriptedWriter())
    for heading, said, cited in statements_by_section(digest):
        standing = (
            digest.sections.get(heading=heading).statements.exclude(status="unsupported").filter(role="statement")
        )
        assert said == standing.count()
        assert cited == standing.values("citations__source").distinct().count()
