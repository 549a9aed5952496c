from dataclasses import replace
from datetime import UTC, datetime

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


def test_what_stands_twice_in_an_upload_is_stored_once_and_said(upload):
    post = Draft(kind=Kind.POST, text="Ask what they did last week.")
    stored = store(upload, [post, post, post])
    assert (stored.new, stored.left_out[0].count) == (1, 2)
    assert stored.left_out[0].what == "Ask what they did last week."


def test_of_two_that_share_an_id_the_first_is_taken_and_the_other_said(upload):
    first, other = (Draft(kind=Kind.EPISODE, text=text, external_id="7") for text in ("The one.", "The other."))
    stored = store(upload, [first, other])
    assert Source.objects.get().text == "The one."
    assert "the first one was taken" in stored.left_out[0].reason


def test_two_documents_of_one_name_are_two(upload, counts):
    same_name = [_episode("Ask ten users about it."), _episode("Then build what they asked for.")]
    assert store(upload, same_name).new == 2
    before = counts()
    assert store(upload, same_name).known == 2
    assert counts() == before


def test_nothing_is_half_in_when_it_ends_in_the_middle(upload, counts, monkeypatch):
    monkeypatch.setattr("ingest.store.storing.MOST_DRAFTS", 2)
    drafts = [Draft(kind=Kind.POST, text=f"Post number {number} says something.") for number in range(6)]

    def killed(done, _total):
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store(upload, drafts, killed)
    assert counts() == (1, 0, 0)
    assert store(upload, drafts).new == 6


def test_it_tells_how_far_it_is(upload, monkeypatch):
    monkeypatch.setattr("ingest.store.storing.MOST_DRAFTS", 2)
    told = []
    store(
        upload,
        [Draft(kind=Kind.POST, text=f"Post {number}.") for number in range(3)],
        lambda done, total: told.append((done, total)),
    )
    assert told == [(2, 3), (3, 3)]


def test_a_batch_costs_the_same_queries_whatever_is_in_it(upload, django_assert_max_num_queries):
    drafts = [Draft(kind=Kind.POST, text=f"Post {n} says this.", site="X", external_id=str(n)) for n in range(300)]
    with django_assert_max_num_queries(16):
        store(upload, drafts)
    with django_assert_max_num_queries(16):
        assert store(upload, drafts).known == 300


def test_many_changed_sources_cost_few_queries(upload, django_assert_max_num_queries):
    drafts = [_episode(f"Talk {n} begins here.", external_id=str(n)) for n in range(100)]
    store(upload, drafts)
    changed = [_episode(f"Talk {n} begins and ends here.", external_id=str(n)) for n in range(100)]
    with django_assert_max_num_queries(30):
        assert store(upload, changed).updated == 100


def test_each_source_is_linked_to_its_upload_once(upload):
    store(upload, [_episode()])
    store(upload, [_episode()])
    assert list(upload.sources.all()) == [Source.objects.get()]


def test_a_post_counts_for_the_day_it_was_written(upload):
    written = datetime(2026, 1, 5, 12, tzinfo=UTC)
    store(upload, [Draft(kind=Kind.POST, text="So.", published_at=written)])
    assert Source.objects.get().met_on == written.date()


def test_two_exports_of_one_highlight_add_up(ada):
    text = "Salt keeps what water takes."
    full = Draft(Kind.HIGHLIGHT, text, title="Salt", place="page 13, location 249-251", tags=("brine",))
    brief = replace(full, place="location 249", tags=("tides",))
    for number, draft in enumerate((full, brief, full)):
        store(Upload.objects.create(owner=ada, name="export", sha256=str(number) * 64, size=1), [draft])
    source = Source.objects.get()
    assert (source.place, source.tags) == ("page 13, location 249-251", ["brine", "tides"])
