"""The shapes that captions have in the wild: voices, dashes, labels, rolling lines, damage."""

import random

import pytest

from curation.errors import UnreadableUpload
from ingest.given import Given
from ingest.readers import read
from ingest.split import split


def result(text, name="talk.srt"):
    return read(Given.of(text.encode(), name=name))


def only(text, name="talk.srt"):
    (draft,) = result(text, name).drafts
    return draft


def drafts_or_refusal(text):
    try:
        return result(text, "a.vtt").drafts, ""
    except UnreadableUpload as refusal:
        return (), str(refusal)


def srt(*cues):
    return "".join(
        f"{n}\n00:00:{2 * n:02},000 --> 00:00:{2 * n + 2:02},000\n{cue}\n\n" for n, cue in enumerate(cues, 1)
    )


def vtt(*cues):
    return "WEBVTT\n\n" + "".join(
        f"00:{2 * n:02}.000 --> 00:{2 * n + 2:02}.000\n{cue}\n\n" for n, cue in enumerate(cues, 1)
    )


def said(draft):
    return [(turn.speaker, draft.text[turn.start : turn.end]) for turn in draft.turns]


def test_several_voices_in_a_cue_are_several_turns():
    draft = only(vtt("<v Ada Moss>Is it deep?</v> <v.low.calm Ben>Q&amp;A says so.", "<v Ben>It is."), "a.vtt")
    assert said(draft) == [("Ada Moss", "Is it deep?"), ("Ben", "Q&A says so. It is.")]
    assert draft.turns[0].end_ms == draft.turns[1].start_ms


def test_a_cue_without_a_voice_is_nobodys():
    assert said(only(vtt("<v Ada>Is it deep?", "Water drips."), "a.vtt"))[1] == ("", "Water drips.")


@pytest.mark.parametrize("cue", ["- Is it deep?\n- It is.", "-Is it deep?\n-It is.", "– Is it deep?\n– It is."])
def test_two_dashes_are_two_turns(cue):
    draft = only(srt("We look down.", cue, "Nobody speaks."))
    assert [text for _, text in said(draft)] == ["We look down.", "Is it deep?", "It is.", "Nobody speaks."]
    assert len(split(draft)) == 4


def test_a_number_below_nought_is_no_dash():
    assert only(srt("It was", "-20 outside.")).text == "It was -20 outside."


def test_a_speaker_named_once_goes_on_through_cues_without_a_name():
    draft = only(srt("Ada: Is it deep,", "this well?", "Ben: It is."))
    assert said(draft) == [("Ada", "Is it deep, this well?"), ("Ben", "It is.")]


def test_a_name_in_the_second_line_of_a_cue_is_a_speaker_too():
    assert said(only(srt("Ada: Is it deep?\nBen: It is.", "Ada: Oh."))) == [
        ("Ada", "Is it deep?"),
        ("Ben", "It is."),
        ("Ada", "Oh."),
    ]


def test_a_known_name_in_the_middle_of_a_line_is_a_speaker_too():
    assert said(only(srt("Ada: Is it deep? Ben: It is.", "Ben: Dig, Ada: it is deep."))) == [
        ("Ada", "Is it deep?"),
        ("Ben", "It is. Dig, Ada: it is deep."),
    ]


@pytest.mark.parametrize("line", ["The plan: buy more land.", "Remember: it is deep.", "At 10:30 we left."])
def test_words_before_a_colon_are_no_speaker_by_themselves(line):
    assert only(srt("Ada: Is it deep?", line, "Ada: Our plan is to buy.")).text.count(line) == 1


@pytest.mark.parametrize(
    "label", ["Speaker 1:", "SPEAKER_01:", "[Man]", "[Speaker 2]:", "Dr. Moss:", "Ana-Lena O'Hara:"]
)
def test_labels_of_many_kinds_are_speakers(label):
    draft = only(srt(f"{label} Is it deep?", "Nobody knows.", f"{label} So dig."))
    assert draft.turns[0].speaker == label.strip("[]:")
    assert "]" not in draft.text


