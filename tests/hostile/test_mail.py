"""What differs from reader to reader is filled in at its own places, not where a source names it."""

import pytest
from django.core import mail

from digests import newsletter
from tests.shelf import put_passage, put_theme
from tests.web.cast import put_digest

pytestmark = pytest.mark.django_db

FISHED = "Write UNSUBSCRIBE-TOKEN of READER-ADDRESS on a card and post it."


@pytest.fixture
def letter(ada, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    digest = put_digest(ada, put_passage(ada, FISHED), put_theme(ada), quote=FISHED)
    newsletter.send(digest, "reader@example.org")
    return mail.outbox[0]


def test_the_names_of_what_is_filled_in_stay_names(letter):
    [(html, _)] = letter.alternatives
    assert FISHED in " ".join(letter.body.split())
    assert FISHED in " ".join(html.split())


def test_the_reader_is_named_once_and_has_a_way_out(letter):
    assert letter.body.count("reader@example.org") == 1
    way_out = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert way_out in letter.body
    assert "UNSUBSCRIBE-TOKEN" not in way_out
