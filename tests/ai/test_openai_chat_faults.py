"""Whatever a server does: one clear sentence, an end in time, and nothing asked twice that may have been charged."""

import logging
import time
from email.utils import formatdate

import pytest

from curation.ai.openai_chat import OpenAIChat
from curation.errors import Misconfigured, ModelAway, ModelFailed, Spent, TooLong
from tests.ai.chat_cast import KEY, SENTENCE, asking, chat_at
from tests.double import ChatDouble, faults

LONG = "[1]\n" + "The pump failed twice in May. " * 400
BOTH_WAYS = pytest.mark.parametrize("streamed", [False, True], ids=["whole", "streamed"])


def failed(chat, *, streamed=False, prompt="Name the theme.", expecting=Exception):
    """The error that this request ends in."""
    with pytest.raises(expecting) as caught:
        chat.complete(asking(prompt), listener=[].append if streamed else None)
    return caught.value


def booked(error):
    spent = getattr(error, "spent", None) or Spent()
    return spent.tokens_in, spent.tokens_out


def charged(double):
    return double.served.tokens_in, double.served.tokens_out


PASSING = [
    (faults.RateLimited(after=0.05), ModelAway, "is asked too often"),
    (faults.RateLimited(after=None), ModelAway, "is asked too often"),
    (faults.RateLimited(after=None, code="insufficient_quota"), ModelAway, "the account has spent all it may"),
    (faults.ServerError(500), ModelAway, r"has trouble of its own \(error 500\)"),
    (faults.ServerError(503), ModelAway, r"has trouble of its own \(error 503\)"),
]
AT_ONCE = [
    (faults.RateLimited(after=300), ModelAway, "asked too often; it asks for 300 seconds of patience"),
    (faults.Unauthorized(), Misconfigured, r"refuses the key for small-model\. Set OPENAI_API_KEY"),
    (faults.Refuses(403, "forbidden"), Misconfigured, r"Set OPENAI_API_KEY"),
    (faults.ModelNotFound(), Misconfigured, r"knows no small-model\. Check OPENAI_BASE_URL and OPENAI_MODEL"),
    (faults.Redirect(), Misconfigured, "sends callers elsewhere"),
    (faults.Refuses(402, "no_funds"), ModelAway, "the account has spent all it may"),
    (faults.Refuses(400, "content_filter", param="prompt"), ModelFailed, "declines to answer"),
    (faults.Refuses(400, "content_policy_violation"), ModelFailed, "declines to answer"),
    (faults.Refuses(400, "invalid_prompt"), ModelFailed, "declines to answer"),
    (faults.Refuses(400, "", param="messages[0].role"), ModelFailed, r"refuses what it is asked \(error 400\)"),
    (faults.Refuses(451, ""), ModelFailed, r"refuses what it is asked \(error 451\)"),
    (faults.ContextTooLong(), TooLong, "longer than small-model at .* can read at once"),
    (faults.Refuses(413, ""), TooLong, "can read at once"),
    (faults.WrongContentType(), ModelFailed, r"answered with a page\. Check OPENAI_BASE_URL"),
    (faults.BadJson(), ModelFailed, "answered with what is no chat completion"),
    (faults.Empty("content"), ModelFailed, "gave an empty answer"),
    (faults.Empty("null"), ModelFailed, "gave an empty answer"),
    (faults.Empty("choices"), ModelFailed, "gave an empty answer"),
    (faults.Truncated(after_chars=0), ModelFailed, "reached its limit of tokens before it said anything"),
    (faults.Declines(), ModelFailed, "declines to answer"),
    (faults.Filtered(), ModelFailed, "declines to answer"),
    (faults.ResetMidStream(after_chars=12), ModelAway, "broke off before the answer was whole"),
]


@BOTH_WAYS
@pytest.mark.parametrize(("fault", "kind", "sentence"), PASSING)
def test_what_passes_is_tried_once_more(double, fault, kind, sentence, streamed):
    double.script(fault, fault)
    error = failed(chat_at(double), streamed=streamed, expecting=kind)
    assert error.spent is None
    assert error.args[0].startswith(double.url.split("/")[2])
    with pytest.raises(kind, match=sentence):
        raise error
    assert len(double.requests) == 2


