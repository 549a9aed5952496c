"""The door to language models, against a real server that speaks as they do."""

import base64
import json
import subprocess
import sys

import pytest

from curation.ai import openai_chat
from curation.ai.bounded import Limits
from curation.ai.dialects import first_tried
from curation.ai.offered_models import offered_models
from curation.ai.openai_chat import OpenAIChat
from curation.errors import Misconfigured
from tests.ai.chat_cast import KEY, SCHEMA, SENTENCE, asking, chat_at, part
from tests.double import Said
from tests.double.answers import Told

LONG = "[1]\n" + "The pump failed twice in May. " * 400


@pytest.fixture
def chat(double):
    return chat_at(double)


def bodies(double):
    return [asked.body for asked in double.requests]


def shapes(double):
    return [body.get("response_format", {}).get("type", "words") for body in bodies(double)]


def test_it_sends_the_prompt_the_model_and_the_key(chat, double):
    chat.complete(asking())
    asked = double.requests[0]
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert asked.body["model"] == "small-model"
    assert [message["role"] for message in asked.body["messages"]] == ["system", "user"]


def test_it_asks_for_the_schema_and_sets_a_limit(chat, double):
    chat.complete(asking())
    told = bodies(double)[0]
    assert told["response_format"]["json_schema"] == {"name": "name_theme", "schema": SCHEMA, "strict": True}
    assert (told["max_tokens"], "temperature" in told) == (300, False)


def test_it_gives_the_text_and_what_it_cost(chat, double):
    double.script(Said(SENTENCE, cached=7))
    reply = chat.complete(asking())
    assert (reply.text, reply.model, reply.cut, reply.tries) == (SENTENCE, "small-model", False, 1)
    assert (reply.tokens_in, reply.tokens_out, reply.tokens_cached, reply.counted) == (
        double.served.tokens_in,
        double.served.tokens_out,
        7,
        True,
    )


def test_without_a_schema_it_asks_for_plain_words(chat, double):
    double.script("So it is.")
    assert chat.complete(asking(schema=None)).text == "So it is."
    assert "response_format" not in bodies(double)[0]


def test_with_a_listener_the_answer_is_streamed_to_it(chat, double):
    double.script(SENTENCE)
    heard = []
    reply = chat.complete(asking(), listener=heard.append)
    assert "".join(heard) == reply.text == SENTENCE
    assert len(heard) > 3
    assert (reply.counted, reply.tokens_out) == (True, double.served.tokens_out)


def test_without_one_it_is_not_streamed(chat, double):
    chat.complete(asking())
    assert bodies(double)[0]["stream"] is False


@pytest.mark.parametrize("streamed", [False, True])
def test_tokens_that_are_not_told_are_reckoned(chat, double, streamed):
    double.script(Said(SENTENCE, usage=False))
    reply = chat.complete(asking(), listener=[].append if streamed else None)
    assert (reply.counted, reply.tokens_in, reply.tokens_out) == (
        False,
        double.served.tokens_in,
        double.served.tokens_out,
    )


@pytest.mark.parametrize("streamed", [False, True])
def test_an_answer_that_reached_the_limit_is_said_to_be_cut(chat, double, streamed):
    double.script(Said(SENTENCE[:12], finish="length"))
    reply = chat.complete(asking(), listener=[].append if streamed else None)
    assert (reply.text, reply.cut) == (SENTENCE[:12], True)


def test_a_server_that_does_not_stream_is_heard_all_the_same(chat, double):
    double.lacks("stream")
    double.script(SENTENCE)
    heard = []
    chat.complete(asking(), listener=heard.append)
    assert heard == [SENTENCE]


def test_a_server_without_schemas_is_asked_for_json_and_told_the_schema_in_words(chat, double):
    double.lacks("json_schema")
    assert chat.complete(asking()).text == SENTENCE
    assert shapes(double) == ["json_schema", "json_object"]
    assert json.dumps(SCHEMA) in double.requests[1].prompt


def test_a_server_without_json_at_all_is_asked_in_words_alone(chat, double):
    double.lacks("json_schema", "json_object")
    assert chat.complete(asking()).text == SENTENCE
    assert shapes(double) == ["json_schema", "json_object", "words"]


def test_what_a_server_lacks_is_remembered_for_each_model(chat, double):
    double.lacks("json_schema")
    for model in ("small-model", "small-model", "large-model"):
        chat.complete(asking(model=model))
    assert shapes(double) == ["json_schema", "json_object", "json_object", "json_schema", "json_object"]


