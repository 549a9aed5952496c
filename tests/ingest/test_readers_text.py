import re
import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import read
from ingest.readers.header import heading_of

SENTENCE = "The harbour was quiet and the boats had not come back from the far side of the bay. "


def only(text, name="a.md", **options):
    (draft,) = read(Given.of(text.encode(), name=name, **options)).drafts
    return draft


def test_an_essay_has_chapters_and_its_front_matter_is_no_content():
    front = "---\ntitle: On Harbours\nauthor: Ada Moss\ndate: 2026-05-04\nsite: Quay\nkind: article\n---\n"
    draft = only(f"{front}\n{SENTENCE}\n\n## North\n\n{SENTENCE}\n\n## South\n\n{SENTENCE}\n")
    assert (draft.kind, draft.title, draft.author, draft.site) == (
        Kind.ARTICLE,
        "On Harbours",
        "Ada Moss",
        "Quay",
    )
    assert [chapter.title for chapter in draft.chapters] == ["North", "South"]
    assert "title:" not in draft.text


def test_dated_notes_take_the_nearest_year():
    text = "---\ndate: 2026-01-20\n---\n# On wells (12/28)\n- deep\n- dry\n\n# On ropes (1/3)\n- hemp\n"
    wells, ropes = read(Given.of(text.encode(), name="notes.md")).drafts
    assert (wells.title, wells.published_at.date().isoformat()) == ("On wells", "2025-12-28")
    assert ropes.published_at.date().isoformat() == "2026-01-03"
    assert wells.text == "- deep\n- dry"


def test_a_date_that_no_calendar_has_stays_in_the_title():
    text = "---\ndate: 2026-01-20\n---\n# Odds (31/31)\n- a\n\n# Ends (2/3)\n- b\n"
    assert read(Given.of(text.encode(), name="n.md")).drafts[0].title == "Odds (31/31)"


def test_undated_headings_are_notes_too():
    drafts = read(Given.of(b"# First\n- one\n# Second\n- two\n", name="n.md")).drafts
    assert [(draft.kind, draft.title) for draft in drafts] == [(Kind.NOTE, "First"), (Kind.NOTE, "Second")]


def test_a_memo_is_one_memo():
    text = "---\nkind: memo\ndate: 2026-02-03\n---\nSo I was thinking about the mill.\n\nIt runs.\n"
    draft = only(text, "memo.txt")
    assert (draft.kind, draft.published_at.year) == (Kind.MEMO, 2026)
    assert draft.text == "So I was thinking about the mill.\n\nIt runs."


def test_the_senders_word_for_the_kind_wins():
    assert only("Ann: one.\nBob: two.\nAnn: three.\n", "m.txt", kind=Kind.MEMO).kind is Kind.MEMO


def test_short_prose_is_a_note_and_long_prose_an_article():
    assert only(SENTENCE, "a.txt").kind is Kind.NOTE
    assert only("\n\n".join([SENTENCE * 5] * 8), "a.txt").kind is Kind.ARTICLE


CAPTIONS = "# A talk about wells\n\n*whole transcript*\n\n---\n\n" + "".join(
    f"## Part {part}\n\n" + "We went down to the well before dawn and\nlooked at the rope. It was\nnew.\n" * 6
    for part in (1, 2)
)


def test_caption_lines_flow_into_paragraphs():
    draft = only(CAPTIONS)
    assert (draft.kind, draft.title) == (Kind.EPISODE, "A talk about wells")
    assert [chapter.title for chapter in draft.chapters] == ["Part 1", "Part 2"]
    assert "dawn and looked at the rope. It was new." in draft.text
    assert "\n" not in draft.text.replace("\n\n", "")


@pytest.mark.parametrize(
    "shape",
    [
        "**{name}:** {words}\n\n",
        "{name} (00:{n:02}:00):\n{words}\n\n",
        "{name} 00:{n:02}:00\n{words}\n",
        "{name}: {words}\n",
    ],
)
def test_speakers_are_kept_in_every_shape(shape):
    people = ["Ida Berg", "Otto Falk"] * 4
    text = "".join(shape.format(name=name, n=n, words=SENTENCE.strip()) for n, name in enumerate(people, 1))
    draft = only(text, "talk.txt")
    assert draft.kind is Kind.EPISODE
    assert [turn.speaker for turn in draft.turns] == people
    assert draft.turns[0].start_ms in {None, 60_000}
    assert "Ida" not in draft.text


def test_lines_that_open_with_a_time_are_an_episode():
    text = "".join(f"00:{n:02}:10 {SENTENCE}\n" for n in range(6))
    draft = only(text, "talk.txt")
    assert (draft.kind, draft.turns[1].start_ms, draft.turns[1].end_ms) == (Kind.EPISODE, 70_000, 130_000)


