"""A recording beside its text: served in stretches, heard sentence by sentence."""

import re

import pytest
from asgiref.sync import async_to_sync
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage
from django.urls import reverse
from django.utils import timezone

from curation.models import Passage, Transcript
from curation.pieces import InPieces
from curation.reading.models import Question, Thread
from ingest.receive import receive_bytes
from tests.ingest.tones import wav
from tests.shelf import put_source
from tests.web.conftest import NARROW, WIDE, become

pytestmark = pytest.mark.django_db

TEXT = "We began with ten users. Then we asked them what they did. Nobody had opened it."
STAMPS = [[0, 0], [3, 400], [25, 5000], [30, 5400], [59, 11_000], [66, 11_500]]


def put_recording(owner, *, audio=True, **fields):
    """A memo of twenty seconds and three sentences."""
    source = put_source(owner, TEXT, kind="memo", title="On ten users")
    Passage.objects.create(
        owner=owner, source=source, position=0, start=0, end=len(TEXT), text=TEXT, start_ms=0, end_ms=20_000
    )
    name = default_storage.save("uploads/1/ab/abcd", ContentFile(wav((20, True)))) if audio else ""
    fields = {"stamps": STAMPS, "audio": name, "audio_type": "audio/wav", "duration_ms": 20_000} | fields
    Transcript.objects.create(source=source, **fields)
    return source


@pytest.fixture
def recording(ada):
    return put_recording(ada)


def listen(reader, source, **headers):
    return reader.get(reverse("audio", args=[source.pk]), headers=headers)


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


WHOLE = wav((20, True))


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, len(WHOLE) - 1),
        ("bytes=-50", len(WHOLE) - 50, len(WHOLE) - 1),
        ("bytes=10-9999999", 10, len(WHOLE) - 1),
        ("BYTES = 7-7", 7, 7),
    ],
)
def test_a_stretch_is_sent_as_asked(reader, recording, asked, first, last):
    answer = listen(reader, recording, Range=asked)
    assert (answer.status_code, answer["Content-Range"]) == (206, f"bytes {first}-{last}/{len(WHOLE)}")
    assert body(answer) == WHOLE[first : last + 1]


@pytest.mark.parametrize("asked", ["", "bytes=0-1,5-6", "bytes=9-2", "lines=1-2", "bytes=-", "nonsense"])
def test_what_is_no_single_range_gets_the_whole(reader, recording, asked):
    answer = listen(reader, recording, Range=asked)
    assert (answer.status_code, answer["Accept-Ranges"]) == (200, "bytes")
    assert body(answer) == WHOLE


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_range_beyond_the_end_is_refused(reader, recording, asked):
    answer = listen(reader, recording, Range=asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(WHOLE)}")


def test_a_long_stretch_comes_in_parts(reader, recording, monkeypatch):
    monkeypatch.setattr("curation.playing.MOST", 1000)
    answer = listen(reader, recording, Range="bytes=0-")
    assert answer["Content-Range"] == f"bytes 0-999/{len(WHOLE)}"


def test_a_part_of_another_version_is_not_mixed_in(reader, recording):
    assert listen(reader, recording, Range="bytes=0-9", If_Range='"other"').status_code == 200
    etag = listen(reader, recording)["ETag"]
    assert listen(reader, recording, Range="bytes=0-9", If_Range=etag).status_code == 206


def test_sound_is_never_shown_as_a_page(reader, recording):
    Transcript.objects.update(audio_type="text/html")
    answer = listen(reader, recording)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_it_is_kept_by_no_shared_cache(reader, recording):
    assert "private" in listen(reader, recording)["Cache-Control"]


def test_sound_that_is_gone_is_not_there(reader, recording):
    default_storage.delete(recording.transcript.audio)
    assert listen(reader, recording).status_code == 404


class CountedFile(File):
    """A stored file that counts, over all of its kind, how much was read."""

    read_so_far = 0

    def read(self, size=-1):
        data = self.file.read(size)
        CountedFile.read_so_far += len(data)
        return data


async def received(client, address):
    """In: an async browser. Out: the answer, its bytes, and the most that the server read ahead of them."""
    answer = await client.get(address)
    whole, ahead = b"", 0
    async for piece in answer:
        ahead = max(ahead, CountedFile.read_so_far - len(whole))
        whole += piece
    return answer, whole, ahead


@pytest.mark.parametrize("what", ["its sound", "an upload"])
def test_an_async_server_reads_a_large_file_piece_by_piece(async_client, ada, monkeypatch, what):
    data = bytes(range(256)) * 8192
    upload = receive_bytes(ada, data, name="talk.mp3").upload
    source = put_recording(ada)
    Transcript.objects.update(audio=upload.content.name)
    address = reverse("audio", args=[source.pk]) if what == "its sound" else reverse("original", args=[upload.pk])
    monkeypatch.setattr(CountedFile, "read_so_far", 0)
    opened = FileSystemStorage.open
    monkeypatch.setattr(FileSystemStorage, "open", lambda *asked: CountedFile(opened(*asked)))
    async_client.force_login(ada)
    answer, whole, ahead = async_to_sync(received)(async_client, address)
    assert whole == data
    assert answer["Content-Length"] == str(len(data))
    assert ahead <= InPieces.block_size < len(data) / 4


