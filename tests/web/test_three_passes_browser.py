"""The habit that all this is for, as one person lives it in Chromium: alone, explained, questioned, kept."""

from threading import Event

import pytest
from django.urls import reverse

from curation.models import Passage
from curation.reading.models import Attempt, CardReview, Mark, Reading
from curation.runs import finish_all
from curation.writing.extractive import ExtractiveWriter
from curation.writing.fallback import FallbackWriter
from curation.writing.schemas import AnswerDraft
from tests.fakes import WordEmbedder
from tests.reading.scripted import cited
from tests.shelf import put_source
from tests.web.conftest import NARROW, WIDE, become, until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATIENCE = 20
LINES = [
    "The lighthouse at Ostrava Point burns twelve litres of oil each night.",
    "A keeper trims the wick every four hours, because soot dims the lens.",
    "The lens turns once in ninety seconds on a bath of mercury.",
    "Mercury lets two fingers move a glass of three tonnes.",
    "In fog the keeper rings a bell, since no lamp reaches a ship there.",
    "The log book says when the lamp was lit and when the fog came.",
    "An inspector compares the log book with the oil that was used.",
    "Last winter forty litres were missing, and nobody had written why.",
    "The keeper had warmed his kitchen with them during the great frost.",
    "Since then the oil is measured twice, at dusk and at dawn.",
]
DEVICES = {"desk": {"viewport": WIDE}, "phone": {"viewport": NARROW, "has_touch": True, "is_mobile": True}}


class Talker(ExtractiveWriter):
    """Quotes, but for answers: those come statement by statement, and wait in the middle until they may go on."""

    def __init__(self, passages):
        super().__init__(WordEmbedder())
        self.passages, self.go_on = passages, Event()

    def answer(self, question, offers, *, says=None, heard=None, earlier=(), said=()):
        first, last = (cited(passage.text, passage) for passage in self.passages)
        heard(first)
        assert self.go_on.wait(PATIENCE)
        heard(last)
        return AnswerDraft(statements=[first, last])


@pytest.fixture(scope="module")
def chromium(launch):
    return launch()


@pytest.fixture
def source(ada):
    source = put_source(ada, "\n\n".join(LINES), title="The lamp at the point")
    at = 0
    for position, line in enumerate(LINES):
        told = {"position": position, "start": at, "end": at + len(line), "text": line}
        Passage.objects.create(owner=ada, source=source, vector=WordEmbedder().embed([line])[0], **told)
        at += len(line) + 2
    return source


@pytest.fixture
def talker(monkeypatch, settings, source):
    settings.CHAT = "tests.reading.scripted.scripted_chat"
    talker = Talker([source.passages.get(position=7), source.passages.get(position=8)])
    stand_in = ExtractiveWriter(WordEmbedder())
    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)
    monkeypatch.setattr(
        "curation.writers.get_writer",
        lambda owner, *, quoting=False, patient=False, **_: stand_in if quoting else FallbackWriter(talker, stand_in),
    )
    return talker


@pytest.fixture
def at(source):
    return lambda name: reverse(name, args=[source.pk])


SELECT = """number => { const range = document.createRange();
  range.selectNodeContents(document.querySelectorAll(".s")[number]);
  getSelection().removeAllRanges(); getSelection().addRange(range); }"""


def mark(page, number, button):
    page.evaluate(SELECT, number)
    page.locator("#selection-tools").get_by_role("button", name=button).click()


def read_alone(page, at):
    page.goto(at("source"))
    mark(page, 7, "Green")
    page.locator("mark.m--green").wait_for()
    mark(page, 3, "I don’t get this")
    page.locator("mark.m--puzzle").wait_for()
    page.evaluate("document.querySelector('[data-text]').scrollIntoView({block: 'end'})")
    until(page, Reading.objects.filter(first_ended=Reading.Ended.AT_THE_END).exists)


def have_it_explained(page, at, ada):
    page.goto(at("source"))
    page.get_by_role("link", name="Pass 2: explained").last.click()
    page.get_by_role("button", name="Explain it", exact=True).click()
    finish_all(ada, lambda run: None)
    page.goto(at("explanation"))
    assert page.locator(".takeaway").count() > 0
    assert LINES[3] in page.locator("section:has(> #puzzles)").inner_text()
    page.goto(at("source"))
    page.get_by_role("button", name="On to questions").click()


def ask_it(page, source, talker):
    panel = page.locator("#ask-here")
    panel.get_by_role("textbox").fill("Where did the missing oil go?")
    panel.get_by_role("button", name="Ask", exact=True).click()
    first, last = (panel.locator(".cite__quote", has_text=words) for words in LINES[7:9])
    first.first.wait_for(state="attached")
    assert last.count() == 0
    talker.go_on.set()
    last.first.wait_for(state="attached")
    cited = source.passages.get(position=8).pk
    link = panel.locator(f'a[href*="#p{cited}"]').first
    link.dispatch_event("click")
    become(page, f"document.querySelector('#p{cited}').classList.contains('passage--aimed')")


def be_asked(page, at, ada):
    page.goto(at("source"))
    page.get_by_role("button", name="Ask me").click()
    finish_all(ada, lambda run: None)
    page.goto(at("practice"))
    page.get_by_role("link", name="Begin").click()
    page.get_by_role("textbox").first.fill("Forty litres were missing.")
    page.get_by_role("button", name="Answer", exact=True).click()
    page.get_by_role("heading", name="What the source says").wait_for()


def keep_it(page, at):
    page.goto(at("offered-cards"))
    page.get_by_role("button", name="Make").click()
    page.goto(reverse("review"))
    while page.get_by_text("Show the answer").count():
        page.get_by_text("Show the answer").click()
        page.get_by_role("button", name="Good").click()
    page.get_by_text("That is all for today").wait_for()


@pytest.mark.parametrize("device", list(DEVICES))
def test_a_source_is_read_explained_questioned_and_kept(sign_in, chromium, ada, source, talker, at, device):
    page = sign_in(chromium, **DEVICES[device])
    read_alone(page, at)
    have_it_explained(page, at, ada)
    ask_it(page, source, talker)
    be_asked(page, at, ada)
    keep_it(page, at)
    page.goto(reverse("home"))
    assert "1 first pass, 1 second pass, 2 cards reviewed and 2 marks made" in page.locator("main").inner_text()
    assert [one.kind for one in Mark.objects.order_by("start")] == ["puzzle", "highlight"]
    assert Attempt.objects.exists()
    assert CardReview.objects.exists()
    assert page.complaints == []