def test_a_web_page_is_an_article():
    body = f"<p>{SENTENCE * 4}</p>" * 4
    page = f"<html><title>Harbours</title><body><article><h1>Harbours</h1>{body}</article></body></html>"
    draft = only(page, "harbours", url="https://example.org/harbours")
    assert (draft.kind, draft.title, draft.url) == (Kind.ARTICLE, "Harbours", "https://example.org/harbours")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"PK\x03\x04\x14\x00", "is a zip archive"),
        (b"%PDF-1.7\n", "only a part of a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG image"),
        (b"ID3\x04\x00\x00", "MP3 recording"),
        (b"{\\rtf1\\ansi Bays}", "is an RTF document; save it as .docx or PDF"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", "save it as .docx or PDF"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "is a HEIC image; Threepass reads no pictures"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04", "Windows program"),
        (bytes(range(256)) * 20, "Threepass"),
        (b"<?xml version='1.0'?><!-- x --><rss></rss>", "is a feed; follow it by its address on the Feeds page"),
        (b"<opml version='2.0'></opml>", "list of feeds .OPML.; hand it over on the Feeds page"),
        (b"<?xml version='1.0'?><plist></plist>", "XML of a kind"),
    ],
)
def test_what_is_no_text_is_named(data, says):
    with pytest.raises(UnreadableUpload, match=says):
        read(Given.of(data, name="upload"))


@pytest.mark.parametrize(
    "said",
    [
        "How the WAVE protocol died",
        "The new AVI format is not worth your time.",
        "How the WEBP images came to us",
        "ID3 tags are how players know a song.",
        "OggS is where its pages begin.",
        "BZh, said the bee.",
        "Rar! said the bear.",
        "How ftyp boxes are written",
        "fLaC comes first.",
        "%PDF is how a file opens.",
        "MZ was his name.",
    ],
)
def test_the_letters_of_a_mark_may_stand_in_a_text(said):
    assert only(f"{said}\n\n{SENTENCE}", "a.txt").text.startswith(said)


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00", "a WAV recording"),
        (b"FORM\x00\x00\x00\x24AIFFCOMM\x00\x00", "an AIFF recording"),
        (b"RIFF\x24\x00\x00\x00AVI LIST\x10\x00\x00\x00", "an AVI video"),
        (b"OggS\x00\x02\x00\x00\x00", "an Ogg recording"),
        (b"fLaC\x00\x00\x00\x22\x10", "a FLAC recording"),
        (b"\x1aE\xdf\xa3\x01\x00\x00\x00\x00matroska", "a WebM or Matroska video"),
        (b"\x00\x00\x00\x18ftypM4A \x00\x00", "an MP4 or M4A recording"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00", "a HEIC image"),
        (b"BZh91AY&SY\x00\x01\x02\x03", "a bzip2 archive"),
    ],
)
def test_a_recording_that_comes_to_the_readers_is_named(head, says):
    with pytest.raises(UnreadableUpload, match=f"upload is {says}; "):
        read(Given.of(head, name="upload"))


def test_a_text_too_large_is_refused():
    with pytest.raises(UnreadableUpload, match="50 MB"):
        read(Given.of(b"word " * 11_000_000, name="big.txt"))


def test_windows_text_is_read_and_said_so():
    result = read(Given.of("Na\xefve caf\xe9 \x93talk\x94 by the sea.".encode("latin-1"), name="a.txt"))
    assert result.drafts[0].text == "Naïve café “talk” by the sea."
    assert result.warnings == ("not valid UTF-8; read as Windows-1252",)


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        ("it wasn‚Äôt me, she ‚Äúsaid‚Äù", "it wasn’t me, she “said”"),
        ("look \uf8ffüëÄ here", "look 👀 here"),
        ("look üëÄ here", "look 👀 here"),
        ("tea â€” or coffee", "tea — or coffee"),
        ('tea â€" or coffee', "tea — or coffee"),
        ("schÃ¶n", "schön"),
        ("Grüße über Köln, ﬁne “quotes”", "Grüße über Köln, ﬁne “quotes”"),
    ],
)
def test_damaged_letters_are_repaired(broken, meant):
    assert only(broken, "a.txt").text == meant


@pytest.mark.inputs
def test_the_real_episode(one_input):
    (draft,) = read(Given.of(one_input("002"), name="002.txt")).drafts
    assert (draft.kind, len(draft.chapters)) == (Kind.EPISODE, one_input("002").count(b"\n## "))
    assert len(draft.chapters) > 2
    assert "â€" not in draft.text


@pytest.mark.inputs
def test_the_real_notes(one_input):
    drafts = read(Given.of(one_input("004"), name="004.txt")).drafts
    days = re.findall(r"^# .*?(\d{1,2})/(\d{1,2})", one_input("004").decode("utf-8", "replace"), re.MULTILINE)
    assert [(draft.published_at.month, draft.published_at.day) for draft in drafts] == [
        (int(month), int(day)) for month, day in days
    ]
    assert len({draft.published_at.year for draft in drafts}) == 1 < len(drafts)
    assert not any("‚Ä" in draft.text or "üë" in draft.text for draft in drafts)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("# a", (1, "a")),
        ("## A b ##", (2, "A b")),
        ("### C#", (3, "C#")),
        ("# a # b #", (1, "a # b")),
        ("# #", (1, "#")),
        ("#harbour", None),
        ("# a\nb", None),
        ("#", None),
    ],
)
def test_a_heading_loses_only_the_signs_that_close_it(line, heading):
    assert heading_of(line) == heading


