import pytest

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import read

VTT = """WEBVTT

NOTE
title: Bees and Bridges
show: The Workshop
date: 2026-03-02
url: https://example.org/12

STYLE
::cue { color: red }

intro-1
00:00.500 --> 00:02.000 align:start position:10%
<v.loud Ada Moss>Welcome back to the <b>workshop</b>, Q&amp;A edition,

00:02.000 --> 00:05.000
<v Ada Moss>where nothing is <00:00:03.000><c>ever</c> finished.</v>

NOTE a remark nobody hears

00:05.200 --> 00:07.000
<v Ben Tarn>Glad to be here.
"""


def only(data, name="talk.vtt"):
    (draft,) = read(Given.of(data.encode(), name=name)).drafts
    return draft


def test_it_keeps_the_speaker():
    assert [turn.speaker for turn in only(VTT).turns] == ["Ada Moss", "Ben Tarn"]


def test_it_undoes_tags_entities_and_stamps():
    assert only(VTT).text == (
        "Welcome back to the workshop, Q&A edition, where nothing is ever finished.\n\nGlad to be here."
    )


def test_its_leading_note_is_metadata():
    draft = only(VTT)
    assert (draft.title, draft.site, draft.url) == (
        "Bees and Bridges",
        "The Workshop",
        "https://example.org/12",
    )
    assert draft.published_at.date().isoformat() == "2026-03-02"


def test_times_without_hours_are_understood():
    assert (only(VTT).turns[0].start_ms, only(VTT).turns[0].end_ms) == (500, 5000)


def test_rolling_captions_are_told_once():
    rolling = """WEBVTT

00:00:01.000 --> 00:00:02.000
we planted the first row

00:00:02.000 --> 00:00:03.000
we planted the first row
in the middle of a drought

00:00:03.000 --> 00:00:04.000
in the middle of a drought
and waited.
"""
    assert only(rolling).text == "We planted the first row in the middle of a drought and waited."


def test_a_word_said_twice_is_kept_twice():
    said = "1\n00:00:01,000 --> 00:00:02,000\nYeah.\n\n2\n00:00:02,000 --> 00:00:03,000\nYeah.\n"
    assert only(said, "a.srt").text == "Yeah. Yeah."


def test_a_name_that_comes_again_is_a_speaker():
    said = "".join(
        f"{n}\r\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\r\n{who}: Sentence number {n}.\r\n\r\n"
        for n, who in enumerate(["Ida", "Otto", "Ida", "Otto"], 1)
    )
    assert [turn.speaker for turn in only("\ufeff" + said, "a.srt").turns] == ["Ida", "Otto", "Ida", "Otto"]


def test_a_colon_in_a_sentence_is_no_speaker():
    said = "1\n00:00:01,000 --> 00:00:02,000\nThe Plan: buy more land.\n\n"
    said += "2\n00:00:02,000 --> 00:00:04,000\nThen wait.\n"
    assert only(said, "a.srt").turns[0].speaker == ""


def test_a_long_pause_begins_a_paragraph():
    cue = "Nobody on the quay that morning expected the ferry to come in early at all."
    said = "".join(f"{n}\n00:0{n}:00,000 --> 00:0{n}:20,000\n{cue} {cue} {cue}\n\n" for n in range(1, 4))
    assert only(said, "a.srt").text.count("\n\n") == 2


def test_words_of_one_speaker_become_a_sentence():
    words = ["I", "am", "your", "gardener."]
    segments = ",".join(
        f'{{"speaker":"Rosa","startTime":{n},"endTime":{n + 0.5},"body":"{word}"}}' for n, word in enumerate(words)
    )
    draft = only(f'{{"version":"1.0.0","segments":[{segments}]}}', "t.json")
    assert (draft.kind, draft.text, draft.turns[0].end_ms) == (Kind.EPISODE, "I am your gardener.", 3500)


def test_chapters_alone_are_refused_in_a_sentence():
    with pytest.raises(UnreadableUpload, match="only chapter marks"):
        read(Given.of(b'{"version":"1.2.0","chapters":[{"startTime":0,"title":"Intro"}]}', name="chapters.json"))


def test_captions_without_times_are_refused():
    with pytest.raises(UnreadableUpload, match="without any timed line"):
        read(Given.of(b"Just words.\n", name="a.srt"))


def test_a_transcript_page_is_an_episode():
    page = "<cite>Ida:</cite>\n<time>0:09</time>\n<p>It&#39;s late.</p>"
    page += "<cite>Otto:</cite><time>1:00</time><p>It is.</p>"
    draft = only(page, "t.html")
    assert [(turn.speaker, turn.start_ms) for turn in draft.turns] == [("Ida", 9000), ("Otto", 60000)]
    assert draft.text == "It's late.\n\nIt is."
