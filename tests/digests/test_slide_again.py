import pytest

from curation.errors import NothingToDo, Refused
from curation.writing.schemas import DeckBrief
from digests.compose import compose
from digests.decks import make_deck, outline_of
from digests.slide_again import slide_again
from tests.digests.library import WEEK
from tests.digests.scripted_writer import ScriptedWriter
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db

TALK = [
    "Bakers who weigh their flour throw away a third less bread than those who use a cup.",
    "The oven of the mill was built in 1904, and it still bakes four hundred loaves a day.",
    "Salt slows the yeast down, which is why sweet dough is proved for a much shorter time.",
    "A loaf that cools on a rack keeps its crust until the evening of the following day.",
    "Rye bread is cut a day after it was baked because its crumb needs that long to set.",
    "Two of the seven millers in the valley still dress their stones by hand every winter.",
]


@pytest.fixture
def talk(ada):
    source = put_source(ada, " ".join(TALK), title="A talk at the mill")
    for words in TALK:
        put_passage(ada, words, source=source)
    return source


@pytest.fixture
def deck(ada, talk):
    return make_deck(ada, DeckBrief(slides=3), source=talk, writer=ScriptedWriter())


def told(deck):
    return next(slide for slide in outline_of(deck).slides if slide.layout == "bullets")


def test_a_slide_is_made_anew_of_what_stands_on_no_other(deck):
    before = told(deck)
    after = slide_again(deck, before.id, ScriptedWriter())
    assert after.id == before.id
    assert {line.text for line in after.body} - {line.text for line in before.body}


def test_its_citations_are_numbered_as_the_deck_s(deck):
    after = slide_again(deck, told(deck).id, ScriptedWriter())
    assert {mark.number for mark in after.cited} == {1}


def test_the_deck_itself_is_left_alone(deck):
    before = deck.outline
    slide_again(deck, told(deck).id, ScriptedWriter())
    deck.refresh_from_db()
    assert deck.outline == before


def test_a_slide_without_statements_cannot_be_made_anew(deck):
    cover, *_ = outline_of(deck).slides
    with pytest.raises(Refused, match="Only a slide of statements"):
        slide_again(deck, cover.id, ScriptedWriter())


def test_a_slide_that_is_not_there_is_refused(deck):
    with pytest.raises(Refused, match="no such slide"):
        slide_again(deck, "00000000", ScriptedWriter())


def test_where_all_is_told_there_is_nothing_to_make_anew(ada, themes):
    digest = compose(ada, *WEEK, ScriptedWriter())
    whole = make_deck(ada, DeckBrief(length="long"), digest=digest, writer=ScriptedWriter())
    with pytest.raises(NothingToDo, match="nothing more"):
        slide_again(whole, told(whole).id, ScriptedWriter())
