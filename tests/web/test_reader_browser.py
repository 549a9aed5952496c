"""Reading in Chromium: marks by keys, mouse and touch, the place that comes back, the type that is chosen."""

import uuid
from functools import partial

import pytest
from django.urls import reverse

from curation.models import Passage
from curation.reading.marks import mark
from curation.reading.models import Mark, Place, Reading
from curation.reading.passes import reading_of
from curation.reading.places import remember
from tests.shelf import put_source
from tests.web.conftest import NARROW, WIDE, become, until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LINES = [
    f"On day {number} 🧭 the crew wrote down what broke. Nobody was blamed for it. They went on."
    for number in range(80)
]
TEXT = "\n\n".join(LINES)


@pytest.fixture(scope="module")
def chromium(launch):
    return launch()


@pytest.fixture
def source(ada, live_server):
    source = put_source(ada, TEXT, title="A ship's log")
    at = 0
    for position, line in enumerate(LINES):
        told = {"position": position, "start": at, "end": at + len(line), "text": line}
        Passage.objects.create(owner=ada, source=source, **told)
        at += len(line) + 2
    return source


@pytest.fixture
def visit(sign_in, chromium, source):
    def visit(**wanted):
        page = sign_in(chromium, **({"viewport": WIDE} | wanted))
        page.goto(reverse("source", args=[source.pk]))
        return page

    return visit


@pytest.fixture
def phone(visit):
    return partial(visit, viewport=NARROW, has_touch=True, is_mobile=True)


def sentence(page, number):
    return page.locator(".s").nth(number)


def marks_are(page, *quotes):
    page.locator(".marks__one").nth(len(quotes) - 1).wait_for()
    assert [one.quote for one in Mark.objects.order_by("start")] == list(quotes)


def test_a_sentence_is_highlighted_by_keys_and_still_there_after_a_reload(visit):
    page = visit()
    for key in ("j", "j", "2"):
        page.keyboard.press(key)
    marks_are(page, "Nobody was blamed for it.")
    page.reload()
    assert page.locator("mark.m--green").inner_text().strip() == "Nobody was blamed for it."
    assert page.complaints == []


def test_words_are_selected_by_keys_and_not_got(visit):
    page = visit()
    for key in ("j", "j", "v", "Shift+ArrowLeft", "Shift+ArrowLeft", "x"):
        page.keyboard.press(key)
    page.locator("mark.m--puzzle").first.wait_for()
    [made] = Mark.objects.all()
    assert made.kind == "puzzle"
    assert made.quote in "Nobody was blamed for it."
    assert TEXT[made.start : made.end] == made.quote


def test_sentences_are_taken_along_by_keys(visit):
    page = visit()
    for key in ("j", "j", "v", "Shift+ArrowDown", "h"):
        page.keyboard.press(key)
    marks_are(page, "Nobody was blamed for it. They went on.")


def test_a_note_is_written_without_the_mouse(visit):
    page = visit()
    for key in ("j", "n"):
        page.keyboard.press(key)
    page.keyboard.type("Who is the crew?")
    page.get_by_role("button", name="Keep").press("Enter")
    page.get_by_text("Who is the crew?").first.wait_for()
    [made] = Mark.objects.all()
    assert (made.quote, made.note) == ("On day 0 🧭 the crew wrote down what broke.", "Who is the crew?")


def test_words_drawn_with_the_mouse_lead_back_to_their_characters(visit):
    page = visit()
    box = sentence(page, 0).bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 330, box["y"] + 12, steps=6)
    page.mouse.up()
    drawn = page.evaluate("getSelection().toString()")
    page.get_by_role("button", name="Blue").click()
    marks_are(page, drawn.strip())
    [made] = Mark.objects.all()
    assert (TEXT[made.start : made.end], made.colour) == (drawn.strip(), "blue")


def test_a_finger_marks_a_sentence_with_two_taps_and_it_stays(phone):
    page = phone()
    sentence(page, 1).scroll_into_view_if_needed()
    sentence(page, 1).tap()
    sentence(page, 1).tap()
    marks_are(page, "Nobody was blamed for it.")
    page.reload()
    assert page.locator("mark.m--yellow").inner_text().strip() == "Nobody was blamed for it."
    assert page.complaints == []


@pytest.fixture
def slow(visit, source):
    """A page, and what has been sent to have words marked and is held back."""
    page, held = visit(), []
    page.route(f"**{reverse('mark-words', args=[source.pk])}", lambda route: held.append(route))
    return page, held


def let_through(page, held, *, count):
    for _ in range(count):
        next_of(page, held).continue_()


def next_of(page, held):
    for _ in range(200):
        if held:
            return held.pop(0)
        page.wait_for_timeout(25)
    pytest.fail("nothing more was sent")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_marks_that_are_made_before_the_first_is_answered_are_all_kept(slow):
    page, held = slow
    press(page, "j", "1", "j", "2", "j", "3")
    let_through(page, held, count=3)
    marks_are(page, "On day 0 🧭 the crew wrote down what broke.", "Nobody was blamed for it.", "They went on.")
    assert [one.colour for one in Mark.objects.order_by("start")] == ["yellow", "green", "blue"]


