"""The rendered mail, against what is known of Gmail, Outlook, Apple Mail and Yahoo, and against the standard."""

import pytest

from tests.mail.letters import rendered

DARK = "Colours for dark screens and padding for narrow ones; without them the mail is read as it is inlined."
OUTLOOK_DARK = "Outlook's own dark colours; every other client is given them by the media query, or inverts."
# What some client leaves out, and why nobody is worse off.
ENHANCEMENTS = {
    "@media": DARK,
    "<style> element": DARK,
    "color-scheme meta tag": "Says that there are dark colours; a client that does not ask chooses by itself.",
    "Type selector": DARK,
    "Class selector": DARK,
    "Attribute selector": OUTLOOK_DARK,
    "Descendant combinator": OUTLOOK_DARK,
    "display:none": "Hides the preheader; where it is not hidden it is one pixel high, in the colour of the paper.",
    "overflow": "Of the preheader alone, as above.",
    "max-height property": "Of the preheader alone, as above.",
    "overflow-wrap": "Breaks words that are longer than the column; without it such a word runs past its edge.",
    "word-break": "The same, for clients that know only this one.",
    "table-layout": "Keeps a long word from widening the column; Outlook keeps to the width that the table is given.",
    "role attribute": "Tells screen readers that a table is no table of figures; the words are the same without it.",
    "<body> element": "Some clients put the mail into an element of their own; the outer table has the same colours.",
}


@pytest.fixture(scope="module")
def found(check_mail):
    return check_mail(rendered().html)


def test_clients_leave_out_nothing_but_what_is_an_enhancement(found):
    assert {title: clients for title, clients in found["unsupported"].items() if title not in ENHANCEMENTS} == {}


def test_no_exception_is_kept_that_nothing_needs(found):
    assert ENHANCEMENTS.keys() - found["unsupported"].keys() == set()


def test_the_html_is_valid(found):
    assert found["invalid"] == []


def test_the_checks_find_what_clients_refuse(check_mail):
    told = check_mail('<p style="position: fixed">Words<p></table>')
    assert "position" in " ".join(told["unsupported"])
    assert told["invalid"]


def test_a_mail_of_nothing_but_its_frame_is_valid(check_mail, monkeypatch):
    monkeypatch.setattr("digests.renderers.email.MOST_BYTES", 1_000)
    assert check_mail(rendered().html)["invalid"] == []
