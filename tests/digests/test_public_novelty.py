"""What of a comparison with the owner's library everybody may read, in every form alike."""

import pytest

from digests import editing
from digests.models import Digest
from digests.public import public_document
from tests.digests.test_public_forms import FORMS, in_words
from tests.digests.two_weeks import (
    KNOWN,
    MET_PRICE,
    NEW_PRICE,
    NEW_SHARE,
    OFF_LANE,
    WHY,
    composed,
    put_lane_pick,
    put_weeks,
)
from tests.fakes import WordEmbedder

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(ada, monkeypatch):
    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)
    put_lane_pick(put_weeks(ada))
    digest = composed(ada)
    editing.publish(editing.approve(digest, ada), ada)
    return public_document(Digest.objects.get(pk=digest.pk))


@pytest.fixture
def section(document):
    return document.sections[0]


def test_what_the_owner_knew_is_told_like_the_rest(section):
    assert KNOWN in [one.text for one in section.fresh]
    assert not section.known


def test_where_the_owner_met_it_stays_theirs(section):
    [known] = [one for one in section.statements if one.text == KNOWN]
    assert (known.met, known.novelty_reason) == (None, "")


def test_two_quotes_beside_each_other_are_for_everybody(section):
    sides = {one.text: [side.citation.quote for side in one.sides] for one in section.statements}
    assert sides[NEW_PRICE] == [MET_PRICE]
    assert len(sides[NEW_SHARE]) == 2


def test_their_reason_names_no_source_and_no_reader(section):
    reasons = {one.novelty_reason for one in section.statements if one.sides}
    assert reasons == {"This brings up to date what was said before.", "These two disagree."}


def test_out_of_the_owner_s_lane_is_a_quotation_like_others(section):
    assert section.lane == ()
    assert [one.novelty_reason for one in section.quotations if one.text == OFF_LANE] == [""]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_shows_both_quotes(document, form):
    shown = in_words(form, document)
    wanted = (MET_PRICE, NEW_PRICE, NEW_SHARE, OFF_LANE, KNOWN, "These two disagree.", document.news)
    assert [words for words in wanted if "".join(words.split()) not in shown] == []


@pytest.mark.parametrize("form", FORMS)
def test_no_form_speaks_of_what_the_owner_met(document, form):
    shown = in_words(form, document)
    assert not [
        words for words in (WHY, "Out of your lane", "Known already", "You met") if "".join(words.split()) in shown
    ]