def test_a_note_goes_on_being_written_while_a_mark_before_it_is_kept(slow):
    page, held = slow
    press(page, "j", "h", "j", "n")
    page.keyboard.type("By whom?")
    let_through(page, held, count=1)
    page.locator(".marks__one").wait_for()
    page.get_by_role("button", name="Keep").click()
    let_through(page, held, count=1)
    page.locator(".marks__note").wait_for()
    assert [one.note for one in Mark.objects.order_by("start")] == ["", "By whom?"]


@pytest.mark.parametrize("key", ["h", "3", "x"])
def test_a_key_that_is_held_or_pressed_twice_makes_one_mark(visit, key):
    page = visit()
    press(page, "j")
    for _ in range(4):
        page.keyboard.down(key)
    page.keyboard.up(key)
    page.locator(".marks__one").wait_for()
    press(page, key, key)
    page.wait_for_timeout(600)
    assert Mark.objects.count() == 1


FAILURES = {"no connection. Try again.": "abort", "something went wrong here. Try again.": "fulfill"}


@pytest.mark.parametrize("why", FAILURES)
def test_a_mark_that_fails_says_so_and_its_note_is_still_there(visit, source, why):
    page = visit()
    address = f"**{reverse('mark-words', args=[source.pk])}"
    page.route(address, lambda route: route.abort() if FAILURES[why] == "abort" else route.fulfill(status=500))
    press(page, "j", "n")
    page.keyboard.type("By whom?")
    page.get_by_role("button", name="Keep").click()
    page.get_by_text(f"Not kept: {why}").wait_for()
    sentence(page, 18).click()
    page.wait_for_timeout(400)
    assert page.get_by_label("Your note on these words").input_value() == "By whom?"
    page.unroute(address)
    page.get_by_role("button", name="Keep").click()
    page.locator(".marks__note").wait_for()
    assert Mark.objects.get().note == "By whom?"


def test_of_marks_that_fail_together_none_is_forgotten(slow):
    page, held = slow
    press(page, "j", "h", "j", "h")
    for _ in range(2):
        next_of(page, held).abort()
    for count in (1, 2):
        page.get_by_text("Not kept: no connection").wait_for()
        press(page, "h")
        let_through(page, held, count=1)
        page.locator(".marks__one").nth(count - 1).wait_for()
    marks_are(page, "On day 0 🧭 the crew wrote down what broke.", "Nobody was blamed for it.")


def test_a_typed_note_is_let_go_where_that_is_wished(visit):
    page = visit()
    press(page, "j", "n")
    page.keyboard.type("By whom?")
    page.get_by_role("button", name="Cancel").click()
    assert not page.locator("#selection-tools").is_visible()
    press(page, "n")
    assert page.get_by_label("Your note on these words").input_value() == ""


SELECT = """() => { const range = document.createRange(); range.selectNodeContents(document.querySelectorAll(".s")[4]);
  getSelection().removeAllRanges(); getSelection().addRange(range); }"""


def test_words_held_by_a_finger_have_their_tools_below(phone):
    page = phone()
    page.evaluate(SELECT)
    pink = page.get_by_role("button", name="Pink")
    pink.wait_for()
    tools = page.locator("#selection-tools").bounding_box()
    assert tools["y"] + tools["height"] >= NARROW["height"] - 1
    assert pink.bounding_box()["height"] >= 40
    pink.tap()
    marks_are(page, "Nobody was blamed for it.")


def test_a_mark_is_opened_changed_and_taken_away_and_back(visit, ada, source):
    mark(ada, source, 0, 8, token=uuid.uuid4())
    page = visit()
    page.locator("mark.m").click()
    page.locator("#aid-sheet").get_by_label("Your note").fill("Which day?")
    page.locator("#aid-sheet").get_by_text("Green").click()
    page.get_by_role("button", name="Save").click()
    page.locator("mark.m--green.m--noted").wait_for()
    assert not page.locator("#aid-sheet").is_visible()
    page.locator("mark.m").click()
    page.get_by_role("button", name="Take the mark away").click()
    page.get_by_role("button", name="Undo").click()
    page.locator("mark.m--green").wait_for()
    assert Mark.objects.get().note == "Which day?"
    assert page.complaints == []


def is_beyond(words):
    return lambda: Place.objects.filter(start__gt=TEXT.index(words)).exists()


def test_the_place_comes_back_and_another_device_begins_there(visit, source):
    page = visit()
    page.evaluate("document.querySelectorAll('.s')[120].scrollIntoView()")
    until(page, is_beyond("On day 35"))
    place = Place.objects.get()
    again = visit()
    become(again, "scrollY > 1000")
    line = again.evaluate(f"document.querySelector('#s{place.start}').getBoundingClientRect().top")
    assert 0 < line < WIDE["height"] / 2
    assert again.complaints == []


def test_to_leave_is_to_have_been_there(visit):
    page = visit()
    page.evaluate("document.querySelectorAll('.s')[60].scrollIntoView()")
    become(page, "scrollY > 300")
    page.goto(reverse("library"))
    until(page, is_beyond("On day 15"))


