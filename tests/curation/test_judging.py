"""The run that judges anew, and what comes after it."""

import pytest
from django.utils import timezone

from curation import tasks
from curation.ai.openvino_minilm import embedder
from curation.editing import drop, restore, undo
from curation.embedding import embed_passages
from curation.facts import Sign
from curation.interests import add, want
from curation.models import Edit, Example, Run, Source
from curation.standing import judge_anew, judge_sources
from curation.yardsticks import taught_by
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


def decide(owner, *verbs):
    for post, verb in zip(Source.objects.order_by("pk"), verbs, strict=False):
        verb(post, owner)


def test_a_burst_of_drops_is_one_run_of_each_kind_that_waits_for_more(ada, shelf):
    decide(ada, drop, drop, restore, drop)
    runs = Run.objects.filter(not_before__gt=timezone.now())
    assert sorted(runs.values_list("kind", flat=True)) == [Run.Kind.GROUP, Run.Kind.JUDGE]


def test_an_undone_drop_is_judged_anew_and_teaches_nothing(ada, shelf):
    decide(ada, drop)
    Run.objects.all().delete()
    undo(Edit.objects.get(), ada)
    assert Run.objects.filter(kind=Run.Kind.JUDGE).exists()
    assert not taught_by(ada).signs


def test_an_undone_drop_that_is_done_again_teaches_again(ada, shelf):
    decide(ada, drop)
    undo(Edit.objects.get(), ada)
    Run.objects.all().delete()
    undo(Edit.objects.get(verb="undo"), ada)
    assert Run.objects.filter(kind=Run.Kind.JUDGE).exists()
    assert taught_by(ada).signs == [Sign.DROPPED]


def test_an_example_does_not_wait_for_more(ada, shelf):
    [post, *_] = Source.objects.filter(standing="filtered")
    want(post, Example.Wanted.MORE, ada)
    assert Run.objects.due().get().kind == Run.Kind.JUDGE


def test_what_was_turned_before_an_interruption_is_grouped(ada, shelf):
    add(ada, "baking bread at home")
    judge_anew(ada, embedder())
    Run.objects.update(attempts=1)
    assert judge(ada).status == Run.Status.DONE
    assert Run.objects.filter(kind=Run.Kind.GROUP).exists()
