import io
import json
import subprocess
import sys
import threading
import wave
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from curation.ai import transcription_api
from curation.ai.base import SAMPLE_RATE, Heard
from curation.ai.transcription_api import TranscriptionApi
from curation.ai.voice import covered_ms, speech_spans
from curation.errors import Misconfigured, TemporaryError
from tests.ai.speech import music, silence, spoken

WORDS = [{"word": "The", "start": 0.1, "end": 0.3}, {"word": "harbour", "start": 0.3, "end": 0.9}]
VERBOSE = {"text": "The harbour", "language": "english", "duration": 4.0, "words": WORDS}


class Service:
    """A transcription service on this machine: answers in turn as told, the last answer again and again."""

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}/v1"
        self.answers = []
        self.asked = []

    def answer(self, body, *, status=200, kind="application/json"):
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.answers.append((status, kind, data))

    def next_answer(self):
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        service = self.server.service
        body = self.rfile.read(int(self.headers["Content-Length"]))
        service.asked.append((self.path, dict(self.headers), _fields(self.headers["Content-Type"], body)))
        status, kind, data = service.next_answer()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


def _fields(kind, body):
    parts = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body).get_payload()
    return {part.get_param("name", header="content-disposition"): part.get_payload(decode=True) for part in parts}


@pytest.fixture
def service():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.service = Service(server.server_address[1])
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server.service
    server.shutdown()
    server.server_close()


@pytest.fixture
def api(service):
    return TranscriptionApi("whisper-large", url=service.url, key="secret")


def text_of(heard):
    return " ".join(word.text for word in heard.words)


def test_it_sends_the_speech_as_a_wave(api, service):
    service.answer(VERBOSE)
    speech = spoken()
    api.transcribe(speech)
    path, headers, fields = service.asked[0]
    with wave.open(io.BytesIO(fields["file"])) as file:
        assert (file.getframerate(), file.getnframes()) == (SAMPLE_RATE, len(speech))
    assert (path, headers["authorization"]) == ("/v1/audio/transcriptions", "Bearer secret")


def test_it_asks_for_the_model_and_for_word_times(api, service):
    service.answer(VERBOSE)
    api.transcribe(spoken(), language="en-GB")
    fields = service.asked[0][2]
    assert (fields["model"], fields["response_format"], fields["language"]) == (
        b"whisper-large",
        b"verbose_json",
        b"en",
    )


def test_it_takes_the_word_times_of_the_service(api, service):
    service.answer(VERBOSE)
    heard = api.transcribe(spoken())
    assert [(w.text, w.start_ms, w.end_ms) for w in heard.words] == [("The", 100, 300), ("harbour", 300, 900)]


@pytest.mark.parametrize(("told", "code"), [("english", "en"), ("German", "de"), ("fr", "fr"), ("", ""), (None, "")])
def test_it_names_the_language_by_its_code(api, service, told, code):
    service.answer(VERBOSE | {"language": told})
    assert api.transcribe(spoken()).language == code


def test_silence_and_music_are_not_even_sent(api, service):
    assert api.transcribe(silence(5)) == api.transcribe(music(5)) == Heard()
    assert service.asked == []


def test_words_outside_speech_are_not_believed(api, service):
    late = {"word": "Thanks for watching", "start": 30.0, "end": 31.0}
    service.answer(VERBOSE | {"words": [*WORDS, late]})
    assert text_of(api.transcribe(np.concatenate([spoken(), silence(30)]))) == "The harbour"


def test_without_word_times_those_of_segments_bound_the_words(api, service):
    service.answer({"text": "one two", "segments": [{"text": " one two", "start": 1.0, "end": 2.0}]})
    heard = api.transcribe(spoken())
    assert [(w.text, w.start_ms, w.end_ms, w.probability) for w in heard.words] == [
        ("one", 1000, 1500, 0.0),
        ("two", 1500, 2000, 0.0),
    ]


def test_without_any_times_words_are_spread_over_the_speech(api, service):
    service.answer({"text": "one two six ten"})
    speech = spoken()
    heard = api.transcribe(speech)
    assert heard.words[-1].end_ms == pytest.approx(covered_ms(speech_spans(speech)), abs=5)
    assert {word.probability for word in heard.words} == {0.0}


def test_a_service_that_refuses_times_is_asked_for_the_text(api, service):
    service.answer({"error": {"message": "verbose_json is not supported"}}, status=400)
    service.answer({"text": "The harbour was quiet."})
    assert text_of(api.transcribe(spoken())) == "The harbour was quiet."
    api.transcribe(spoken())
    assert [fields["response_format"] for _, _, fields in service.asked] == [b"verbose_json", b"json", b"json"]


