import pytest

from curation.kinds import Kind
from curation.models import Passage, Source
from ingest.drafts import Draft, DraftChapter, Turn
from ingest.models import Upload
from ingest.store import store

pytestmark = pytest.mark.django_db

TALK = "Start with ten users. Ask them what they did last week. Then build."


@pytest.fixture
def upload(ada):
    return Upload.objects.create(owner=ada, name="talk.md", sha256="a" * 64, size=1)


def _episode(text=TALK, **rest):
    return Draft(kind=Kind.EPISODE, title="Ten users", text=text, **rest)


def test_storing_the_same_twice_adds_nothing(upload, counts):
    store(upload, [_episode()])
    before = counts()
    assert store(upload, [_episode()]).known == 1
    assert counts() == before


def test_every_passage_stands_where_it_says(upload):
    store(upload, [_episode("One thing is said here. " * 60)])
    source = Source.objects.get()
    assert source.passages.count() > 1
    for passage in source.passages.all():
        assert source.text[passage.start : passage.end] == passage.text


def test_it_keeps_speaker_time_and_chapter(upload):
    turns = (Turn(0, 21, speaker="Odo", start_ms=0, end_ms=4000), Turn(22, len(TALK), "Ysolde", 4000, 9000))
    chapters = (DraftChapter("All of it", 0, len(TALK), 0),)
    store(upload, [_episode(turns=turns, chapters=chapters)])
    first, second = Passage.objects.order_by("position")
    assert (first.speaker, first.start_ms, second.speaker) == ("Odo", 0, "Ysolde")
    assert first.chapter.title == "All of it"


def test_a_corrected_text_replaces_the_earlier_one_and_keeps_what_stayed(upload):
    stays, goes = "The first part is long enough to stand alone. " * 6, "The ending was wrong. " * 9
    store(upload, [_episode(f"{stays}\n\n{goes}")])
    kept = Passage.objects.order_by("position").first()
    assert store(upload, [_episode(f"{stays}\n\n{goes.replace('wrong', 'mended')}")]).updated == 1
    assert Source.objects.count() == 1
    assert Passage.objects.order_by("position").first().pk == kept.pk
    assert not Passage.objects.filter(text__contains="wrong").exists()


def test_the_same_words_from_two_uploads_are_one_source(ada, upload):
    other = Upload.objects.create(owner=ada, name="again.txt", sha256="b" * 64, size=1)
    post = Draft(kind=Kind.POST, text="Ask what they did last week.")
    store(upload, [post])
    store(other, [post])
    assert Source.objects.get().uploads.count() == 2


def test_a_platforms_id_outranks_the_words(upload):
    store(upload, [Draft(kind=Kind.POST, text="Frist!", external_id="7", site="x")])
    assert store(upload, [Draft(kind=Kind.POST, text="First!", external_id="7", site="x")]).updated == 1


def test_two_people_have_two_libraries(upload, ben):
    store(upload, [_episode()])
    store(Upload.objects.create(owner=ben, name="talk.md", sha256="a" * 64, size=1), [_episode()])
    assert Source.objects.of(ben).count() == 1


def test_a_source_decided_by_hand_stays_decided(upload):
    store(upload, [_episode()])
    Source.objects.update(standing="filtered", standing_by_hand=True, signal_reason="Dropped by hand.")
    store(upload, [_episode(TALK + " And ship.")])
    assert Source.objects.get().signal_reason == "Dropped by hand."
