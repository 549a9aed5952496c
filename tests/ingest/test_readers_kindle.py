from datetime import UTC, datetime

import pytest

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import read
from ingest.readers.worded_dates import date_in

BOOK = "The Salt Ledger (Quill, Marlow)"


def clippings(*records):
    return "".join(f"\ufeff{book}\r\n{about}\r\n\r\n{text}\r\n==========\r\n" for book, about, text in records).encode()


def read_clippings(*records):
    return read(Given.of(clippings(*records), name="My Clippings.txt"))


LANGUAGES = {
    "en": "- Your Highlight on page 13 | location 249-251 | Added on Thursday, 4 June 2020 14:29:36",
    "en-us": "- Your Highlight on page 13 | Location 249-251 | Added on Thursday, June 4, 2020 2:29:36 PM",
    "es": "- Tu subrayado en la página 13 | posición 249-251 | Añadido el jueves, 4 de junio de 2020 14:29:36",
    "pt": "- Seu destaque na página 13 | posição 249-251 | Adicionado: quinta-feira, 4 de junho de 2020 14:29:36",
    "de": "- Ihre Markierung auf Seite 13 | Position 249-251 | Hinzugefügt am Donnerstag, 4. Juni 2020 14:29:36",
    "fr": "- Votre surlignement sur la page 13 | emplacement 249-251 | Ajouté le jeudi 4 juin 2020 14:29:36",
    "it": "- La tua evidenziazione a pagina 13 | posizione 249-251 | Aggiunto in data giovedì 4 giugno 2020 14:29:36",
    "nl": "- Uw markering op pagina 13 | locatie 249-251 | Toegevoegd op donderdag 4 juni 2020 14:29:36",
    "ru": "- Ваш выделенный отрывок на странице 13 | Место 249–251 | Добавлено: четверг, 4 июня 2020 г. в 14:29:36",
    "zh": "- 您在第 13 页（位置 #249-251）的标注 | 添加于 2020年6月4日星期四 下午2:29:36",
    "ja": "- 13ページ|位置No. 249-251のハイライト |作成日: 2020年6月4日木曜日 14:29:36",
    "ko": "- 13쪽의 하이라이트 | 위치 249-251 | 추가됨: 2020년 6월 4일 목요일 오후 2:29:36",
}


