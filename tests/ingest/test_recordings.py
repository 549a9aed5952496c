import pytest
from django.urls import reverse

from curation.errors import Refused
from curation.models import Run, Transcript
from ingest.models import Upload
from ingest.recordings import promise_recording
from ingest.tasks import fetch_recording
from tests.ingest.tones import wav
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db

SOUND = wav((2, True))


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch, site):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.FETCH_ALLOWED_HOSTS = [f"127.0.0.1:{site.port}"]
    settings.FETCH_PORTS = [site.port]
    monkeypatch.setattr("curation.runs.send", lambda run: None)


@pytest.fixture
def episode(ada, site):
    """Captions of an episode whose recording lies at a site."""
    source = put_source(ada, kind="episode", title="Ten users", site="The Trace Hour")
    passage = put_passage(ada, source=source)
    passage.start_ms = 0
    passage.save()
    address = site.answer("/7.wav", SOUND, Content_Type="audio/wav")
    Transcript.objects.create(source=source, audio_url=address)
    return source


def fetch(source):
    run = promise_recording(source.owner, source)
    fetch_recording(run.pk)
    run.refresh_from_db()
    source.transcript.refresh_from_db()
    return run


def test_a_recording_is_fetched_beside_its_text(episode):
    assert fetch(episode).message == "The recording is here."
    upload = Upload.objects.get()
    assert (upload.content.read(), upload.status) == (SOUND, "ingested")
    assert (episode.transcript.audio, episode.transcript.audio_type) == (upload.content.name, "audio/wav")
    assert list(upload.sources.all()) == [episode]


def test_a_text_with_times_is_not_written_down_again(episode):
    fetch(episode)
    assert not Run.objects.filter(kind="transcribe").exists()


def test_a_text_without_times_is(episode):
    episode.passages.update(start_ms=None)
    fetch(episode)
    upload = Upload.objects.get()
    assert Run.objects.get(kind="transcribe").subject == upload.pk
    assert (upload.status, upload.hints["title"], upload.hints["site"]) == ("waiting", "Ten users", "The Trace Hour")


def test_what_is_here_is_not_fetched_again(episode, ada):
    fetch(episode)
    with pytest.raises(Refused, match="here already"):
        promise_recording(ada, episode)


def test_without_an_address_there_is_nothing_to_get(ada):
    with pytest.raises(Refused, match="names no recording"):
        promise_recording(ada, put_source(ada))


def test_what_is_no_sound_is_not_kept(episode, site):
    site.answer("/7.wav", b"<p>Not here</p>", Content_Type="audio/wav")
    assert fetch(episode).message.endswith("is no sound file.")
    assert Upload.objects.count() == 0


def test_a_site_in_trouble_is_asked_again_later(episode, site):
    site.answer("/7.wav", b"", status=503)
    assert fetch(episode).status == "queued"


def test_the_same_recording_of_two_sources_is_kept_once(episode, ada):
    fetch(episode)
    other = put_source(ada, kind="episode")
    Transcript.objects.create(source=other, audio_url=episode.transcript.audio_url, stamps=[[0, 0]])
    fetch(other)
    assert Upload.objects.get().sources.count() == 2


def test_its_page_offers_to_get_it_and_says_that_it_comes(client, ada, episode):
    client.force_login(ada)
    page = reverse("source", args=[episode.pk])
    assert "Get the recording" in client.get(page).content.decode()
    client.post(reverse("get-recording", args=[episode.pk]))
    assert "The recording is being fetched" in client.get(page).content.decode()


def test_its_page_says_why_it_did_not_come(client, ada, episode, site):
    site.answer("/7.wav", b"", status=404)
    fetch(episode)
    client.force_login(ada)
    shown = client.get(reverse("source", args=[episode.pk])).content.decode()
    assert "answered 404" in shown
    assert "Get the recording" in shown
