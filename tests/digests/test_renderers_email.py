import re
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest
from django.conf import settings
from lxml import html as lxml_html

from digests.renderers.email import MOST_BYTES, render_email
from digests.renderers.message import build_message
from tests.digests.deck_material import HOSTILE, UNSUPPORTED, document

UNSUBSCRIBE = "https://threepass.example/u/TOKEN?a=1&b=2"


THUMBS = "https://threepass.example/mail/worth/TOKEN/"
PREFERENCES = "https://threepass.example/mail/TOKEN/"
WHY = "You get this because you subscribed to Mondays on 2 March 2026."


def mail(digest=None, **changes):
    return render_email(
        digest or known_by_id(),
        preferences_url=PREFERENCES,
        why=WHY,
        thumbs_url=THUMBS,
        **changes,
        to_address="ada@example.org",
        site_url="https://threepass.example",
        unsubscribe_url=UNSUBSCRIBE,
        postal_address="Threepass, Harbour Street 3, 1000 Riverton",
        sender_name="Threepass",
    )


def known_by_id():
    sections = tuple(replace(one, id=number) for number, one in enumerate(document().sections, start=1))
    return replace(document(), sections=sections)


def lengthened(by=3):
    first, *others = known_by_id().sections
    return replace(known_by_id(), sections=(replace(first, statements=first.statements * by), *others))


def built(**changes):
    if not settings.configured:
        settings.configure()
    headers = {
        "digest_id": 42,
        "to": "ada@example.org",
        "from_email": "Threepass <weekly@threepass.example>",
        "reply_to": "hello@threepass.example",
        "list_id": "Weekly digest <weekly.threepass.example>",
        "unsubscribe_url": UNSUBSCRIBE,
        "unsubscribe_mailto": "unsubscribe@threepass.example",
    }
    message = build_message(mail(), **(headers | changes))
    return message_from_bytes(message.message().as_bytes(), policy=default)


def long_digest():
    first = document().sections[1]
    return replace(document(), sections=(replace(first, statements=first.statements * 12),) * 90)


def page():
    return lxml_html.fromstring(mail().html)


def test_the_mail_is_one_page_with_one_heading():
    assert len(page().findall(".//h1")) == 1


def test_the_mail_holds_nothing_that_clients_refuse():
    for tag in ("script", "form", "link", "img", "iframe"):
        assert page().findall(f".//{tag}") == []


def test_every_link_is_absolute_and_secure():
    links = page().xpath("//a/@href")
    assert links
    assert all(link.startswith("https://") for link in links)


def test_styles_are_inlined_and_the_dark_ones_kept():
    html = mail().html
    assert "prefers-color-scheme: dark" in html
    assert 'style="' in html
    assert "h2 {" not in html.split("@media")[0]


def test_what_is_not_supported_is_withheld_from_both_parts():
    assert UNSUPPORTED not in mail().html + mail().text


def test_every_statement_names_its_source_with_a_link():
    for paragraph in page().xpath("//p[span[@class='source']] | //div[@class='quotation']"):
        assert paragraph.xpath(".//a[@class='source-link']/@href")


def test_the_text_part_holds_every_headline_and_every_address():
    text = " ".join(mail().text.split())
    for heading in page().xpath("//h1 | //h2"):
        assert heading.text_content() in text
    assert all(link in text for link in page().xpath("//a/@href"))


def test_the_text_part_is_not_escaped_and_keeps_to_72_columns():
    text = mail().text
    assert HOSTILE in " ".join(text.split())
    assert "&amp;" not in text
    assert all(len(line) <= 72 or "https://" in line for line in text.splitlines())


def test_the_address_to_unsubscribe_stands_in_both_parts():
    assert UNSUBSCRIBE in page().xpath("//a/@href")
    assert UNSUBSCRIBE in mail().text


def test_a_long_digest_is_cut_below_the_limit_and_says_so():
    rendered = mail(long_digest())
    assert len(rendered.html.encode()) <= MOST_BYTES
    assert "Read the rest on the web" in rendered.html
    assert re.search(r"\d+ more themes are on the web", rendered.text)


