import json
from datetime import UTC, datetime

import pytest

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import read

READWISE = (
    "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,"
    "Highlighted at,Document tags\n"
    '"Salt keeps, ""always"".",The Salt Ledger,Marlow Quill,B0,Ask.,yellow,"brine,tides",location,1234,'
    "2024-01-05 10:12:00+00:00,books\n"
    ",The Salt Ledger,Marlow Quill,B0,,,,page,3,,\n"
)
READER = (
    "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"
    '"Tide tables","https://example.org/t",i1,"[\'tides\', \'sea\']",2026-03-14 23:55:23.291000+00:00,0,new,True\n'
)
POCKET = (
    "title,url,time_added,tags,status\nTide tables,https://example.org/t,1700000000,tides|sea,unread\nNo address,,1,,\n"
)
INSTAPAPER = (
    "URL,Title,Selection,Folder,Timestamp,Tags\n"
    'https://example.org/t,Tide tables,,Unread,1700000000,"[""tides""]"\n'
    "https://example.org/s,Salt,Salt keeps.,Kitchen,1700000000,[]\n"
)
RAINDROP = (
    "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"
    "1,Tide tables,Mine.,Twice a day.,https://example.org/t,Research/Sea,"
    '"tides, sea",2024-01-02T03:04:05.123Z,,,false\n'
    '2,Salt,,,https://example.org/s,Unsorted,,2024-01-02T03:04:05.123Z,,"Highlight:Salt keeps.\nNote:Ask.",false\n'
)
MATTER = (
    "Title,Author,Publisher,URL,Tags(;),Word Count,In Queue,Favorited,Read,Highlight_Count,"
    "Last Interaction Date,File Id\n"
    "Tide tables,Ida Berg,The Pier,https://example.org/t,tides;sea,900,True,False,False,0,2024-01-02,f1\n"
)


def drafts(text, name="export.csv"):
    return read(Given.of(text.encode(), name=name)).drafts


def test_readwise_keeps_book_place_note_tags_and_time():
    (draft,) = drafts(READWISE)
    assert (draft.kind, draft.text, draft.title, draft.author) == (
        Kind.HIGHLIGHT,
        'Salt keeps, "always".',
        "The Salt Ledger",
        "Marlow Quill",
    )
    assert (draft.place, draft.note, draft.tags) == ("location 1234", "Ask.", ("brine", "tides", "books"))
    assert draft.met_at == datetime(2024, 1, 5, 10, 12, tzinfo=UTC)


def test_a_highlight_without_words_is_left_out_and_said_so():
    (left,) = read(Given.of(READWISE.encode(), name="r.csv")).left_out
    assert (left.what, left.reason, left.count) == ("line 3", "It has no words.", 1)


def test_readwise_in_json_says_the_same():
    book = {
        "user_book_id": 1,
        "title": "The Salt Ledger",
        "author": "Marlow Quill",
        "source_url": "https://example.org/b",
        "highlights": [{"id": 2, "text": "Salt keeps.", "note": "Ask.", "location": 13, "location_type": "page",
                        "highlighted_at": "2024-01-05T10:12:00Z", "tags": [{"name": "brine"}]}, {"id": 3, "text": ""}],
    }  # fmt: skip
    for data in ({"count": 1, "results": [book]}, [book]):
        result = read(Given.of(json.dumps(data).encode(), name="readwise.json"))
        (draft,) = result.drafts
        assert (draft.text, draft.place, draft.note, draft.tags) == ("Salt keeps.", "page 13", "Ask.", ("brine",))
        assert result.left_out[0].count == 1


@pytest.mark.parametrize(
    ("tags", "kept"),
    [(5, ()), ("ai, ml", ("ai", "ml")), (["ai", None, {"name": "ml"}, [1]], ("ai", "ml")), ({"ai": 1}, ()), (None, ())],
)
def test_odd_tags_in_json_lose_no_highlight(tags, kept):
    data = [{"title": "Salt", "highlights": [{"text": "Salt keeps.", "tags": tags}]}]
    assert drafts(json.dumps(data), "readwise.json")[0].tags == kept