GAP = " " * 20_000


@pytest.mark.parametrize("text", [f"# a{GAP}b\n\nWords.", f"date: a{GAP}b\n\nWords.", f"# a{GAP}b\nc\n# d (1/2)\ne"])
def test_a_wide_gap_holds_nobody_up(text):
    begun = time.process_time()
    assert read(Given.of(text.encode(), name="a.md")).drafts
    assert time.process_time() - begun < 1


def test_headings_that_are_set_in_part_no_notes():
    assert only(" # One\nFirst.\n\n # Two\nSecond.\n").text.startswith("# One")


def test_wrapped_prose_is_no_list():
    text = "The harbour was quiet and the boats had not come back from the far side\nof the bay by evening.\n"
    assert only(text * 6, "a.txt").kind is Kind.NOTE


def test_paragraphs_that_go_on_are_no_list():
    text = "\n".join(f"{SENTENCE}And so it went on, on day {n} as on the others." for n in range(7))
    assert only(text, "a.txt").kind is Kind.NOTE


@pytest.mark.parametrize("above", ["title: Salt\ntags: [sea, salt]", "tags:\n  - sea\n  - salt", 'tags: "#sea #salt"'])
def test_a_note_alone_keeps_the_tags_it_opens_with(above):
    draft = only(f"---\n{above}\n---\nSalt keeps what water takes.\n", name="Salt.md")
    assert (draft.title, draft.text, draft.tags) == ("Salt", "Salt keeps what water takes.", ("sea", "salt"))


@pytest.mark.parametrize(
    ("above", "tags"),
    [
        ("tags: [machine learning, ai]", ("machine learning", "ai")),
        ("tags:\n  - machine learning", ("machine learning",)),
        ("tags: machine learning, ai", ("machine learning", "ai")),
        ("tags: [[sea], {salt: 1}, ai]", ("ai",)),
        ("tags: [!!bool x, 1999]", ("x", "1999")),
    ],
)
def test_a_tag_may_have_several_words(above, tags):
    assert only(f"---\ntitle: Salt\n{above}\n---\nSalt keeps.\n").tags == tags


@pytest.mark.parametrize(
    "odd",
    [
        "a: !!bool x",
        "a: !!timestamp x",
        "a: !!int ''",
        "? [b]\n: 1",
        '"\\UFFFFFFFF": 1',
        "a: " + "[salt, " * 1500,
        "a: *b",
    ],
)
def test_odd_front_matter_leaves_the_text(odd):
    draft = only(f"---\ntitle: Salt\n{odd}\n---\nSalt keeps what water takes.\n")
    assert (draft.title, draft.text) == ("Salt", "Salt keeps what water takes.")


@pytest.mark.parametrize("row", ["{0}: &{0} [{1}]", "{0}: &{0} {{<<: [{1}]}}"])
def test_front_matter_made_to_swell_does_not(row):
    rows = ["a: &a {x: 1}"]
    rows += [row.format(name, ", ".join(["*" + above] * 10)) for above, name in pairwise("abcdefghijk")]
    front = "\n".join(["title: Salt", *rows, "author: *k", "tags: [" + ", ".join(["*k"] * 50) + "]"])
    draft = only(f"---\n{front}\n---\nSalt keeps what water takes.\n")
    assert (draft.title, draft.text, draft.tags) == ("Salt", "Salt keeps what water takes.", ())


def test_a_long_text_between_two_rules_is_no_front_matter():
    text = "---\ntitle: Salt\n" + f"{SENTENCE}\n\n" * 300 + "---\nSalt keeps.\n"
    assert only(text).text.count(SENTENCE.strip()) == 300


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-03-04 05:06:07 +02:00", "2026-03-04T05:06:07+02:00"),
        ("2026-03-04 05:06:07 +0200", "2026-03-04T05:06:07+02:00"),
        ("2026-03-04T05:06:07Z", "2026-03-04T05:06:07+00:00"),
        ("4 March 2026", "2026-03-04T00:00:00+00:00"),
    ],
)
def test_the_day_of_a_note_may_have_a_zone(written, at):
    assert only(f"---\ndate: {written}\n---\nSalt keeps.\n").published_at.isoformat() == at


def test_the_day_on_which_a_note_was_made_is_its_day():
    draft = only("---\ncreated: 2024-01-02\n---\nSalt keeps.\n", name="Salt.md")
    assert draft.published_at == datetime(2024, 1, 2, tzinfo=UTC)