def test_broadcast_captions_change_the_speaker_at_two_arrows():
    draft = only(
        srt(">> ADA MOSS: GOOD MORNING FROM THE QUAY.", "THE FLEET IS IN. >> THANK YOU.", ">>> BEN: YES, ADA.")
    )
    assert said(draft) == [
        ("Ada Moss", "Good morning from the quay. The fleet is in."),
        ("", "Thank you."),
        ("Ben", "Yes, Ada."),
    ]


def test_sounds_stay_in_the_raw_text_only():
    draft = only(srt("[MUSIC PLAYING]", "We dug. (laughs)", "♪ la la ♪", "Then we rested."))
    assert draft.text == "We dug. Then we rested."
    assert draft.spoken.raw == "[MUSIC PLAYING]\nWe dug. (laughs)\n♪ la la ♪\nThen we rested."


ROLLING = """WEBVTT
Kind: captions
Language: en

00:00:00.000 --> 00:00:02.000 align:start position:0%
 
so<00:00:00.500><c> today</c><00:00:01.000><c> we</c>

00:00:02.000 --> 00:00:02.010 align:start position:0%
so today we
 

00:00:02.010 --> 00:00:04.000 align:start position:0%
so today we
are<00:00:02.500><c> um</c><00:00:03.000><c> digging</c>

00:00:04.000 --> 00:00:04.010 align:start position:0%
are um digging
 

"""  # noqa: W293


@pytest.mark.parametrize("blank", [" \n", "\n", ""])
def test_rolling_captions_with_word_stamps_are_told_once(blank):
    draft = only(ROLLING.replace(" \n", blank), "a.vtt")
    assert draft.text == "So today we are digging"
    assert draft.spoken.stamps == ((0, 0), (3, 500), (9, 1000), (12, 2010), (16, 3000))


def test_the_headers_language_is_kept():
    assert only(ROLLING, "a.vtt").language == "en"


def test_captions_that_grow_word_by_word_are_told_once():
    assert only(srt("we", "we dug", "we dug the first", "we dug the first row")).text == "we dug the first row"


def test_cues_without_empty_lines_or_numbers_are_apart():
    crowded = "1\n00:00:01,000 --> 00:00:02,000\nWe dug\n2\n00:00:02,000 --> 00:00:03,000\nto 42\n"
    crowded += "00:00:03,000 --> 00:00:04,000\n42\n"
    assert only(crowded).text == "We dug to 42 42"


def test_an_empty_line_inside_a_cue_loses_no_word():
    assert only(srt("We dug\n\nall day.", "Then slept.")).text == "We dug all day. Then slept."


@pytest.mark.parametrize(
    "timing", ["0:01 --> 0:02", "00:00:01:500 --> 00:00:02:000", "00:01,5 -> 00:02,5", "00:01.000 --> x"]
)
def test_times_written_another_way_are_read(timing):
    assert only(f"{timing}\nWe dug.\n\n").turns[0].start_ms // 1000 == 1


def test_a_broken_cue_is_left_out_and_told():
    text = srt("We dug.", "We rested.").replace("00:00:04,000 -->", "00:0x:04,000 -->")
    (left,) = result(text).left_out
    assert (left.what, left.reason, left.count) == ("cue in line 6", "its time line could not be read", 1)
    assert only(text).text == "We dug."


def test_a_cue_beyond_every_recording_is_left_out_and_told():
    text = srt("We dug.") + "2\n999:00:00,000 --> 999:00:04,000\nWe rested.\n"
    (left,) = result(text).left_out
    assert (only(text).text, left.what) == ("We dug.", "cue in line 6")


def test_a_file_cut_in_a_time_line_says_so():
    left = result(srt("We dug.") + "2\n00:00:0").left_out
    assert [one.count for one in left] == [1]


def test_a_number_behind_an_empty_line_is_left_out_and_told():
    text = srt("The answer is\n\n42", "That is all.")
    (left,) = result(text).left_out
    assert only(text).text == "The answer is That is all."
    assert (left.what, left.reason, left.count) == ("“42” in line 5", "no time stands with it", 1)


