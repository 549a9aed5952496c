"""Books: their order, their chapters, their locks."""

import pytest

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import read
from tests.ingest.epub_cast import CONTAINER, NAV, OPF, SAID, book, chapter

BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
LOCK = '<encryption xmlns="urn:x"><EncryptedData><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'


def result(data, name="book.epub"):
    return read(Given.of(data, name=name))


def only(data, name="book.epub"):
    (draft,) = result(data, name).drafts
    return draft


def refusal(data):
    with pytest.raises(UnreadableUpload) as refused:
        result(data)
    return str(refused.value)


def chapters(draft):
    return [(chapter.title, draft.text[chapter.start : chapter.end]) for chapter in draft.chapters]


def test_a_book_has_its_title_authors_language_date_and_publisher():
    draft = only(book())
    assert (draft.kind, draft.title, draft.author) == (Kind.ARTICLE, "On Harbours", "Ida Berg, Otto Falk")
    assert (draft.language, draft.site, draft.external_id) == ("en-GB", "Quay Press", "urn:isbn:9780000000002")
    assert draft.published_at.year == 2026


def test_its_contents_are_its_chapters_in_reading_order():
    assert chapters(only(book())) == [
        ("The North", f"{SAID.format('North')}\n\nThe South\n\n{SAID.format('South')}"),
        ("Low Water", SAID.format("ebb")),
    ]


def test_the_older_list_of_contents_will_do():
    draft = only(book(nav="<html><body></body></html>"))
    assert [chapter.title for chapter in draft.chapters] == ["North of it", "South of it"]


def test_without_a_list_of_contents_headings_are_chapters():
    draft = only(book(nav="<html></html>", toc="<ncx/>"))
    assert [chapter.title for chapter in draft.chapters] == ["The North", "The South", "Low Water"]


def test_it_is_known_without_its_ending():
    assert only(book(), name="download").title == "On Harbours"


def test_a_page_that_is_missing_is_left_out_and_said():
    found = result(book(north=None))
    assert [(left.what, left.reason) for left in found.left_out] == [
        ("OEBPS/text/north.xhtml", "the book names this page but does not hold it")
    ]
    assert found.drafts[0].text.startswith(SAID.format("South"))


def test_a_page_with_too_much_markup_is_left_out_and_said():
    found = result(book(north=chapter("North", inside="<b>word " * 3000)))
    assert "markup" in found.left_out[0].reason


@pytest.mark.parametrize("algorithm", ["http://www.w3.org/2001/04/xmlenc#aes128-cbc", ""])
def test_copy_protection_is_named(algorithm):
    assert "copy protection (DRM)" in refusal(book(**{"META-INF/encryption.xml": LOCK.format(algorithm)}))


def test_fonts_may_be_veiled():
    assert only(book(**{"META-INF/encryption.xml": LOCK.format("http://www.idpf.org/2008/embedding")})).title


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"container": BOMB + "<container>&b;</container>"}, "container.xml is no XML to be read"),
        ({"content": BOMB + "<package>&b;</package>"}, "content.opf is no XML to be read"),
        ({"content": OPF[:900]}, "content.opf is no XML to be read"),
        ({"container": CONTAINER.replace("OEBPS/content.opf", "../../etc/passwd")}, "where its book begins"),
        ({"container": None, "mimetype": "application/epub+zip"}, "where its book begins"),
        ({"north": "<html></html>", "south": "<html></html>"}, "a book without text"),
    ],
)
def test_what_is_wrong_with_a_book_is_named(changes, says):
    assert says in refusal(book(**changes))


def test_a_page_never_leaves_the_archive():
    opf = OPF.replace("text/north.xhtml", "../../../../etc/passwd")
    assert result(book(content=opf)).left_out[0].what.endswith("etc/passwd")


def test_a_page_made_to_swell_is_left_out():
    found = result(book(north=chapter("North", inside="<p>" + " " * 9_000_000)))
    assert "unpacks to far more than it should" in found.left_out[0].reason


def test_entities_of_a_page_are_not_unfolded():
    page = BOMB.replace("x [", "html [") + f"<html><body><p>{SAID.format('x')} &b;&b;</p></body></html>"
    assert "aaaa" not in only(book(north=page)).text


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_part_of_a_book_is_refused(share):
    data = book()
    assert refusal(data[: int(len(data) * share)]) == "book.epub is a damaged zip archive, or only a part of one."


def test_contents_that_point_nowhere_change_nothing():
    draft = only(book(nav=NAV.replace("text/", "nowhere/")))
    assert SAID.format("North") in draft.text


SPECIMENS = {"book.epub": book()}
