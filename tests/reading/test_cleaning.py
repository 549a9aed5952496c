"""A transcript as easier reading: the same words, kept apart from what is cited."""

import pytest

from curation.errors import NothingToDo
from curation.models import Passage
from curation.reading import aids, cleaning
from curation.reading.models import CleanedPassage, Cleaning
from curation.writing.schemas import CleanDraft, CleanPassage
from tests.readers import have_read
from tests.shelf import put_source
from tests.web.cast import put_talk

pytestmark = pytest.mark.django_db

SPOKEN = "Um so we we read forty traces by hand, you know."
CLEANED = "So we read forty traces by hand."


@pytest.fixture
def memo(ada):
    source = put_source(ada, SPOKEN, kind="memo")
    Passage.objects.create(owner=ada, source=source, position=0, start=0, end=len(SPOKEN), text=SPOKEN)
    return have_read(source)


def cleaned_by(model, source, *texts, passage=None):
    """What a writer that returns these texts for the first passage leaves behind."""
    passage = passage or source.passages.first()
    model.script(CleanDraft(passages=[CleanPassage(passage_id=passage.pk, text=text) for text in texts]))
    return cleaning.clean_up(source, model)


def test_the_same_words_are_kept_beside_the_passage(memo, model):
    cleaned_by(model, memo, CLEANED)
    assert [(row.passage.text, row.cleaned) for row in cleaning.reading_of(memo)] == [(SPOKEN, CLEANED)]


@pytest.mark.parametrize("text", ["We read fifty traces by hand.", "We read traces.", "Buy now.", "", SPOKEN])
def test_other_words_are_not_and_the_passage_stands_for_itself(memo, model, text):
    cleaned_by(model, memo, text)
    assert [row.cleaned for row in cleaning.reading_of(memo)] == [""]


def test_somebody_else_s_passage_is_not_touched(ben, memo, model):
    theirs = put_talk(ben).passages.first()
    cleaned_by(model, memo, theirs.text.rstrip("."), passage=theirs)
    assert not CleanedPassage.objects.exists()


def test_cleaned_words_are_not_shown_for_a_text_that_has_changed(memo, model):
    cleaned_by(model, memo, CLEANED)
    memo.passages.update(text="Something else.")
    assert [row.cleaned for row in cleaning.reading_of(memo)] == [""]


def test_a_second_time_takes_the_place_of_the_first(memo, model):
    cleaned_by(model, memo, CLEANED)
    cleaned_by(model, memo, "So we we read forty traces by hand.", CLEANED)
    assert CleanedPassage.objects.get().text == "So we we read forty traces by hand."


def test_it_is_made_in_the_background_where_a_model_is_asked(memo, model):
    assert aids.ask_for(Cleaning, memo).is_open
    assert model.asked == []


def test_a_source_without_text_is_refused(ada):
    with pytest.raises(NothingToDo):
        aids.ask_for(Cleaning, put_source(ada, "x", kind="link"))