def test_one_recording_refused_costs_later_ones_no_times(api, service):
    for _ in range(2):
        service.answer({"error": {"message": "audio too short"}}, status=400)
    service.answer(VERBOSE)
    with pytest.raises(Misconfigured, match="audio too short"):
        api.transcribe(spoken())
    api.transcribe(spoken())
    assert [fields["response_format"] for _, _, fields in service.asked] == [b"verbose_json", b"json", b"verbose_json"]


def test_a_service_away_at_the_second_question_is_asked_for_times_again(api, service):
    service.answer({"error": {"message": "verbose_json is not supported"}}, status=400)
    service.answer({"error": {"message": "busy"}}, status=503)
    service.answer(VERBOSE)
    with pytest.raises(TemporaryError):
        api.transcribe(spoken())
    api.transcribe(spoken())
    assert [fields["response_format"] for _, _, fields in service.asked] == [b"verbose_json", b"json", b"verbose_json"]


def test_a_service_that_only_knows_plain_text_is_understood(api, service):
    service.answer("The harbour was quiet.\n", kind="text/plain; charset=utf-8")
    assert text_of(api.transcribe(spoken())) == "The harbour was quiet."


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_service_may_be_asked_again(api, service, status):
    service.answer({"error": {"message": "busy"}}, status=status)
    with pytest.raises(TemporaryError, match="does not answer at the moment"):
        api.transcribe(spoken())
    assert len(service.asked) == 1


def test_nobody_there_may_be_asked_again():
    with pytest.raises(TemporaryError, match="does not answer"):
        TranscriptionApi("m", url="http://127.0.0.1:9/v1").transcribe(spoken())


def test_a_service_that_is_too_slow_may_be_asked_again(service):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as deaf:
        slow = TranscriptionApi("m", url=f"http://127.0.0.1:{deaf.getsockname()[1]}/v1", patience_s=0.2)
        with pytest.raises(TemporaryError):
            slow.transcribe(spoken())


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_says_what_to_set(api, service, status):
    service.answer({"error": {"message": "bad key"}}, status=status)
    with pytest.raises(Misconfigured, match=r"refuses the key\. Set TRANSCRIPTION_API_KEY"):
        api.transcribe(spoken())


@pytest.mark.parametrize("status", [400, 404, 413, 422])
def test_a_refusal_is_passed_on_with_its_reason(api, service, status):
    service.answer({"error": {"message": "no such model"}}, status=status)
    with pytest.raises(Misconfigured, match=r"refuses the recording: .*no such model"):
        api.transcribe(spoken())


@pytest.mark.parametrize("body", ["<html>Welcome</html>", "[]", '{"words": [{"word": 7}]}', ""])
def test_an_answer_that_is_no_transcript_is_said_to_be_none(api, service, body):
    service.answer(body, kind="text/html")
    with pytest.raises(Misconfigured, match=r"gave an answer that is no transcript\. Check TRANSCRIPTION_API_URL"):
        api.transcribe(spoken())


def test_without_an_address_and_a_key_it_says_what_to_set():
    with pytest.raises(Misconfigured, match="Set TRANSCRIPTION_API_URL, TRANSCRIPTION_API_KEY or both"):
        TranscriptionApi("whisper-1")


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("", "api.openai.com"),
        ("https://ada:hidden@speech.example.org/v1?key=hidden", "speech.example.org"),
        ("http://ada:hidden@127.0.0.1:8000/v1", "127.0.0.1:8000"),
        ("http://[::1]:8000/v1", "[::1]:8000"),
        ("speech.example.org/v1", "speech.example.org"),
        ("ada:hidden@speech.example.org/v1", "speech.example.org"),
    ],
)
def test_it_names_the_service_and_no_password(url, place):
    assert TranscriptionApi("whisper-1", url=url, key="secret").model == f"whisper-1 at {place}"


def test_the_settings_pick_it(settings, service):
    settings.TRANSCRIPTION_API_URL = service.url
    transcription_api.transcriber.cache_clear()
    assert transcription_api.transcriber().model == f"whisper-1 at {service.url.split('/')[2]}"
    transcription_api.transcriber.cache_clear()


def test_importing_the_module_loads_no_client():
    code = "import sys, curation.ai.transcription_api; sys.exit('openai' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