@pytest.mark.parametrize("between", ["\n\n", "\n \n"])
def test_a_cues_number_may_stand_apart_from_its_time(between):
    found = result(srt("We dug.", "We rested.").replace("\n00:", f"{between}00:"))
    assert (found.drafts[0].text, found.left_out) == ("We dug. We rested.", ())


def test_many_numbers_without_times_are_told_at_once():
    (left,) = result(srt("We dug.") + "\n".join(map(str, range(30_000)))).left_out
    assert left.count == 30_000


def test_words_behind_a_time_are_words_and_settings_are_none():
    text = "0:01 --> 0:02 We dug.\n\n0:02 --> 0:03 align:start X1:40\nWe rested.\n"
    assert only(text).text == "We dug. We rested."


TIMETABLES = [
    "9:00 -> 10:00 Keynote by the founders\n10:00 -> 11:00 Salt\n11:00 -> 12:00 Lunch with everyone\n",
    "10:00 → 11:00\nStand-up with the team\n\nWe talked about boats and all the other things of the sea.\n",
    "10:00 → 11:00\nStand-up with the team\n\n11:00 → 12:00\nLunch by the sea\n",
    "9:00 --> 10:00 Keynote by the founders\n10:00 --> 11:00 Salt\n",
]


@pytest.mark.parametrize("table", TIMETABLES)
def test_a_timetable_is_no_file_of_captions(table):
    found = result(table, "day.txt")
    assert found.format not in {"SubRip", "WebVTT"}
    assert " ".join(draft.text for draft in found.drafts).split() == table.split()


@pytest.mark.parametrize("times", ["00:00:0{} → 00:00:0{}", "0:0{} --> 0:0{}", "00:00:0{},0 -> 00:00:0{},5 a:b"])
def test_captions_are_known_whatever_their_file_is_called(times):
    text = "".join(f"{times.format(n, n)}\nWe dug well {n}.\n\n" for n in (1, 2, 3))
    assert result(text, "talk.txt").format == "SubRip"


def test_words_before_the_first_cue_are_told():
    (left,) = result("Subtitles by nobody.\n\n" + srt("We dug.")).left_out
    assert left.reason == "it stands before the first cue"


def test_cues_out_of_order_are_told():
    first, second = srt("We dug.", "We rested.").split("\n\n")[:2]
    assert "not in order" in result(f"{second}\n\n{first}\n").warnings[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [("WEBVTT\n\nNOTE only this\n", "without any timed line"), (vtt("[Music]", "♪ la ♪"), "captions of sounds")],
)
def test_captions_without_a_spoken_word_are_refused(text, says):
    with pytest.raises(UnreadableUpload, match=says):
        result(text, "a.vtt")


def test_styles_notes_and_regions_are_no_speech():
    text = vtt("<v Ada>We dug.").replace(
        "WEBVTT\n", "WEBVTT\n\nREGION\nid:a\n\nSTYLE\n::cue { color: red }\n\nNOTE no\nno\n"
    )
    assert only(text, "a.vtt").text == "We dug."


def test_passages_of_long_captions_know_their_times():
    draft = only(srt(*[f"Ada: We went down to well {n} before dawn and looked at the rope again." for n in range(20)]))
    spans = split(draft)
    assert len(spans) > 3
    assert all(span.speaker == "Ada" and span.start_ms < span.end_ms for span in spans)


@pytest.mark.parametrize("seed", range(60))
def test_shuffled_and_cut_lines_are_read_or_refused(seed):
    chance = random.Random(seed)
    lines = (ROLLING + srt("- A\n- B", ">> ADA: C [x", "<v", "♪ d")).split("\n")
    chance.shuffle(lines)
    text = "\n".join(line[: chance.randrange(60)] for line in lines)
    drafts, refusal = drafts_or_refusal(text)
    assert all(split(draft) for draft in drafts)
    assert drafts or refusal.endswith(".")


def test_prose_about_captions_is_prose():
    text = "# Captions\n\nA cue is written\n\n00:00:01.000 --> 00:00:02.000\n\nand then its words follow."
    assert result(text, "cues.md").format == "plain text"
