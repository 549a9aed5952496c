"""In: a talk. Out: it begun, called otherwise, of another scope, or gone."""

from django.contrib.auth.models import User
from pydantic import ValidationError

from curation.errors import NotFound, Refused
from curation.models import Source
from curation.reading.models import Thread
from curation.search import EVERYTHING, Scope

LONGEST_TITLE = 200


def thread_for(owner: User, title: str, *, source: Source | None = None, scope: Scope = EVERYTHING) -> Thread:
    """A new one. Of one source, a scope says nothing."""
    stored = {} if source else scope.stored()
    return Thread.objects.create(owner=owner, source=source, title=title[:LONGEST_TITLE], scope=stored)


def thread_of(owner: User, thread_id: int) -> Thread:
    thread = Thread.objects.of(owner).select_related("source", "owner").filter(pk=thread_id).first()
    if thread is None:
        raise NotFound(f"There is no talk {thread_id} in this library.")
    return thread


def scope_of(thread: Thread) -> Scope:
    """What it is asked of; everything where what was stored is no scope any more."""
    try:
        return Scope.model_validate(thread.scope)
    except ValidationError:
        return EVERYTHING


def rescope(thread: Thread, scope: Scope) -> Thread:
    """For the questions that follow; those that were asked keep their answers."""
    if thread.source_id is None and scope != scope_of(thread):
        thread.scope = scope.stored()
        thread.save(update_fields=["scope"])
    return thread


def rename(thread: Thread, title: str) -> Thread:
    words = " ".join(title.split())
    if not words:
        raise Refused("A talk needs a name.")
    if len(words) > LONGEST_TITLE:
        raise Refused(f"The name has {len(words)} characters; the limit is {LONGEST_TITLE}.")
    thread.title = words
    thread.save(update_fields=["title"])
    return thread


def remove(thread: Thread) -> None:
    """With its questions and answers. What was pinned to a digest stays there."""
    thread.delete()
