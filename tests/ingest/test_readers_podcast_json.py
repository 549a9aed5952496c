import json
import random

import pytest

from curation.errors import UnreadableUpload
from ingest.given import Given
from ingest.readers import podcast_json, read
from ingest.split import split


def result(data):
    return read(Given.of(json.dumps(data).encode(), name="talk.json"))


def told(data):
    """(speaker, text, start, end) of each turn."""
    (draft,) = result(data).drafts
    return [(turn.speaker, draft.text[turn.start : turn.end], turn.start_ms, turn.end_ms) for turn in draft.turns]


TOLD = [("Speaker 1", "It is deep, I think.", 1_000, 3_000), ("Speaker 2", "So we dig.", 3_500, 5_000)]
A, B = ("It is deep, I think.", 1, 3), ("So we dig.", 3.5, 5)

EXPORTS = {
    "podcast namespace": {
        "version": "1.0.0",
        "segments": [
            {"speaker": f"Speaker {who}", "startTime": start, "endTime": end, "body": text}
            for who, (text, start, end) in enumerate([A, B], 1)
        ],
    },
    "WhisperX": {
        "segments": [
            {"speaker": f"SPEAKER_0{who}", "start": start, "end": end, "text": f" {text}"}
            for who, (text, start, end) in enumerate([A, B], 1)
        ],
        "language": "en",
    },
    "Deepgram": {
        "metadata": {"duration": 5.0},
        "results": {
            "utterances": [
                {"start": start, "end": end, "transcript": text, "speaker": who, "words": []}
                for who, (text, start, end) in enumerate([A, B], 1)
            ]
        },
    },
    "AssemblyAI": {
        "text": f"{A[0]} {B[0]}",
        "utterances": [
            {"speaker": str(who), "start": start * 1000, "end": end * 1000, "text": text}
            for who, (text, start, end) in enumerate([A, B], 1)
        ],
    },
    "Rev": {
        "monologues": [
            {
                "speaker": who,
                "elements": [
                    {"type": "text", "value": word.strip(",."), "ts": start if at == 0 else None, "end_ts": end}
                    for at, word in enumerate(text.split())
                ],
            }
            for who, (text, start, end) in enumerate([A, B], 1)
        ]
    },
    "Podlove": [
        {"speaker": f"Speaker {who}", "start": f"00:00:0{start:.3f}", "end": f"00:00:0{end:.3f}", "text": text}
        for who, (text, start, end) in enumerate([A, B], 1)
    ],
    "Amazon": {
        "results": {
            "transcripts": [{"transcript": f"{A[0]} {B[0]}"}],
            "items": [
                {
                    "speaker_label": f"spk_{who}",
                    "start_time": str(start),
                    "end_time": str(end),
                    "alternatives": [{"content": text}],
                }
                for who, (text, start, end) in enumerate([A, B], 1)
            ],
        }
    },
}


@pytest.mark.parametrize("exporter", [name for name in EXPORTS if name != "Rev"])
def test_what_machines_export_is_read(exporter):
    assert told(EXPORTS[exporter]) == TOLD


def test_a_transcript_of_words_alone_is_read():
    assert [(who, text) for who, text, _, _ in told(EXPORTS["Rev"])] == [
        ("Speaker 1", "It is deep I think"),
        ("Speaker 2", "So we dig"),
    ]


def test_whispers_words_give_the_times_of_words():
    words = [{"word": " So", "start": 3.5, "end": 3.7}, {"word": " dig", "start": 4.2}, {"word": " up", "start": 4.6}]
    (draft,) = result(
        {"text": "x", "segments": [{"start": 3.5, "end": 5, "text": " So we dig up.", "words": words}]}
    ).drafts
    assert draft.spoken.stamps == ((0, 3_500), (6, 4_200), (10, 4_600))


