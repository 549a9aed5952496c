"""In: a call that is to be made. Out: the money for it set aside, or a refusal, written down either way."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from curation.errors import OverCap
from curation.ledger.amounts import NOTHING, dollars
from curation.models import Allowance, ModelCall


@dataclass(frozen=True)
class Month:
    """By the clock of the site; the first moment of the next is no part of it."""

    start: datetime
    end: datetime

    @property
    def resets_on(self) -> date:
        return self.end.date()


@dataclass(frozen=True)
class Balance:
    """US dollars of one owner in one month. `set_aside` is the most that calls can cost of which no end is known:
    those under way, and those that were interrupted.

    Without a `cap` there is no limit. `unpriced` is how many calls cost an unknown amount.
    """

    month: Month
    spent: Decimal
    set_aside: Decimal
    cap: Decimal | None
    unpriced: int

    @property
    def left(self) -> Decimal | None:
        if self.cap is None:
            return None
        return max(self.cap - self.spent - self.set_aside, NOTHING)

    @property
    def resets_on(self) -> date:
        return self.month.resets_on

    def refusal(self, cost: Decimal | None, what: str) -> str:
        """Why `what` may not cost so much, None for an unknown amount; empty where it may."""
        if self.cap is None or self.left is None:
            return ""
        cap = f"the month's cap of {dollars(self.cap)}"
        if cost is None:
            return f"No price is set for {what}, so {cap} could not be kept; the operator sets LLM_PRICES."
        if cost <= self.left or not cost:
            return ""
        left = f"{dollars(self.left)} is left until {self.resets_on.day} {self.resets_on:%B}"
        return f"Asking {what} could cost up to {dollars(cost)}; of {cap}, {left}."


def month_of(moment: datetime) -> Month:
    local = timezone.localtime(moment, timezone.get_default_timezone())
    start = local.replace(day=1, hour=0, minute=0, second=0, microsecond=0, fold=0)
    months = start.year * 12 + start.month
    return Month(start, start.replace(year=months // 12, month=months % 12 + 1))


def balance(owner: User) -> Balance:
    return _balance(Allowance.objects.filter(owner=owner).first() or Allowance(owner=owner))


def set_aside(call: ModelCall, most: Decimal | None) -> None:
    """In: a call not stored yet and the most that it can cost, None where no price is known.

    Raises OverCap where that does not fit into what is left; the refusal is stored as well. Within a transaction
    it raises RuntimeError: undone, that would take back money that is spent.
    """
    with transaction.atomic(durable=True):
        allowance, _ = Allowance.objects.select_for_update().get_or_create(owner=call.owner)
        refusal = _balance(allowance).refusal(most, call.model)
        call.outcome = ModelCall.Outcome.OVER_CAP if refusal else ModelCall.Outcome.UNDER_WAY
        call.error, call.reserved = refusal[:500], NOTHING if refusal or most is None else most
        call.cost = NOTHING if refusal else None
        call.save()
    if refusal:
        raise OverCap(refusal)


def _balance(allowance: Allowance) -> Balance:
    month = month_of(timezone.now())
    calls = ModelCall.objects.filter(owner=allowance.owner_id).since(month.start)
    settled = ~Q(outcome=ModelCall.Outcome.UNDER_WAY)
    sums = calls.aggregate(
        spent=Sum("cost"),
        set_aside=Sum("reserved", filter=ModelCall.holding()),
        unpriced=Count("pk", filter=Q(cost=None) & settled),
    )
    cap = settings.LLM_MONTHLY_CAP if allowance.monthly_cap is None else allowance.monthly_cap
    return Balance(month, sums["spent"] or NOTHING, sums["set_aside"] or NOTHING, cap, sums["unpriced"])
