"""What a reader, the run and the ledger say when a model goes wrong, and what is asked again."""

from html import unescape

import pytest
from django.utils import timezone

from curation.ai.openai_chat import openai_chat
from curation.models import ModelCall
from tests.double import faults, writes_well
from tests.faults.works import ALL

pytestmark = pytest.mark.django_db

# Each with what the reader is told, when it is met as often as the model is asked.
TWICE = [
    (faults.RateLimited(after=None), "is asked too often."),
    (faults.ServerError(500), "has trouble of its own (error 500)."),
    (faults.ServerError(503), "has trouble of its own (error 503)."),
    (faults.WrongSchema(), "The answer has not the shape that was asked for"),
    (faults.Prose(), "The answer holds no JSON object"),
    (faults.Truncated(40, told=False), "The answer holds no JSON object"),
    (faults.Empty(), "gave an empty answer."),
]
ONCE = [
    (faults.Declines(), "declines to answer."),
    (faults.Refuses(400, "content_filter", param="prompt"), "declines to answer."),
    (faults.Refuses(402, "no_funds"), "the account has spent all it may."),
    (faults.Endless(), "gave an answer of more than 0.2 MB."),
    (faults.Huge(10_000_000), "gave an answer of more than 0.2 MB."),
    (faults.ResetMidStream(30), "broke off before the answer was whole."),
    (faults.WrongContentType(), "answered with a page. Check OPENAI_BASE_URL."),
    (faults.Unauthorized(), "refuses the key for large-model. Set OPENAI_API_KEY."),
    (faults.ModelNotFound(), "knows no large-model."),
    (faults.Redirect(), "sends callers elsewhere."),
]
ALL_FAULTS = [(fault, 2, told) for fault, told in TWICE] + [(fault, 1, told) for fault, told in ONCE]
SLOW = [
    (faults.Timeout(30), "took longer than 0.7 seconds."),
    (faults.SlowDrip(0.05), "took longer than 0.7 seconds."),
]
# Of these more is generated than is taken, and the double counts what it meant to say.
BOUNDLESS = (faults.Endless, faults.Huge)
LATER = faults.RateLimited(after=300)
PATIENT = ["digest", "explanation", "deck"]


def met(model, fault, times):
    """The next calls meet it; those after them are answered well."""
    model.script(*[fault] * times)


def words_of(page):
    return " ".join(unescape(page).split())


@pytest.mark.parametrize(("fault", "times", "told"), ALL_FAULTS, ids=lambda one: type(one).__name__)
def test_the_reader_has_the_words_is_told_why_and_pays_for_what_was_used(
    work, model, client, booked, fault, times, told
):
    met(model, fault, times)
    run = work.do()
    assert (run.status, set(work.texts()) & set(ALL) != set()) == ("done", True)
    assert told in words_of(work.page(client))
    counted = 2 if isinstance(fault, BOUNDLESS) else 3
    assert booked()[:counted] == (model.served.calls, model.served.tokens_in, model.served.tokens_out)[:counted]


@pytest.mark.parametrize(("fault", "told"), SLOW, ids=lambda one: type(one).__name__)
def test_the_reader_does_not_wait_for_ever(work, model, client, booked, settings, fault, told):
    settings.LLM_SECONDS = 0.7
    openai_chat.cache_clear()
    met(model, fault, 1)
    run = work.do()
    assert (run.status, told in words_of(work.page(client))) == ("done", True)
    assert booked()[:2] == (model.served.calls, model.served.tokens_in)


@pytest.mark.parametrize(
    ("fault", "times"), [(faults.ResetMidStream(30), 1), (faults.WrongSchema(), 2), (faults.Unauthorized(), 1)]
)
def test_asked_again_it_composes_what_fell_back_and_pays_for_that_alone(work, model, fault, times):
    met(model, fault, times)
    work.do()
    owed, paid = work.owed(), model.served.calls
    work.again().do()
    assert (work.reasons(), model.served.calls - paid) == ([], owed)


def test_when_all_goes_well_each_part_is_paid_for_once(work, model, booked):
    work.do()
    assert work.reasons() == []
    assert booked() == (work.calls, model.served.tokens_in, model.served.tokens_out)


def test_and_never_again(work, model):
    work.do()
    work.repeat().do()
    assert (work.reasons(), model.served.calls) == ([], work.calls)


