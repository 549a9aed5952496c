"""An answer comes as events; whoever comes back with the last id hears the next, and nothing twice."""

import asyncio

import pytest
from django.urls import reverse
from django.utils import timezone

from curation.models import Run
from curation.reading.following.streaming import (
    ALIVE,
    EVERY,
    HEARTBEAT,
    OPENING,
    OVER,
    Teller,
    Told,
    event,
    following_async,
)
from curation.reading.following.streaming import following as follow
from curation.reading.models import Question
from tests.reading.scripted import cited
from tests.reading.test_background import ended
from tests.web.cast import FIRST, SECOND

pytestmark = pytest.mark.django_db


class Growing:
    """An answer that is one word further at each look, and over with the last."""

    def __init__(self, *words):
        self.words, self.at = words, 0

    def __call__(self):
        self.at = min(self.at + 1, len(self.words))
        said = " ".join(self.words[: self.at])
        return Told(str(self.at), lambda: said, over=self.at == len(self.words))


def patient(_seconds):
    """Waits for nothing."""


def test_each_step_is_an_event_with_an_id_and_the_end_is_told():
    said = list(follow(Teller(Growing("One", "two")), sleep=patient))
    assert said == [OPENING, event("One", "1"), event("One two", "2") + OVER]


def test_who_comes_back_hears_what_is_new():
    said = list(follow(Teller(Growing("One", "two"), known="1"), sleep=patient))
    assert said == [OPENING, event("One two", "2") + OVER]


def test_what_is_over_is_told_to_who_has_it_all():
    assert list(follow(Teller(Growing("One"), known="1"), sleep=patient))[1] == event("One", "1") + OVER


def test_lines_stay_within_their_event():
    assert event("<p>a\n\nid: 9</p>", "1") == "id: 1\nevent: answer\ndata: <p>a\ndata: \ndata: id: 9</p>\n\n"


def test_silence_has_a_sign_of_life():
    looks = [Told("1", str, over=False)] * round(HEARTBEAT / EVERY + 1)
    teller = Teller(iter([*looks, Told("2", str, over=True)]).__next__, known="1")
    assert ALIVE in list(follow(teller, sleep=patient))


def test_it_comes_the_same_without_a_thread():
    async def read():
        return [said async for said in following_async(Teller(Growing("One")))]

    assert asyncio.run(read()) == [OPENING, event("One", "1") + OVER]


@pytest.fixture
def question(ada, passage, model):
    statement = {"text": FIRST, "status": "verified", "citations": []}
    question = Question.objects.create(owner=ada, text="How many?", offered=[passage.pk], answer=[statement])
    Run.objects.create(owner=ada, kind=Run.Kind.ANSWER, subject=question.pk, status=Run.Status.RUNNING)
    return question


def stream_of(client, question, **headers):
    return client.get(reverse("answer-stream", args=[question.pk]), headers=headers)


def test_a_stream_begins_with_what_was_heard(client, ada, question):
    client.force_login(ada)
    response = stream_of(client, question)
    said = iter(response.streaming_content)
    assert (next(said).decode(), FIRST in next(said).decode()) == (OPENING, True)
    assert (response["Content-Type"], response["X-Accel-Buffering"]) == ("text/event-stream", "no")


def test_a_reader_who_was_cut_off_comes_back_to_the_rest(client, ada, question):
    client.force_login(ada)
    first = iter(stream_of(client, question).streaming_content)
    next(first)
    known = next(first).decode().partition("\n")[0].removeprefix("id: ")
    Run.objects.update(status=Run.Status.DONE)
    both = [*question.answer, {"text": SECOND, "status": "verified", "citations": []}]
    Question.objects.update(answer=both, answered_at=timezone.now(), writer="scripted")
    rest = b"".join(stream_of(client, question, last_event_id=known).streaming_content).decode()
    assert (FIRST in rest, SECOND in rest, rest.endswith(OVER)) == (True, True, True)


def test_a_question_that_is_deleted_meanwhile_ends_its_stream(client, ada, question):
    client.force_login(ada)
    said = iter(stream_of(client, question).streaming_content)
    next(said)
    Question.objects.all().delete()
    assert next(said).decode().endswith(OVER)


def test_a_stranger_hears_nothing(client, cleo, question):
    client.force_login(cleo)
    assert stream_of(client, question).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_it_is_written_on_while_nobody_listens(client, ada, talk, passage, model):
    client.force_login(ada)
    model.script([cited(FIRST, passage, FIRST), cited(SECOND, passage, SECOND)])
    client.post(reverse("ask"), {"question": "How many traces were wrong?"})
    question = Question.objects.get()
    stream_of(client, question).close()
    assert ended(question)
    assert [one["text"] for one in question.answer] == [FIRST, SECOND]