@pytest.mark.parametrize("tags", ["[{[]:1}]", "[salt, " * 900, '["\\ud800"]', "[1, 2", "{}"])
def test_odd_tags_in_a_table_lose_no_link(tags):
    cell = tags.replace('"', '""')
    (link,) = drafts(f'title,url,time_added,status,tags\nSalt,https://e.org/s,1,unread,"{cell}"\n')
    assert (link.title, "".join(link.tags).isprintable()) == ("Salt", True)


@pytest.mark.parametrize(
    ("text", "service"),
    [(READER, "Reader"), (POCKET, "Pocket"), (INSTAPAPER, "Instapaper"), (RAINDROP, "Raindrop"), (MATTER, "Matter")],
)
def test_every_service_keeps_title_address_tags_and_day(text, service):
    result = read(Given.of(text.encode(), name="x.csv"))
    draft = result.drafts[0]
    assert service in result.format
    assert (draft.kind, draft.title, draft.url) == (Kind.LINK, "Tide tables", "https://example.org/t")
    assert "tides" in draft.tags
    assert draft.met_at is not None


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_a_byte_order_mark_and_more_columns_do_no_harm(separator):
    text = separator.join(["title", "url", "time_added", "tags", "status", "more"])
    row = separator.join(["Tide tables", "https://example.org/t", "1700000000", "tides|sea", "unread", "?"])
    (draft,) = drafts(f"\ufeff{text}\r\n{row}\r\n")
    assert draft.tags == ("tides", "sea")


def test_a_selection_is_a_highlight_of_its_page():
    link, highlight = drafts(INSTAPAPER)
    assert (highlight.kind, highlight.text, highlight.title) == (Kind.HIGHLIGHT, "Salt keeps.", "Salt")
    assert (link.tags, highlight.tags) == (("tides",), ("Kitchen",))


def test_raindrop_keeps_notes_excerpts_folders_and_marks():
    link, highlight = drafts(RAINDROP)
    assert (link.note, link.text, link.tags) == (
        "Mine.",
        "Tide tables\n\nTwice a day.",
        ("tides", "sea", "Research/Sea"),
    )
    assert (highlight.text, highlight.note) == ("Salt keeps.", "Ask.")


def test_a_row_without_an_address_is_left_out_and_said_so():
    (left,) = read(Given.of(POCKET.encode(), name="p.csv")).left_out
    assert (left.what, left.reason) == ("line 3", "It has no web address.")


OPEN = "A quotation mark opens in it that nothing closes."


def pocket(*titles):
    rows = (f"{title},https://e.org/{number},1700000000,a,unread\n" for number, title in enumerate(titles))
    return read(Given.of(("title,url,time_added,tags,status\n" + "".join(rows)).encode(), name="p.csv"))


@pytest.mark.parametrize("below", ["Rope", '"Rope, of hemp"', '"Rope\nof hemp"', '"Rope ""of"" hemp"'])
def test_a_quotation_that_nothing_closes_swallows_no_row(below):
    found = pocket("Tides", '"Salt', "Wells", below, "Mills")
    titles = [draft.title for draft in found.drafts]
    assert titles == ["Tides", "Wells", " ".join(below.strip('"').replace('""', '"').split()), "Mills"]
    assert [(left.what, left.reason, left.count) for left in found.left_out] == [("line 3", OPEN, 1)]


def test_every_quotation_that_nothing_closes_is_said():
    found = pocket("Tides", '"Salt', "Wells", '"Rope', "Mills")
    assert [draft.title for draft in found.drafts] == ["Tides", "Wells", "Mills"]
    assert [(left.what, left.count) for left in found.left_out] == [("line 3", 2)]


def test_only_the_end_of_a_row_that_was_left_open_may_be_one():
    found = pocket("Tides", '"Salt\nkeeps what\nwater takes', "Wells")
    assert [draft.title for draft in found.drafts] == ["Tides", "water takes", "Wells"]
    assert [(left.reason, left.count) for left in found.left_out] == [(OPEN, 2)]


