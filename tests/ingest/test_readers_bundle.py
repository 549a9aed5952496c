import json
import time
import zipfile
from io import BytesIO

import pytest

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import bundle, read
from tests.ingest.zips import files

NOTE = """---
title: Salt and water
tags: [brine, tides]
---
# Salt and water

Salt keeps what water takes, see [[Tide tables|the tables]] and [[Ledgers#Of salt]]. #harbour

![[map.png]]
"""
SENTENCE = "The keeper counts the boats each night and writes the sum into a green book. "


def packed(members, how=zipfile.ZIP_DEFLATED):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", how) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return target.getvalue()


def read_zip(members, name="notes.zip"):
    return read(Given.of(files(members), name=name))


def test_a_note_keeps_title_tags_folder_and_the_words_of_its_links():
    (draft,) = read_zip({"Vault/Kitchen/salt.md": NOTE}).drafts
    assert (draft.kind, draft.title, draft.site) == (Kind.NOTE, "Salt and water", "Kitchen")
    assert draft.tags == ("brine", "tides", "harbour")
    assert "see the tables and Ledgers." in draft.text
    assert "map.png" not in draft.text


def test_every_file_is_one_source():
    result = read_zip({"a.md": "# One\n\nFirst.", "b/c.md": "Second words here.", "d.txt": "Third, in plain text."})
    assert [draft.title for draft in result.drafts] == ["One", "c", "d"]


def test_what_is_no_note_is_read_by_its_own_reader():
    captions = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ida>Salt keeps.\n"
    kinds = {draft.kind for draft in read_zip({"a.md": "Words of a note.", "talk.vtt": captions}).drafts}
    assert kinds == {Kind.NOTE, Kind.EPISODE}


def test_what_cannot_be_read_is_left_out_with_its_reason():
    result = read_zip({"a.md": "Words.", "b.exe": b"MZ\x90\x00\x03\x00\x00\x00", "empty.md": ""})
    told = {left.what: left.reason for left in result.left_out}
    assert "Windows program" in told["b.exe"]
    assert "is empty" in told["empty.md"]


def test_pictures_are_one_row():
    result = read_zip({"a.md": "Words.", "1.png": b"\x89PNG", "2.jpg": b"\xff\xd8\xff"})
    assert [(left.what, left.count) for left in result.left_out] == [("1.png", 2)]


def test_what_an_editor_keeps_for_itself_is_not_mentioned():
    result = read_zip({"a.md": "Words.", ".obsidian/app.json": "{}", "__MACOSX/._a.md": b"\x00\x05"})
    assert (len(result.drafts), result.left_out) == (1, ())


def test_an_archive_in_an_archive_is_not_opened():
    result = read_zip({"a.md": "Words.", "more.zip": files({"b.md": "More."})})
    assert "archive inside the archive" in result.left_out[0].reason


def test_a_zip_with_nothing_to_read_says_why():
    with pytest.raises(UnreadableUpload, match=r"holds nothing that Threepass reads; b\.exe: It is a Windows program"):
        read_zip({"b.exe": b"MZ\x90\x00\x03\x00\x00\x00"})


def test_a_bomb_is_left_out():
    result = read_zip({"a.md": "Words.", "bomb.md": b"a" * 40_000_000})
    assert "unpacks to far more than it should" in result.left_out[0].reason


def test_a_zip_of_much_more_than_it_weighs_is_read_up_to_a_limit(monkeypatch):
    monkeypatch.setattr(bundle, "FREE", 100_000)
    result = read_zip({f"{n}.md": f"Note {n}. {SENTENCE * 500}" for n in range(9)} | {"pic.png": b"\x89PNG"})
    assert [draft.title for draft in result.drafts] == ["0", "1", "2"]
    (behind, pictures) = result.left_out
    assert (behind.what, behind.count, pictures.count) == ("3.md", 6, 1)
    assert "as much as Threepass unpacks" in behind.reason


