"""An answer is written in a thread of the process that was asked, and elsewhere where that one has no hand free."""

from threading import BoundedSemaphore, Event

import pytest
from django.urls import reverse

from curation.models import Run
from curation.reading import background, tasks
from curation.reading.models import Question
from tests.reading.scripted import cited
from tests.web.cast import FIRST

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 20


def test_the_answer_grows_while_the_page_is_looked_at(client, ada, talk, passage, model):
    client.force_login(ada)
    heard, go_on = Event(), Event()

    def pause():
        heard.set()
        assert go_on.wait(PATIENCE)

    model.script([cited(FIRST, passage, FIRST), pause])
    shown = client.post(reverse("ask"), {"question": "How many traces were wrong?"}, follow=True)
    question = Question.objects.get()
    assert "sse-connect" in shown.content.decode()
    assert heard.wait(PATIENCE)
    so_far = client.get(reverse("answer", args=[question.pk])).content.decode()
    assert (FIRST in so_far, "More is being written" in so_far) == (True, True)
    go_on.set()
    assert ended(question)
    done = client.get(reverse("answer", args=[question.pk])).content.decode()
    assert (FIRST in done, "hx-get" in done) == (True, False)


def test_where_all_seats_are_taken_a_worker_is_told(ada, talk, model, announced, monkeypatch):
    monkeypatch.setattr(background, "_seats", BoundedSemaphore(1))
    background._seats.acquire()
    run = Run.objects.create(owner=ada, kind=Run.Kind.ANSWER, subject=1)
    background.do_here(run, tasks.answer)
    assert announced == [run]


def test_a_seat_is_given_back_whatever_happens(monkeypatch):
    seats = BoundedSemaphore(1)
    monkeypatch.setattr(background, "_seats", seats)
    seats.acquire()
    with pytest.raises(KeyError):
        background._do(1, {}.__getitem__)
    assert seats.acquire(blocking=False)


def ended(question):
    moment = Event()
    for _ in range(PATIENCE * 20):
        question.refresh_from_db()
        if not question.is_open:
            return True
        moment.wait(0.05)
    return False