@BOTH_WAYS
@pytest.mark.parametrize("fault", [faults.RateLimited(after=0.05), faults.ServerError(500)])
def test_and_is_over_then_as_a_rule(double, fault, streamed):
    double.script(fault, SENTENCE)
    reply = chat_at(double).complete(asking(), listener=[].append if streamed else None)
    assert (reply.text, reply.tries, double.served.calls) == (SENTENCE, 2, 1)


@BOTH_WAYS
@pytest.mark.parametrize(("fault", "kind", "sentence"), AT_ONCE)
def test_the_rest_is_not_asked_again_and_adds_up(double, fault, kind, sentence, streamed):
    double.script(fault)
    error = failed(chat_at(double), streamed=streamed)
    with pytest.raises(kind, match=sentence):
        raise error
    assert len(double.requests) == 1
    assert booked(error) if hasattr(error, "spent") else charged(double) == (0, 0)


@pytest.mark.parametrize("after", [300, 300.0, 7200])
def test_a_long_patience_is_told_and_not_slept(double, after):
    double.script(faults.RateLimited(after=after))
    assert failed(chat_at(double), expecting=ModelAway).after == after


def test_a_patience_told_as_a_date_is_understood(double):
    double.script(faults.RateLimited(after=formatdate(time.time() + 300, usegmt=True)))
    assert failed(chat_at(double), expecting=ModelAway).after == pytest.approx(300, abs=5)


@pytest.mark.parametrize("after", ["soon", "nan", "-5", "Wed, 21 Oct 2015 07:28:00 GMT", "0"])
def test_a_patience_that_says_nothing_is_none(double, after):
    double.script(faults.RateLimited(after=after), faults.RateLimited(after=after))
    assert failed(chat_at(double), expecting=ModelAway).after == 0


@BOTH_WAYS
@pytest.mark.parametrize(
    "fault", [faults.Timeout(5), faults.SlowHead(0.02), faults.SlowDrip(0.02), faults.Endless(silent=True)]
)
def test_no_answer_takes_longer_than_it_may(double, fault, streamed):
    double.script(fault)
    error = failed(chat_at(double, seconds=0.4), streamed=streamed, expecting=ModelAway)
    assert str(error).endswith("took longer than 0.4 seconds.")
    assert (len(double.requests), booked(error)[0]) == (1, double.served.tokens_in)


@BOTH_WAYS
@pytest.mark.parametrize("fault", [faults.Endless(), faults.Huge(10_000_000)])
def test_no_answer_grows_beyond_what_is_taken(double, fault, streamed):
    double.script(fault)
    error = failed(chat_at(double), streamed=streamed, expecting=ModelFailed)
    assert str(error).endswith("gave an answer of more than 0.2 MB.")
    assert (len(double.requests), booked(error)[0]) == (1, double.served.tokens_in)


def test_a_stream_that_breaks_says_what_was_heard(double):
    double.script(faults.ResetMidStream(after_chars=16))
    error = failed(chat_at(double), streamed=True, expecting=ModelAway)
    assert booked(error) == charged(double)
    assert error.spent.counted is False


def test_the_listener_has_what_came_before_the_break(double):
    double.script(faults.ResetMidStream(after_chars=16))
    heard = []
    with pytest.raises(ModelAway):
        chat_at(double).complete(asking(), listener=heard.append)
    assert "".join(heard) == SENTENCE[:16]


def test_a_stream_that_tells_of_an_error_is_away(double):
    double.script(faults.ErrorEvent(after_chars=16))
    error = failed(chat_at(double), streamed=True, expecting=ModelAway)
    assert (booked(error), len(double.requests)) == (charged(double), 1)


def test_a_stream_that_was_whole_before_it_broke_is_an_answer(double):
    double.script(faults.BreaksAtTheEnd())
    assert chat_at(double).complete(asking(), listener=[].append).text == SENTENCE


def test_a_hard_reset_is_not_asked_again_either(double):
    double.script(faults.ResetMidStream(after_chars=0, hard=True))
    assert "broke off" in str(failed(chat_at(double), expecting=ModelAway))
    assert len(double.requests) == 1