@pytest.mark.parametrize("how", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_what_is_packed_in_a_rare_way_is_named(how):
    with pytest.raises(UnreadableUpload, match=r"is packed in a way that Threepass does not unpack"):
        read(Given.of(packed([("a.md", "Words of a note.")], how), name="a.zip"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_files_of_one_name_it_says_which_was_read():
    result = read(Given.of(packed([("a.md", "The first."), ("a.md", "The last.")]), name="a.zip"))
    assert [draft.text for draft in result.drafts] == ["The last."]
    assert [(left.what, left.reason[:9]) for left in result.left_out] == [("a.md", "it is in ")]


def test_transcripts_in_json_are_read_from_a_zip():
    lines = [{"start": 0, "end": 3, "text": " Salt keeps."}, {"start": 3, "end": 8, "text": " Water takes."}]
    talk = json.dumps({"text": "Salt keeps. Water takes.", "segments": lines})
    assert {draft.kind for draft in read_zip({"1.json": talk, "a.md": "Words."}).drafts} == {Kind.EPISODE, Kind.NOTE}


def test_what_was_guessed_of_a_note_is_said():
    result = read_zip({"a.md": "Das Gemüse ist schön, der Käse auch.".encode("cp1252")})
    assert result.warnings == ("a.md: not valid UTF-8; read as Windows-1252",)


def test_links_that_never_end_hold_nobody_up():
    begun = time.process_time()
    assert bundle.linked_text("[[a#" * 20_000).startswith("[[a#[[a#")
    assert time.process_time() - begun < 1


def test_a_damaged_zip_is_refused_in_a_sentence():
    with pytest.raises(UnreadableUpload, match=r"\.$"):
        read(Given.of(files({"a.md": "Words."})[:-30], name="cut.zip"))


ITEM = {
    "id": "1",
    "slug": "tides",
    "title": "Tide tables",
    "description": "Twice a day.",
    "author": "Ida Berg",
    "url": "https://example.org/t",
    "labels": ["sea"],
    "savedAt": "2024-01-05T10:12:00Z",
    "publishedAt": "2024-01-01T00:00:00Z",
}


def test_omnivore_keeps_pages_labels_days_and_highlights():
    page = f"<html><body><article><h1>Tide tables</h1>{f'<p>{SENTENCE * 4}</p>' * 4}</article></body></html>"
    article, highlight = read_zip(
        {
            "metadata_0_to_20.json": json.dumps([ITEM]),
            "content/tides.html": page,
            "highlights/tides.md": "> The keeper counts\n> the boats.\n\nAsk her.\n",
        }
    ).drafts
    assert (article.kind, article.author, article.tags) == (Kind.ARTICLE, "Ida Berg", ("sea",))
    assert (highlight.text, highlight.note, highlight.title) == (
        "The keeper counts\nthe boats.",
        "Ask her.",
        "Tide tables",
    )


def test_omnivore_without_the_page_keeps_the_link():
    (draft,) = read_zip({"metadata_0_to_20.json": json.dumps([ITEM, {"title": "No address"}])}).drafts
    assert (draft.kind, draft.text) == (Kind.LINK, "Tide tables\n\nTwice a day.")


def test_omnivore_says_what_a_page_keeps_back():
    said = f"<p>{SENTENCE * 8}</p><p>{SENTENCE * 4}</p><p>Subscribe to continue reading.</p>"
    page = f"<html><body><article><h1>Tide tables</h1>{said}</article></body></html>"
    result = read_zip({"metadata_0_to_20.json": json.dumps([ITEM]), "content/tides.html": page})
    assert [warning.partition(":")[0] for warning in result.warnings] == ["content/tides.html"]
    assert [left.what for left in result.left_out] == ["Subscribe to continue reading."]


def test_omnivore_says_what_was_damaged():
    result = read_zip({"metadata_0_to_20.json": json.dumps([ITEM]), "metadata_20_to_40.json": "[{"})
    assert "damaged" in result.left_out[0].reason
