import pytest

from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import read
from ingest.split import split

SENTENCE = "The harbour was quiet and the boats had not come back from the far side of the bay."


def result(text, name="talk.md", **options):
    return read(Given.of(text.encode(), name=name, **options))


def only(text, name="talk.md", **options):
    (draft,) = result(text, name, **options).drafts
    return draft


def talk(shape, *, turns=8, words=SENTENCE):
    people = ["Ida Berg", "Otto Falk"] * turns
    return "".join(shape.format(name=people[n], n=n + 1, words=words) for n in range(turns))


@pytest.mark.parametrize(
    "shape",
    [
        "**{name}:** {words}\n\n",
        "**{name}** (00:{n:02}:00): {words}\n\n",
        "{name} (00:{n:02}:00):\n{words}\n\n",
        "{name} 00:{n:02}:00\n{words}\n",
        "{name}  {n}:00\n\n{words}\n\n",
        "[{name}] 00:{n:02}:00\n{words}\n\n",
        "{name}\n(00:{n:02}:00) {words}\n",
        "{name}\n\n{n}:00\n\n{words}\n\n",
        "[00:{n:02}:00] {name}: {words}\n",
        "00:{n:02}:00 {name}: {words}\n",
        "#### {name} (00:{n:02}:00)\n\n{words}\n\n",
        "### {name}\n\n{words}\n\n",
        "{name}: {words}\n",
    ],
)
def test_speakers_and_times_are_found_in_every_shape(shape):
    draft = only(talk(shape), kind=Kind.EPISODE)
    assert [turn.speaker for turn in draft.turns] == ["Ida Berg", "Otto Falk"] * 4
    timed = "{n:" in shape or "{n}" in shape
    assert [turn.start_ms for turn in draft.turns] == [n * 60_000 if timed else None for n in range(1, 9)]
    assert draft.text == "\n\n".join([SENTENCE] * 8)


def test_numbered_speakers_are_speakers():
    text = "".join(f"Speaker {1 + n % 2} 00:0{n}:00\n{SENTENCE}\n\n" for n in range(6))
    assert [turn.speaker for turn in only(text).turns][:2] == ["Speaker 1", "Speaker 2"]


HEADERS = [
    "# Of wells\n\n**Host:** Ida Berg\n**Guest:** Otto Falk\n**Date:** 2026-03-02\n\n",
    "Title: Of wells\nHost: Ida Berg\nGuest: Otto Falk\nDate: 2 March 2026\n\n",
    "Of wells\nHost: Ida Berg\nGuest: Otto Falk\nRecorded: March 2, 2026\n\n",
    "# Of wells\n\n- Host: Ida Berg\n- Guest: Otto Falk\n- Published: 2026-03-02\n\n---\n\n",
]


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_of_who_and_when_is_metadata(header):
    draft = only(header + talk("{name}: {words}\n\n"))
    assert (draft.kind, draft.title, draft.author) == (Kind.EPISODE, "Of wells", "Ida Berg, Otto Falk")
    assert draft.published_at.date().isoformat() == "2026-03-02"
    assert draft.text.startswith(SENTENCE)


def test_a_host_who_speaks_is_no_header():
    text = f"Host: {SENTENCE}\nGuest: {SENTENCE}\n" * 4
    assert [turn.speaker for turn in only(text).turns[:2]] == ["Host", "Guest"]


@pytest.mark.parametrize(
    "heading", ["## Ropes (12:30)", "## [00:12:30] Ropes", "## 12:30 - Ropes", "## Ropes – 12:30", "## 00:12:30 Ropes"]
)
def test_a_chapter_may_have_a_time(heading):
    draft = only(
        f"# T\n\n## Wells\n\n**Ida:** {SENTENCE}\n\n{heading}\n\n**Otto:** {SENTENCE}\n\n**Ida:** Yes.\n",
        kind=Kind.EPISODE,
    )
    assert [(chapter.title, chapter.start_ms) for chapter in draft.chapters] == [("Wells", None), ("Ropes", 750_000)]


def test_a_part_and_its_first_chapter_are_one_title():
    draft = only(
        f"# T\n\n## Wells\n\n### Depth\n\n**Ida:** {SENTENCE}\n\n**Otto:** Yes.\n\n**Ida:** No.\n", kind=Kind.EPISODE
    )
    assert [chapter.title for chapter in draft.chapters] == ["Wells: Depth"]