def test_words_of_several_speakers_in_one_list_become_turns():
    words = [
        {"punctuated_word": word, "start": n, "end": n + 0.9, "speaker": n // 2}
        for n, word in enumerate(["Is", "it?", "It", "is."])
    ]
    data = {"results": {"channels": [{"alternatives": [{"transcript": "Is it? It is.", "words": words}]}]}}
    assert told(data) == [("Speaker 0", "Is it?", 0, 1_900), ("Speaker 1", "It is.", 2_000, 3_900)]


def test_youtubes_events_are_read():
    events = [{"tStartMs": 1000, "dDurationMs": 2000, "segs": [{"utf8": "so we"}, {"utf8": " dig"}]}, {"tStartMs": 9}]
    assert result({"events": events}).drafts[0].text == "so we dig"


def test_offsets_of_a_whisper_on_small_machines_are_milliseconds():
    data = {"transcription": [{"offsets": {"from": 1000, "to": 2500}, "text": " So we dig."}]}
    assert told(data) == [("", "So we dig.", 1_000, 2_500)]


def test_words_one_a_segment_are_joined_and_points_stand_close():
    segments = [
        {"startTime": n, "endTime": n + 1, "body": word}
        for n, word in enumerate(["We", "um", "dig", ",", "then", "rest", "."])
    ]
    (draft,) = result({"segments": segments + segments}).drafts
    assert draft.text == "We dig, then rest. We dig, then rest."


def test_damaged_letters_are_repaired():
    assert told({"segments": [{"start": 0, "end": 1, "text": "it wasnâ€™t"}]})[0][1] == "it wasn’t"


@pytest.mark.parametrize(("title", "start", "unit"), [("title", "startTime", 1), ("headline", "start", 1_000)])
def test_the_files_own_chapters_are_kept(title, start, unit):
    marks = [("Wells", 0), ("Ropes", 3.5), ("Never said", 400)]
    chapters = [{title: name, start: time * unit} for name, time in marks]
    (draft,) = result({**EXPORTS["AssemblyAI"], "chapters": chapters}).drafts
    assert [(chapter.title, chapter.start_ms) for chapter in draft.chapters] == [("Wells", 0), ("Ropes", 3_500)]
    assert draft.text[draft.chapters[1].start :] == "So we dig."


def test_segments_without_words_are_told():
    data = {"segments": [{"start": 0, "end": 1, "text": "We dig."}, {"start": 1}, None, {"text": " "}]}
    (left,) = result(data).left_out
    assert (left.what, left.reason, left.count) == ("segment 2", "it has no words", 3)


@pytest.mark.parametrize(
    "data", [{"segments": []}, {"segments": [3, None]}, {"segments": [{"text": "[music]", "start": 1}]}]
)
def test_a_transcript_without_words_is_refused(data):
    with pytest.raises(UnreadableUpload, match=r"talk\.json is a .*\.$"):
        result(data)


@pytest.mark.parametrize("data", [[{"text": "a post", "id": 1}], {"results": [{"title": "a"}]}, {"words": 3}, [], 3])
def test_other_json_is_none_of_ours(data):
    assert not podcast_json.recognises(Given.of(json.dumps(data).encode(), name="a.json"))


def scrambled(value, chance):
    """The same with something of it lost or exchanged."""
    if chance.random() < 0.1:
        return chance.choice([None, -1, "x", [], {}, 1e300, True, "00:00:01"])
    if isinstance(value, dict):
        return {key: scrambled(inner, chance) for key, inner in value.items()}
    return [scrambled(inner, chance) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("seed", range(80))
def test_scrambled_transcripts_are_read_or_refused(seed):
    chance = random.Random(seed)
    try:
        drafts, refusal = result(scrambled(EXPORTS[chance.choice(list(EXPORTS))], chance)).drafts, ""
    except UnreadableUpload as refused:
        drafts, refusal = (), str(refused)
    assert all(split(draft) for draft in drafts)
    assert drafts or refusal.endswith(".")


def test_times_in_milliseconds_go_on_past_the_third_hour():
    rows = [
        {"speaker": "AB"[n % 2], "text": "It is deep.", "start": n * 4_000, "end": n * 4_000 + 2_000} for n in (0, 1)
    ]
    late = {"speaker": "A", "text": "So we dig on.", "start": 16_000_000, "end": 16_002_000}
    assert told({"utterances": [*rows, late]})[-1][2:] == (16_000_000, 16_002_000)


@pytest.mark.parametrize("key", ["startTime", "start", "start_ms"])
@pytest.mark.parametrize(
    "time",
    [3_000_000_000, "3000000000", int("1" * 400), "1" * 400, 1e300, float("inf"), "999:00:00"],
    ids=lambda time: str(time)[:9],
)
def test_a_time_that_no_recording_has_is_none(key, time):
    first = {"speaker": "A", "startTime": 1, "endTime": 3, "text": "It is deep."}
    assert told([first, {"speaker": "B", key: time, "text": "So we dig on."}])[1][2:] == (None, None)


def test_a_month_of_seconds_is_none():
    assert told([{"speaker": "A", "startTime": 3_000_000, "text": "It is deep."}])[0][2:] == (None, None)


def test_a_length_beyond_every_recording_is_no_end():
    row = {"speaker": "A", "start": 2_000_000, "duration": 2_000_000, "text": "It is deep."}
    assert told([row])[0][2:] == (2_000_000_000, None)


def test_messages_with_a_time_of_day_are_no_transcript():
    message = {"user": "U1", "type": "message", "ts": "1700000000.000100", "text": "Salt keeps."}
    with pytest.raises(UnreadableUpload, match="JSON of a kind"):
        result([message])
