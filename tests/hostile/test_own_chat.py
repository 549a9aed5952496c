"""What is pasted is as untrusted as any model's answer: a chat that obeys every source changes texts alone."""

import json

import pytest
from django.contrib.auth.models import User

from curation.handovers import take
from curation.reading.handover import hand_over_question, hand_over_source
from curation.reading.models import Question
from curation.writing.extractive import ExtractiveWriter
from curation.writing.schemas import DeckBrief
from digests.handover import hand_over_period
from digests.handover_deck import hand_over_deck
from digests.models import Digest
from tests.digests.library import WEEK, put_week
from tests.fakes import WordEmbedder
from tests.hostile import effects
from tests.hostile.conftest import everything_else
from tests.hostile.corpus import ALL
from tests.readers import have_read
from tests.web.cast import FIRST, put_shelf

pytestmark = pytest.mark.django_db
IN_AN_ANSWER = 12


@pytest.fixture(autouse=True)
def quoting(monkeypatch):
    monkeypatch.setattr("curation.writers.quoting_writer", lambda: ExtractiveWriter(WordEmbedder()))


@pytest.fixture
def shelf(ada):
    """The question has no answer yet: one that stands would not be replaced by demands."""
    put_week(ada)
    shelf = put_shelf(ada)
    have_read(shelf.source)
    Question.objects.update(answer=[], abstained=True)
    return shelf


def demanding(some):
    """All that these want, in every field, cited with and without a quote, and in fields that nobody asked for."""
    said = [{"text": one.demand, "citations": [{"passage": 1, "quote": one.demand}, "[999]"]} for one in some]
    terms = [{"term": one.demand, "meaning": {"text": FIRST, "citations": [1]}} for one in some]
    slides = [{"title": one.demand, "statements": [1, {"statement": 2, "text": one.demand}]} for one in some]
    told = {"gist": said, "points": said, "statements": said, "terms": terms, "questions": said, "lead": said}
    told |= {"title": some[0].demand, "slides": slides, "abstained": False, "writer": "verified", "status": "verified"}
    told["sections"] = [{"theme": 1, "heading": some[0].demand, "statements": said, "quotations": said}]
    return json.dumps(told)


@pytest.mark.parametrize("start", range(0, len(ALL), IN_AN_ANSWER))
def test_only_texts_change_and_nothing_in_them_acts(client, ada, shelf, start):
    some = ALL[start : start + IN_AN_ANSWER]
    before = everything_else(User)
    handed = [
        hand_over_source(shelf.source),
        hand_over_question(shelf.question),
        hand_over_period(ada, *WEEK),
        hand_over_deck(ada, DeckBrief(), digest=shelf.digest),
    ]
    taken = [take(one, demanding(some), chat=some[0].demand) for one in handed]
    assert everything_else(User) == before
    assert len(taken[0].kept.statuses) > len(some)
    client.force_login(ada)
    for one in taken:
        shown = effects.of_html(client.get(one.kept.address).content.decode())
        assert effects.foreign(shown, "http://127.0.0.1:8000") == []
        assert shown.acting == []


def test_what_it_says_of_itself_counts_for_nothing(ada, shelf):
    take(hand_over_period(ada, *WEEK), demanding(ALL[:3]))
    made = Digest.objects.get(period_end=WEEK[1])
    assert (made.writer, made.state, made.edited_by_hand) == ("your own chat", "draft", False)