def test_a_form_that_is_understood_plainly_is_not_proven_for_a_stream(chat, double):
    double.lacks("stream_options", "param")
    chat.complete(asking())
    assert chat.complete(asking(LONG), listener=[].append).text == SENTENCE
    assert "stream_options" not in bodies(double)[-1]


def test_how_much_it_shall_think_is_told_where_that_is_set(double):
    chat_at(double, effort="low").complete(asking())
    chat_at(double).complete(asking())
    assert [body.get("reasoning_effort") for body in bodies(double)] == ["low", None]


@pytest.mark.parametrize("silent", [(), ("param",)])
def test_a_model_that_cannot_be_told_how_much_to_think_is_not(double, silent):
    double.lacks("reasoning_effort", *silent)
    assert chat_at(double, effort="low").complete(asking()).text == SENTENCE
    assert ("reasoning_effort" in bodies(double)[-1], shapes(double)[-1]) == (False, "json_schema")


@pytest.mark.parametrize(
    "usage",
    [
        None,
        [],
        "free of charge",
        {"prompt_tokens": None, "completion_tokens": None},
        {"prompt_tokens": -7, "completion_tokens": 3},
        {"prompt_tokens": 10**30, "completion_tokens": 3},
        {"prompt_tokens": 7, "completion_tokens": "many"},
    ],
)
@pytest.mark.parametrize("streamed", [False, True])
def test_a_count_that_cannot_be_loses_no_answer(chat, double, usage, streamed):
    double.script(Told(usage=usage))
    reply = chat.complete(asking(), listener=[].append if streamed else None)
    assert (reply.text, reply.counted, reply.tokens_in) == (SENTENCE, False, double.served.tokens_in)


@pytest.mark.parametrize("details", [[], {"cached_tokens": -1}, {"cached_tokens": "all"}])
def test_neither_does_a_strange_count_of_what_was_cached(chat, double, details):
    usage = {"prompt_tokens": 7, "completion_tokens": 3, "prompt_tokens_details": details}
    double.script(Told(usage=usage))
    reply = chat.complete(asking())
    assert (reply.tokens_in, reply.tokens_out, reply.tokens_cached, reply.counted) == (7, 3, 0, True)


@pytest.mark.parametrize("streamed", [False, True])
def test_an_answer_in_parts_is_put_together_without_the_thoughts(chat, double, streamed):
    parts = [part("Hm, the pump?", "thinking"), part(SENTENCE[:9]), part(SENTENCE[9:])]
    double.script(Told(content=parts))
    assert chat.complete(asking(), listener=[].append if streamed else None).text == SENTENCE


def test_and_forgotten_after_a_while(double):
    chat = chat_at(double, forget_after=0.0)
    double.lacks("json_schema")
    for _ in range(2):
        chat.complete(asking())
    assert shapes(double) == ["json_schema", "json_object", "json_schema", "json_object"]


def test_a_newer_name_for_the_limit_is_found(chat, double):
    double.lacks("max_tokens")
    chat.complete(asking())
    assert (bodies(double)[1]["max_completion_tokens"], shapes(double)) == (300, ["json_schema", "json_schema"])


@pytest.mark.parametrize(
    ("host", "limit"),
    [
        ("api.openai.com", "max_completion_tokens"),
        ("ada.openai.azure.com", "max_completion_tokens"),
        ("127.0.0.1:11434", "max_tokens"),
        ("notopenai.com:443", "max_tokens"),
    ],
)
def test_the_limit_is_called_first_what_the_host_is_known_to_heed(host, limit):
    assert first_tried(host).limit == limit


def test_a_server_that_tells_no_tokens_of_streams_is_not_asked_to(chat, double):
    double.lacks("stream_options")
    reply = chat.complete(asking(), listener=[].append)
    assert "stream_options" not in bodies(double)[1]
    assert (reply.counted, reply.tokens_out) == (False, double.served.tokens_out)


def test_a_server_that_names_no_reason_is_tried_with_less_and_less(chat, double):
    double.lacks("max_tokens", "stream_options", "json_schema", "param")
    assert chat.complete(asking(), listener=[].append).text == SENTENCE
    last = bodies(double)[-1]
    assert (last["response_format"]["type"], "max_completion_tokens" in last) == ("json_object", True)
    assert double.served.calls == 1


def test_a_task_whose_schema_is_refused_takes_none_from_the_others(chat, double):
    chat.complete(asking())
    double.lacks("json_schema", "param")
    chat.complete(asking())
    double.has("json_schema")
    chat.complete(asking())
    assert shapes(double)[-1] == "json_schema"


