"""The site as a person meets it, in Chromium; also with JavaScript switched off."""

from decimal import Decimal
from functools import partial

import pytest
from django.urls import reverse

from curation.models import Interest, ModelCall
from tests.web.cast import FIRST, THIRD, put_shelf
from tests.web.conftest import NARROW, WIDE, become

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def chromium(launch):
    return launch()


@pytest.fixture
def shelf(ada, settings, live_server):
    settings.SITE_URL, settings.LLM_MONTHLY_CAP = live_server.url, Decimal(5)
    shelf = put_shelf(ada)
    for outcome in ModelCall.Outcome.values:
        model = "a-model-of-a-house-that-gives-its-models-long-names/v3.1-large"
        ModelCall.objects.create(owner=ada, run=shelf.run, task="section", model=model, outcome=outcome, error="So.")
    return shelf


@pytest.fixture
def visit(sign_in, chromium):
    return partial(sign_in, chromium, viewport=WIDE)


def addresses(shelf, letter):
    args = {
        **{
            name: []
            for name in (
                "home",
                "digests",
                "library",
                "themes",
                "decks",
                "ask",
                "add",
                "activity",
                "outbox",
                "costs",
                "edits",
            )
        },
        "source": [shelf.source.pk],
        "theme": [shelf.theme.pk],
        "theme-edits": [shelf.theme.pk],
        "digest": [shelf.digest.pk],
        "deck": [shelf.deck.pk],
        "question": [shelf.question.pk],
        "mail": [shelf.digest.pk],
        "letter": [letter],
    }
    return [reverse(name, args=values) for name, values in args.items()]


def test_a_citation_leads_to_its_highlighted_passage(visit, shelf):
    page = visit()
    page.goto(reverse("digest", args=[shelf.digest.pk]))
    assert page.locator("h1").inner_text() == "Reading by hand"
    page.locator(".cite__number").first.click()
    target = page.locator(":target")
    assert target.get_attribute("id") == f"p{shelf.passage.pk}"
    become(page, "getComputedStyle(document.querySelector(':target')).backgroundColor === 'rgb(248, 227, 176)'")
    assert target.locator("mark.asked").inner_text() == FIRST
    assert page.complaints == []


def test_the_quote_shows_on_focus_and_goes_with_escape(visit, shelf):
    page = visit()
    page.goto(reverse("digest", args=[shelf.digest.pk]))
    note = page.locator(".cite__note").first
    assert not note.is_visible()
    page.locator("#evidence").evaluate("element => element.scrollIntoView()")
    page.keyboard.press("Tab")
    page.locator(".cite__number").first.focus()
    assert FIRST in note.inner_text()
    assert "Verified" in note.inner_text()
    page.keyboard.press("Escape")
    assert not note.is_visible()


