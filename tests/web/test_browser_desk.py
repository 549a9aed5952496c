"""The editing desk under a person's fingers, in Chromium; also with JavaScript switched off."""

from functools import partial

import pytest
from django.urls import reverse

from digests import editing
from digests.models import Digest, Statement
from tests.digests.published import ARTICLE, EPISODE, MEMO, POST, put_draft, put_published
from tests.web.conftest import NARROW, WIDE, become
from tests.web.test_browser import CONTRAST

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium(launch):
    return launch()


@pytest.fixture
def draft(ada, settings, live_server):
    settings.SITE_URL = live_server.url
    return put_draft(ada)


@pytest.fixture
def said_before(draft, ada):
    """A draft with something to undo."""
    return editing.retitle(draft, "Bread", ada)


@pytest.fixture
def visit(sign_in, chromium):
    return partial(sign_in, chromium, viewport=WIDE)


@pytest.fixture
def at_desk(visit, draft):
    def go(**wanted):
        page = visit(**wanted)
        page.goto(reverse("desk", args=[draft.pk]))
        return page

    return go


def looked_at(page):
    """The statement in the pane, once it is the one that is marked in the list."""
    become(
        page,
        "document.querySelector('#pane').dataset.statement == "
        "document.querySelector('.item[aria-current]').dataset.statement && !document.querySelector('.htmx-request')",
    )
    return page.locator("#words").input_value()


def said(page, words):
    page.locator(".desk__said").get_by_text(words).wait_for()


def test_keys_lead_through_the_statements(at_desk):
    page = at_desk()
    assert looked_at(page) == ARTICLE
    page.keyboard.press("j")
    assert looked_at(page) == POST
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("j")
    assert looked_at(page) == MEMO
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert looked_at(page) == EPISODE
    assert page.locator("#pane mark").inner_text() == EPISODE
    assert page.complaints == []


def test_a_digest_is_read_and_approved_by_keys_alone(at_desk, draft):
    page = at_desk()
    for _ in range(5):
        page.keyboard.press("a")
    said(page, "Approved.")
    become(page, "document.querySelectorAll('.item--approved').length == 5")
    assert Statement.objects.filter(approved=True).count() == 5
    assert page.complaints == []


def test_keys_that_come_too_early_wait_for_their_statement(at_desk):
    page = at_desk()
    for key in ("j", "a", "k", "k", "x"):
        page.keyboard.press(key)
    become(page, "document.querySelectorAll('.item').length == 4")
    assert Statement.objects.get(text=POST).approved
    assert not Statement.objects.filter(text=ARTICLE, role="statement").exists()


def test_words_are_checked_as_they_are_written_and_saved(at_desk):
    page = at_desk()
    looked_at(page)
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.id") == "words"
    page.locator("#words").fill("The bakery burnt down in 1987.")
    page.locator("#verdict .evidence--unsupported").wait_for()
    assert "Not saved yet." in page.locator("#verdict").inner_text()
    page.locator("#words").fill("The bakery on Quince Lane sells four loaves.")
    page.keyboard.press("Control+Enter")
    said(page, "Saved and checked.")
    assert Statement.objects.get(role="statement", section__heading="Loaves", position=0).by_hand
    assert page.complaints == []


def test_escape_leaves_the_field_and_keys_are_the_desk_s_again(at_desk):
    page = at_desk()
    looked_at(page)
    page.keyboard.press("e")
    page.keyboard.type("jjaax")
    page.keyboard.press("Escape")
    page.once("dialog", lambda asked: asked.accept())
    page.keyboard.press("j")
    assert looked_at(page) == POST
    assert not Statement.objects.filter(approved=True).exists()