def test_a_chapter_without_words_is_told():
    text = f"# T\n\n## Wells\n\n## Ropes\n\n**Ida:** {SENTENCE}\n\n**Otto:** Yes.\n\n**Ida:** No.\n"
    (left,) = result(text, kind=Kind.EPISODE).left_out
    assert (left.what, left.reason) == ("chapter “Wells”", "no words stand below it")


def test_a_time_in_the_middle_of_a_paragraph_is_a_stamp():
    draft = only(
        f"**Ida:** {SENTENCE} \\[03:40\\] And then we left.\n\n**Otto:** Yes.\n\n**Ida:** \\[05:00\\] No.\n",
        kind=Kind.EPISODE,
    )
    assert draft.spoken.stamps == ((len(SENTENCE) + 1, 220_000), (draft.text.index("No."), 300_000))
    assert "[" not in draft.text


def test_edited_words_are_left_as_they_are():
    draft = only(talk("**{name}:** {words}\n\n", words="Um, the the well is, you know, deep."))
    assert "Um, the the well is, you know, deep." in draft.text
    assert draft.spoken is None


def fragments(line):
    rows = ["so um we went", "down to the well", "before dawn and", "looked at the rope", "and it was new"] * 6
    return "".join(line.format(n=n, words=row) for n, row in enumerate(rows))


@pytest.mark.parametrize("line", ["00:00:{n:02} {words}\n", "0:{n:02}\n{words}\n", "[00:00:{n:02}] {words}\n\n"])
def test_fragments_with_times_flow_into_paragraphs(line):
    draft = only(fragments(line), "talk.txt")
    assert draft.kind is Kind.EPISODE
    assert draft.text.startswith("So we went down to the well before dawn and looked at the rope and it was new so we")
    assert draft.spoken.stamps[1] == (draft.text.index("down"), 1_000)
    assert "so um we went" in draft.spoken.raw


def test_plain_captions_lead_back_to_their_lines():
    text = "# T\n\n## A\n\n" + "We uh went down to the well before\ndawn and looked. It was\nnew and the\n" * 6
    draft = only(text)
    first = draft.spoken.origins[0]
    assert (draft.text[: first.end], draft.spoken.raw[: first.raw_end]) == ("We", "We")
    assert draft.text.startswith("We went down to the well before dawn and looked. It was new and the")


KEPT = (
    "On the depth of wells\nWorth keeping for the winter.\n“A well is a hole with a memory.”\n"
    "A title of another kind\nI like this.\n"
)


def test_a_kept_exchange_above_other_things_is_no_episode():
    exchange = "".join(f"{name} 00:4{n}:10\n{SENTENCE}\n" for n, name in enumerate(["Ida Berg", "Otto Falk"] * 2))
    drafts = result(exchange + KEPT * 2, "book.txt").drafts
    assert len(drafts) > 3
    assert all(draft.kind is not Kind.EPISODE for draft in drafts)


@pytest.mark.parametrize("tail", [1, 2, 4])
def test_four_stamped_lines_do_not_make_the_lines_below_theirs(tail):
    exchange = "".join(f"[00:0{n}:10] Ida Berg: {SENTENCE}\n" for n in range(4))
    kept = KEPT.split("\n")[:tail]
    assert result(exchange + "\n".join(kept), "book.txt").drafts[0].kind is not Kind.EPISODE


def test_a_timetable_is_no_episode():
    text = "".join(f"{hour:02}:00 Walk number {hour}\n" for hour in range(9, 18))
    assert result(text, "day.txt").drafts[0].kind is not Kind.EPISODE


def test_no_passage_spans_two_speakers():
    draft = only(talk("**{name}:** {words}\n\n", words=SENTENCE[:30]))
    assert [span.speaker for span in split(draft)] == ["Ida Berg", "Otto Falk"] * 4


def test_a_marker_of_a_time_that_no_recording_has_is_none():
    (draft,) = result(talk("**{name}:** \\[00:{n:02}:00\\] {words} \\[999:00:00\\] So be it.\n\n")).drafts
    assert [ms for _, ms in draft.spoken.stamps] == [n * 60_000 for n in range(1, 9)]
