"""The public page, Markdown, PDF, EPUB and Atom of one digest say the same, word for word."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import feedparser
import pytest
from defusedxml.ElementTree import fromstring
from django.template.loader import render_to_string
from markdown_it import MarkdownIt
from pypdf import PdfReader

from digests.document import DocumentCorrection
from digests.outline.measure import right_to_left
from digests.renderers.atom import Feed, render_atom, tag_of
from digests.renderers.digest_markdown import render_digest_markdown
from digests.renderers.digest_pdf import render_digest_pdf
from digests.renderers.digest_view import digest_view
from digests.renderers.epub import render_epub
from digests.renderers.llms_txt import Listed, render_llms_txt
from digests.renderers.notes import anchored, notes_of, said_in
from tests.digests.deck_material import UNSUPPORTED, composed

DAYS = datetime(2026, 11, 21, 8, tzinfo=UTC), datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
CORRECTION = DocumentCorrection(date(2026, 11, 23), "Five & six calls", "Five <calls>", "a slip")
DOCUMENT = replace(
    composed(),
    title="Building & <models>",
    url="https://threepass.example/read/building/",
    published=DAYS[0],
    updated=DAYS[1],
    corrections=(CORRECTION,),
    also_met=(),
)
LISTED = Listed(DOCUMENT.title, DOCUMENT.url, DOCUMENT.period_start, DOCUMENT.period_end, ("Models",))
FEED = Feed(
    "Threepass: digests",
    "All of them.",
    "https://threepass.example/read/atom.xml",
    "https://threepass.example/read/",
    "https://threepass.example/read/atom.xml",
)
ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


def page(document):
    view = anchored(digest_view(document))
    context = {"digest": view, "document": document, "slug": "building", "notes": notes_of(view)}
    return render_to_string("digests/public/read.html", context)


def book(document):
    return ZipFile(BytesIO(render_epub(document)))


def text_of_html(html):
    return unescape(re.sub(r"<[^>]+>", "", html.partition("</head>")[2] or html))


def text_of_book(document):
    opened = book(document)
    files = [one.get("href") for one in parsed(opened, "EPUB/package.opf").iter(f"{OPF}item")]
    pages = [name for name in files if name.endswith(".xhtml")]
    return " ".join(text_of_html(opened.read(f"EPUB/{name}").decode()) for name in pages)


def text_of_feed(document):
    entry = fromstring(render_atom(FEED, [document]).encode()).find(f"{ATOM}entry")
    return entry.findtext(f"{ATOM}title") + text_of_html(entry.findtext(f"{ATOM}content"))


FORMS = {
    "page": lambda document: text_of_html(page(document)),
    "md": lambda document: text_of_html(MarkdownIt().render(render_digest_markdown(document))),
    "pdf": lambda document: "".join(
        one.extract_text() for one in PdfReader(BytesIO(render_digest_pdf(document))).pages
    ),
    "epub": text_of_book,
    "atom": text_of_feed,
}


def in_words(form, document=DOCUMENT):
    return "".join(FORMS[form](document).split())


def parsed(opened, name):
    return fromstring(opened.read(name))


def statements():
    view = digest_view(DOCUMENT)
    return [*view.opening, *(one for section in view.sections for one in said_in(section))]


def reads_back(text):
    """Whether a program that takes words out of a PDF gives them back: no emoji, and from left to right."""
    return all(unicodedata.category(sign) != "So" for sign in text) and not right_to_left(text)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_every_statement_word_for_word(form):
    shown = in_words(form)
    told = [one.text for one in statements() if form != "pdf" or reads_back(one.text)]
    assert [text for text in told if "".join(text.split()) not in shown] == []
    assert len(told) >= 25


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_title_lead_headings_and_corrections(form):
    shown, view = in_words(form), digest_view(DOCUMENT)
    for words in (view.title, view.lead, *(one.heading for one in view.sections), *view.corrections):
        assert "".join(words.split()) in shown


@pytest.mark.parametrize("form", FORMS)
def test_every_form_withholds_what_is_not_borne_out_and_counts_it(form):
    assert "".join(UNSUPPORTED.split()) not in in_words(form)
    assert "2statementsarewithheldhere" in in_words(form)


@pytest.mark.parametrize("form", ["page", "epub", "atom"])
def test_the_words_behind_each_number_are_shown(form):
    shown = in_words(form)
    quotes = {one.quote for said in statements() for one in said.citations}
    assert [quote for quote in quotes if "".join(quote.split()) not in shown] == []


def test_the_feed_is_what_readers_read():
    feed = feedparser.parse(render_atom(FEED, [DOCUMENT]).encode())
    assert (feed.bozo, feed.version, feed.feed.id) == (False, "atom10", FEED.tag)
    assert {link.rel: link.href for link in feed.feed.links} == {"alternate": FEED.page, "self": FEED.url}
    [entry] = feed.entries
    assert entry.id == "tag:threepass.example,2026-11-21:digest-42"
    assert (entry.published, entry.updated) == ("2026-11-21T08:00:00+00:00", "2026-11-23T09:30:00+00:00")
    assert entry.link == DOCUMENT.url


def test_a_feed_has_all_that_the_standard_asks_of_it():
    feed = fromstring(render_atom(FEED, [DOCUMENT]).encode())
    for part in (feed, feed.find(f"{ATOM}entry")):
        assert [len(part.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Threepass"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-23T09:30:00+00:00"


def test_an_entry_stays_itself_whatever_it_is_called():
    assert tag_of(replace(DOCUMENT, title="Other", updated=None)) == tag_of(DOCUMENT)


def test_an_empty_feed_is_one_and_always_the_same():
    assert render_atom(FEED, []) == render_atom(FEED, [])
    assert feedparser.parse(render_atom(FEED, []).encode()).bozo is False


def test_a_sign_that_no_feed_may_hold_does_not_break_it():
    odd = replace(DOCUMENT, title="A\x0bb\x00", lead="A\x1fb")
    assert feedparser.parse(render_atom(FEED, [odd]).encode()).entries[0].title == "Ab"
    assert fromstring(book(odd).read("EPUB/title.xhtml")) is not None


def test_links_of_an_entry_are_absolute():
    content = fromstring(render_atom(FEED, [DOCUMENT]).encode()).findtext(f"{ATOM}entry/{ATOM}content")
    assert {href for href in re.findall(r'href="([^"]*)"', content) if not href.startswith("https://")} == set()


def test_a_book_begins_with_its_media_type_uncompressed():
    first = book(DOCUMENT).infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert book(DOCUMENT).read("mimetype") == b"application/epub+zip"


def test_the_container_leads_to_the_package_and_the_package_to_every_file():
    opened = book(DOCUMENT)
    root = parsed(opened, "META-INF/container.xml").find(".//{*}rootfile").get("full-path")
    package = parsed(opened, root)
    items = {one.get("id"): one.get("href") for one in package.iter(f"{OPF}item")}
    held = {name.removeprefix("EPUB/") for name in opened.namelist() if name.startswith("EPUB/")}
    assert set(items.values()) == held - {"package.opf"}
    assert {one.get("idref") for one in package.iter(f"{OPF}itemref")} <= items.keys()


def test_the_package_says_what_an_epub_must_say():
    package = parsed(book(DOCUMENT), "EPUB/package.opf")
    dc = "{http://purl.org/dc/elements/1.1/}"
    assert package.find(f".//{dc}identifier").get("id") == package.get("unique-identifier")
    assert package.findtext(f".//{dc}title") == DOCUMENT.title
    assert package.findtext(f".//{dc}language") == "en"
    modified = [one.text for one in package.iter(f"{OPF}meta") if one.get("property") == "dcterms:modified"]
    assert modified == ["2026-11-23T09:30:00Z"]
    assert [one.get("href") for one in package.iter(f"{OPF}item") if one.get("properties") == "nav"] == ["nav.xhtml"]


def test_each_section_is_a_chapter_in_the_contents():
    nav = parsed(book(DOCUMENT), "EPUB/nav.xhtml")
    titles = ["".join(link.itertext()) for link in nav.iter(f"{XHTML}a")]
    assert titles == [DOCUMENT.title, *(one.heading for one in DOCUMENT.sections), "Notes"]


def test_every_link_in_the_book_leads_somewhere_and_notes_lead_back():
    opened = book(DOCUMENT)
    pages = {name.removeprefix("EPUB/"): parsed(opened, name) for name in opened.namelist() if name.endswith(".xhtml")}
    ids = {f"{name}#{one.get('id')}" for name, tree in pages.items() for one in tree.iter() if one.get("id")}
    links = [one.get("href") for tree in pages.values() for one in tree.iter(f"{XHTML}a")]
    inside = [link for link in links if not link.startswith("https://")]
    assert [link for link in inside if link not in ids and link not in pages] == []
    backs = [one.get("href") for one in pages["notes.xhtml"].iter(f"{XHTML}li") for one in one.findall(f"{XHTML}a")[:1]]
    assert len(backs) == len(notes_of(anchored(digest_view(DOCUMENT))))
    assert set(backs) <= ids


def test_no_id_is_given_twice():
    for html in (page(DOCUMENT), *(book(DOCUMENT).read(f"EPUB/{name}.xhtml").decode() for name in ("title", "notes"))):
        ids = re.findall(r' id="([^"]+)"', html)
        assert ids
        assert sorted(ids) == sorted(set(ids))


def test_the_same_digest_makes_the_same_files():
    assert render_epub(DOCUMENT) == render_epub(DOCUMENT)
    assert render_digest_pdf(DOCUMENT) == render_digest_pdf(DOCUMENT)


def test_llms_txt_has_a_title_a_summary_and_the_markdown_of_each():
    lines = render_llms_txt([LISTED], FEED.url).splitlines()
    assert lines[0] == "# Threepass"
    assert lines[2].startswith("> ")
    [row] = [line for line in lines if "building.md" in line]
    assert row.startswith(
        r"- [Building \& \<models\>](https://threepass.example/read/building.md): 14–20 November 2026"
    )
    html = MarkdownIt().render("\n".join(lines))
    assert html.count("<h1>") == 1
    assert "<h2>Digests</h2>" in html


def test_without_a_digest_llms_txt_says_so():
    assert "Nothing is published yet." in render_llms_txt([], FEED.url)
