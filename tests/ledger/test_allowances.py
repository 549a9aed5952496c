import datetime
import os
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from curation.errors import OverCap
from curation.ledger import BookedChat
from curation.ledger.allowances import balance, month_of
from curation.models import Allowance, ModelCall
from tests.ledger.cast import ScriptedChat, reply, request

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent
# What `request()` can cost at most: its bytes and what stands around them, and 100 tokens out.
MOST = Decimal("0.00332")


def put_call(owner, cost="1", **fields):
    outcome = ModelCall.Outcome.ANSWERED
    fields = {"task": "answer", "model": "quill-large", "outcome": outcome, "cost": cost} | fields
    return ModelCall.objects.create(owner=owner, **fields)


def ask(owner, chat=None):
    BookedChat(chat or ScriptedChat(reply()), owner).complete(request())


def test_a_call_that_could_pass_the_cap_is_not_made(ada, settings):
    settings.LLM_MONTHLY_CAP = MOST - Decimal("0.000001")
    chat = ScriptedChat(reply())
    with pytest.raises(OverCap):
        ask(ada, chat)
    assert chat.asked == []


def test_a_call_that_just_fits_is_made(ada, settings):
    settings.LLM_MONTHLY_CAP = MOST
    chat = ScriptedChat(reply(tokens_in=32, tokens_out=100))
    ask(ada, chat)
    assert balance(ada).left == 0


def test_a_refusal_says_what_is_left_and_until_when(ada, settings):
    settings.LLM_MONTHLY_CAP = Decimal("0.001")
    with pytest.raises(OverCap) as refused:
        ask(ada)
    end = balance(ada).resets_on
    assert str(refused.value) == (
        f"Asking quill-large could cost up to $0.0033; of the month's cap of $0.0010, $0.0010 is left until 1 {end:%B}."
    )


def test_a_refusal_is_written_down(ada, settings):
    settings.LLM_MONTHLY_CAP = Decimal(0)
    with pytest.raises(OverCap) as refused:
        ask(ada)
    call = ModelCall.objects.get()
    assert (call.outcome, call.cost, call.error) == ("over_cap", 0, str(refused.value))


def test_a_cap_of_ones_own_outranks_the_setting(ada, ben, settings):
    settings.LLM_MONTHLY_CAP = Decimal(5)
    Allowance.objects.create(owner=ada, monthly_cap=0)
    with pytest.raises(OverCap):
        ask(ada)
    ask(ben)
    assert (balance(ada).cap, balance(ben).cap) == (0, 5)


def test_what_one_spends_takes_nothing_from_another(ada, ben, settings):
    settings.LLM_MONTHLY_CAP = Decimal(1)
    put_call(ada, "1")
    ask(ben)
    assert balance(ada).left == 0


def test_a_model_that_costs_nothing_is_asked_beyond_the_cap(ada, settings):
    settings.LLM_MONTHLY_CAP = Decimal(1)
    put_call(ada, "2")
    BookedChat(ScriptedChat(reply(), endpoint="http://localhost/v1"), ada).complete(request(model="mine"))
    assert balance(ada).spent == 2


def test_what_a_killed_process_set_aside_counts_to_the_end_of_the_month(ada):
    put_call(ada, None, outcome="under_way", reserved="0.5")
    assert balance(ada).set_aside == Decimal("0.5")
    ModelCall.objects.update(started_at=month_of(timezone.now()).start)
    assert balance(ada).set_aside == Decimal("0.5")
    ModelCall.objects.update(started_at=month_of(timezone.now()).start - datetime.timedelta(seconds=1))
    assert (balance(ada).set_aside, ModelCall.objects.get().state) == (0, "interrupted")


def test_last_month_is_over(ada, settings):
    settings.LLM_MONTHLY_CAP = Decimal(1)
    month = month_of(timezone.now())
    put_call(ada, "1", started_at=month.start - datetime.timedelta(microseconds=1))
    assert balance(ada).left == 1
    put_call(ada, "1", started_at=month.start)
    assert balance(ada).left == 0


def test_a_month_is_one_of_the_sites_clock(settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    month = month_of(datetime.datetime(2026, 12, 31, 11, 30, tzinfo=datetime.UTC))
    assert (month.start.date(), month.resets_on) == (datetime.date(2027, 1, 1), datetime.date(2027, 2, 1))


def test_a_month_may_begin_in_summer_time_and_end_in_winter_time(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    month = month_of(datetime.datetime(2026, 10, 15, tzinfo=datetime.UTC))
    lasts = month.end.astimezone(datetime.UTC) - month.start.astimezone(datetime.UTC)
    assert lasts == datetime.timedelta(days=31, hours=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("asked_before", [True, False])
def test_of_two_at_the_cap_exactly_one_goes(ada, settings, asked_before):
    settings.LLM_MONTHLY_CAP = MOST * Decimal("1.5")
    if asked_before:
        Allowance.objects.create(owner=ada)
    both, outcomes = Barrier(2), []
    inside = Barrier(2)

    def work():
        both.wait()
        try:
            ask(ada, ScriptedChat(reply(tokens_in=32, tokens_out=100), during=lambda: inside.wait(30)))
            outcomes.append("went")
        except OverCap:
            inside.wait(30)
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "went"]
    assert balance(ada).spent == MOST


KILLED = """
import os, signal, sys
import django
django.setup()
from django.conf import settings
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
from django.contrib.auth.models import User
from curation.ledger import BookedChat
from tests.ledger.cast import ScriptedChat, PRICES, reply, request
settings.LLM_PRICES = PRICES
die = lambda: os.kill(os.getpid(), signal.SIGKILL)
BookedChat(ScriptedChat(reply(), during=die), User.objects.get(username="ada")).complete(request())
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_in_the_middle_of_a_call_leaves_its_reservation(ada):
    finished = subprocess.run(
        [sys.executable, "-c", KILLED, connection.settings_dict["NAME"]],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "curation.project.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == -signal.SIGKILL, finished.stderr
    assert (balance(ada).spent, balance(ada).set_aside) == (0, MOST)
