from ingest.given import Given
from ingest.readers import read

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
