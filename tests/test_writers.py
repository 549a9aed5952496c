"""From the owner's digest to the model's bill, and back."""

from decimal import Decimal

import pytest

from curation.errors import ModelAway
from curation.ledger.allowances import balance
from curation.models import ModelCall, Run
from curation.writers import get_writer
from curation.writing.schemas import Offer
from tests.double.faults import RateLimited, ServerError
from tests.fakes import WordEmbedder

pytestmark = pytest.mark.django_db

OFFERS = [
    Offer(passage_id=7, source_id=1, text="The night train to Velmark takes eleven hours."),
    Offer(passage_id=8, source_id=1, text="Its dining car serves dumplings until midnight."),
]


@pytest.fixture(autouse=True)
def light_models(monkeypatch):
    monkeypatch.setattr("curation.writers.get_embedder", WordEmbedder)


@pytest.fixture
def model(settings, double, monkeypatch):
    """The double, behind the real adapter."""
    from curation.ai.openai_chat import openai_chat

    openai_chat.cache_clear()
    settings.CHAT, settings.OPENAI_BASE_URL = "curation.ai.openai_chat.openai_chat", double.url
    settings.LLM_MODELS = {"small": "small-model", "large": "large-model"}
    settings.LLM_PRICES = '{"small-model": [1, 2], "large-model": [10, 30, 1]}'
    yield double
    openai_chat.cache_clear()


def test_without_a_model_it_quotes(ada, settings):
    settings.CHAT = ""
    assert get_writer(ada).write_section("Night trains", OFFERS).fell_back == ""
    assert ModelCall.objects.count() == 0


def test_with_a_model_it_composes(ada, model):
    draft = get_writer(ada).write_section("Night trains", OFFERS)
    assert (draft.writer, draft.fell_back) == ("large-model", "")
    assert draft.statements


def test_who_would_rather_not_pay_is_quoted_to(ada, model):
    get_writer(ada, quoting=True).write_section("Night trains", OFFERS)
    assert model.served.calls == 0


def test_it_is_told_how_much_is_read_at_once(ada, model, settings):
    settings.LLM_READS = 30
    get_writer(ada).write_section("Night trains", OFFERS)
    assert model.tasks() == ["propose", "propose", "section"]


def test_the_ledger_says_what_the_model_counted(ada, model):
    run = Run.objects.create(owner=ada, kind="digest")
    writer = get_writer(ada, run=run)
    writer.name_theme(OFFERS, background=[], taken=[])
    writer.write_section("Night trains", OFFERS)
    writer.explain(OFFERS)
    writer.answer("How long does it take?", OFFERS)
    calls = list(run.model_calls.filter(outcome="answered"))
    booked = [sum(getattr(call, name) for call in calls) for name in ("tokens_in", "tokens_out", "tokens_cached")]
    assert booked == [model.served.tokens_in, model.served.tokens_out, model.served.tokens_cached]
    assert len(calls) == model.served.calls > 3
    assert balance(ada).spent == sum(call.cost for call in calls) > 0


def test_the_same_twice_is_paid_for_once(ada, model):
    first = get_writer(ada).write_section("Night trains", OFFERS)
    paid = model.served.calls
    assert get_writer(ada).write_section("Night trains", OFFERS) == first
    assert model.served.calls == paid
    assert ModelCall.objects.filter(outcome="known").count() == paid


def test_another_owner_pays_for_their_own(ada, ben, model):
    get_writer(ada).write_section("Night trains", OFFERS)
    paid = model.served.calls
    get_writer(ben).write_section("Night trains", OFFERS)
    assert model.served.calls == 2 * paid


def test_at_the_cap_it_quotes_and_says_why(ada, model, settings):
    settings.LLM_MONTHLY_CAP = Decimal("0.001")
    draft = get_writer(ada).write_section("Night trains", OFFERS)
    assert "of the month's cap of $0.0010" in draft.fell_back
    assert draft.statements
    assert model.served.calls == 0


def test_a_model_in_trouble_costs_nothing(ada, model):
    model.script(ServerError(), ServerError(), ServerError())
    draft = get_writer(ada).write_section("Night trains", OFFERS)
    assert draft.fell_back
    assert set(ModelCall.objects.values_list("outcome", "cost")) == {("failed", Decimal(0))}


def test_who_is_patient_is_told_when_to_come_back(ada, model):
    model.script(*[RateLimited(after=300)] * 3)
    with pytest.raises(ModelAway) as away:
        get_writer(ada, patient=True).write_section("Night trains", OFFERS)
    assert away.value.after == 300


def test_a_task_may_have_a_model_of_its_own(ada, model, settings):
    settings.LLM_TASK_MODELS = '{"section": "small-model"}'
    get_writer(ada).write_section("Night trains", OFFERS)
    assert set(ModelCall.objects.values_list("task", "model")) == {("section", "small-model")}