@pytest.mark.parametrize("fault", [faults.WrongSchema(), faults.Prose(), faults.Truncated(12, told=False)])
def test_what_is_wrong_inside_the_text_is_for_the_writer_to_see(double, fault):
    double.script(fault)
    reply = chat_at(double).complete(asking())
    assert (reply.cut, reply.tokens_out) == (False, double.served.tokens_out)


def test_packed_answers_are_not_unpacked(double):
    double.script(faults.Packed())
    assert "compresses its answers" in str(failed(chat_at(double), expecting=ModelFailed))
    assert double.requests[0].headers["accept-encoding"] == "identity"


def test_nobody_there_is_tried_twice_and_said_to_be_out_of_reach(double):
    double.off()
    error = failed(chat_at(double), expecting=ModelAway)
    assert (str(error), error.spent) == (f"{double.url.split('/')[2]} cannot be reached at the moment.", None)


def test_who_comes_back_in_between_is_asked(double, monkeypatch):
    double.off()
    monkeypatch.setattr("time.sleep", lambda _seconds: double.on())
    assert chat_at(double).complete(asking()).text == SENTENCE


def test_a_name_that_leads_nowhere_is_out_of_reach():
    chat = OpenAIChat(url="http://models.invalid/v1", key=KEY)
    assert str(failed(chat, expecting=ModelAway)) == "models.invalid cannot be reached at the moment."


def test_the_key_does_not_follow_a_redirect(double):
    with ChatDouble() as elsewhere:
        for status in (301, 302, 307, 308):
            double.script(faults.Redirect(f"{elsewhere.url}/chat/completions", status))
            failed(chat_at(double), expecting=Misconfigured)
        assert elsewhere.requests == []


def test_a_long_prompt_refused_without_a_reason_is_too_long(double):
    chat = chat_at(double)
    chat.complete(asking())
    double.script(faults.Refuses(400, "", "No reason."))
    failed(chat, prompt=LONG, expecting=TooLong)
    assert len(double.requests) == 2


def test_a_short_one_is_refused_in_every_form_and_then_given_up(double):
    double.otherwise = faults.Refuses(400, "", "No reason.")
    error = failed(chat_at(double), expecting=ModelFailed)
    assert "refuses what it is asked (error 400)" in str(error)
    assert (isinstance(error, TooLong), len(double.requests)) == (False, 6)


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [
        (faults.Refuses(400, "content_filter", param="prompt"), ModelFailed),
        (faults.Refuses(402, ""), ModelAway),
        (faults.Refuses(451, ""), ModelFailed),
        (faults.Refuses(400, "", param="input_tokens"), TooLong),
    ],
)
def test_a_long_prompt_is_too_long_only_where_it_may_be_that(double, refusal, kind):
    double.script(refusal)
    error = failed(chat_at(double), prompt=LONG)
    assert (type(error), len(double.requests)) == (kind, 1)


def test_a_length_named_with_another_status_is_too_long(double):
    refusal = faults.Refuses(500, "500", kind="exceed_context_size_error")
    double.script(refusal, refusal)
    assert type(failed(chat_at(double), expecting=TooLong)) is TooLong


@BOTH_WAYS
def test_the_key_is_in_no_message_and_no_log(double, caplog, streamed):
    caplog.set_level(logging.DEBUG)
    echo = faults.Refuses(401, "invalid_api_key", f"Incorrect API key provided: {KEY}.")
    for fault in (echo, faults.ServerError(), faults.ServerError(), faults.BadJson(), faults.ResetMidStream()):
        double.script(fault)
    errors = [failed(chat_at(double), streamed=streamed) for _ in range(4)]
    assert not any(KEY in str(error) for error in errors)
    assert KEY not in caplog.text
    assert "Incorrect API key provided: ***." in caplog.text


def test_no_error_shows_what_a_server_wrote(double):
    double.script(faults.Refuses(422, "", "Click <a href='http://elsewhere.example'>here</a> to pay."))
    double.otherwise = faults.Refuses(422, "", "Click here.")
    assert "lick" not in str(failed(chat_at(double), expecting=ModelFailed))