def test_the_first_tap_shows_the_quote_and_the_second_goes_there(visit, shelf):
    page = visit(viewport=NARROW, has_touch=True)
    page.goto(reverse("digest", args=[shelf.digest.pk]))
    number = page.locator(".cite__number").first
    number.tap()
    assert page.locator(".cite__note").first.is_visible()
    number.tap()
    page.wait_for_url(f"**/sources/{shelf.source.pk}/**")


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_the_policy_or_its_width(visit, shelf, letter, viewport, scheme):
    page = visit(viewport=viewport, color_scheme=scheme)
    for address in addresses(shelf, letter):
        page.goto(address)
        assert page.complaints == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_a_long_phrase_keeps_to_a_narrow_page(visit, ada):
    Interest.objects.create(owner=ada, phrase="x" * 120)
    page = visit(viewport=NARROW)
    page.goto(reverse("interests"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_admin_keeps_the_policy_too(visit, shelf):
    page = visit()
    for address in ("/admin/", "/admin/curation/source/", f"/admin/curation/theme/{shelf.theme.pk}/change/"):
        assert page.goto(address).ok
        assert [said for said in page.complaints if "Content Security Policy" in said] == [], address


CONTRAST = """() => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return numbers(getComputedStyle(document.body).backgroundColor);
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *:not(.deck *)")) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility()) continue;
    const pair = [numbers(getComputedStyle(element).color), ground(element)];
    const [a, b] = pair.map(light).sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) faint.push(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return faint;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_stand_out_from_their_ground(visit, shelf, letter, scheme):
    page = visit(color_scheme=scheme)
    for address in addresses(shelf, letter):
        page.goto(address)
        assert page.evaluate(CONTRAST) == [], address


def test_work_under_way_is_followed_without_a_reload(visit, shelf):
    page = visit()
    page.goto(reverse("activity"))
    assert page.locator("progress").get_attribute("value") == "4"
    shelf.run.done = 7
    shelf.run.save()
    page.locator("progress[value='7']").wait_for()
    shelf.run.status = "done"
    shelf.run.save()
    page.get_by_text("Nothing is under way").wait_for()
    assert page.locator("[hx-trigger]").count() == 0
    assert page.complaints == []


def test_a_form_that_takes_a_while_says_so(visit, shelf):
    page = visit()
    page.goto(reverse("ask"))
    page.evaluate("document.addEventListener('submit', event => event.preventDefault())")
    page.get_by_label("Your question").fill("How many were wrong?")
    page.get_by_role("button", name="Ask").click()
    busy = page.get_by_role("button", name="Looking …", disabled=True)
    busy.wait_for()
    assert busy.count() == 1


def test_none_of_its_buttons_sends_it_twice(visit, shelf):
    page = visit()
    page.goto(reverse("ask"))
    page.evaluate("document.addEventListener('submit', event => event.preventDefault())")
    page.evaluate("document.querySelector('form.ask').insertAdjacentHTML('beforeend', '<button>Quote it</button>')")
    page.get_by_label("Your question").fill("How many were wrong?")
    page.get_by_role("button", name="Quote it").click()
    page.get_by_role("button", name="Quote it", disabled=True).wait_for()
    assert page.get_by_role("button", name="Ask", exact=True, disabled=True).count() == 1


def test_files_are_named_before_they_are_sent(visit, shelf):
    page = visit()
    page.goto(reverse("add"))
    page.locator("input[type=file]").set_input_files(
        {"name": "talk.vtt", "mimeType": "text/vtt", "buffer": b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello."}
    )
    assert page.locator("[data-list]").inner_text().startswith("talk.vtt")


def test_slash_searches_and_g_goes(visit, shelf):
    page = visit()
    page.goto(reverse("library"))
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "id_q"
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/themes/")


def test_the_first_tab_skips_to_the_text(visit, shelf):
    page = visit()
    page.goto(reverse("home"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#main"
    assert page.locator(".skip").bounding_box()["y"] >= 0


def test_everything_can_be_read_without_javascript(visit, shelf, letter):
    page = visit(java_script_enabled=False)
    for address in addresses(shelf, letter):
        assert page.goto(address).ok, address
    page.goto(reverse("latest-digest"))
    page.locator(".cite__number").first.click()
    assert page.locator(":target").inner_text().startswith(FIRST)


def test_corrections_can_be_made_without_javascript(visit, shelf):
    page = visit(java_script_enabled=False)
    page.goto(reverse("source", args=[shelf.source.pk]))
    page.get_by_role("button", name="Drop").click()
    assert "Filtered." in page.locator("main").inner_text()
    page.goto(reverse("theme", args=[shelf.theme.pk]))
    page.locator("[name=passage]").first.check()
    page.get_by_label("To the theme").select_option("Judges of models")
    page.get_by_role("button", name="Move", exact=True).click()
    assert "to “Judges of models”." in page.locator("[role=status]").inner_text()
    page.locator("[role=status]").get_by_role("button", name="Undo").click()
    assert page.locator("[role=status]").inner_text().startswith("Undid: Moved")


def test_text_can_be_handed_over_without_javascript(visit, shelf):
    page = visit(java_script_enabled=False)
    page.goto(reverse("add"))
    page.get_by_label("The text").fill(THIRD)
    page.get_by_role("button", name="Hand over the text").click()
    assert page.url.endswith(reverse("activity"))
    assert "Taken in" in page.locator("main").inner_text()
