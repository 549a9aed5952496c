from dataclasses import replace

import pytest

from curation.kinds import Kind
from ingest.drafts import Draft, Spoken, Turn
from ingest.given import Given
from ingest.readers import read
from ingest.readers.chapter_marks import marks_from_json, with_chapters

CAPTIONS = b"""WEBVTT

NOTE
title: Glazes

NOTE
00:00 Clay
00:10 - Fire

00:00.000 --> 00:04.000
<v Ines>We dug the clay ourselves.

00:04.500 --> 00:09.000
<v Otto>And it cracked, of course.

00:10.200 --> 00:15.000
<v Ines>The kiln was too quick, so we slowed it down.
"""


def test_a_note_of_times_and_titles_names_the_chapters():
    draft = read(Given.of(CAPTIONS, name="glazes.vtt")).drafts[0]
    first, second = draft.chapters
    assert (first.title, second.title, second.start_ms) == ("Clay", "Fire", 10_000)
    assert draft.text[second.start : second.end].strip() == "The kiln was too quick, so we slowed it down."


def test_chapters_cover_the_text_without_a_gap():
    draft = read(Given.of(CAPTIONS, name="glazes.vtt")).drafts[0]
    first, second = draft.chapters
    assert (first.start, first.end, second.end) == (0, second.start, len(draft.text))


def test_a_note_that_is_prose_names_none():
    prose = CAPTIONS.replace(b"00:10 - Fire", b"recorded in a shed")
    assert read(Given.of(prose, name="glazes.vtt")).drafts[0].chapters == ()


def test_a_mark_after_the_end_makes_no_empty_chapter():
    late = CAPTIONS.replace(b"00:10 - Fire", b"00:10 Fire\n59:00 Later")
    assert [chapter.title for chapter in read(Given.of(late, name="glazes.vtt")).drafts[0].chapters] == ["Clay", "Fire"]


def test_chapters_of_a_feed_are_read_in_order_of_time():
    chapters = [{"startTime": 168.5, "title": " Clay &\n fire "}, {"startTime": 0, "title": "Intro"}]
    assert marks_from_json({"version": "1.2.0", "chapters": chapters}) == [(0, "Intro"), (168_500, "Clay & fire")]


@pytest.mark.parametrize("start", [{"startTime": "75"}, {"start_time": "75.000"}, {"start": "01:15"}, {"time": 75}])
def test_a_chapters_time_may_be_written_in_other_ways(start):
    assert marks_from_json([{"title": "Fire", **start}]) == [(75_000, "Fire")]


def test_chapters_in_milliseconds_go_on_past_the_third_hour():
    chapters = [{"start": time, "headline": title} for time, title in [(0, "Clay"), (5_400_000, "Fire")]]
    late = [{"start": "14200000", "headline": "Ash"}, {"start": "04:00:00", "headline": "End"}]
    assert marks_from_json([*chapters, *late]) == [
        (0, "Clay"),
        (5_400_000, "Fire"),
        (14_200_000, "Ash"),
        (14_400_000, "End"),
    ]


def test_a_note_with_a_time_that_no_recording_has_names_no_chapters():
    late = CAPTIONS.replace(b"00:10 - Fire", b"999:00:00 Fire")
    assert read(Given.of(late, name="glazes.vtt")).drafts[0].chapters == ()


def test_chapters_without_title_time_or_place_in_the_contents_are_passed_over():
    rows = [
        {"startTime": 1},
        {"title": "A"},
        {"startTime": 3, "title": "B", "toc": False},
        "C",
        {"startTime": -1, "title": "D"},
    ]
    assert marks_from_json({"chapters": [*rows, {"startTime": 5, "title": "E"}]}) == [(5_000, "E")]


@pytest.mark.parametrize("data", [None, 3, "chapters", {}, {"chapters": "none"}, {"chapters": {"startTime": 1}}])
def test_what_is_no_list_of_chapters_gives_no_marks(data):
    assert marks_from_json(data) == []


def test_a_mark_in_the_middle_of_a_turn_begins_with_a_sentence():
    turn = "We dug the clay. It was red and wet. Then we fired it, and it cracked. So we began again."
    draft = Draft(Kind.EPISODE, turn, turns=(Turn(0, len(turn), "Ines", 0, 9_000),))
    stamped = replace(
        draft, spoken=Spoken(stamps=((0, 0), (turn.index("wet"), 3_000), (turn.index("we fired"), 4_000)))
    )
    _, second = with_chapters(stamped, [(0, "Clay"), (3_900, "Fire")]).chapters
    assert turn[second.start :].startswith("Then we fired it")


def test_a_text_without_times_takes_no_chapters_by_time():
    draft = Draft(Kind.EPISODE, "We dug the clay.", turns=(Turn(0, 16, "Ines"),))
    assert with_chapters(draft, [(0, "Clay")]).chapters == ()
