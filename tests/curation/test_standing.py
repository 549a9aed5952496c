import pytest

from curation.ai.openvino_minilm import embedder
from curation.embedding import embed_passages
from curation.models import Source
from curation.standing import judge_sources
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db

TELLING = "We tested three retrieval setups for coding assistants: two failed, one cut the errors by half."
NOISE = "Good morning! Happy Monday everyone!"


def put_post(owner, text):
    source = put_source(owner, text, kind="post")
    put_passage(owner, text, source=source)
    return source


@pytest.fixture
def judged(ada):
    posts = [put_post(ada, TELLING), put_post(ada, NOISE)]
    embed_passages(ada, embedder())
    assert judge_sources(ada, embedder()) == 2
    return [Source.objects.get(pk=post.pk) for post in posts]


def test_each_source_is_judged_with_a_reason(judged):
    assert [source.standing for source in judged] == ["kept", "filtered"]
    assert judged[0].signal > 0.5 > judged[1].signal
    assert all(source.signal_reason.endswith(".") for source in judged)


def test_what_is_judged_is_not_judged_again(ada, judged):
    assert judge_sources(ada, embedder()) == 0


def test_what_a_person_decided_is_left(ada):
    source = put_post(ada, NOISE)
    Source.objects.update(standing_by_hand=True)
    embed_passages(ada, embedder())
    assert judge_sources(ada, embedder()) == 0
    assert Source.objects.get(pk=source.pk).standing == "kept"


def test_what_has_no_vector_yet_waits(ada):
    put_post(ada, NOISE)
    assert judge_sources(ada, embedder()) == 0


def test_a_batch_costs_the_same_queries_whatever_is_in_it(ada, django_assert_max_num_queries):
    for number in range(20):
        put_post(ada, f"{TELLING} {number}")
    embed_passages(ada, embedder())
    with django_assert_max_num_queries(8):
        assert judge_sources(ada, embedder()) == 20


def test_in_brief_only_posts_are_read_whole(ada):
    from curation.models.library import BEGINNING
    from curation.standing import _beginnings

    long = "Rye keeps. " * BEGINNING
    for kind in ("post", "article"):
        Source.objects.create(owner=ada, kind=kind, text=long, identity=kind, met_on="2026-03-02")
    read = {source.kind: len(source.text) for source in _beginnings(Source.objects.all())}
    assert read == {"post": len(long), "article": BEGINNING}
