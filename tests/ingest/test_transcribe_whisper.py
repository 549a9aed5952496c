"""The whole way with the true engine, on weights made here that hear one sentence in whatever is said."""

import io
import shutil
import wave

import pytest

from bench.made_whisper import SMALLEST, make
from curation.ai.whisper_faster import FasterWhisper
from curation.models import Run, Source
from ingest.receive import receive_bytes, retry
from ingest.tasks import read_upload, transcribe_upload
from tests.ai.speech import silence, spoken

pytestmark = pytest.mark.django_db

HEARD = "And so the harbour was quiet."


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.TRANSCRIBE_WINDOW_SECONDS = 8
    monkeypatch.setattr("curation.runs.send", lambda run: None)


@pytest.fixture(scope="module")
def weights(tmp_path_factory):
    return make(tmp_path_factory.mktemp("whisper") / "made", SMALLEST, script=HEARD.split(), language="en")


@pytest.fixture(scope="module")
def talk():
    """Three sentences with a breath between them, as a WAV file."""
    if not shutil.which("espeak-ng"):
        pytest.skip("espeak-ng is not installed")
    return recorded([spoken(pause=1.5) for _ in range(3)])


def recorded(sounds):
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((1, 2, 16_000, 0, "NONE", ""))
        for sound in sounds:
            out.writeframes((sound * 32_000).astype("<i2").tobytes())
    return file.getvalue()


def listen(upload, monkeypatch, model):
    engine = FasterWhisper(str(model), cache=model.parent, device="cpu")
    monkeypatch.setattr("ingest.tasks.get_transcriber", lambda: engine)
    for kind, task in ((Run.Kind.READ, read_upload), (Run.Kind.TRANSCRIBE, transcribe_upload)):
        task(Run.objects.get(kind=kind, status="queued").pk)
    upload.refresh_from_db()
    return Run.objects.filter(kind="transcribe").first()


def test_speech_becomes_a_memo_with_times(ada, talk, weights, monkeypatch):
    upload = receive_bytes(ada, talk, name="Harbour.wav").upload
    assert listen(upload, monkeypatch, weights).status == "done"
    source = Source.objects.get()
    assert source.text.count(HEARD) >= 2
    assert upload.windows.count() == 2
    assert source.transcript.stamps[0][1] < source.transcript.stamps[-1][1] < source.transcript.duration_ms


def test_weights_that_come_later_finish_the_memo(ada, talk, weights, monkeypatch, tmp_path):
    upload = receive_bytes(ada, talk, name="Harbour.wav").upload
    run = listen(upload, monkeypatch, tmp_path / "nowhere")
    assert (run.status, upload.status, upload.error) == ("failed", "failed", run.message)
    retry(upload)
    assert listen(upload, monkeypatch, weights).status == "done"


def test_silence_gives_no_words(ada, weights, monkeypatch):
    upload = receive_bytes(ada, recorded([silence(6)]), name="Silence.wav").upload
    run = listen(upload, monkeypatch, weights)
    assert (run.status, upload.status, Source.objects.count()) == ("nothing", "ingested", 0)
