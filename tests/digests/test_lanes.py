import pytest

from digests.assemble import document_of
from digests.models import Digest, Statement
from digests.relate import relate
from tests.digests.two_weeks import FIRST, OFF_LANE, WHY, composed, put_lane_pick, put_weeks
from tests.fakes import WordEmbedder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def light_vectors(monkeypatch):
    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)


@pytest.fixture
def theme(ada):
    return put_weeks(ada)


def lane_of(digest):
    return document_of(digest).sections[0].lane


def test_a_pick_is_quoted_word_for_word_with_its_reason(ada, theme):
    put_lane_pick(theme)
    [picked] = lane_of(composed(ada))
    assert (picked.text, picked.status, picked.novelty_reason) == (OFF_LANE, "verified", WHY)


def test_it_is_no_news_and_is_not_compared(ada, theme):
    put_lane_pick(theme)
    assert [one.novelty for one in lane_of(composed(ada))] == [""]


def test_it_is_quoted_once_however_often_it_is_done(ada, theme):
    put_lane_pick(theme)
    digest = composed(ada)
    relate(digest)
    assert len(lane_of(digest)) == 1


def test_a_pick_of_another_week_waits_for_its_own(ada, theme):
    put_lane_pick(theme)
    assert lane_of(composed(ada, FIRST)) == ()


def test_what_a_hand_has_dropped_is_not_brought_back(ada, theme):
    put_lane_pick(theme, standing_by_hand=True)
    assert lane_of(composed(ada)) == ()


def test_a_digest_of_the_hand_s_gets_no_pick(ada, theme):
    digest = composed(ada)
    put_lane_pick(theme)
    Digest.objects.filter(pk=digest.pk).update(edited_by_hand=True)
    relate(Digest.objects.get(pk=digest.pk))
    assert not Statement.objects.filter(role=Statement.Role.OUT_OF_LANE).exists()