def test_a_table_that_breaks_off_is_read_up_to_there():
    text = READWISE.partition(",The Salt Ledger,Marlow Quill,B0,,")[0] + '"Salt keeps\nwhat water'
    found = read(Given.of(text.encode(), name="r.csv"))
    assert [draft.text for draft in found.drafts][1:] == ["Salt keeps\nwhat water"]
    (left,) = found.left_out
    assert (left.what, "breaks off" in left.reason) == ("line 3", True)


def test_a_cell_beyond_all_measure_loses_its_row_alone():
    found = pocket("Tides", '"' + "salt " * 2_100_000 + '"', "Wells", '"' + "salt " * 2_100_000)
    assert [draft.title for draft in found.drafts] == ["Tides", "Wells"]
    assert [left.what for left in found.left_out] == ["line 3"]


def test_marks_that_open_again_and_again_are_read_in_time():
    found = pocket("Tides", *['x"y,"z'] * 20_000)
    assert found.drafts[0].title == "Tides"


def test_an_export_without_links_is_refused_in_a_sentence():
    with pytest.raises(UnreadableUpload, match="Pocket without any link"):
        drafts("title,url,time_added,tags,status\n")


def test_a_table_of_something_else_is_no_export():
    assert read(Given.of(b"boat,crew\nTern,4\nGull,3\n", name="boats.csv")).format == "plain text"


BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
<DT><H3 ADD_DATE="1">Sea</H3>
<DL><p>
<DT><A HREF="https://example.org/t?a=1&amp;b=2" ADD_DATE="1700000000" TAGS="tides,moon">Tide &amp; tables</A>
<DD>Twice a day.
</DL><p>
<DT><A HREF="https://example.org/s" ADD_DATE="1700000000">Salt</A>
<DT><A HREF="javascript:alert(1)">A script</A>
</DL>"""


def test_bookmarks_keep_folder_tags_day_and_description():
    first, second = read(Given.of(BOOKMARKS.encode(), name="bookmarks.html")).drafts
    assert (first.title, first.url) == ("Tide & tables", "https://example.org/t?a=1&b=2")
    assert (first.tags, first.text) == (("tides", "moon", "Sea"), "Tide & tables\n\nTwice a day.")
    assert (second.tags, second.met_at) == ((), datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC))


def test_a_script_among_bookmarks_is_left_out():
    (left,) = read(Given.of(BOOKMARKS.encode(), name="b.html")).left_out
    assert (left.count, "no web page" in left.reason) == (1, True)


def test_what_pocket_left_behind_in_html_is_read():
    page = '<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul><li><a href="https://example.org/t" time_added="1700000000" tags="tides">Tide tables</a></li></ul></body></html>'  # noqa: E501
    (draft,) = read(Given.of(page.encode(), name="ril_export.html")).drafts
    assert (draft.title, draft.tags) == ("Tide tables", ("tides",))


OWN_WORDS = """<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Lesezeichen</TITLE><H1>Lesezeichen</H1>
<DL><p><DT><H3 PERSONAL_TOOLBAR_FOLDER="true">Lesezeichen-Symbolleiste</H3>
<DL><p><DT><A HREF="https://e.org/t" ADD_DATE="1700000000">Gezeiten</A></DL></DL>"""


@pytest.mark.parametrize("above", ["<!DOCTYPE NETSCAPE-Bookmark-file-1>\n", "<!-- made by hand -->\n", ""])
def test_a_browsers_own_folders_are_no_tags_in_any_language(above):
    (link,) = drafts(above + OWN_WORDS, "bookmarks.html")
    assert (link.title, link.tags, link.met_at.year) == ("Gezeiten", (), 2023)


def test_where_everything_lies_is_no_tag_in_html_either():
    page = '<title>Instapaper: Export</title><h1>Archive</h1><ol><li><a href="https://e.org/t">Tides</a></ol>'
    assert drafts(page, "instapaper.html")[0].tags == ()
