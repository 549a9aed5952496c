"""Speak, get a deck: from the recording to the slides."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from curation.models import Run
from curation.runs import finish_all
from curation.writing.extractive import ExtractiveWriter
from digests.decks import outline_of
from digests.memo import go_on, promise_deck
from digests.models import Deck
from digests.order import run_of_deck
from digests.tasks import promise_deck_of_recording, promise_decks_of_recordings
from ingest.models import Upload
from tests.fakes import ScriptedTranscriber, WordEmbedder, said
from tests.ingest.tones import loud_spans, wav

pytestmark = pytest.mark.django_db

SOUND = wav((4.0, True))
WORDS = said(
    "Ten users told us that they never opened the report, so we stopped writing it. "
    "The spreadsheet was read by nobody but its author for eleven weeks in a row.",
    pace=120,
)


@pytest.fixture(autouse=True)
def listening(settings, tmp_path, monkeypatch):
    """Tones for voices, a folder of one's own, no broker, and a transcriber with a script."""
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr("ingest.transcribe.speech_spans", loud_spans)
    monkeypatch.setattr("curation.runs.send", lambda run: None)
    monkeypatch.setattr("digests.tasks.promise_deck_of_recording.delay", promise_deck_of_recording)
    monkeypatch.setattr("digests.tasks.get_writer", lambda owner, **_: ExtractiveWriter(WordEmbedder()))
    for module in ("ingest.tasks", "curation.tasks"):
        monkeypatch.setattr(f"{module}.get_embedder", WordEmbedder)
    monkeypatch.setattr("ingest.tasks.get_transcriber", lambda: ScriptedTranscriber(WORDS))


def hand_over(client, **fields):
    file = SimpleUploadedFile("Recording 2026-11-22 10.00.wav", SOUND, "audio/wav")
    return client.post(reverse("record"), {"file": file, "deck": "on", **fields})


def finish(owner):
    return finish_all(owner, lambda run: None)


@pytest.fixture
def reader(client, ada):
    client.force_login(ada)
    return client


def test_who_speaks_gets_a_deck(reader, ada):
    place = hand_over(reader, title="On ten users").json()["deck"]
    assert "Waiting to be written down" in reader.get(place).content.decode()
    finish(ada)
    promise_decks_of_recordings()
    finish(ada)
    deck = Deck.objects.get()
    assert reader.get(place).url == reverse("deck", args=[deck.pk])
    told = "\n".join(line.text for slide in outline_of(deck).slides for line in slide.body)
    assert "nobody but its author" in told


def test_looking_at_the_page_is_enough_to_go_on(reader, ada):
    place = hand_over(reader).json()["deck"]
    finish(ada)
    reader.get(place)
    assert run_of_deck(Deck.objects.get()).status == "queued"


def test_a_deck_is_promised_once_however_often_it_is_looked_for(reader, ada):
    hand_over(reader)
    finish(ada)
    for _ in range(3):
        promise_decks_of_recordings()
        go_on(Deck.objects.get())
    assert Run.objects.filter(kind="deck").count() == 1


def test_the_same_recording_twice_is_one_deck_while_it_waits(ada, reader):
    hand_over(reader)
    promise_deck(ada, Upload.objects.get().pk, "Again")
    assert Deck.objects.count() == 1


def test_a_recording_that_is_known_already_gets_its_deck_at_once(reader, ada):
    hand_over(reader, deck="")
    finish(ada)
    place = hand_over(reader).json()["deck"]
    assert reader.get(place).url == reverse("deck", args=[Deck.objects.get().pk])


def test_a_promise_that_breaks_off_leaves_the_deck_waiting(reader, ada, monkeypatch):
    hand_over(reader)
    finish(ada)
    deck = Deck.objects.get()
    with monkeypatch.context() as broken:
        broken.setattr("digests.memo.promise_deck_of", breaking_off)
        with pytest.raises(ConnectionError):
            go_on(deck)
    promise_decks_of_recordings()
    assert run_of_deck(Deck.objects.get()).status == "queued"


def breaking_off(deck):
    raise ConnectionError(deck)


def test_the_deck_s_own_page_leads_to_how_far_the_writing_down_is(reader):
    place = hand_over(reader).json()["deck"]
    answer = reader.get(reverse("deck", args=[Deck.objects.get().pk]))
    assert (answer.status_code, answer.url) == (302, place)


def test_without_the_wish_there_is_no_deck(reader):
    assert "deck" not in hand_over(reader, deck="").json()
    assert not Deck.objects.exists()


def test_what_cannot_be_written_down_is_said_on_the_page(reader, ada, monkeypatch):
    silent = ScriptedTranscriber(said(""))
    monkeypatch.setattr("ingest.tasks.get_transcriber", lambda: silent)
    place = hand_over(reader).json()["deck"]
    finish(ada)
    shown = reader.get(place).content.decode()
    assert "No words were heard in it." in shown
    assert "hx-trigger" not in shown


def test_a_sound_file_leads_to_its_deck_as_well(reader):
    file = SimpleUploadedFile("talk.wav", SOUND, "audio/wav")
    answer = reader.post(reverse("add"), {"way": "files", "file": file, "kind": "", "deck": "on"})
    assert answer.url == reverse("deck-memo", args=[Deck.objects.get().pk])


def test_a_text_is_no_recording(reader):
    file = SimpleUploadedFile("notes.txt", b"Small teams ship faster than large ones.", "text/plain")
    answer = reader.post(reverse("add"), {"way": "files", "file": file, "kind": "", "deck": "on"})
    assert (answer.url, Deck.objects.count()) == (reverse("activity"), 0)


def test_with_a_model_that_asks_first_the_deck_waits_for_a_yes(reader, ada, settings):
    settings.CHAT = "tests.ledger.cast.ScriptedChat"
    settings.LLM_MODELS = {"small": "quill-small", "large": "quill-large"}
    settings.LLM_PRICES = '{"quill-small": [900, 900, 900], "quill-large": [900, 900, 900]}'
    hand_over(reader)
    finish(ada)
    deck = go_on(Deck.objects.get())
    assert (deck.source_id is not None, run_of_deck(deck)) == (True, None)


def test_a_stranger_s_deck_is_not_found(reader, cleo, client):
    place = hand_over(reader).json()["deck"]
    client.force_login(cleo)
    assert client.get(place).status_code == 404
