"""In: an owner. Out: the ledger as plain data, as the page shows it, `--json` prints it and the API answers."""

from datetime import date, datetime
from decimal import Decimal

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone
from pydantic import Field

from curation.data import Data
from curation.ledger.allowances import Balance, balance
from curation.ledger.amounts import NOTHING
from curation.models import ModelCall

MONTHS = 12


class TaskData(Data):
    """One task's share of the month. `calls` were answered; `known` needed no call. Amounts are US dollars."""

    task: str
    calls: int
    known: int
    failed: int
    refused: int
    tokens_in: int
    tokens_out: int
    tokens_cached: int
    cost: Decimal
    saved: Decimal


class MonthData(Data):
    """An earlier month: what its answered calls cost, in US dollars."""

    since: date
    calls: int
    cost: Decimal


class LedgerData(Data):
    """This month, in US dollars. `cap` and `left` are null where nothing limits what is spent.

    `set_aside` is the most that calls under way, or interrupted, can cost; `saved`, what answers that were known
    already would have cost again; `unpriced` counts calls whose price nobody has set, which are not in `spent`.
    """

    since: date
    resets_on: date
    spent: Decimal
    set_aside: Decimal
    cap: Decimal | None
    left: Decimal | None
    saved: Decimal
    unpriced: int
    tasks: list[TaskData]
    earlier: list[MonthData]


class CallData(Data):
    """`outcome` is under_way, answered, known, over_cap, failed or interrupted; `cost` null where it is unknown."""

    id: int
    task: str
    version: str
    model: str
    endpoint: str
    tokens_in: int
    tokens_out: int
    tokens_cached: int
    counted: bool
    cost: Decimal | None
    saved: Decimal
    seconds: float
    tries: int
    outcome: str = Field(validation_alias="state")
    error: str
    run_id: int | None
    started_at: datetime


class CallPage(Data):
    """Some of the calls, and how many there are in all."""

    items: list[CallData]
    count: int


def ledger_data(owner: User) -> LedgerData:
    now = balance(owner)
    tasks = _tasks(owner, now)
    return LedgerData(
        since=now.month.start.date(),
        resets_on=now.resets_on,
        spent=now.spent,
        set_aside=now.set_aside,
        cap=now.cap,
        left=now.left,
        saved=sum((task.saved for task in tasks), NOTHING),
        unpriced=now.unpriced,
        tasks=tasks,
        earlier=_earlier(owner, now),
    )


def call_page(owner: User, *, limit: int, offset: int) -> CallPage:
    calls = calls_of(owner)
    rows = calls[offset : offset + limit]
    return CallPage(items=[CallData.model_validate(row) for row in rows], count=calls.count())


def calls_of(owner: User) -> QuerySet[ModelCall]:
    """Latest first, each with its run."""
    return ModelCall.objects.of(owner).select_related("run")


def _earlier(owner: User, now: Balance) -> list[MonthData]:
    """The latest first; months without a call are left out."""
    calls = ModelCall.objects.of(owner).filter(started_at__lt=now.month.start).order_by()
    months = calls.annotate(since=TruncMonth("started_at", tzinfo=timezone.get_default_timezone())).values("since")
    rows = months.annotate(
        calls=Count("pk", filter=Q(outcome=ModelCall.Outcome.ANSWERED)), sum_cost=Sum("cost", default=NOTHING)
    )
    latest = rows.order_by("-since")[:MONTHS]
    return [MonthData(since=row["since"].date(), calls=row["calls"], cost=row["sum_cost"]) for row in latest]


def _tasks(owner: User, now: Balance) -> list[TaskData]:
    """The dearest first."""
    outcome = ModelCall.Outcome
    calls = ModelCall.objects.of(owner).since(now.month.start).order_by().values("task")
    rows = calls.annotate(
        calls=Count("pk", filter=Q(outcome=outcome.ANSWERED)),
        known=Count("pk", filter=Q(outcome=outcome.KNOWN)),
        failed=Count("pk", filter=Q(outcome=outcome.FAILED)),
        refused=Count("pk", filter=Q(outcome=outcome.OVER_CAP)),
        **{f"sum_{name}": Sum(name, default=0) for name in ("tokens_in", "tokens_out", "tokens_cached")},
        sum_cost=Sum("cost", default=NOTHING),
        sum_saved=Sum("saved", default=NOTHING),
    )
    named = [TaskData.model_validate({name.removeprefix("sum_"): value for name, value in row.items()}) for row in rows]
    return sorted(named, key=lambda task: (-task.cost, -task.calls, task.task))
