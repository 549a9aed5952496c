import pytest

from curation.ai.openvino_minilm import embedder
from curation.embedding import embed_passages
from curation.followed import followed
from curation.models import Interest, Source
from curation.standing import judge_sources
from ingest.models import Upload
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db

LOAVES = "Sourdough rises slower in winter, so the loaves of our bakery stand four hours longer before baking."


def hand_over(source, origin, number=0):
    upload = Upload.objects.create(owner=source.owner, origin=origin, name="x", sha256=f"{origin}{number}", size=1)
    upload.sources.add(source)


@pytest.fixture
def article(ada):
    source = put_source(ada, LOAVES, kind="article")
    put_passage(ada, LOAVES, source=source)
    hand_over(source, Upload.Origin.FEED)
    embed_passages(ada, embedder())
    return source


def judged(source):
    judge_sources(source.owner, embedder())
    source.refresh_from_db()
    return source.standing, source.signal_reason


def test_what_feeds_brought_and_nothing_else_is_followed(ada, article):
    hand_over(article, Upload.Origin.FEED, 1)
    both, neither = put_source(ada), put_source(ada)
    hand_over(both, Upload.Origin.FEED, 2)
    hand_over(both, Upload.Origin.URL)
    assert list(followed(Source.objects.of(ada))) == [article]
    assert not followed(Source.objects.filter(pk__in=[both.pk, neither.pk]))


def test_nobody_is_told_to_have_chosen_what_a_feed_brought(article):
    assert judged(article) == ("kept", "It came with a feed that you follow.")


def test_what_its_reader_hands_over_later_is_their_choice(ada, article):
    Interest.objects.create(owner=ada, phrase="evaluating language models")
    Interest.objects.create(owner=ada, phrase="baking sourdough bread", weight=-1.0)
    assert judged(article) == ("filtered", "Near to “baking sourdough bread”, of which you want less.")
    hand_over(article, Upload.Origin.URL)
    assert judged(article) == ("kept", "You chose it yourself.")


def test_what_is_judged_is_not_judged_again(ada, article):
    judged(article)
    assert judge_sources(ada, embedder()) == 0
