"""What a thumb meets: the menu, rooms for fingers, and fields that are only there when they count."""

from functools import partial

import pytest
from django.urls import reverse

from tests.web.cast import put_shelf
from tests.web.conftest import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SMALL = """[...document.querySelectorAll("main .button, main .link-button, .masthead__menu, .nav a")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 40).map(one => one.textContent)"""


@pytest.fixture(scope="module")
def chromium(launch):
    return launch()


@pytest.fixture
def shelf(ada, live_server):
    return put_shelf(ada)


@pytest.fixture
def phone(sign_in, chromium):
    return partial(sign_in, chromium, viewport=NARROW, has_touch=True, is_mobile=True)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_menu_holds_the_pages_on_a_phone(phone, shelf, scripts):
    page = phone(java_script_enabled=scripts)
    page.goto(reverse("home"))
    library = page.get_by_role("link", name="Library", exact=True)
    assert not library.is_visible()
    page.get_by_role("button", name="Menu").tap()
    library.tap()
    page.wait_for_url("**" + reverse("library"))


def test_escape_shuts_the_menu(phone, shelf):
    page = phone()
    page.goto(reverse("home"))
    page.get_by_role("button", name="Menu").tap()
    page.keyboard.press("Escape")
    assert not page.get_by_role("navigation", name="Main").is_visible()


def test_the_pages_stand_in_a_row_where_there_is_room(sign_in, chromium, shelf):
    page = sign_in(chromium, viewport=WIDE)
    page.goto(reverse("home"))
    assert page.get_by_role("link", name="Library", exact=True).is_visible()
    assert not page.get_by_role("button", name="Menu").is_visible()


def test_a_finger_has_room(phone, shelf):
    page = phone()
    digest = shelf.digest.pk
    for address in (
        reverse("library"),
        reverse("filtered"),
        reverse("interests"),
        reverse("theme", args=[shelf.theme.pk]),
        reverse("desk", args=[digest]),
        reverse("digest", args=[digest]),
    ):
        page.goto(address)
        assert page.evaluate(SMALL) == [], address


def test_the_ticked_are_offered_in_view_once_there_are_any(sign_in, chromium, shelf):
    page = sign_in(chromium, viewport=WIDE)
    page.goto(reverse("library"))
    place = "getComputedStyle(document.querySelector('.pick')).position"
    assert page.evaluate(place) == "static"
    page.locator(".row__pick").first.check()
    assert page.evaluate(place) == "sticky"


def test_a_series_asks_for_the_day_that_it_comes_on(sign_in, chromium, shelf):
    page = sign_in(chromium, viewport=WIDE)
    page.goto(reverse("new-series"))
    days = page.locator("#id_weekday"), page.locator("#id_monthday")
    assert [day.is_visible() for day in days] == [True, False]
    page.select_option("#id_cadence", "monthly")
    assert [day.is_visible() for day in days] == [False, True]