def test_a_long_section_leaves_the_rest_to_its_place_on_the_web():
    html = lxml_html.fromstring(mail(lengthened()).html)
    link = next(one for one in html.xpath("//a") if "more on the web" in one.text_content())
    assert re.fullmatch(r"\d+ more on the web", link.text_content())
    assert link.get("href") == f"{document().url}#s1"


def test_what_is_not_on_the_web_is_not_left_to_it():
    assert "more on the web" not in mail(replace(lengthened(), url="")).text


def test_one_statement_more_is_shown_rather_than_linked():
    first = replace(known_by_id().sections[0], quotations=(), questions=(), lane=())
    borne_out = next(one for one in first.statements if one.is_borne_out)
    five = replace(first, statements=(borne_out,) * 5)
    assert "more on the web" not in mail(replace(known_by_id(), sections=(five,))).text


def test_each_section_asks_what_it_was_worth_by_a_link_of_its_own():
    links = page().xpath("//a[@class='vote']/@href")
    assert list(links[:2]) == [f"{THUMBS}1/?worth=yes", f"{THUMBS}1/?worth=no"]
    assert len(links) == 2 * len(page().findall(".//h2"))


def test_the_preheader_is_padded_so_that_no_body_text_follows_it():
    [preheader] = page().xpath("//div[@class='preheader']")
    assert preheader.text.startswith(mail().preheader)
    assert len(preheader.text) - len(mail().preheader) > 200


def test_a_person_may_word_the_subject_and_the_preheader():
    worded = mail(subject="Three loaves", preheader="And one cake.")
    assert (worded.subject, worded.preheader) == ("Three loaves", "And one cake.")
    assert ">And one cake." in worded.html


def test_it_says_why_one_gets_it_in_both_parts():
    assert WHY in mail().html
    assert WHY in mail().text


def test_the_colours_of_outlooks_own_dark_mode_are_kept():
    assert "[data-ogsc] .small" in mail().html


def test_a_subject_cannot_carry_a_second_header():
    assert mail(replace(document(), title="Hello\r\nBcc: eve@example.org")).subject == "Hello Bcc: eve@example.org"


def test_the_message_offers_both_ways_to_unsubscribe():
    message = built()
    assert message["List-Unsubscribe"] == f"<{UNSUBSCRIBE}>, <mailto:unsubscribe@threepass.example>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_message_says_that_a_machine_of_this_list_sent_it():
    message = built()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "Weekly digest <weekly.threepass.example>"
    assert message["Message-ID"].endswith("@threepass.example>")


def test_the_message_tells_where_help_and_past_issues_are():
    message = built(
        help_url=PREFERENCES, archive_url="https://threepass.example/read/", feedback_id="42:mondays:digest:tp"
    )
    assert (message["List-Help"], message["List-Archive"]) == (f"<{PREFERENCES}>", "<https://threepass.example/read/>")
    assert (message["Feedback-ID"], message["Precedence"]) == ("42:mondays:digest:tp", "bulk")


def test_the_message_id_is_that_of_the_delivery():
    assert built(message_id="<issue-1.2.x@threepass.example>")["Message-ID"] == "<issue-1.2.x@threepass.example>"


def test_who_wants_plain_text_gets_nothing_else():
    assert [part.get_content_type() for part in built(text_only=True).walk()] == ["text/plain"]


def test_the_message_has_a_text_and_an_html_part():
    types = [part.get_content_type() for part in built().walk() if not part.is_multipart()]
    assert types == ["text/plain", "text/html"]


@pytest.mark.parametrize("given", ["mailto:out@threepass.example", "out@threepass.example"])
def test_the_mail_address_is_taken_with_or_without_its_scheme(given):
    assert "<mailto:out@threepass.example>" in built(unsubscribe_mailto=given)["List-Unsubscribe"]
