"""The desk of a theme under a hand on the mouse, the keyboard or the glass."""

from functools import partial

import pytest
from django.urls import reverse

from curation.models import Edit
from tests.shelf import put_theme
from tests.web.conftest import NARROW, WIDE, become

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHOSEN = "[...document.querySelectorAll('[name=passage]')].map(box => Number(box.checked)).join('')"


@pytest.fixture(scope="module")
def chromium(launch):
    return launch()


@pytest.fixture
def traces(ada):
    """A theme of twelve passages, and another to move them to."""
    put_theme(ada, "Judges")
    return put_theme(ada, "Traces", passages=12)


@pytest.fixture
def desk(sign_in, chromium, traces):
    def visit(**wanted):
        page = sign_in(chromium, **({"viewport": WIDE} | wanted))
        page.goto(reverse("theme", args=[traces.pk]))
        return page

    return partial(visit)


def box(page, number):
    return page.locator("[name=passage]").nth(number)


def test_the_bar_shows_when_something_is_chosen(desk):
    page = desk()
    assert not page.locator("[data-bar]").is_visible()
    box(page, 1).click()
    assert page.locator("[data-count]").inner_text() == "1 passage chosen"
    page.get_by_role("button", name="Choose none").click()
    assert not page.locator("[data-bar]").is_visible()


def test_shift_and_click_choose_all_between(desk):
    page = desk()
    box(page, 1).click()
    box(page, 4).click(modifiers=["Shift"])
    assert page.evaluate(CHOSEN) == "011110000000"


def test_the_keyboard_goes_and_chooses(desk):
    page = desk()
    for key in ("j", "x", "j", "j", "x", "k", "x", "x"):
        page.keyboard.press(key)
    assert page.evaluate(CHOSEN) == "101000000000"


def test_letters_in_a_field_are_letters(desk):
    page = desk()
    box(page, 0).click()
    page.get_by_label("Name of a new theme").press_sequentially("xjk")
    assert page.get_by_label("Name of a new theme").input_value() == "xjk"
    assert page.evaluate(CHOSEN) == "100000000000"


def test_moving_keeps_the_place_and_can_be_undone(desk, traces):
    page = desk()
    box(page, 5).click()
    page.get_by_label("To the theme").select_option("Judges")
    place = page.evaluate("scrollY")
    page.get_by_role("button", name="Move", exact=True).click()
    page.locator("[role=status]").wait_for()
    assert page.evaluate("scrollY") == place
    assert page.locator("[name=passage]").count() == 11
    page.locator("[role=status]").get_by_role("button", name="Undo").click()
    page.get_by_text("Undid: Moved").first.wait_for()
    assert traces.placements.count() == 12
    assert page.complaints == []


def test_a_refusal_is_shown_with_what_was_chosen(desk):
    page = desk()
    box(page, 2).click()
    page.get_by_role("button", name="Split").click()
    page.get_by_text("The new theme needs a name.").wait_for()
    assert page.evaluate(CHOSEN) == "001000000000"
    assert page.locator("[data-bar]").is_visible()


def test_a_finger_finds_everything_on_a_narrow_screen(desk):
    page = desk(viewport=NARROW, has_touch=True)
    box(page, 0).tap()
    page.get_by_text("More", exact=True).tap()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Take out").tap()
    become(page, "document.querySelectorAll('[name=passage]').length === 11")


def test_it_all_works_without_javascript(desk, traces):
    page = desk(java_script_enabled=False)
    box(page, 0).check()
    page.get_by_label("Name of a new theme").fill("By hand")
    page.get_by_role("button", name="Split").click()
    page.locator("[role=status]").get_by_role("button", name="Undo").click()
    assert page.locator("[role=status]").inner_text().startswith("Undid: Split")
    assert [edit.verb for edit in Edit.objects.all()] == ["undo", "split"]
