import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from curation.ai.base import Heard, HeardWord
from curation.errors import Misconfigured, TemporaryError
from curation.models import Run, Source, Transcript
from curation.runs import finish_all
from ingest.hints import Hints
from ingest.models import Upload
from ingest.receive import receive_bytes, receive_file, retry
from ingest.sound import probe
from ingest.tasks import read_upload, transcribe_upload
from tests.fakes import ScriptedTranscriber, WordEmbedder, said
from tests.ingest.tones import halting, loud_spans, wav, webm

pytestmark = pytest.mark.django_db

TALK = wav((4.2, True), (0.6, False), (3.9, True), (0.6, False), (5.7, True))
FIRST = said("We began with ten users and one spreadsheet on a rainy Monday morning.", pace=300)
SECOND = said("Then we asked them what they did last week.")
THIRD = said("Nobody had opened it.")


@pytest.fixture(autouse=True)
def small_windows(settings, tmp_path, monkeypatch):
    """Windows of five seconds, tones for voices, a folder of one's own, and no broker."""
    monkeypatch.setattr("ingest.transcribe.speech_spans", loud_spans)
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.TRANSCRIBE_WINDOW_SECONDS = 5
    monkeypatch.setattr("curation.runs.send", lambda run: None)
    monkeypatch.setattr("ingest.tasks.get_embedder", WordEmbedder)
    monkeypatch.setattr("curation.tasks.get_embedder", WordEmbedder)


@pytest.fixture
def listener(monkeypatch):
    """Puts a transcriber with this script in place, and hands it over."""

    def put(*script):
        transcriber = ScriptedTranscriber(*script)
        monkeypatch.setattr("ingest.tasks.get_transcriber", lambda: transcriber)
        return transcriber

    return put


@pytest.fixture
def memo(ada):
    return receive_bytes(ada, TALK, name="On ten users.wav").upload


class ToneListener:
    """Hears a word in every tone."""

    model = "tones"

    def transcribe(self, samples, *, language=""):
        return Heard(tuple(HeardWord("la", *span) for span in loud_spans(samples)), "en")


def work(upload):
    """Read the upload and write it down, as the workers would. Out: how the transcription ended."""
    for kind, task in ((Run.Kind.READ, read_upload), (Run.Kind.TRANSCRIBE, transcribe_upload)):
        task(Run.objects.get(kind=kind, subject=upload.pk, status="queued").pk)
    upload.refresh_from_db()
    return Run.objects.filter(kind="transcribe", subject=upload.pk).first()


def test_reading_a_recording_promises_its_transcription(memo):
    read_upload(Run.objects.get().pk)
    read, promised = Run.objects.order_by("pk")
    assert (read.status, promised.kind, promised.status) == ("done", "transcribe", "queued")
    assert promised.label == "On ten users.wav"


def test_a_recording_becomes_a_memo_beside_its_sound(memo, listener):
    listener(FIRST, SECOND, THIRD)
    assert work(memo).status == "done"
    source = Source.objects.get()
    assert (source.kind, source.title, source.language) == ("memo", "On ten users", "en")
    assert source.transcript.audio == memo.content.name
    assert source.transcript.audio_type == "audio/wav"
    assert (source.transcript.duration_ms, source.transcript.made_by) == (15_000, "scripted")


def test_a_browsers_recording_plays_from_a_copy_with_an_index(ada, listener):
    upload = receive_bytes(ada, webm(6, live=True), name="Recording.webm", origin=Upload.Origin.RECORDING).upload
    listener(FIRST)
    work(upload)
    transcript = Transcript.objects.get()
    assert (transcript.audio, transcript.audio_type) == (f"{upload.content.name}-seekable", "audio/webm")
    assert default_storage.exists(transcript.audio)


def test_windows_are_cut_where_nobody_speaks(memo, listener):
    transcriber = listener(FIRST, SECOND, THIRD)
    work(memo)
    assert [seconds for seconds, _ in transcriber.asked] == pytest.approx([4.5, 4.5, 6.0], abs=0.1)
    assert memo.windows.last().end_ms == 15_000


@pytest.mark.parametrize(
    "recording",
    [
        TALK,
        halting((0, 3), (31, 3)),
        halting((0, 3), (12, 1), (60, 9)),
        halting((20, 3)),
        halting((0, 3), rubbish_at=40),
        halting((0, 3), (20, 3), rubbish_at=40),
        halting((0, 7), rubbish_at=41),
    ],
    ids=["whole", "gap", "gaps", "late", "no end", "gap and no end", "hardly an end"],
)
def test_every_window_moves_on_and_none_is_left_out(ada, listener, recording):
    transcriber = listener(*[FIRST] * 30)
    upload = receive_bytes(ada, recording, name="talk.mka").upload
    assert work(upload).status == "done"
    edges = [(window.start_ms, window.end_ms) for window in upload.windows.all()]
    assert all(start < end for start, end in edges)
    assert [start for start, _ in edges] == [0, *(end for _, end in edges[:-1])]
    with upload.content.open("rb") as file:
        assert edges[-1][1] == probe(file, name="talk").duration_ms
    assert len(transcriber.asked) <= len(edges)


def test_what_is_said_behind_a_gap_keeps_its_time(ada, monkeypatch):
    monkeypatch.setattr("ingest.tasks.get_transcriber", ToneListener)
    upload = receive_bytes(ada, halting((0, 3), (31, 3)), name="talk.mka").upload
    work(upload)
    edges = [edge for window in upload.windows.all() for _, *span, _ in window.words for edge in span]
    assert (edges[0], edges[1]) == pytest.approx((0, 3000), abs=60)
    assert (edges[2], edges[-1]) == pytest.approx((31_000, 34_000), abs=60)


