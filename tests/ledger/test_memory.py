import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from curation.ledger import KeptReplies
from curation.ledger.allowances import balance
from curation.models import KeptReply, ModelCall, Run
from curation.tasks import forget_old_replies
from tests.ledger.cast import HOSTED, request

pytestmark = pytest.mark.django_db


@pytest.fixture
def memory(ada):
    return KeptReplies(ada, endpoint=HOSTED)


def age(days):
    KeptReply.objects.update(used_at=timezone.now() - datetime.timedelta(days=days))


def test_it_recalls_what_was_kept(memory):
    memory.keep(request(), "Slow trains")
    assert memory.recall(request("Other marks around the same words.")) == "Slow trains"


def test_what_was_never_asked_is_not_recalled(memory):
    memory.keep(request(), "Slow trains")
    assert memory.recall(request(key="k2")) is None
    assert ModelCall.objects.count() == 0


def test_another_model_is_asked_anew(memory):
    memory.keep(request(), "Slow trains")
    assert memory.recall(request(model="quill-small")) is None


def test_somebody_elses_answers_are_not_recalled(memory, ben):
    memory.keep(request(), "Slow trains")
    assert KeptReplies(ben).recall(request()) is None


def test_the_same_prompt_has_an_answer_for_each(memory, ben):
    memory.keep(request(), "Slow trains")
    KeptReplies(ben).keep(request(), "Night trains")
    assert memory.recall(request()) == "Slow trains"


def test_a_prompt_without_a_key_is_not_remembered(memory):
    memory.keep(request(key=""), "Slow trains")
    assert memory.recall(request(key="")) is None


def test_the_latest_answer_takes_the_place_of_the_first(memory):
    memory.keep(request(), "Slow trains")
    memory.keep(request(), "Night trains")
    assert memory.recall(request()) == "Night trains"
    assert KeptReply.objects.count() == 1


@pytest.mark.parametrize("text", ["nul \0", "half \ud83d"])
def test_what_the_database_cannot_hold_is_not_kept(memory, text):
    memory.keep(request(), text)
    assert memory.recall(request()) is None


def test_a_recall_is_booked_and_costs_nothing(ada):
    run = Run.objects.create(owner=ada, kind="digest")
    memory = KeptReplies(ada, run, endpoint=HOSTED)
    memory.keep(request(), "x" * 400)
    memory.recall(request("y" * 4000))
    call = ModelCall.objects.get()
    assert (call.outcome, call.run, call.cost, call.tokens_in, call.tokens_out) == ("known", run, 0, 0, 0)
    assert call.saved == Decimal("0.013")
    assert balance(ada).spent == 0


def test_what_nobody_asked_for_long_is_forgotten(memory, settings):
    settings.LLM_KEEP_DAYS = 30
    memory.keep(request(), "Slow trains")
    age(days=31)
    assert memory.recall(request()) is None
    forget_old_replies()
    assert KeptReply.objects.count() == 0


def test_what_is_asked_for_stays(memory, settings):
    settings.LLM_KEEP_DAYS = 30
    memory.keep(request(), "Slow trains")
    age(days=29)
    memory.recall(request())
    forget_old_replies()
    assert KeptReply.objects.get().used_at > timezone.now() - datetime.timedelta(days=1)


def test_nothing_is_recalled_where_nothing_is_to_be_kept(memory, settings):
    settings.LLM_KEEP_DAYS = 0
    memory.keep(request(), "Slow trains")
    assert memory.recall(request()) is None
