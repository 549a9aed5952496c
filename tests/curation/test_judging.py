"""The run that judges anew, and what comes after it."""

import pytest

from curation import tasks
from curation.ai.openvino_minilm import embedder
from curation.embedding import embed_passages
from curation.interests import add
from curation.models import Run, Source
from curation.standing import judge_sources
from tests.curation.tastes_cast import SUBJECTS
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shelf(ada, monkeypatch):
    monkeypatch.setattr("curation.runs.send", lambda run: None)
    for text in SUBJECTS["bread"]:
        put_passage(ada, text, source=put_source(ada, text, kind="post", title=""))
    embed_passages(ada, embedder())
    judge_sources(ada, embedder())


def judge(owner):
    run = Run.objects.get(owner=owner, kind=Run.Kind.JUDGE, status=Run.Status.QUEUED)
    tasks.judge_library(run.pk)
    return Run.objects.get(pk=run.pk)


def test_what_turns_is_told_and_grouped_next(ada, shelf):
    add(ada, "baking bread at home")
    run = judge(ada)
    assert (run.status, run.message[:23]) == (Run.Status.DONE, "8 sources judged anew: ")
    assert Run.objects.filter(kind=Run.Kind.GROUP, status=Run.Status.QUEUED).exists()


def test_where_all_stays_nothing_is_grouped(ada, shelf):
    add(ada, "the law of the sea in the middle ages")
    assert judge(ada).status == Run.Status.NOTHING
    assert not Run.objects.filter(kind=Run.Kind.GROUP).exists()


def test_what_was_judged_before_there_were_facts_gets_them(ada, shelf):
    Source.objects.update(signal_facts={})
    assert judge_sources(ada, embedder()) == 8
    assert not Source.objects.filter(signal_facts={}).exists()