def test_every_word_keeps_its_time_in_the_whole(memo, listener):
    listener(FIRST, SECOND, THIRD)
    work(memo)
    text, stamps = Source.objects.get().text, Transcript.objects.get().stamps
    second = memo.windows.all()[1]
    at = {text[offset:].split()[0]: ms for offset, ms in stamps}
    assert at["Then"] == second.start_ms
    assert at["asked"] == second.start_ms + 2 * 400


def test_passages_say_when_they_were_said(memo, listener):
    listener(FIRST, SECOND, THIRD)
    work(memo)
    passage = Source.objects.get().passages.first()
    assert passage.start_ms == 0
    assert passage.end_ms > 3000


def test_the_language_once_known_is_kept(memo, listener):
    transcriber = listener(FIRST, SECOND, THIRD)
    work(memo)
    assert [language for _, language in transcriber.asked] == ["", "en", "en"]


def test_few_words_say_little_of_the_language(memo, listener):
    transcriber = listener(THIRD, THIRD, THIRD)
    work(memo)
    assert [language for _, language in transcriber.asked] == ["", "", ""]


def test_a_crash_costs_one_window(memo, listener):
    listener(FIRST, SECOND, MemoryError("no room"))
    assert work(memo).status == "failed"
    assert (memo.status, memo.windows.count()) == ("failed", 2)
    retry(memo)
    again = listener(THIRD)
    assert work(memo).status == "done"
    assert len(again.asked) == 1
    assert Source.objects.get().text.endswith("Nobody had opened it.")


def test_progress_is_told_in_seconds(memo, listener):
    listener(FIRST, SECOND, MemoryError("no room"))
    run = work(memo)
    assert (run.done, run.total) == (memo.windows.last().end_ms // 1000, 15)


def test_missing_weights_keep_the_memo_and_a_retry_finishes_it(memo, listener):
    listener(Misconfigured("The speech model is not here: python manage.py speech-model."))
    assert work(memo).message == "The speech model is not here: python manage.py speech-model."
    assert memo.error == "The speech model is not here: python manage.py speech-model."
    assert memo.content.read() == TALK
    retry(memo)
    listener(FIRST, SECOND, THIRD)
    assert work(memo).status == "done"
    assert memo.status == "ingested"


def test_what_may_work_later_is_postponed(memo, listener):
    listener(FIRST, TemporaryError("The transcription service is busy."))
    run = work(memo)
    assert (run.status, run.message) == ("queued", "The transcription service is busy.")
    assert memo.status == "waiting"


def test_work_that_moves_on_is_not_tried_in_vain(memo, listener):
    listener(FIRST, TemporaryError("The transcription service is busy."))
    read_upload(Run.objects.get().pk)
    Run.objects.filter(kind="transcribe").update(attempts=5)
    transcribe_upload(Run.objects.get(kind="transcribe").pk)
    assert Run.objects.get(kind="transcribe").attempts == 1


def test_a_silent_recording_is_kept_and_says_so(memo, listener):
    listener(said(""), said(""), said(""))
    run = work(memo)
    assert (run.status, run.message) == ("nothing", "No words were heard in it.")
    assert (memo.status, memo.warnings) == ("ingested", ["No words were heard in it."])
    assert Source.objects.count() == 0


def test_written_down_twice_it_is_one_source(memo, listener, counts):
    listener(FIRST, SECOND, THIRD)
    work(memo)
    before = counts()
    retry(memo)
    again = listener()
    assert work(memo).status == "done"
    assert counts() == before
    assert again.asked == []


def test_another_model_listens_anew(memo, listener):
    listener(FIRST, SECOND, THIRD)
    work(memo)
    retry(memo)
    listener(FIRST, SECOND, said("Somebody had opened it.")).model = "better"
    work(memo)
    assert Source.objects.get().text.endswith("Somebody had opened it.")
    assert Transcript.objects.get().made_by == "better"


def test_a_model_may_have_a_long_name(memo, listener):
    listener(FIRST, SECOND, THIRD).model = "whisper at " + "speech." * 40 + "example.org"
    assert work(memo).status == "done"
    retry(memo)
    listener().model = "whisper at " + "speech." * 40 + "example.org"
    assert work(memo).status == "done"
    assert Transcript.objects.get().made_by.startswith("whisper at speech.speech.")


def test_what_was_published_is_an_episode(ada, listener):
    hints = Hints(title="Ten users", site="The Trace Hour", external_id="e7", audio_url="https://example.org/7.mp3")
    upload = receive_bytes(ada, TALK, name="7.wav", hints=hints).upload
    listener(FIRST, SECOND, THIRD)
    work(upload)
    source = Source.objects.get()
    assert (source.kind, source.title, source.site) == ("episode", "Ten users", "The Trace Hour")
    assert source.transcript.audio_url == "https://example.org/7.mp3"


def test_a_recording_without_a_title_is_called_by_its_first_words(ada, listener):
    upload = receive_bytes(ada, TALK, name="Recording.wav", origin=Upload.Origin.RECORDING).upload
    listener(FIRST, SECOND, THIRD)
    work(upload)
    assert Source.objects.get().title == "We began with ten users and one spreadsheet on…"


def test_the_command_line_needs_no_worker(ada, listener):
    listener(FIRST, SECOND, THIRD)
    receive_file(ada, SimpleUploadedFile("talk.wav", TALK))
    assert finish_all(ada, lambda run: None) == []
    assert Source.objects.get().passages.filter(vector__isnull=False).exists()


def test_sound_that_is_damaged_says_so(ada, listener):
    listener()
    upload = receive_bytes(ada, TALK[:60], name="talk.wav").upload
    assert work(upload).status == "failed"
    assert upload.error.startswith("talk.wav")
