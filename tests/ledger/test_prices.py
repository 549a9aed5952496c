from decimal import Decimal

import pytest

from curation.ai.base import ChatRequest, Message
from curation.chat import read_task_models
from curation.errors import Misconfigured
from curation.ledger.amounts import dollars
from curation.ledger.prices import FREE, Price, is_local, most_tokens_in, price_of, read_prices
from tests.ledger.cast import HOSTED, LOCAL


def test_a_price_is_for_a_million_tokens():
    price = Price(Decimal(10), Decimal(30), Decimal(1))
    assert price.of(1000, 50) == Decimal("0.0115")


def test_cached_tokens_are_cheaper():
    price = Price(Decimal(10), Decimal(30), Decimal(1))
    assert price.of(1000, 0, 900) == Decimal("0.0019")


def test_more_cached_than_came_in_costs_what_came_in():
    assert Price(Decimal(10), Decimal(30), Decimal(1)).of(1000, 0, 9000) == Decimal("0.001")


def test_a_fraction_of_a_millionth_is_rounded_up():
    assert Price(Decimal("0.05"), Decimal(0), Decimal(0)).of(1, 0) == Decimal("0.000001")


def test_without_a_price_for_cached_tokens_they_cost_what_others_do():
    assert read_prices('{"quill": [0.5, 2]}')["quill"] == Price(Decimal("0.5"), Decimal(2), Decimal("0.5"))


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": [1]}', '{"a": [-1, 2]}', '{"a": [1, 2, 3, 4]}', "{"])
def test_prices_that_are_none_are_refused(text):
    with pytest.raises(Misconfigured, match="LLM_PRICES must be like"):
        read_prices(text)


@pytest.mark.parametrize("text", ["[]", '{"answer": ""}', '{"answer": 3}'])
def test_models_of_tasks_that_are_none_are_refused(text):
    with pytest.raises(Misconfigured, match="LLM_TASK_MODELS must be like"):
        read_task_models(text)


def test_a_model_of_ones_own_costs_nothing():
    assert price_of("anything", LOCAL) == FREE


def test_it_costs_what_is_set_even_there():
    assert price_of("quill-small", LOCAL) == Price(Decimal(1), Decimal(2), Decimal(1))


def test_what_a_hosted_model_costs_is_not_guessed():
    assert price_of("anything", HOSTED) is None


@pytest.mark.parametrize(
    "endpoint",
    [
        *("http://localhost:8000/v1", "http://[::1]:1/v1", "http://10.0.0.7/v1", "127.0.0.1:8080"),
        *("http://ollama:11434", "http://gpu.lan/v1", "http://192.168.1.4:8000", "http://[fd00::7]/v1"),
    ],
)
def test_it_knows_its_own_network(endpoint):
    assert is_local(endpoint)


@pytest.mark.parametrize(
    "endpoint", ["https://api.example.com/v1", "", "http://8.8.8.8/v1", "https://localhost.example.com", "http://[bad"]
)
def test_everything_else_is_hosted(endpoint):
    assert not is_local(endpoint)


def test_the_most_tokens_of_a_text_are_its_bytes():
    messages = (Message("system", "Be brief."), Message("user", "Wörter, 言葉"))
    bare = ChatRequest(model="m", messages=messages, task="t")
    bytes_of_both = len("Be brief.Wörter, 言葉".encode())
    assert most_tokens_in(bare) >= bytes_of_both


def test_a_schema_is_read_too():
    bare = ChatRequest(model="m", messages=(), task="t")
    with_schema = ChatRequest(model="m", messages=(), task="t", schema={"type": "object"})
    assert most_tokens_in(with_schema) > most_tokens_in(bare)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("0", "$0.00"), ("1234.5", "$1,234.50"), ("0.01", "$0.01"), ("0.0042", "$0.0042"), ("0.00001", "under $0.0001")],
)
def test_it_shows_fractions_of_a_cent(amount, shown):
    assert dollars(Decimal(amount)) == shown