def test_each_sentence_knows_when_it_is_said(reader, recording):
    shown = reader.get(reverse("source", args=[recording.pk])).content.decode()
    assert re.findall(r'data-ms="(\d+)">([^<]+)', shown) == [
        ("0", "We began with ten users. "),
        ("5000", "Then we asked them what they did. "),
        ("11000", "Nobody had opened it."),
    ]


def test_a_source_without_sound_has_no_player(reader, ada):
    source = put_recording(ada, audio=False)
    shown = reader.get(reverse("source", args=[source.pk])).content.decode()
    assert "<audio" not in shown
    assert "data-ms" not in shown


def test_without_word_times_its_passages_can_be_heard(reader, recording):
    Transcript.objects.update(stamps=[])
    shown = reader.get(reverse("source", args=[recording.pk])).content.decode()
    assert set(re.findall(r'data-ms="(\d+)"', shown)) == {"0"}


NOW = "document.querySelector('.said--now')?.textContent.trim()"


@pytest.fixture(scope="module")
def chromium(launch):
    return launch("--autoplay-policy=no-user-gesture-required")


@pytest.fixture
def page(sign_in, chromium, recording):
    page = sign_in(chromium, viewport=WIDE)
    page.goto(reverse("source", args=[recording.pk]))
    become(page, "document.querySelector('audio').readyState > 0")
    return page


def now(page):
    return page.evaluate("document.querySelector('audio').currentTime")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_click_on_a_sentence_is_heard(page):
    page.get_by_text("Then we asked them").click()
    become(page, "!document.querySelector('audio').paused")
    assert 5 <= now(page) < 8
    assert page.evaluate(NOW) == "Then we asked them what they did."
    assert page.complaints == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_sentence_that_is_heard_is_marked(page):
    page.evaluate("document.querySelector('audio').currentTime = 10.5")
    become(page, f"{NOW} === 'Then we asked them what they did.'")
    page.evaluate("document.querySelector('audio').play()")
    become(page, f"{NOW} === 'Nobody had opened it.'")
    assert now(page) >= 11
    assert page.complaints == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_link_leads_to_its_moment(page, recording):
    page.goto("about:blank")
    page.goto(reverse("source", args=[recording.pk]) + "#t=11.2")
    become(page, f"{NOW} === 'Nobody had opened it.'")
    assert now(page) == pytest.approx(11.2, abs=0.01)


def put_answer(source, quote):
    start, passage = TEXT.index(quote), source.passages.get()
    cited = {"passage_id": passage.pk, "source_id": source.pk, "quote": quote, "status": "verified"}
    cited |= {"start": start, "end": start + len(quote)}
    said = {"text": quote, "status": "verified", "reason": "", "citations": [cited]}
    thread = Thread.objects.create(owner=source.owner, source=source, title="Who opened it?")
    asked = {"text": "Who opened it?", "answer": [said], "writer": "extractive", "answered_at": timezone.now()}
    Question.objects.create(owner=source.owner, source=source, thread=thread, **asked)
    return passage


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_citation_in_an_answer_is_gone_to_and_heard_as_often_as_it_is_clicked(page, recording):
    put_answer(recording, "Nobody had opened it.")
    page.goto(reverse("source", args=[recording.pk]))
    number = page.locator("[data-ask-here] a.cite__number")
    for _ in range(2):
        page.evaluate("document.querySelector('audio').pause(); document.querySelector('audio').currentTime = 0")
        number.click()
        become(page, f"!document.querySelector('audio').paused && {NOW} === 'Nobody had opened it.'")
        assert now(page) >= 11
    assert page.locator(".passage--flash").count() == 1
    assert page.complaints == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_citation_from_elsewhere_waits_at_its_words(page, recording):
    passage = recording.passages.get()
    page.goto("about:blank")
    page.goto(reverse("source", args=[recording.pk]) + f"?q=Nobody+had+opened+it.#p{passage.pk}")
    become(page, f"{NOW} === 'Nobody had opened it.'")
    assert now(page) == pytest.approx(11, abs=0.01)
    assert page.evaluate("document.querySelector('audio').paused")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_player_is_played_by_keys(page):
    page.locator("audio").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert now(page) == pytest.approx(5, abs=0.01)
    page.keyboard.press(" ")
    become(page, "!document.querySelector('audio').paused")
    page.keyboard.press(" ")
    become(page, "document.querySelector('audio').paused")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_to_select_words_is_not_to_play_them(page):
    box = page.get_by_text("Then we asked them").bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 8)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()")
    assert page.evaluate("document.querySelector('audio').paused")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_player_stays_in_sight_on_a_telephone(page):
    page.set_viewport_size(NARROW)
    page.evaluate("document.querySelector('.reader__text').style.minHeight = '3000px'; scrollTo(0, 1500)")
    page.wait_for_timeout(100)
    assert abs(page.locator("[data-player]").bounding_box()["y"]) < 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
