"""What a mail server is given: the form on the wire, read byte by byte."""

from dataclasses import replace

import pytest

from digests.renderers.message import build_message
from tests.mail.catcher import Catcher, started
from tests.mail.letters import UNSUBSCRIBE, known_by_id, rendered

TITLE = "Käse, 東京 und der Rest: was diese Woche über Bewertungen, Preise und kleine Teams gesagt wurde 🧀"
DOTTED = ". A statement that begins with a dot."


@pytest.fixture
def catcher(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
    catcher = Catcher()
    controller = started(catcher)
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield catcher
    controller.stop()


def hard_document():
    """A long title in several scripts, a line that is a dot's, and a statement of two thousand signs."""
    first, *others = known_by_id().sections
    said = next(one for one in first.statements if one.is_borne_out)
    statements = (replace(said, text=DOTTED), replace(said, text="Über " * 400), replace(said, text="."))
    return replace(known_by_id(), title=TITLE, sections=(replace(first, statements=statements), *others))


def sent(catcher, **changes):
    told = {
        "digest_id": 42,
        "to": "reader@example.org",
        "from_email": "Käseblatt <weekly@threepass.example>",
        "reply_to": "hello@threepass.example",
        "list_id": "Käseblatt <weekly.threepass.example>",
        "unsubscribe_url": UNSUBSCRIBE,
        "unsubscribe_mailto": "unsubscribe@threepass.example?subject=TOKEN",
    }
    build_message(rendered(hard_document()), **(told | changes)).send()
    return catcher.raw[-1], catcher.messages[-1]


def test_no_line_is_longer_than_998_bytes_and_all_end_in_both_signs(catcher):
    raw, _ = sent(catcher)
    assert raw.count(b"\n") == raw.count(b"\r\n") > 100
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_headers_are_ascii_and_read_back_whole(catcher):
    raw, message = sent(catcher)
    head = raw.partition(b"\r\n\r\n")[0]
    assert max(head) < 128
    assert (message["Subject"].strip(), message["From"].addresses[0].display_name) == (TITLE, "Käseblatt")


def test_a_line_that_is_a_dot_arrives(catcher):
    _, message = sent(catcher)
    lines = message.get_body(("plain",)).get_content().splitlines()
    assert any(line.startswith(". (") or line == "." for line in lines)
    assert DOTTED in " ".join(" ".join(lines).split())


def test_both_parts_arrive_as_they_were_rendered(catcher):
    _, message = sent(catcher)
    mail = rendered(hard_document())
    assert message.get_body(("html",)).get_content().split() == mail.html.split()
    assert message.get_body(("plain",)).get_content().split() == mail.text.split()


def test_the_way_out_stands_in_one_header_that_is_read_as_it_was_written(catcher):
    _, message = sent(catcher)
    ways = f"<{UNSUBSCRIBE}>, <mailto:unsubscribe@threepass.example?subject=TOKEN>"
    assert (message["List-Unsubscribe"], message["List-Unsubscribe-Post"]) == (ways, "List-Unsubscribe=One-Click")
    assert message.get_all("Message-ID") == [message["Message-ID"]]
