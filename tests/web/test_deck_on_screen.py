"""The file of a deck in a real browser, opened from disk: that all of it fits, and what its keys do."""

from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from pypdf import PdfReader

from digests.models import Deck
from digests.outline.looks import LOOKS
from digests.outline.paging import paged
from digests.renderers.deck_html import render_deck_html
from tests.digests.deck_layouts import PICTURES, every_layout, in_other_scripts
from tests.web.conftest import NARROW, WIDE

pytestmark = pytest.mark.browser
SIZES = ({"width": 1280, "height": 720}, {"width": 1920, "height": 1080}, NARROW)
# A line's own letters may reach a little beyond it; a line that has no room reaches further than a third of itself.
OUTSIDE = """() => [...document.querySelectorAll(".slide__face, .box")].filter(one => {
  const slack = one.matches(".box") ? parseFloat(getComputedStyle(one).fontSize) / 3 : 1
  return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + slack
}).map(one => `${one.closest("section").id} ${one.className}`)"""
BEYOND = """() => [...document.querySelectorAll(".slide__face *")].filter(one => {
  const face = one.closest(".slide__face").getBoundingClientRect(), own = one.getBoundingClientRect()
  const hidden = getComputedStyle(one).clipPath !== "none" || one.closest(".slide__counts")
  return !hidden && own.width && (own.right > face.right + 1 || own.left < face.left - 1)
}).map(one => `${one.closest("section").id} ${one.tagName}`)"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def chromium(launch):
    return launch()


@pytest.fixture
def opened(chromium, tmp_path):
    """Opens a deck from disk. `complaints` of the page are what its console said."""
    contexts = []

    def open_file(deck=None, look="paper", **wanted):
        file = tmp_path / f"{look}.html"
        file.write_text(render_deck_html(deck or every_layout(), LOOKS[look], PICTURES), "utf-8")
        contexts.append(chromium.new_context(**({"viewport": WIDE, "reduced_motion": "reduce"} | wanted)))
        page = contexts[-1].new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(file.as_uri())
        return page

    yield open_file
    for context in contexts:
        context.close()


def place(page):
    return page.evaluate(
        "() => [...document.querySelectorAll('[data-slide]')].findIndex(one => 'now' in one.dataset) + 1"
    )


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def speaker_of(page):
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    return popup.value


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("made", [every_layout, in_other_scripts])
def test_nothing_leaves_its_box_at_any_size(opened, look, made):
    page = opened(made(), look)
    for size in SIZES:
        page.set_viewport_size(size)
        assert (page.evaluate(OUTSIDE), page.evaluate(BEYOND)) == ([], [])
    assert page.complaints == []


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_in_the_file_of_a_deck(opened, look):
    page = opened(look=look)
    page.evaluate(Axe().axe_script)
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_dark_look_is_dark_whatever_the_system_prefers(opened, scheme):
    page = opened(look="night", color_scheme=scheme)
    told = page.evaluate("() => getComputedStyle(document.querySelector('.slide__face')).backgroundColor")
    assert told == "rgb(17, 21, 31)"


def test_all_of_it_is_there_with_javascript_off(opened):
    page = opened(java_script_enabled=False)
    slides = page.locator("[data-slide]")
    assert slides.count() == len(paged(every_layout()).slides)
    slides.last.scroll_into_view_if_needed()
    assert slides.last.locator("h2").is_visible()


def test_the_arrows_turn_the_slides_and_a_number_leads_to_its_slide(opened):
    page = opened()
    press(page, "ArrowRight", "ArrowRight", " ", "ArrowLeft")
    assert place(page) == 3
    press(page, "1", "2", "Enter")
    assert place(page) == 12
    press(page, "End", "Home")
    assert (place(page), page.complaints) == (1, [])


def test_who_scrolls_is_followed(opened):
    page = opened()
    page.evaluate("() => document.querySelector('#slide-5').scrollIntoView()")
    page.wait_for_function("() => document.querySelector('#slide-5').dataset.now === ''")
    press(page, "ArrowRight")
    assert place(page) == 6


def test_the_overview_leads_to_the_slide_that_is_chosen(opened):
    page = opened()
    press(page, "o", "ArrowRight", "ArrowRight", "Enter")
    assert (page.locator("[data-overview]").count(), place(page)) == (0, 3)
    press(page, "o")
    page.locator("#slide-7").click()
    assert (page.locator("[data-overview]").count(), place(page)) == (0, 7)


def test_b_blackens_the_screen_and_any_key_brings_it_back(opened):
    page = opened()
    press(page, "b")
    assert page.locator("[data-black]").count() == 1
    press(page, "ArrowRight")
    assert (page.locator("[data-black]").count(), place(page)) == (0, 2)


def test_the_keys_are_told_and_the_notes_open(opened):
    page = opened()
    press(page, "?")
    assert "the speaker's window" in page.get_by_role("dialog").inner_text()
    press(page, "Escape", "n")
    assert not page.locator("dialog").is_visible()
    assert page.locator("details[open]").count() == page.locator("details").count()


def test_f_fills_the_screen(opened):
    page = opened()
    press(page, "f")
    page.wait_for_function("() => document.fullscreenElement?.id === 'deck'")
    assert page.complaints == []


def test_the_speakers_window_shows_this_slide_the_next_and_the_notes(opened):
    page = opened()
    speaker = speaker_of(page)
    sections = speaker.locator("section")
    assert "1 of 16" in speaker.locator("header").inner_text()
    assert "Two minutes." in sections.nth(2).inner_text()
    titles = [sections.nth(at).locator(".slide__title").inner_text() for at in (0, 1)]
    assert titles == [slide.title for slide in paged(every_layout()).slides[:2]]
    assert speaker.locator(".slide__face").first.evaluate("one => getComputedStyle(one).backgroundColor") == (
        "rgb(251, 249, 244)"
    )


def test_both_windows_follow_each_other(opened):
    page = opened()
    speaker = speaker_of(page)
    press(speaker, "ArrowRight", "PageDown")
    assert place(page) == 3
    press(page, "End")
    assert "16 of 16" in speaker.locator("header").inner_text()
    assert "That was the last slide." in speaker.inner_text("body")
    speaker.get_by_role("button", name="Back").click()
    assert (place(page), page.complaints) == (15, [])


def test_the_clock_can_be_held_and_set_back(opened):
    page = opened()
    speaker = speaker_of(page)
    told = speaker.locator(".speaker__time").nth(1)
    page.wait_for_timeout(1100)
    assert told.inner_text() > "00:00:00"
    speaker.get_by_role("button", name="Pause").click()
    speaker.get_by_role("button", name="Start again").click()
    page.wait_for_timeout(1200)
    assert told.inner_text() == "00:00:00"


def test_a_speakers_window_that_is_kept_from_opening_is_told_of(opened):
    page = opened()
    page.evaluate("() => { window.open = () => null }")
    press(page, "s")
    assert "Allow pop-ups for this page" in page.get_by_role("status").inner_text()


def test_a_speakers_window_closes_with_its_deck(opened):
    page = opened()
    speaker = speaker_of(page)
    with speaker.expect_event("close"):
        page.goto("about:blank")
    assert speaker.is_closed()


@pytest.mark.django_db(transaction=True)
def test_the_page_of_a_deck_opens_the_same_window_under_the_policy_of_the_site(chromium, sign_in, ada):
    made = Deck.objects.create(owner=ada, title="Layouts", outline=every_layout().model_dump(mode="json"))
    page = sign_in(chromium, viewport=WIDE)
    page.goto(reverse("deck", args=[made.pk]))
    speaker = speaker_of(page)
    press(speaker, "ArrowRight")
    assert "2 of 16" in speaker.locator("header").inner_text()
    assert speaker.locator(".speaker__head").evaluate("one => getComputedStyle(one).display") == "flex"
    assert page.complaints == []
    speaker.close()


def test_it_prints_a_page_for_each_slide(opened):
    page = opened(look="slate")
    assert len(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages) == len(paged(every_layout()).slides)


@pytest.mark.parametrize(("wanted", "told"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_slides_glide_only_for_who_likes_that(opened, wanted, told):
    page = opened(reduced_motion=wanted)
    assert page.evaluate("() => getComputedStyle(document.querySelector('.deck')).scrollBehavior") == told
