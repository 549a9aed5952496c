"""The double keeps its word; what stands on it can be believed."""

import json

import httpx2
import pytest

from tests.double import Said
from tests.double.faults import RateLimited, ResetMidStream, WrongSchema

OFFERED = """Source texts follow.
[1] post, by Orla
> The pump failed twice in May. Um, nobody had read the log.
[2]
> "Quiet is a feature," she said. Then why are the fans on?
"""
CITATION = {
    "type": "object",
    "properties": {"passage": {"type": "integer"}, "quote": {"type": "string"}},
}
STATEMENT = {
    "type": "object",
    "properties": {"text": {"type": "string"}, "citations": {"type": "array", "items": {"$ref": "#/$defs/Citation"}}},
}
DEFINED = {"$defs": {"Citation": CITATION}}
SECTION = {
    "type": "object",
    "properties": {"heading": {"type": "string"}, "statements": {"type": "array", "items": STATEMENT}},
    **DEFINED,
}


def asking(prompt="Say hello.", **more):
    return {"model": "small-model", "messages": [{"role": "user", "content": prompt}], **more}


def with_schema(schema):
    return {"response_format": {"type": "json_schema", "json_schema": {"name": "section", "schema": schema}}}


def post(double, body):
    return httpx2.post(f"{double.url}/chat/completions", json=body, timeout=5)


def said(answer):
    return answer.json()["choices"][0]["message"]["content"]


def test_it_says_what_its_script_says_in_order(double):
    double.script("one", {"two": 2}, lambda body: body["model"])
    assert [said(post(double, asking())) for _ in range(3)] == ["one", '{"two": 2}', "small-model"]


def test_it_streams_the_same_words(double):
    double.script("Quiet is a feature.")
    answer = post(double, asking(stream=True, stream_options={"include_usage": True}))
    events = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: {")]
    deltas = [event["choices"][0]["delta"].get("content", "") for event in events if event["choices"]]
    assert "".join(deltas) == "Quiet is a feature."
    assert events[-1]["usage"]["completion_tokens"] == -(-len("Quiet is a feature.") // 4)


def test_it_keeps_its_own_bill(double):
    double.script("four of four", RateLimited(), Said("x", cached=1))
    for _ in range(3):
        post(double, asking("twelve chars"))
    assert (double.served.calls, double.served.tokens_in, double.served.tokens_out) == (2, 6, 4)
    assert double.bills["small-model"].tokens_cached == 1


def test_without_a_script_it_quotes_what_it_was_offered(double):
    section = json.loads(said(post(double, asking(OFFERED, **with_schema(SECTION)))))
    assert section["statements"][0]["citations"] == [{"passage": 1, "quote": "The pump failed twice in May."}]
    assert [statement["citations"][0]["passage"] for statement in section["statements"]] == [1, 2]


def test_of_questions_it_gives_those_that_were_asked(double):
    schema = {"type": "object", "properties": {"questions": {"type": "array", "items": STATEMENT}}} | DEFINED
    [asked] = json.loads(said(post(double, asking(OFFERED, **with_schema(schema)))))["questions"]
    assert (asked["text"], asked["citations"][0]["passage"]) == ("Then why are the fans on?", 2)


def test_passages_are_retold_whole_without_fillers(double):
    retold = {"type": "object", "properties": {"passage": {"type": "integer"}, "text": {"type": "string"}}}
    schema = {"type": "object", "properties": {"passages": {"type": "array", "items": retold}}}
    first = json.loads(said(post(double, asking(OFFERED, **with_schema(schema)))))["passages"][0]
    assert first == {"passage": 1, "text": "The pump failed twice in May. nobody had read the log."}


def test_a_name_that_is_taken_is_not_given_again(double):
    schema = {"type": "object", "properties": {"name": {"type": "string"}}}
    prompt = f"{OFFERED}Taken:\n> The pump failed twice in\n"
    assert json.loads(said(post(double, asking(prompt, **with_schema(schema)))))["name"] == "Quiet is a feature she"


def test_it_reads_the_schema_from_the_prompt_where_it_stands_only_there(double):
    section = json.loads(said(post(double, asking(f"{OFFERED}\nAnswer as {json.dumps(SECTION)}"))))
    assert section["heading"] == "The pump failed twice in"


def test_it_can_be_away_and_come_back(double):
    double.off()
    with pytest.raises(httpx2.ConnectError):
        post(double, asking())
    double.on()
    assert post(double, asking()).status_code == 200


def test_it_goes_off_by_itself_after_so_many_calls(double):
    double.off_after(2)
    assert [post(double, asking()).status_code for _ in range(2)] == [200, 200]
    with pytest.raises(httpx2.ConnectError):
        post(double, asking())


def test_it_breaks_off_in_the_middle(double):
    double.script(ResetMidStream(after_chars=8))
    with pytest.raises(httpx2.RemoteProtocolError):
        post(double, asking(stream=True))
    assert double.served.tokens_out == 2


def test_it_refuses_what_it_lacks_and_charges_nothing(double):
    double.lacks("json_schema")
    assert post(double, asking(**with_schema(SECTION))).json()["error"]["param"] == "response_format"
    assert post(double, asking(response_format={"type": "json_object"})).status_code == 200
    assert double.served.calls == 1


def test_a_callable_may_answer_with_a_fault(double):
    double.script(lambda _body: WrongSchema())
    assert "weather" in json.loads(said(post(double, asking())))


def test_it_lists_its_models_and_remembers_what_came_in(double):
    listed = httpx2.get(f"{double.url}/models").json()
    post(double, asking(**with_schema(SECTION)))
    assert [model["id"] for model in listed["data"]] == double.models
    assert (double.requests[0].prompt, double.tasks()) == ("Say hello.", ["section"])
