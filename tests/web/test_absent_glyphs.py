"""A PDF that no installed font can show is refused in words, wherever it is asked for."""

import pytest
from django.urls import reverse

from digests.models import Deck, Digest
from digests.outline import Deck as Outline
from digests.outline import Slide
from tests.digests.published import put_published

pytestmark = pytest.mark.django_db
NOWHERE = "\U0010fffd"
TOLD = "No font has U+10FFFD; take that out and make the PDF again."


@pytest.fixture
def deck(ada):
    outline = Outline(title="D", slides=[Slide(layout="bullets", title=f"T {NOWHERE}")])
    return Deck.objects.create(owner=ada, title="D", outline=outline.model_dump(mode="json"))


def test_the_page_of_a_deck_says_so(reader, deck):
    answer = reader.get(reverse("deck-file", args=[deck.pk, "pdf"]), follow=True)
    assert answer.redirect_chain == [(reverse("deck", args=[deck.pk]), 302)]
    assert TOLD in answer.content.decode()


def test_its_other_files_are_there(reader, deck):
    assert NOWHERE in reader.get(reverse("deck-file", args=[deck.pk, "html"])).content.decode()


def test_so_does_the_page_of_a_digest(reader, shelf):
    Digest.objects.filter(pk=shelf.digest.pk).update(lead=f"A lead {NOWHERE}")
    answer = reader.get(reverse("digest-file", args=[shelf.digest.pk, "pdf"]), follow=True)
    assert TOLD in answer.content.decode()


def test_who_has_no_account_is_told_less(client, ada):
    digest = put_published(ada)
    Digest.objects.filter(pk=digest.pk).update(lead=f"A lead {NOWHERE}")
    answer = client.get(reverse("read-file", args=[digest.slug, "pdf"]))
    assert answer.status_code == 503
    assert "its page and the other files have all of it" in answer.content.decode()


def test_nor_is_whoever_has_the_link_of_a_deck_told_more(client, deck):
    Deck.objects.filter(pk=deck.pk).update(share_token="t" * 43)
    answer = client.get(reverse("shared-deck-file", args=["t" * 43, "pdf"]))
    assert answer.status_code == 503
    assert "U+10FFFD" not in answer.content.decode()