def test_a_glance_at_the_end_ends_no_pass(visit):
    page = visit()
    page.keyboard.press("End")
    page.wait_for_timeout(1900)
    assert Reading.objects.get().first_ended_at is None


def test_a_look_at_a_cited_passage_moves_no_place(visit, source):
    remember(reading_of(source), "the-desk-of-ada-00001", TEXT.index("On day 5 "))
    page = visit()
    page.goto(reverse("source", args=[source.pk]) + f"?q=They went on#p{source.passages.get(position=70).pk}")
    become(page, "scrollY > 1000")
    page.wait_for_timeout(1900)
    page.goto(reverse("library"))
    page.wait_for_timeout(400)
    assert Reading.objects.get().furthest < TEXT.index("On day 30 ")


def test_a_text_that_needs_no_scrolling_is_read_to_its_end(visit, source):
    words = "The bell was rung twice."
    type(source).objects.filter(pk=source.pk).update(text=words)
    until(visit(), Reading.objects.filter(furthest=len(words), first_ended="end").exists)


def test_keys_go_on_where_the_type_was_chosen_by_mouse(visit):
    page = visit()
    page.get_by_text("Type").click()
    page.locator("label[title=Larger]").click()
    page.keyboard.press("j")
    assert page.locator(".s--here").count() == 1


def test_the_type_is_told_without_fetching_the_page_again(visit):
    page = visit()
    page.get_by_text("Type").click()
    asked = []
    page.on("response", lambda answer: asked.append((answer.request.method, answer.status)))
    page.get_by_text("Sepia").click()
    page.wait_for_timeout(600)
    assert ("GET", 200) not in asked


def test_the_type_changes_at_once_and_stays(visit):
    page = visit()
    page.get_by_text("Type").click()
    for choice in (page.get_by_text("Sepia"), page.locator("label[title=Larger]")):
        with page.expect_response(f"**{reverse('look')}"):
            choice.click()
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(244, 232, 207)"
    page.reload()
    assert page.evaluate(ground) == "rgb(244, 232, 207)"
    assert "size-5" in page.locator("body").get_attribute("class")


def test_the_keys_are_told_and_put_away(visit):
    page = visit()
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()


def test_a_cited_passage_is_shown_on_arrival_and_within_the_page(visit, source):
    passage = source.passages.get(position=50)
    page = visit()
    page.goto(reverse("source", args=[source.pk]) + f"?q=Nobody was blamed#p{passage.pk}")
    become(page, f"document.querySelector('#p{passage.pk}').classList.contains('passage--aimed')")
    other = source.passages.get(position=10)
    page.evaluate(
        """address => { const link = document.createElement("a"); link.href = address; link.textContent = "There";
          link.id = "there"; document.querySelector("h1").append(link); window.stayed = true; link.click(); }""",
        reverse("source", args=[source.pk]) + f"?q=They went on#p{other.pk}",
    )
    become(page, f"document.querySelector('#p{other.pk}').classList.contains('passage--aimed')")
    assert page.evaluate("window.stayed")
    assert page.complaints == []


def test_of_the_same_words_in_a_passage_those_that_were_cited_are_flashed(visit, source):
    passage = source.passages.get(position=50)
    at = TEXT.index("went on", passage.start)
    page = visit()
    page.goto(reverse("source", args=[source.pk]) + f"?q=w&at={at}#p{passage.pk}")
    flashed = "[...CSS.highlights.get('asked')][0].startContainer.parentElement.closest('.s').textContent"
    assert page.evaluate(flashed).strip() == "They went on."


def test_all_of_it_can_be_read_and_marked_without_scripts(visit):
    page = visit(java_script_enabled=False)
    page.get_by_text("Mark words by typing them").click()
    page.get_by_label("The words, as they stand in the text").fill("the crew wrote down what broke")
    page.locator(".marks__words").get_by_role("button", name="Highlight").click()
    assert page.locator("mark.m").first.inner_text() == "the crew wrote down what broke"
    page.get_by_text("Type").click()
    page.get_by_text("Dark", exact=True).click()
    page.get_by_role("button", name="Set it so").click()
    assert "ground-dark" in page.locator("body").get_attribute("class")
    page.get_by_role("link", name="Change").click()
    page.get_by_label("Your note").fill("By hand.")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("By hand.").is_visible()


CONTRASTS = ["light", "sepia", "dark"]


@pytest.mark.parametrize("ground", CONTRASTS)
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_it_keeps_to_its_width_and_its_words_stand_out(visit, ada, source, ground, width):
    from tests.web.test_browser import CONTRAST

    for number, colour in enumerate(Mark.Colour.values):
        mark(ada, source, 10 * number, 10 * number + 14, colour=colour, token=uuid.uuid4(), note="So.")
    page = visit(viewport={"width": width, "height": 900})
    page.context.add_cookies([{"name": "look", "value": f"5-3-sans-{ground}", "url": page.url}])
    page.reload()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(CONTRAST) == []
    assert page.complaints == []
