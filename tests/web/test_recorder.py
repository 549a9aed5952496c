"""The recorder in Chromium, with a microphone that is a file."""

import shutil
import subprocess

import pytest
from django.urls import reverse
from sesame.utils import get_query_string

from ingest.models import Upload
from ingest.sound import is_sound
from tests.web.conftest import become

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "We began with ten users and one spreadsheet. Then we asked them what they did last week."
FAKE = "--use-fake-device-for-media-stream"


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """A WAV file of a voice, played into the microphone again and again."""
    if not shutil.which("espeak-ng"):
        pytest.skip("espeak-ng is not installed")
    path = tmp_path_factory.mktemp("voice") / "memo.wav"
    subprocess.run(["espeak-ng", "-w", str(path), WORDS], check=True)
    return path


@pytest.fixture(scope="module")
def talker(launch, spoken):
    return launch(FAKE, "--use-fake-ui-for-media-stream", f"--use-file-for-fake-audio-capture={spoken}")


@pytest.fixture
def desk(sign_in):
    """Opens the Add page as ada in this browser."""

    def open_page(browser):
        page = sign_in(browser)
        page.goto(reverse("add"))
        return page

    return open_page


def record(page, until="0:02"):
    page.get_by_role("button", name="Record", exact=True).click()
    become(page, f"document.querySelector('[data-clock]').textContent >= '{until}'")


def stop(page):
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Send").wait_for()


def sent(page):
    page.get_by_role("button", name="Send").click()
    page.get_by_text("Sent: the server has it").wait_for()
    return Upload.objects.get()


def test_a_memo_is_recorded_and_sent(desk, talker):
    page = desk(talker)
    record(page)
    stop(page)
    page.locator(".kept input[type=text]").fill("On ten users")
    upload = sent(page)
    assert (upload.origin, upload.hints["title"], upload.status) == ("recording", "On ten users", "waiting")
    assert is_sound(upload.content.read(65_536))
    assert page.complaints == []


def test_nothing_is_lost_by_a_reload_before_it_is_sent(desk, talker):
    page = desk(talker)
    record(page, until="0:03")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_text("recorded here and not sent yet").wait_for()
    assert sent(page).size > 5_000


def test_what_was_sent_is_not_offered_again(desk, talker):
    page = desk(talker)
    record(page)
    stop(page)
    sent(page)
    page.reload()
    page.get_by_role("button", name="Record", exact=True).wait_for()
    assert page.locator(".kept").count() == 0


def test_a_pause_is_not_recorded(desk, talker):
    page = desk(talker)
    record(page, until="0:01")
    page.get_by_role("button", name="Pause").click()
    page.get_by_text("Paused.").wait_for()
    before = page.locator("[data-clock]").inner_text()
    page.wait_for_timeout(1500)
    assert page.locator("[data-clock]").inner_text() == before
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("Recording.").wait_for()


def test_the_level_moves_with_the_voice(desk, talker):
    page = desk(talker)
    record(page, until="0:01")
    become(page, "Number(/[\\d.]+/.exec(document.querySelector('[data-level]').style.transform)[0]) > 0.3")
    assert page.complaints == []


def test_it_can_be_heard_before_it_is_sent(desk, talker):
    page = desk(talker)
    record(page)
    stop(page)
    become(page, "document.querySelector('.kept audio').readyState > 0")
    assert page.complaints == []


def test_it_is_discarded_only_when_asked_twice(desk, talker):
    page = desk(talker)
    record(page)
    stop(page)
    page.get_by_role("button", name="Discard").click()
    assert page.locator(".kept").count() == 1
    page.get_by_role("button", name="Discard for good?").click()
    become(page, "!document.querySelector('.kept')")
    page.reload()
    assert page.locator(".kept").count() == 0


def test_a_network_that_is_away_loses_nothing(desk, talker):
    page = desk(talker)
    record(page)
    stop(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Send").click()
    page.get_by_text("It is tried again").wait_for()
    page.context.set_offline(False)
    page.get_by_text("Sent: the server has it").wait_for()
    assert Upload.objects.count() == 1


def test_somebody_signed_out_keeps_the_recording(desk, talker):
    page = desk(talker)
    record(page)
    stop(page)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Send").click()
    page.get_by_text("The recording is kept here").wait_for()
    assert page.get_by_role("button", name="Send").is_enabled()


FILL = """() => {
  const add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function (row) {
    if (!globalThis.full) return add.call(this, row);
    this.transaction.abort();
    throw new DOMException("", globalThis.full);
  };
}"""


@pytest.mark.parametrize(
    ("error", "said"),
    [("QuotaExceededError", "This browser has no more room"), ("UnknownError", "This browser keeps nothing any more")],
)
def test_a_browser_that_is_full_stops_and_keeps_what_is_there(desk, talker, error, said):
    page = desk(talker)
    page.evaluate(FILL)
    record(page, until="0:03")
    page.evaluate("error => { globalThis.full = error; }", error)
    page.get_by_role("button", name="Send").wait_for()
    assert page.locator("[data-state]").inner_text() == f"{said}: the recording was stopped. Send what there is."
    assert page.get_by_role("button", name="Record", exact=True).is_visible()
    assert is_sound(sent(page).content.read(65_536))
    assert page.complaints == []


def test_a_browser_that_is_full_from_the_start_says_so(desk, talker):
    page = desk(talker)
    page.evaluate(FILL)
    page.evaluate("globalThis.full = 'QuotaExceededError'")
    page.get_by_role("button", name="Record", exact=True).click()
    page.get_by_text("This browser has no more room: nothing of it could be kept.").wait_for()
    assert page.locator(".kept").count() == 0


def test_the_keyboard_is_enough(desk, talker):
    page = desk(talker)
    page.get_by_role("button", name="Record", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_text("Recording.").wait_for()
    page.wait_for_timeout(1200)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Send").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "INPUT"


def test_a_refused_microphone_is_named(desk, launch):
    page = desk(launch(FAKE, "--use-fake-ui-for-media-stream=deny"))
    page.get_by_role("button", name="Record", exact=True).click()
    page.get_by_text("The microphone was refused").wait_for()
    assert page.get_by_role("button", name="Record", exact=True).is_enabled()


def test_a_browser_that_cannot_record_says_so(desk, talker):
    page = desk(talker)
    page.add_init_script("delete globalThis.MediaRecorder")
    page.reload()
    page.get_by_text("This browser cannot record sound.").wait_for()
    assert page.get_by_role("button", name="Record", exact=True).is_disabled()


def test_another_reader_of_this_browser_sees_nothing_of_it(desk, talker, ben):
    page = desk(talker)
    record(page)
    stop(page)
    page.goto(reverse("sign-in") + get_query_string(ben))
    page.goto(reverse("add"))
    page.get_by_role("button", name="Record", exact=True).wait_for()
    assert page.locator(".kept").count() == 0
