from decimal import Decimal

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction

from curation.errors import ModelAway, ModelFailed, OverCap, Refused, Spent
from curation.ledger import BookedChat
from curation.ledger.allowances import balance
from curation.models import ModelCall, Run
from tests.ledger.cast import HOSTED, LOCAL, ScriptedChat, reply, request

pytestmark = pytest.mark.django_db


def test_it_writes_down_what_a_call_used(ada):
    run = Run.objects.create(owner=ada, kind="digest")
    chat = ScriptedChat(reply(tokens_cached=400, tries=2))
    assert BookedChat(chat, ada, run).complete(request()).text == "Slow trains"
    call = ModelCall.objects.get()
    assert (call.owner, call.run, call.task, call.version, call.model) == (ada, run, "name_theme", "2", "quill-large")
    assert (call.tokens_in, call.tokens_out, call.tokens_cached, call.tries) == (1000, 50, 400, 2)
    assert (call.outcome, call.cost, call.endpoint) == ("answered", Decimal("0.0079"), HOSTED)


def test_it_adds_up_to_what_the_model_counted(ada):
    used = [(120, 7), (3000, 411), (1, 1), (77_777, 1234)]
    chat = ScriptedChat(*(reply(tokens_in=tokens_in, tokens_out=tokens_out) for tokens_in, tokens_out in used))
    for _ in used:
        BookedChat(chat, ada).complete(request())
    tokens_in, tokens_out = (sum(column) for column in zip(*used, strict=True))
    assert balance(ada).spent == Decimal(10 * tokens_in + 30 * tokens_out) / 1_000_000
    assert balance(ada).set_aside == 0


def test_it_keeps_no_word_of_the_prompt(ada):
    BookedChat(ScriptedChat(reply("The answer")), ada).complete(request("A secret plan."))
    stored = str(list(ModelCall.objects.values()))
    assert "secret" not in stored
    assert "The answer" not in stored


def test_the_money_is_set_aside_while_the_model_thinks(ada):
    seen = []
    chat = ScriptedChat(reply(), during=lambda: seen.append(balance(ada)))
    BookedChat(chat, ada).complete(request(most_tokens=100))
    assert seen[0].set_aside >= Decimal("0.003")
    assert seen[0].spent == 0


def test_it_passes_the_answer_on_as_it_comes(ada):
    heard = []
    BookedChat(ScriptedChat(reply("Slow trains")), ada).complete(request(), listener=heard.append)
    assert heard == ["Slow trains"]


@pytest.mark.parametrize("error", [ModelAway("It is away.", after=30), ModelFailed("It made no sense.")])
def test_a_call_that_failed_before_it_began_cost_nothing(ada, error):
    with pytest.raises(type(error)):
        BookedChat(ScriptedChat(error), ada).complete(request())
    call = ModelCall.objects.get()
    assert (call.outcome, call.cost, call.error) == ("failed", 0, str(error))


def test_a_call_that_broke_off_costs_what_it_used(ada):
    error = ModelAway("It broke off.", spent=Spent(tokens_in=1000, tokens_out=10))
    with pytest.raises(ModelAway):
        BookedChat(ScriptedChat(error), ada).complete(request())
    call = ModelCall.objects.get()
    assert (call.outcome, call.cost, call.counted) == ("failed", Decimal("0.0103"), False)


@pytest.mark.parametrize("error", [ZeroDivisionError(), SoftTimeLimitExceeded(), KeyboardInterrupt()])
def test_an_error_that_nobody_foresaw_leaves_the_money_set_aside(ada, error):
    with pytest.raises(type(error)):
        BookedChat(ScriptedChat(error), ada).complete(request())
    call = ModelCall.objects.get()
    assert (call.outcome, call.state) == ("under_way", "interrupted")
    assert balance(ada).set_aside == call.reserved > 0


@pytest.mark.parametrize("error", [ZeroDivisionError(), SoftTimeLimitExceeded(), Refused("Gone."), ModelAway("Away.")])
def test_a_listener_that_fails_costs_what_was_heard(ada, error):
    def fail(_text):
        raise error

    with pytest.raises(type(error)):
        BookedChat(ScriptedChat(reply("Slow trains")), ada).complete(request(), listener=fail)
    call = ModelCall.objects.get()
    assert (call.outcome, call.tokens_in, call.tokens_out, call.counted) == ("failed", 4, 3, False)
    assert (call.cost, balance(ada).set_aside) == (Decimal("0.00013"), 0)


def test_a_model_of_ones_own_costs_nothing(ada):
    BookedChat(ScriptedChat(reply(), endpoint=LOCAL), ada).complete(request(model="mine"))
    assert ModelCall.objects.get().cost == 0


def test_a_model_without_a_price_is_asked_and_its_cost_left_open(ada):
    BookedChat(ScriptedChat(reply()), ada).complete(request(model="unheard-of"))
    assert ModelCall.objects.get().cost is None
    assert (balance(ada).spent, balance(ada).unpriced) == (0, 1)


def test_a_cap_that_could_not_be_kept_allows_no_call(ada, settings):
    settings.LLM_MONTHLY_CAP = Decimal(5)
    chat = ScriptedChat(reply())
    with pytest.raises(
        OverCap, match=r"No price is set for unheard-of, so the month's cap of \$5.00 could not be kept"
    ):
        BookedChat(chat, ada).complete(request(model="unheard-of"))
    assert chat.asked == []


def test_a_run_that_is_deleted_meanwhile_takes_nothing_with_it(ada):
    run = Run.objects.create(owner=ada, kind="digest")
    chat = ScriptedChat(reply(), during=lambda: Run.objects.filter(pk=run.pk).delete())
    BookedChat(chat, ada, run).complete(request())
    assert ModelCall.objects.get().run is None


def test_no_model_is_asked_within_a_transaction(ada):
    chat = ScriptedChat(reply())
    with pytest.raises(RuntimeError), transaction.atomic():
        BookedChat(chat, ada).complete(request())
    assert chat.asked == []


@pytest.mark.django_db(transaction=True)
def test_no_connection_is_held_while_the_model_thinks(ada):
    seen = []
    chat = ScriptedChat(reply(), during=lambda: seen.append(connection.connection))
    BookedChat(chat, ada).complete(request())
    assert seen == [None]
    assert ModelCall.objects.get().outcome == "answered"
