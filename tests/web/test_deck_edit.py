"""The board on which a deck is edited, form by form."""

import pytest
from django.urls import reverse

from digests import deck_editing
from digests.decks import outline_of
from tests.digests.deck_hand import LOAVES, put_cited, put_hand_deck
from tests.fakes import WordEmbedder

pytestmark = pytest.mark.django_db


@pytest.fixture
def deck(ada):
    return put_hand_deck(ada)


@pytest.fixture
def board(reader, deck):
    def ask(**wanted):
        return reader.get(reverse("edit-deck", args=[deck.pk]), wanted)

    return ask


def change(reader, name, deck, *args, **said):
    return reader.post(reverse(name, args=[deck.pk, *args]), said)


def test_a_passage_is_found_by_its_words(board, ada, monkeypatch):
    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)
    put_cited(ada, "Salt is added last.", kind="article", title="On salt")
    page = board(slide="s2", q="salt added last")
    assert [passage.text for passage in page.context["picks"]][:1] == ["Salt is added last."]


def test_what_the_deck_cites_already_is_not_offered(board, ada):
    put_cited(ada, "Salt is added last.", kind="highlight", title="On salt")
    assert [passage.text for passage in board(pick=1).context["picks"]] == ["Salt is added last."]


def test_what_is_refused_is_said_and_the_words_stay(reader, deck):
    answer = change(reader, "change-line", deck, "s2", 0, "save", text="Bread cures all.", was=LOAVES)
    page = answer.content.decode()
    assert (answer.status_code, "Not saved." in page, ">Bread cures all.</textarea>" in page) == (422, True, True)


def test_a_stranger_s_passage_is_not_taken(reader, deck, cleo):
    passage = put_cited(cleo, "Salt is added last.", kind="highlight")
    answer = change(reader, "change-deck", deck, "highlight", passage=passage.pk, after="s2")
    assert answer.status_code == 422
    assert b"Salt" not in answer.content


def test_a_look_is_taken_on_the_deck_s_page(reader, deck):
    back = reverse("deck", args=[deck.pk])
    answer = change(reader, "change-deck", deck, "look", look="night", back=back)
    deck.refresh_from_db()
    assert (answer.url, outline_of(deck).look) == (back, "night")
    style = reader.get(reverse("look-style", args=[deck.pk])).content.decode()
    assert "color-scheme:dark" in style


def test_a_version_is_shown_in_the_look_that_it_had(reader, deck):
    change(reader, "change-deck", deck, "look", look="night")
    style = reader.get(reverse("look-style", args=[deck.pk]), {"version": 1}).content.decode()
    assert "color-scheme:light" in style


def test_the_link_is_made_and_revoked_on_the_deck_s_page(reader, deck):
    page = reader.post(reverse("share-deck", args=[deck.pk]), follow=True).content.decode()
    deck.refresh_from_db()
    assert f"/s/{deck.share_token}/" in page
    page = reader.post(reverse("share-deck", args=[deck.pk]), {"stop": 1}, follow=True).content.decode()
    assert "/s/" not in page


def test_a_deck_that_is_not_made_has_no_board(reader, deck):
    deck.outline = {}
    deck.save()
    assert reader.get(reverse("edit-deck", args=[deck.pk])).url == reverse("deck", args=[deck.pk])


def test_a_page_of_versions_that_is_older_than_the_deck_goes_nowhere(reader, deck, ada):
    deck_editing.retitle(deck, "Quince Lane", ada)
    shown = reader.get(reverse("deck-versions", args=[deck.pk])).content.decode()
    assert '<input type="hidden" name="version" value="1">' in shown
    deck_editing.retitle(deck, "Quince Street", ada)
    answer = reader.post(reverse("deck-version-back", args=[deck.pk, 1]), {"version": 1}, follow=True)
    assert "The deck was changed meanwhile" in answer.content.decode()