@pytest.mark.parametrize("about", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_a_highlight_keeps_its_book_place_and_time_in_every_language(about):
    (draft,) = read_clippings((BOOK, about, "Salt keeps.")).drafts
    assert (draft.kind, draft.text, draft.title, draft.author) == (
        Kind.HIGHLIGHT,
        "Salt keeps.",
        "The Salt Ledger",
        "Marlow Quill",
    )
    assert draft.place == "page 13, location 249-251"
    assert draft.met_at == datetime(2020, 6, 4, 14, 29, 36, tzinfo=UTC)


NOTES = {
    "en": "- Your Note on page 13 | location 250 | Added on Friday, 5 June 2020 09:00:00",
    "es": "- Tu nota en la página 13 | posición 250 | Añadido el viernes, 5 de junio de 2020 9:00:00",
    "de": "- Ihre Notiz auf Seite 13 | Position 250 | Hinzugefügt am Freitag, 5. Juni 2020 09:00:00",
    "nl": "- Uw notitie op pagina 13 | locatie 250 | Toegevoegd op vrijdag 5 juni 2020 09:00:00",
    "ru": "- Ваша заметка на странице 13 | Место 250 | Добавлено: пятница, 5 июня 2020 г. в 9:00:00",
    "zh": "- 您在位置 #250 的笔记 | 添加于 2020年6月5日星期五 上午9:00:00",
    "ja": "- 位置No. 250のメモ |作成日: 2020年6月5日金曜日 9:00:00",
    "ko": "- 위치 250의 메모 | 추가됨: 2020년 6월 5일 금요일 오전 9:00:00",
}


@pytest.mark.parametrize("about", NOTES.values(), ids=NOTES.keys())
def test_a_note_belongs_to_the_highlight_it_stands_in(about):
    (draft,) = read_clippings((BOOK, LANGUAGES["en"], "Salt keeps."), (BOOK, about, "Ask the cook.")).drafts
    assert draft.note == "Ask the cook."


def test_a_note_far_from_any_highlight_is_a_note():
    result = read_clippings(
        (BOOK, LANGUAGES["en"], "Salt keeps."),
        (BOOK, "- Your Note on location 900 | Added on Friday, 5 June 2020 09:00:00", "Ask."),
    )
    assert [(draft.kind, draft.text) for draft in result.drafts] == [
        (Kind.HIGHLIGHT, "Salt keeps."),
        (Kind.NOTE, "Ask."),
    ]


@pytest.mark.parametrize("word", ["Bookmark", "Marcador", "Lesezeichen", "signet", "segnalibro", "закладка", "书签"])
def test_a_bookmark_is_left_out_and_said_so(word):
    result = read_clippings((BOOK, LANGUAGES["en"], "Salt keeps."), (BOOK, f"- Your {word} on page 3 | location 9", ""))
    assert [(left.what, left.reason) for left in result.left_out] == [
        ("record 2 (“The Salt Ledger (Quill, Marlow)”)", "A bookmark marks a place and has no words.")
    ]


def test_an_extended_highlight_replaces_the_shorter_one():
    longer = LANGUAGES["en"].replace("249-251", "249-53")
    result = read_clippings((BOOK, LANGUAGES["en"], "Salt keeps."), (BOOK, longer, "Salt keeps. Sugar too."))
    assert [draft.text for draft in result.drafts] == ["Salt keeps. Sugar too."]
    assert "longer highlight" in result.left_out[0].reason


def test_of_many_highlights_each_keeps_its_place():
    about = "- Your Highlight on location {0}-{1} | Added on Thursday, 4 June 2020 14:29:36"
    clips = [(BOOK, about.format(10 * n, 10 * n + 5), f"Salt number {n} keeps.") for n in range(1, 5001)]
    shorter = [(BOOK, about.format(10 * n, 10 * n + 4), f"Salt number {n}") for n in range(1, 5001, 100)]
    result = read_clippings(*clips, *shorter)
    assert [draft.text for draft in result.drafts] == [text for _, _, text in clips]
    assert result.left_out[0].count == 50


def test_a_highlight_may_hold_one_that_only_a_third_one_reaches():
    about = "- Your Highlight on location {} | Added on Thursday, 4 June 2020 14:29:36"
    whole = (BOOK, about.format("10-90"), "Salt keeps. Sugar too. So does smoke.")
    parts = [(BOOK, about.format(place), text) for place, text in [("10-20", "Salt keeps."), ("80-85", "does smoke")]]
    assert [draft.text for draft in read_clippings(*parts, whole).drafts] == [whole[2]]


@pytest.mark.parametrize("number", ["9" * 4400, "9-" + "9" * 4400])
def test_a_place_beyond_all_books_is_none(number):
    about = f"- Your Highlight on location {number} | Added on Thursday, 4 June 2020 14:29:36"
    assert read_clippings((BOOK, about, "Salt keeps.")).drafts[0].text == "Salt keeps."


def test_the_same_place_in_two_books_is_two_highlights():
    other = "Tide Tables (Ida Berg)"
    result = read_clippings((BOOK, LANGUAGES["en"], "Salt keeps."), (other, LANGUAGES["en"], "Salt keeps."))
    assert [draft.author for draft in result.drafts] == ["Marlow Quill", "Ida Berg"]


def test_the_old_form_is_read_too():
    (draft,) = read_clippings(
        (BOOK, "- Highlight Loc. 249-51  | Added on Thursday, June 04, 2009, 02:29 PM", "Salt.")
    ).drafts
    assert draft.place == "location 249-251"
    assert draft.met_at == datetime(2009, 6, 4, 14, 29, tzinfo=UTC)


def test_a_title_may_have_brackets_of_its_own():
    (draft,) = read_clippings(("Salt (2nd ed.) (Ida Berg)", LANGUAGES["en"], "Salt.")).drafts
    assert (draft.title, draft.author) == ("Salt (2nd ed.)", "Ida Berg")


def test_a_broken_record_fails_alone():
    data = clippings((BOOK, LANGUAGES["en"], "Salt keeps.")) + b"half a record\r\nwithout anything\r\n==========\r\n"
    result = read(Given.of(data, name="c.txt"))
    assert len(result.drafts) == 1
    assert result.left_out[0].reason == "Its second line does not say what it is."


def test_the_publishers_limit_is_said():
    limit = "<You have reached the clipping limit for this item>"
    result = read_clippings((BOOK, LANGUAGES["en"], "Salt."), (BOOK, LANGUAGES["en"].replace("249-251", "300"), limit))
    assert "limits how much" in result.left_out[0].reason


def test_bookmarks_alone_are_refused_in_a_sentence():
    with pytest.raises(UnreadableUpload, match="without any highlight or note"):
        read_clippings((BOOK, "- Your Bookmark on page 3 | location 9 | Added on Friday, 5 June 2020 09:00:00", ""))


@pytest.mark.parametrize("text", ["", "yesterday", "32 June 2020", "4 June", "99:99"])
def test_what_is_no_date_has_none(text):
    assert date_in(text) is None


NOTEBOOK = """<html><body><div class="bookTitle">The Salt Ledger</div><div class="authors">Quill, Marlow</div>
<div class="sectionHeading">Brine</div>
<div class="noteHeading">Highlight (<span class="highlight_yellow">yellow</span>) -
Two Boats &gt; Page 12 · Location 130</div>
<div class="noteText">Salt keeps what water takes.</div>
<div class="noteHeading">Note - Two Boats &gt; Page 12 · Location 130</div>
<div class="noteText">Ask the cook.</div>
<div class="noteHeading">Highlight(<span class="highlight_blue">blue</span>) - Page 40</div>
<div class="noteText">Tides are ledgers.</div></body></html>"""


def test_a_notebook_keeps_chapter_place_colour_and_note():
    first, second = read(Given.of(NOTEBOOK.encode(), name="book.html")).drafts
    assert (first.text, first.note, first.tags) == ("Salt keeps what water takes.", "Ask the cook.", ("yellow",))
    assert (first.title, first.author) == ("The Salt Ledger", "Marlow Quill")
    assert "Brine" in first.place
    assert "location 130" in first.place
    assert second.tags == ("blue",)


def test_a_chapter_with_a_year_has_no_colour():
    dated = NOTEBOOK.replace("Two Boats &gt;", "Part One (1984) &gt;").replace("Page 40", "Part (Two) &gt; Page 40")
    first, second = read(Given.of(dated.encode(), name="book.html")).drafts
    assert (first.note, first.tags, second.tags) == ("Ask the cook.", ("yellow",), ("blue",))


def test_a_list_above_a_rule_is_no_file_of_clippings():
    text = "Salt of the sea\n- a first point on salt\n\n==========\n\nAnd then a text of one's own.\n"
    assert read(Given.of(text.encode(), name="salt.txt")).format != "Kindle clippings"


def test_a_bookmark_in_a_notebook_is_left_out_and_said_so():
    marked = NOTEBOOK.replace("</body>", '<div class="noteHeading">Bookmark - Page 41</div></body>')
    (left,) = read(Given.of(marked.encode(), name="book.html")).left_out
    assert (left.what, left.count) == ("highlight or bookmark", 1)