@pytest.mark.parametrize("work", PATIENT, indirect=True)
def test_a_model_that_names_a_time_is_waited_for(work, model, client):
    met(model, LATER, 1)
    run = work.do()
    wait = (run.not_before - timezone.now()).total_seconds()
    assert (run.status, 290 < wait <= 300, work.reasons()) == ("queued", True, [])
    assert "it asks for 300 seconds of patience" in words_of(work.page(client))


@pytest.mark.parametrize("work", PATIENT, indirect=True)
def test_and_then_all_is_composed_and_paid_for_once(work, model, booked):
    met(model, LATER, 1)
    work.do()
    run = work.do()
    assert (run.status, work.reasons(), model.served.calls) == ("done", [], work.calls)
    assert booked() == (work.calls, model.served.tokens_in, model.served.tokens_out)


@pytest.mark.parametrize("work", PATIENT, indirect=True)
def test_one_that_names_a_time_again_and_again_is_not_waited_for_for_ever(work, model):
    model.otherwise = LATER
    statuses = [work.do().status]
    while statuses[-1] == "queued":
        statuses.append(work.do().status)
    assert (statuses[-1], 3 <= len(statuses) <= 4) == ("done", True)
    assert "300 seconds" in work.reasons()[0]


@pytest.mark.parametrize("work", ["answer"], indirect=True)
def test_a_reader_who_asked_does_not_wait_for_a_model_that_names_a_time(work, model):
    met(model, LATER, 1)
    assert (work.do().status, len(work.reasons())) == ("done", 1)


def test_a_digest_that_is_interrupted_goes_on_where_it_was(digest_work, model, booked):
    model.script(writes_well, writes_well, LATER)
    assert digest_work.do().status == "queued"
    digest_work.do()
    assert (model.served.calls, ModelCall.objects.filter(outcome="known").count()) == (digest_work.calls, 2)
    assert booked() == (digest_work.calls, model.served.tokens_in, model.served.tokens_out)


def test_a_model_turned_off_in_the_middle_leaves_a_digest_that_says_so(digest_work, model, client):
    model.off_after(1)
    run = digest_work.do()
    assert (run.status, len(digest_work.reasons())) == ("done", digest_work.calls - 1)
    assert "cannot be reached at the moment." in words_of(digest_work.page(client))


def test_turned_on_again_it_composes_the_rest(digest_work, model, booked):
    model.off_after(1)
    digest_work.do()
    model.on()
    digest_work.again().do()
    assert (digest_work.reasons(), model.served.calls) == ([], digest_work.calls)
    assert booked() == (digest_work.calls, model.served.tokens_in, model.served.tokens_out)


def test_a_model_that_is_away_is_asked_twice_and_no_more(digest_work, model):
    model.off()
    digest_work.do()
    assert (ModelCall.objects.count(), len(digest_work.reasons())) == (2, digest_work.calls)


@pytest.mark.parametrize("fault", [faults.Unauthorized(), faults.ModelNotFound(), faults.Redirect()])
def test_one_that_only_the_operator_can_mend_is_asked_once(digest_work, model, fault):
    model.otherwise = fault
    digest_work.do()
    assert (len(model.requests), len(digest_work.reasons())) == (1, digest_work.calls)


@pytest.mark.parametrize("fault", [faults.WrongSchema(), faults.Prose(), faults.Truncated(40), faults.Empty()])
def test_one_bad_answer_is_mended_by_the_next(work, model, booked, fault):
    met(model, fault, 1)
    assert (work.do().status, work.reasons()) == ("done", [])
    assert booked() == (work.calls + 1, model.served.tokens_in, model.served.tokens_out)


def test_a_prompt_that_is_too_long_is_put_in_smaller_ones(work, model):
    met(model, faults.ContextTooLong(), 1)
    assert (work.do().status, work.reasons()) == ("done", [])


def test_one_that_is_always_too_long_is_given_up(work, model):
    model.otherwise = faults.ContextTooLong()
    assert work.do().status == "done"
    assert "longer than" in work.reasons()[0]


@pytest.mark.parametrize(
    "lacking",
    [("json_schema",), ("json_schema", "json_object", "param"), ("max_tokens", "stream_options"), ("usage", "stream")],
)
def test_a_server_that_understands_less_serves_as_well(work, model, booked, lacking):
    model.lacks(*lacking)
    assert (work.do().status, work.reasons()) == ("done", [])
    assert booked() == (work.calls, model.served.tokens_in, model.served.tokens_out)
