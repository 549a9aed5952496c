"""Our own rules for a mail, beside those of the clients."""

import re
from urllib.parse import urlsplit

import pytest
from lxml import html as lxml_html

from digests.renderers.email import MOST_BYTES
from digests.renderers.message import build_message
from tests.mail.letters import UNSUBSCRIBE, known_by_id, long_document, rendered

DOCUMENTS = {"short": known_by_id, "long": long_document}


@pytest.fixture(params=DOCUMENTS)
def mail(request):
    return rendered(DOCUMENTS[request.param]())


def page(mail):
    return lxml_html.fromstring(mail.html)


def addresses(mail):
    return page(mail).xpath("//a/@href")


def test_it_is_smaller_than_what_gmail_cuts(mail):
    assert len(mail.html.encode()) < MOST_BYTES


def test_it_has_one_first_heading_and_no_level_is_left_out(mail):
    levels = [one.tag for one in page(mail).xpath("//h1 | //h2 | //h3 | //h4")]
    assert (levels[0], levels.count("h1"), set(levels)) == ("h1", 1, {"h1", "h2"})


def test_it_loads_nothing_and_runs_nothing(mail):
    refused = ("script", "form", "link", "img", "iframe", "object", "input", "button", "svg", "video")
    assert [tag for tag in refused if page(mail).findall(f".//{tag}")] == []
    assert not re.search(r"url\(|@import|@font-face|src=|background=", mail.html)


def test_every_link_is_absolute_and_secure_and_says_where_it_goes(mail):
    assert {urlsplit(one).scheme for one in addresses(mail)} == {"https"}
    assert [one for one in page(mail).xpath("//a") if not one.text_content().strip()] == []


def test_both_parts_and_the_header_hold_one_way_out(mail):
    message = build_message(
        mail,
        digest_id=1,
        to="reader@example.org",
        from_email="weekly@threepass.example",
        reply_to="",
        list_id="Weekly <weekly.threepass.example>",
        unsubscribe_url=UNSUBSCRIBE,
        unsubscribe_mailto="",
    )
    named = {one for one in [*addresses(mail), *re.findall(r"https://\S+", mail.text)] if "/unsubscribe/" in one}
    assert named == {UNSUBSCRIBE}
    assert message.extra_headers["List-Unsubscribe"] == f"<{UNSUBSCRIBE}>"


def test_the_text_part_holds_every_headline_and_every_address(mail):
    text = " ".join(mail.text.split())
    assert [one for one in page(mail).xpath("//h1 | //h2") if one.text_content() not in text] == []
    assert [one for one in addresses(mail) if one not in mail.text] == []


def test_the_text_part_says_statement_by_statement_what_the_html_says(mail):
    text = "".join(mail.text.split())
    said = page(mail).xpath("//p[@dir] | //div[@dir]")
    bare = ["".join((one.text or "").split()) for one in said]
    assert [words for words in bare if words not in text] == []


def test_the_text_part_is_no_stripped_html(mail):
    assert not re.search(r"&(amp|nbsp|#\d+);|</?(p|a|span|div|table|h\d)\b", mail.text)
    assert all(len(line) <= 72 or "https://" in line for line in mail.text.splitlines())


def test_it_names_its_language_and_is_one_column_for_screen_readers(mail):
    assert page(mail).get("lang") == "en"
    assert {one.get("role") for one in page(mail).xpath("//table")} == {"none"}
