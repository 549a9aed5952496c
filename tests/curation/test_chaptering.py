import numpy as np
import pytest

from curation.chaptering import find_chapters
from curation.models import Chapter, Passage, Source
from curation.writing.extractive import ExtractiveWriter
from tests.fakes import WordEmbedder
from tests.shelf import put_source

pytestmark = pytest.mark.django_db

SUBJECTS = ("harbour tide anchor rope sailor", "oven flour yeast crust baker", "violin string bow concert rosin")


def talk(*, paragraphs=8, subjects=SUBJECTS):
    """Three subjects after another, eight paragraphs of sixty words each."""
    for subject in subjects:
        words = subject.split()
        for number in range(paragraphs):
            yield " ".join(words[(number + at * (1 + number % 3)) % 5] for at in range(60)).capitalize() + "."


def put_talk(owner, texts, *, embedded=True, **fields):
    text = "\n\n".join(texts)
    source = put_source(owner, text, kind="episode", **fields)
    at = 0
    for position, part in enumerate(texts):
        vector = WordEmbedder().embed([part])[0] if embedded else None
        source.passages.create(
            owner=owner,
            position=position,
            start=at,
            end=at + len(part),
            text=part,
            vector=vector,
            start_ms=position * 1000,
        )
        at += len(part) + 2
    return source


@pytest.fixture
def writer():
    return ExtractiveWriter(WordEmbedder())


def test_a_long_talk_is_given_chapters_where_its_subject_changes(ada, writer):
    source = put_talk(ada, list(talk()))
    assert find_chapters(ada, writer) == 1
    begins = [source.passages.filter(chapter=chapter).first().position for chapter in source.chapters.all()]
    assert {0, 8, 16} <= set(begins)


def test_chapters_cover_the_text_and_every_passage_is_in_one(ada, writer):
    source = put_talk(ada, list(talk()))
    find_chapters(ada, writer)
    chapters = list(source.chapters.all())
    edges = [0, *(chapter.end for chapter in chapters)]
    assert [chapter.start for chapter in chapters] == edges[:-1]
    assert edges[-1] == len(source.text)
    for passage in source.passages.select_related("chapter"):
        assert passage.chapter.start <= passage.start < passage.end <= passage.chapter.end


def test_they_say_that_a_machine_found_them_and_when_they_begin(ada, writer):
    source = put_talk(ada, list(talk()))
    find_chapters(ada, writer)
    assert all(chapter.by_machine and chapter.title for chapter in source.chapters.all())
    assert source.chapters.first().start_ms == 0


def test_chapters_that_the_maker_gave_stay(ada, writer):
    source = put_talk(ada, list(talk()))
    Chapter.objects.create(source=source, position=0, title="All of it", start=0, end=len(source.text))
    assert find_chapters(ada, writer) == 0
    assert [chapter.title for chapter in source.chapters.all()] == ["All of it"]


def test_a_short_text_has_no_chapters(ada, writer):
    put_talk(ada, list(talk(paragraphs=2)))
    assert find_chapters(ada, writer) == 0


def test_what_is_not_embedded_yet_waits(ada, writer):
    put_talk(ada, list(talk()), embedded=False)
    assert find_chapters(ada, writer) == 0


def test_a_second_run_changes_nothing(ada, writer):
    put_talk(ada, list(talk()))
    find_chapters(ada, writer)
    before = list(Chapter.objects.values_list("pk", "title"))
    assert find_chapters(ada, writer) == 0
    assert list(Chapter.objects.values_list("pk", "title")) == before


def test_anothers_library_is_left_alone(ada, ben, writer):
    put_talk(ben, list(talk()))
    assert find_chapters(ada, writer) == 0
    assert not Chapter.objects.exists()


def test_a_text_without_paragraphs_is_looked_at_passage_by_passage(ada, writer):
    texts = list(talk())
    source = put_talk(ada, texts)
    source.text = source.text.replace("\n\n", "  ")
    source.save()
    assert find_chapters(ada, writer) == 1


def test_a_chapter_begins_with_a_passage(ada, writer):
    source = put_talk(ada, list(talk()))
    find_chapters(ada, writer)
    starts = set(Passage.objects.filter(source=source).values_list("start", flat=True)) | {0}
    assert {chapter.start for chapter in source.chapters.all()} <= starts
    assert np.all([chapter.end > chapter.start for chapter in source.chapters.all()])


def test_a_text_without_chapters_is_looked_through_once(ada, writer, monkeypatch):
    source = put_talk(ada, list(talk(subjects=SUBJECTS[:1], paragraphs=24)))
    looked = []
    monkeypatch.setattr("curation.chaptering.chapter_starts", lambda *args, **_: looked.append(args) or [])
    assert find_chapters(ada, writer) == find_chapters(ada, writer) == 0
    assert len(looked) == 1
    Source.objects.filter(pk=source.pk).update(parted=False)
    find_chapters(ada, writer)
    assert len(looked) == 2


def test_chapters_that_a_person_removed_stay_away(ada, writer):
    source = put_talk(ada, list(talk()))
    find_chapters(ada, writer)
    source.chapters.all().delete()
    assert find_chapters(ada, writer) == 0
