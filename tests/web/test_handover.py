"""A reader's own chat on the screen: a prompt to copy, a place for the answer, its faults in a sentence."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from curation.models import Handover, Passage
from curation.reading.models import Explanation
from curation.writing.extractive import ExtractiveWriter
from digests.models import Deck, Digest
from tests.digests.library import WEEK, put_week
from tests.fakes import WordEmbedder
from tests.readers import have_read
from tests.web.cast import FIRST, THIRD
from tests.web.conftest import NARROW, become

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(shelf):
    """Its source is read, in pass 2."""
    have_read(shelf.source)
    return shelf


@pytest.fixture(autouse=True)
def light_writer(monkeypatch):
    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)
    monkeypatch.setattr("curation.writers.quoting_writer", lambda: ExtractiveWriter(WordEmbedder()))


@pytest.fixture
def address(shelf):
    return reverse("handover", args=[shelf.handover.pk])


@pytest.fixture
def bring(reader, address):
    return lambda answer, **told: reader.post(address, {"answer": answer, **told})


def explained(*texts):
    told = [{"text": text, "citations": [{"passage": 1, "quote": text}]} for text in texts]
    return f"Here it is:\n```json\n{json.dumps({'gist': told[:1], 'points': told[1:]})}\n```"


def page_of(client, address, **query):
    return client.get(address, query).content.decode()


@pytest.mark.parametrize(
    ("name", "button"),
    [("source", "hand-over-source"), ("explanation", "hand-over-source"), ("question", "hand-over-question")],
)
def test_each_page_leads_to_a_prompt(reader, shelf, name, button):
    thing = shelf.question if name == "question" else shelf.source
    assert reverse(button, args=[thing.pk]) in page_of(reader, reverse(name, args=[thing.pk]))
    made = reader.post(reverse(button, args=[thing.pk]))
    assert made.url == reverse("handover", args=[Handover.objects.latest("pk").pk])


def test_a_digest_leads_to_a_prompt(reader, ada, shelf):
    put_week(ada)
    assert reverse("hand-over-digest") in page_of(reader, reverse("digest", args=[shelf.digest.pk]))
    made = reader.post(reverse("hand-over-digest"), {"start": WEEK[0], "end": WEEK[1]}, follow=True)
    assert "# Theme 1: “Reading traces”" in made.content.decode()


def test_a_deck_leads_to_a_prompt(reader, shelf):
    assert reverse("hand-over-deck") in page_of(reader, reverse("decks"))
    wanted = {"digest": shelf.digest.pk, "format": "detailed", "level": "expert"}
    made = reader.post(reverse("hand-over-deck"), wanted, follow=True)
    assert f"&gt; {FIRST}" in made.content.decode()


@pytest.mark.parametrize("name", ["hand-over-digest", "hand-over-deck"])
def test_a_prompt_for_nothing_is_refused_in_place(reader, name):
    assert reader.post(reverse(name), {"start": "2026-03-02", "end": "2026-03-01"}).status_code == 422
    assert reader.post(reverse(name), {"start": "1999-03-01", "end": "1999-03-02"}).status_code == 422


def test_the_prompt_is_there_to_be_copied_and_to_be_downloaded(reader, shelf, address):
    shown = page_of(reader, address)
    file = reader.get(reverse("handover-file", args=[shelf.handover.pk]))
    assert f"&gt; {FIRST}" in shown
    assert "Write this JSON object" in shown
    assert file["Content-Type"] == "text/plain; charset=utf-8"
    assert f"> {FIRST}" in file.content.decode()


def test_the_reader_says_how_long_a_message_may_be(reader, address, settings):
    settings.OWN_CHAT_SHORT, settings.OWN_CHAT_LONG = 4000, 60000
    assert "Copy part 2" in page_of(reader, address)
    assert "Copy the prompt" in page_of(reader, address, room="long")


def test_an_answer_is_taken_and_shown_with_its_evidence(reader, bring, shelf):
    answer = bring(explained(FIRST, "Nine hundred were wrong."), chat="Hearth")
    shown = page_of(reader, answer.url)
    assert answer.url == reverse("explanation", args=[shelf.source.pk]) + "#main"
    assert "Brought from your own chat (Hearth), and checked against the source." in shown
    assert "2 sentences, 1 verified, 1 not supported and withheld" in shown
    assert "<s>Nine hundred were wrong.</s>" in shown


def test_an_answer_may_come_as_a_file(reader, address):
    file = SimpleUploadedFile("answer.txt", b"\xef\xbb\xbf" + explained(FIRST).encode())
    assert reader.post(address, {"file": file}).status_code == 302
    assert Explanation.objects.get().pasted


def test_what_cannot_be_read_stays_in_the_box_beside_what_is_missing(bring):
    answer = bring("It is about <traces>.", chat="Hearth")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "It should have “gist”, “points”." in shown
    assert "It is about &lt;traces&gt;.</textarea>" in shown
    assert "Give me your answer once more" in shown
    assert 'value="Hearth"' in shown


def test_a_file_that_cannot_be_read_is_shown_in_the_box(reader, address):
    answer = reader.post(address, {"file": SimpleUploadedFile("answer.txt", b"It is about traces.")})
    assert "It is about traces.</textarea>" in answer.content.decode()


@pytest.mark.parametrize("size", [2_000_001, 3_000_000])
def test_what_is_too_long_is_refused(reader, address, size):
    assert reader.post(address, {"file": SimpleUploadedFile("answer.txt", b"a" * size)}).status_code == 422
    assert reader.post(address, {"answer": "a" * size}).status_code == 422


def test_markup_and_addresses_are_words_and_nothing_more(reader, bring, shelf):
    hostile = f'{FIRST} <img src="https://evil.example.org/x.png"> [here](https://evil.example.org/)'
    answer = bring(
        explained(FIRST, hostile).replace('"points"', '"terms": [{"term": "<b>Trace</b>", "meaning": "x"}], "points"')
    )
    shown = page_of(reader, answer.url)
    assert "<img" not in shown
    assert 'href="https://evil' not in shown
    assert "<b>Trace" not in shown


def test_what_has_changed_since_is_said(reader, bring, shelf, address):
    Passage.objects.filter(text=THIRD).update(text="Something else.")
    assert "1 of the 2 passages in this prompt has changed or gone" in page_of(reader, address)
    shown = page_of(reader, bring(explained(FIRST)).url)
    assert "1 passage has changed since the prompt was made" in shown


def test_what_has_gone_is_said(reader, shelf, address):
    shelf.source.delete()
    assert "The source has left the library since the prompt was made." in page_of(reader, address)
    assert reader.post(address, {"answer": "{}"}).status_code == 422


def test_a_draft_is_written_over_only_when_the_reader_agrees(reader, ada, shelf):
    put_week(ada)
    reader.post(reverse("compose-digest"), {"start": WEEK[0], "end": WEEK[1]})
    made = reader.post(reverse("hand-over-digest"), {"start": WEEK[0], "end": WEEK[1]})
    text = "Marlow Quill read one hundred and twenty traces by hand before lunch on Tuesday."
    told = {"sections": [{"theme": 1, "statements": [{"text": text, "citations": [3]}]}]}
    refused = reader.post(made.url, {"answer": json.dumps(told)})
    assert refused.status_code == 422
    assert "Agree to that first." in refused.content.decode()
    assert "Give me your answer once more" not in refused.content.decode()
    assert "A draft of this period is there already" in page_of(reader, made.url)
    taken = reader.post(made.url, {"answer": json.dumps(told), "replacing": "on"}, follow=True)
    assert "Written by your own chat" in taken.content.decode()


def test_nothing_is_handed_over_by_looking(reader, shelf, address):
    before = Handover.objects.count()
    page_of(reader, address)
    assert reader.get(reverse("hand-over-source", args=[shelf.source.pk])).status_code == 405
    assert Handover.objects.count() == before


def test_the_page_asks_as_often_when_the_prompt_is_long(reader, ada, shelf, address, django_assert_num_queries):
    with django_assert_num_queries(7):
        reader.get(address)
    for position in range(2, 9):
        Passage.objects.create(
            owner=ada, source=shelf.source, position=position, start=0, end=3, text=f"One {position}."
        )
    made = reader.post(reverse("hand-over-source", args=[shelf.source.pk]))
    with django_assert_num_queries(7):
        reader.get(made.url)


@pytest.mark.django_db(transaction=True)
def test_a_click_copies_the_prompt(launch, sign_in, shelf, address):
    browser = launch()
    page = sign_in(browser, viewport=NARROW, permissions=["clipboard-read", "clipboard-write"])
    page.goto(address)
    page.get_by_role("button", name="Copy the prompt").click()
    become(page, "document.querySelector('[data-copy]').textContent === 'Copied'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert FIRST in copied
    assert page.complaints == []


def test_without_a_script_the_box_is_there_and_no_dead_button(reader, address):
    shown = page_of(reader, address)
    assert "readonly" in shown
    assert 'data-copy="message-1" hidden' in shown


def test_an_answered_question_and_a_deck_say_whose_they_are(reader, shelf):
    made = reader.post(reverse("hand-over-question", args=[shelf.question.pk]))
    told = {"abstained": False, "statements": [{"text": FIRST, "citations": ["[1]"]}]}
    shown = reader.post(made.url, {"answer": json.dumps(told)}, follow=True).content.decode()
    assert "Brought from your own chat" in shown
    wanted = {"digest": shelf.digest.pk, "format": "detailed", "level": "expert"}
    made = reader.post(reverse("hand-over-deck"), wanted)
    told = {"title": "Traces", "slides": [{"title": "Wrong", "statements": [1]}]}
    reader.post(made.url, {"answer": json.dumps(told)})
    shelf.question.refresh_from_db()
    assert (shelf.question.pasted, Deck.objects.latest("pk").writer) == (True, "your own chat and extractive")
    assert Digest.objects.count() == 1