@pytest.mark.parametrize("key", ["j", "a", "x", "u"])
def test_words_that_are_not_saved_are_not_lost_unasked(at_desk, said_before, key):
    page = at_desk()
    looked_at(page)
    page.keyboard.press("e")
    page.keyboard.type(" More.")
    page.keyboard.press("Escape")
    page.once("dialog", lambda asked: asked.dismiss())
    with page.expect_event("dialog"):
        page.keyboard.press(key)
    assert looked_at(page) == f"{ARTICLE} More."
    assert Statement.objects.filter(section__digest=said_before, approved=False).count() == 5


def test_what_was_dropped_is_undone(at_desk):
    page = at_desk()
    looked_at(page)
    page.keyboard.press("x")
    become(page, "document.querySelectorAll('.item').length == 4")
    page.keyboard.press("u")
    said(page, "Undone: Dropped")
    assert looked_at(page) == ARTICLE
    assert page.locator(".item").count() == 5


def test_statements_change_places_by_keys(at_desk):
    page = at_desk()
    looked_at(page)
    page.keyboard.press("J")
    said(page, "Moved.")
    assert page.locator(".item__words").first.inner_text() == POST
    page.keyboard.press("J")
    said(page, "It is the last already.")
    assert [told for told in page.complaints if "422" not in told] == []


def test_another_passage_of_the_theme_is_cited(at_desk):
    page = at_desk()
    looked_at(page)
    page.keyboard.press("c")
    page.get_by_role("button", name="Cite it too").click()
    said(page, "Cited, and checked anew.")
    assert page.locator("#pane .proof").count() == 2


def test_the_keys_are_told(at_desk):
    page = at_desk()
    page.keyboard.press("?")
    assert page.locator(".desk__keys dl").is_visible()
    page.keyboard.press("?")
    assert not page.locator(".desk__keys dl").is_visible()


def test_on_a_narrow_screen_a_tap_leads_to_the_evidence(at_desk):
    page = at_desk(viewport=NARROW, has_touch=True)
    page.get_by_role("link", name=EPISODE).tap()
    assert looked_at(page) == EPISODE
    become(page, "document.querySelector('#words').getBoundingClientRect().top < innerHeight / 2")


def test_the_way_to_another_page_is_not_an_approval(at_desk):
    page = at_desk()
    looked_at(page)
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url("**/add/")
    assert not Statement.objects.filter(approved=True).exists()


def test_a_digest_is_edited_and_published_without_javascript(at_desk, draft):
    page = at_desk(java_script_enabled=False)
    page.locator("#words").fill("The bakery on Quince Lane sells four loaves.")
    page.get_by_role("button", name="Save", exact=False).first.click()
    page.get_by_role("button", name="Drop").click()
    page.get_by_role("link", name=EPISODE).click()
    page.get_by_role("button", name="Approve a", exact=True).click()
    page.get_by_role("button", name="Approve all that are verified").click()
    page.get_by_role("button", name="Approve the digest").click()
    page.get_by_role("link", name="Publish …").click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("link", name="Its public page").click()
    assert page.url.endswith("/read/loaves-with-cakes/")
    assert Digest.objects.get().state == "published"


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_desk_and_public_pages_keep_policy_width_and_contrast(visit, draft, ada, viewport, scheme):
    draft.delete()
    public = put_published(ada)
    page = visit(viewport=viewport, color_scheme=scheme)
    desk, publication = reverse("desk", args=[public.pk]), reverse("publication", args=[public.pk])
    for address in (desk, publication, reverse("read", args=[public.slug]), reverse("archive")):
        page.goto(address)
        assert page.complaints == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert page.evaluate(CONTRAST) == [], address


def test_a_number_leads_to_its_words_and_back(chromium, live_server, settings, ada):
    settings.SITE_URL = live_server.url
    public = put_published(ada)
    page = chromium.new_page(base_url=live_server.url)
    page.goto(reverse("read", args=[public.slug]))
    page.locator(".said .mark").first.click()
    assert ARTICLE in page.locator(":target").inner_text()
    page.locator(":target .mark").click()
    assert page.locator(":target").get_attribute("href") == "#n1"
    page.close()
