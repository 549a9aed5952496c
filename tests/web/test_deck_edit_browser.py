"""A deck under a person's fingers, in Chromium; also with JavaScript switched off."""

from functools import partial

import pytest
from django.urls import reverse

from digests.decks import outline_of
from digests.models import DeckVersion
from tests.digests.deck_hand import FERRY, LOAVES, put_cited, put_hand_deck
from tests.web.conftest import NARROW, WIDE, become
from tests.web.test_browser import CONTRAST

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium(launch):
    return launch()


@pytest.fixture
def deck(ada, settings, live_server):
    settings.SITE_URL = live_server.url
    return put_hand_deck(ada, shared=True)


@pytest.fixture
def at_board(sign_in, chromium, deck):
    def go(slide="s2", **wanted):
        page = partial(sign_in, chromium, **({"viewport": WIDE} | wanted))()
        page.goto(f"{reverse('edit-deck', args=[deck.pk])}?slide={slide}")
        return page

    return go


def said(page, words):
    page.locator(".desk__said").get_by_text(words).wait_for()


def shown(page):
    """The id of the slide in the pane, once nothing is under way."""
    become(page, "!document.querySelector('.htmx-request')")
    return page.locator("#pane").get_attribute("data-slide")


def order(deck):
    deck.refresh_from_db()
    return [slide.id for slide in outline_of(deck).slides]


def test_slides_are_moved_by_keys_and_the_move_is_undone(at_board, deck):
    page = at_board()
    page.keyboard.press("J")
    said(page, "Moved.")
    assert order(deck)[:4] == ["s1", "s3", "s2", "s4"]
    become(page, "document.activeElement.closest('.card')?.dataset.slideCard == 's2'")
    page.keyboard.press("u")
    said(page, "Undone: Moved “Bread and boats” to place 3.")
    assert order(deck)[:4] == ["s1", "s2", "s3", "s4"]
    assert page.complaints == []


def test_keys_lead_through_the_slides(at_board):
    page = at_board()
    page.keyboard.press("j")
    become(page, "document.querySelector('#pane').dataset.slide == 's3'")
    page.keyboard.press("k")
    become(page, "document.querySelector('#pane').dataset.slide == 's2'")
    page.keyboard.press("x")
    said(page, "Dropped.")
    assert shown(page) == "s3"


def test_a_line_is_checked_as_it_is_written_then_saved_and_undone(at_board, deck):
    page = at_board()
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.id") == "line-0"
    page.locator("#line-0").fill(LOAVES.replace("64", "46"))
    page.locator("#verdict-0 .evidence--unsupported").wait_for()
    page.locator("#line-0").fill("The bakery on Quince Lane sold 64 loaves.")
    page.locator("#verdict-0 .evidence--verified").wait_for()
    assert "Not saved yet." in page.locator("#verdict-0").inner_text()
    page.keyboard.press("Control+Enter")
    said(page, "Saved and checked.")
    page.locator(".card__face").get_by_text("The bakery on Quince Lane sold 64 loaves.").first.wait_for()
    page.keyboard.press("u")
    said(page, "Undone: Rewrote")
    assert page.locator("#line-0").input_value() == LOAVES
    assert page.complaints == []


def test_what_is_not_borne_out_stays_in_its_field_until_it_is_called_one_s_own(at_board, deck):
    page = at_board()
    page.locator("#line-0").fill("We sell more bread than anybody.")
    page.get_by_role("button", name="Save Line 1").click()
    said(page, "Not saved.")
    assert page.locator("#line-0").input_value() == "We sell more bread than anybody."
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Keep Line 1 as my own words").click()
    said(page, "Saved as your own words.")
    assert page.locator(".slide__aside").get_by_text("(own words)").first.is_visible()


def test_words_that_are_not_saved_are_not_lost_unasked(at_board, deck):
    page = at_board()
    page.locator("#line-0").fill("Half a thought")
    page.keyboard.press("Escape")
    page.once("dialog", lambda asked: asked.dismiss())
    with page.expect_event("dialog"):
        page.keyboard.press("J")
    assert page.locator("#line-0").input_value() == "Half a thought"
    assert not DeckVersion.objects.exists()


def test_a_highlight_of_the_library_becomes_a_quotation(at_board, deck, ada):
    put_cited(ada, "Salt is added last. Nobody at the bakery weighs it.", kind="highlight", title="On salt")
    page = at_board()
    page.keyboard.press("c")
    page.get_by_role("link", name="Highlights, and what the deck is made of").click()
    page.get_by_label("On salt").fill("Nobody at the bakery weighs it.")
    page.get_by_role("button", name="Add it as a quotation").click()
    said(page, "Added with its citation.")
    assert outline_of(type(deck).objects.get()).slides[2].lines[0].text == "Nobody at the bakery weighs it."
    assert page.complaints == []


def test_a_slide_is_dragged_to_its_place(at_board, deck):
    page = at_board()
    page.locator("[data-slide-card=s4]").drag_to(page.locator("[data-slide-card=s2]"))
    said(page, "Moved.")
    assert order(deck)[:3] == ["s1", "s4", "s2"]


def test_a_deck_is_edited_and_gone_back_without_javascript(at_board, deck):
    page = at_board(java_script_enabled=False)
    page.get_by_role("button", name="Move slide 2 down").click()
    page.locator("#line-1").fill("The ferry was late on 9 of 10 days.")
    page.get_by_role("button", name="Save Line 2").click()
    page.get_by_label("A line in your own words").fill("We take the bridge.")
    page.get_by_role("button", name="Add the line").click()
    page.get_by_role("link", name="Versions").click()
    page.get_by_role("link", name="Before change 2").click()
    assert page.locator(".slide").get_by_text(FERRY).count() > 0
    page.get_by_role("button", name="Go back to it").click()
    assert page.get_by_text("The deck is what it was before change 2.").is_visible()
    assert order(deck)[1:3] == ["s3", "s2"]


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_keep_policy_width_and_contrast(at_board, deck, viewport, scheme):
    page = at_board(viewport=viewport, color_scheme=scheme)
    pages = ["edit-deck", "deck", "deck-versions"]
    for address in [reverse(name, args=[deck.pk]) for name in pages] + [
        reverse("shared-deck", args=[deck.share_token])
    ]:
        page.goto(address)
        assert page.complaints == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.evaluate(CONTRAST) == [], address