def test_it_names_the_host_and_neither_key_nor_password(double):
    chat = OpenAIChat(url="http://ada:hidden@127.0.0.1:8000/v1?key=hidden", key=KEY)
    assert chat.endpoint == "127.0.0.1:8000"


def test_without_an_address_it_is_openai():
    assert OpenAIChat(key=KEY).endpoint == "api.openai.com"


@pytest.mark.parametrize(
    ("url", "key", "named"),
    [
        ("", "", "OPENAI_BASE_URL, OPENAI_API_KEY or both"),
        ("models.example.org/v1", KEY, "must begin with http"),
        ("ftp://models.example.org/v1", KEY, "must begin with http"),
        ("http://", KEY, "OPENAI_BASE_URL names no host"),
        ("http:///v1", KEY, "OPENAI_BASE_URL names no host"),
        ("http://models.example.org:eighty/v1", KEY, "OPENAI_BASE_URL is no address"),
        ("http://models.example.org:99999/v1", KEY, "OPENAI_BASE_URL is no address"),
        ("http://[::1/v1", KEY, "OPENAI_BASE_URL is no address"),
        ("http://models.example.org/v1\n", KEY, "OPENAI_BASE_URL is no address"),
        ("", " \n", "OPENAI_BASE_URL, OPENAI_API_KEY or both"),
        ("", "sk-\u2028x", "characters in it that no key has"),
        ("", "sk-one\r\nX-Two: 2", "characters in it that no key has"),
    ],
)
def test_what_can_never_work_is_said_at_once(url, key, named):
    with pytest.raises(Misconfigured, match=named):
        OpenAIChat(url=url, key=key)


def test_a_space_around_the_key_does_no_harm(double):
    OpenAIChat(url=double.url, key=f" {KEY}\n").complete(asking())
    assert double.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_a_server_of_ones_own_needs_no_key(double):
    assert OpenAIChat(url=double.url).complete(asking()).text == SENTENCE


def test_proxies_of_the_environment_are_not_used(double, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert chat_at(double).complete(asking()).text == SENTENCE


def test_the_proxy_of_the_settings_is(double):
    """The double takes the place of the proxy: what is asked for then is the whole address."""
    chat = OpenAIChat(url="http://models.invalid/v1", key=KEY, proxy=double.url, limits=Limits(seconds=5))
    with pytest.raises(Misconfigured):
        chat.complete(asking())
    assert double.requests[0].path == "http://models.invalid/v1/chat/completions"


def test_the_proxy_is_given_its_password_and_the_model_is_not(double):
    proxy = double.url.replace("http://", "http://ada:s%40lt@")
    chat = OpenAIChat(url="http://models.invalid/v1", key=KEY, proxy=proxy, limits=Limits(seconds=5))
    with pytest.raises(Misconfigured):
        chat.complete(asking())
    said = base64.b64encode(b"ada:s@lt").decode()
    assert double.requests[0].headers["proxy-authorization"] == f"Basic {said}"
    assert double.requests[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("proxy", ["proxy:3128", "socks5://proxy:1080", "http://", "http://proxy:high"])
def test_a_proxy_that_can_never_work_is_said_at_once(proxy):
    with pytest.raises(Misconfigured, match="OPENAI_PROXY"):
        OpenAIChat(key=KEY, proxy=proxy)


@pytest.mark.parametrize("key", [f" {KEY}\n", KEY])
def test_a_list_of_models_is_asked_for_with_the_key_alone(double, key):
    assert offered_models(double.url, key) == set(double.models)


@pytest.mark.parametrize(("url", "key"), [("http://models.invalid", "sk-\u2028x"), ("models.invalid", KEY)])
def test_nobody_is_asked_for_models_in_a_way_that_can_never_work(url, key):
    with pytest.raises(Misconfigured):
        offered_models(url, key)


def test_the_settings_make_it(settings, double):
    settings.OPENAI_BASE_URL, settings.OPENAI_API_KEY = double.url, KEY
    openai_chat.openai_chat.cache_clear()
    assert openai_chat.openai_chat().complete(asking()).text == SENTENCE
    assert openai_chat.openai_chat() is openai_chat.openai_chat()
    openai_chat.openai_chat.cache_clear()


def test_importing_the_module_loads_no_client():
    code = "import sys, curation.ai.openai_chat; sys.exit('openai' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
