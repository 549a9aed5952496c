import datetime

import pytest

from curation.models import Source
from digests.deck_numbers import (
    counts_of,
    minutes_by_speaker,
    sources_by_kind,
    sources_by_section,
    sources_by_week,
)
from digests.models import Deck, Digest
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


def met_on_each(ada, *numbers):
    digest = put_digest_of(ada, numbers)
    return [one for one in counts_of(Deck(owner=ada, digest=digest)) if one.title == "How much was met on what"]


def put_digest_of(ada, numbers):
    digest = Digest.objects.create(owner=ada, title="The week", period_start=MONDAY, period_end=MONDAY, writer="none")
    for place, number in enumerate(numbers):
        digest.sections.create(position=place, heading=f"Theme {place}", source_count=number)
    return digest


def test_a_digest_shows_how_much_was_met_on_each_theme(ada):
    (shown,) = met_on_each(ada, 4, 9, 5, 6)
    assert shown.series == (("Sources", (9.0, 6.0, 5.0, 4.0)),)
    assert shown.beside == ("Most was met on Theme 1: 9 sources.",)


def test_bars_of_nearly_one_height_are_not_shown(ada):
    assert met_on_each(ada, 5, 5, 4, 4) == []


def test_what_was_asked_and_pinned_is_no_theme(ada):
    digest = put_digest_of(ada, (3, 2))
    digest.sections.create(position=9, heading="How many?", source_count=4, asked=1)
    assert sources_by_section(digest) == [("Theme 0", 3), ("Theme 1", 2)]
