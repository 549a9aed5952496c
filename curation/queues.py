"""What waits for a curator. In: an owner. Out: the queues of all apps, counted, each with its first few rows.

`ADMIN_QUEUES` names the tuples of queues; a queue is a filter of a list in the admin as well.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.module_loading import import_string

from curation.desk_links import Verb, page_of, place, verb_on

FIRST = 3
PARAMETER = "queue"


class Group(StrEnum):
    """In the order in which the front page shows them."""

    REVIEW = "To review"
    APPEALED = "Appealed"
    FAILED = "Failed"
    APPROVE = "To approve"


@dataclass(frozen=True)
class Queue:
    """`narrow` leaves of one's own rows those that wait; `verbs` are actions of the list, each with its button.

    `way` leads from a row to its owner; `tell` says of a row what a curator decides by, `named` what it is, and
    its `page` in the admin shows more.
    """

    group: Group
    slug: str
    name: str
    note: str
    model: type[Model]
    narrow: Callable[[QuerySet[Any]], QuerySet[Any]]
    tell: Callable[[Any], str]
    verbs: tuple[tuple[str, str], ...] = ()
    way: str = "owner"
    named: Callable[[Any], str] = str
    joins: tuple[str, ...] = ()
    page: str = "change"

    def rows(self, owner: User) -> QuerySet[Any]:
        mine = self.model._default_manager.filter(**{self.way: owner})
        return self.narrow(mine.select_related(*self.joins) if self.joins else mine)

    @property
    def address(self) -> str:
        return f"{reverse(place(self.model, 'changelist'))}?{urlencode({PARAMETER: self.slug})}"


@dataclass(frozen=True)
class Row:
    name: str
    said: str
    address: str
    verbs: tuple[Verb, ...]


@dataclass(frozen=True)
class Waiting:
    """A queue as it stands: how many wait, and the first of them."""

    queue: Queue
    count: int
    first: tuple[Row, ...]


def all_queues() -> list[Queue]:
    return [queue for path in settings.ADMIN_QUEUES for queue in import_string(path)]


def queues_on(model: type[Model]) -> list[Queue]:
    return [queue for queue in all_queues() if queue.model is model]


def waiting_for(owner: User) -> list[tuple[Group, int, list[Waiting]]]:
    """Out: by group, how many wait in it and its queues; those in which nothing waits stand there too.

    What somebody may not see in the admin does not wait for them.
    """
    order = list(Group)
    queues = sorted(filter(partial(_may_see, owner), all_queues()), key=lambda queue: order.index(queue.group))
    groups = groupby((_look(queue, owner) for queue in queues), key=lambda one: one.queue.group)
    return [(group, sum(one.count for one in found), found) for group, found in _listed(groups)]


def _may_see(owner: User, queue: Queue) -> bool:
    opts = queue.model._meta
    codes = (get_permission_codename(verb, opts) for verb in ("view", "change"))
    return any(owner.has_perm(f"{opts.app_label}.{code}") for code in codes)


def _listed(groups: Iterable[tuple[Group, Iterator[Waiting]]]) -> Iterator[tuple[Group, list[Waiting]]]:
    for group, found in groups:
        yield group, list(found)


def _look(queue: Queue, owner: User) -> Waiting:
    rows = queue.rows(owner)
    count = rows.order_by().count()
    return Waiting(queue, count, tuple(_row(queue, row) for row in rows[:FIRST]) if count else ())


def _row(queue: Queue, row: Model) -> Row:
    verbs = tuple(verb_on(row, name, label) for name, label in queue.verbs)
    return Row(queue.named(row), queue.tell(row), page_of(row, queue.page), verbs)
