"""In: a talk. Out: its questions with their answers, in order, each as far as it is written."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db.models import Prefetch

from curation.models import Run
from curation.reading.cited import answers_of
from curation.reading.following.looking import Look
from curation.reading.models import Question, Thread, ThreadQuerySet

_LONGEST_ID = 18


def talks_of(owner: User, *, of: str = "") -> ThreadQuerySet:
    """As `narrowed`, each with its last question, in a list `latest` of one."""
    talks = Thread.objects.of(owner).by_last_asked().select_related("source").defer("source__text")
    asked = Question.objects.order_by("thread_id", "-pk").distinct("thread_id").defer("offered")
    return narrowed(talks.prefetch_related(Prefetch("questions", asked, to_attr="latest")), of)


def narrowed(talks: ThreadQuerySet, of: str) -> ThreadQuerySet:
    """`of` is "library", "sources", or the id of one source; of anything else, all."""
    if of.isdecimal() and len(of) < _LONGEST_ID:
        return talks.filter(source=int(of))
    return talks.filter(source__isnull=of == "library") if of in {"library", "sources"} else talks


def questions_of(thread: Thread) -> list[Look]:
    """The runs are looked up first: an answer that comes between the two looks is seen."""
    ids = Question.objects.filter(thread=thread, answered_at=None).values("pk")
    runs = Run.objects.filter(owner=thread.owner_id, kind=Run.Kind.ANSWER, subject__in=ids)
    latest = {run.subject: run for run in runs.order_by("created_at", "pk")}
    asked = Question.objects.filter(thread=thread).order_by("pk")
    questions = list(asked.select_related("source", "owner").defer("source__text"))
    return _looks(questions, latest)


def _looks(questions: Sequence[Question], runs: dict[int, Run]) -> list[Look]:
    shown = answers_of(questions)
    return [Look(one, runs.get(one.pk) if one.is_open else None, shown[one.pk]) for one in questions]
