import datetime
import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from curation.ledger import BookedChat, KeptReplies
from curation.models import ModelCall, Run
from tests.api.conftest import program_of
from tests.ledger.cast import HOSTED, ScriptedChat, reply, request

pytestmark = pytest.mark.django_db


@pytest.fixture
def spent(ada):
    """Two answers, one of them twice."""
    run = Run.objects.create(owner=ada, kind="digest", label="Week 12")
    chat = BookedChat(ScriptedChat(reply(), reply(tokens_in=2000)), ada, run)
    memory = KeptReplies(ada, run, endpoint=HOSTED)
    chat.complete(request())
    memory.keep(request(), "Slow trains")
    memory.recall(request())
    chat.complete(request("Why?", task="answer", key="k2"))
    return ada


@pytest.fixture
def page(client, ada):
    client.force_login(ada)
    return lambda: client.get(reverse("costs")).content.decode()


def run_ledger(owner, *options):
    out = StringIO()
    call_command("ledger", "--owner", owner.username, *options, stdout=out)
    return out.getvalue()


def test_without_a_model_the_page_says_so(page, settings):
    settings.CHAT = ""
    assert "No language model is set, so nothing here costs anything." in page()
    assert "Latest calls" not in page()


def test_before_the_first_call_it_names_the_models(page, settings):
    settings.CHAT, settings.LLM_MODELS = "somewhere.chat", {"small": "quill-small", "large": "quill-large"}
    assert "quill-large and quill-small are asked." in page()
    assert "No model has been asked yet." in page()


def test_it_shows_what_was_spent_on_what(page, spent, settings):
    settings.LLM_MONTHLY_CAP = Decimal(1)
    shown = page()
    for words in ("$0.03", "left of $1.00", "$0.97", "Name theme", "Answer", "compose a digest: Week 12", "2,000"):
        assert words in shown


def test_it_says_what_the_memory_saved(page, spent):
    assert f"{ModelCall.objects.get(outcome='known').saved:.4f} saved" in page()


def test_it_says_where_no_price_is_set(page, ada):
    BookedChat(ScriptedChat(reply()), ada).complete(request(model="unheard-of"))
    assert "no price set" in page()
    assert "1 call went to models without a price and is not in these sums." in page()


def test_it_says_why_a_call_was_not_made(page, ada, settings):
    settings.LLM_MONTHLY_CAP = Decimal(0)
    with pytest.raises(Exception, match="could cost up to") as refused:
        BookedChat(ScriptedChat(), ada).complete(request())
    assert str(refused.value).replace("'", "&#x27;") in page()


def test_earlier_months_are_told_apart(page, spent, settings):
    settings.TIME_ZONE = "Pacific/Auckland"
    calls = ModelCall.objects.filter(outcome="answered").order_by("pk")
    at_home = [
        datetime.datetime(2026, 1, 31, 10, 30, tzinfo=datetime.UTC),
        datetime.datetime(2026, 1, 31, 11, tzinfo=datetime.UTC),
    ]
    for call, moment in zip(calls, at_home, strict=True):
        ModelCall.objects.filter(pk=call.pk).update(started_at=moment)
    shown = " ".join(page().split())
    assert "<dt>February 2026</dt><dd>$0.02</dd><dd>1 answer</dd>" in shown
    assert "<dt>January 2026</dt><dd>$0.01</dd><dd>1 answer</dd>" in shown


def test_somebody_elses_calls_are_not_shown(client, spent, cleo):
    client.force_login(cleo)
    shown = client.get(reverse("costs")).content.decode()
    assert "Week 12" not in shown
    assert "$0.03" not in shown


@pytest.mark.parametrize("path", ["/api/ledger", "/api/ledger/calls"])
def test_a_stranger_s_program_sees_a_ledger_of_its_own(spent, cleo, path):
    answer = program_of(cleo).get(path).json()
    assert answer.get("tasks", answer.get("items")) == []


def test_a_program_reads_the_same(spent):
    answer = program_of(spent).get("/api/ledger").json()
    assert (answer["spent"], answer["cap"], answer["left"]) == ("0.033000", None, None)
    assert [(task["task"], task["calls"], task["known"]) for task in answer["tasks"]] == [
        ("answer", 1, 0),
        ("name_theme", 1, 1),
    ]


def test_a_program_lists_the_calls(spent):
    answer = program_of(spent).get("/api/ledger/calls?limit=2").json()
    assert answer["count"] == 3
    assert [(call["task"], call["outcome"]) for call in answer["items"]] == [
        ("answer", "answered"),
        ("name_theme", "known"),
    ]


def test_the_command_prints_what_was_spent(spent, settings):
    settings.LLM_MONTHLY_CAP = Decimal(1)
    lines = run_ledger(spent).splitlines()
    assert ": $0.03 of $1.00; $0.97 is left until" in lines[0]
    assert "answer: 1 answered, 0 known already, 0 failed; 2000 tokens in, 50 out" in lines[1]
    assert lines[-1].endswith("name_theme by quill-large: answered")


def test_it_prints_json(spent):
    answer = json.loads(run_ledger(spent, "--json"))
    assert answer["ok"] is True
    assert (answer["data"]["spent"], len(answer["data"]["calls"])) == ("0.033000", 3)


def test_the_page_asks_as_often_when_it_is_long(client, spent, django_assert_num_queries):
    client.force_login(spent)
    ModelCall.objects.bulk_create(
        ModelCall(owner=spent, run=Run.objects.first(), task=f"task {number}", model="quill-large", cost=1)
        for number in range(25)
    )
    with django_assert_num_queries(8):
        client.get(reverse("costs"))
