"""In: a series whose time has come. Out: the promise of its digest, a draft that waits for approval.

The claim on a due time and the promise are one transaction: whatever is killed or done twice, it is promised once.
Of several times that have passed while nobody was awake, the latest alone is made.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from curation.errors import NothingToDo, OverCap
from curation.ledger import Estimate, estimate
from curation.ledger.amounts import dollars
from curation.wishes import Wish, settle
from curation.writing.forecast import Forecast
from digests.compose import forecast_parts
from digests.gather import Part, gather
from digests.models import Digest, Series
from digests.newsletter.endings import tell_of_empty
from digests.order import promise_within
from digests.schedule import Days, days_before, last_due, next_due
from digests.scope import Scope, scope_of, scope_within
from digests.series import set_series
from digests.series_wanted import rhythm_of
from digests.wording import period_in_words, unkept, yours_already

TOO_DEAR = "Quoted: what a model may cost here is more than was agreed to, or than is left."


def due_series() -> list[int]:
    """Out: ids, longest due first."""
    return list(Series.objects.due(timezone.now()).order_by("due_at", "pk").values_list("pk", flat=True))


@transaction.atomic
def promise_due(series_id: int) -> Digest | None:
    """Out: the digest that was promised; None where there was nothing to promise, and where another was faster."""
    now = timezone.now()
    series = Series.objects.due(now).select_related("owner").filter(pk=series_id).first()
    due = last_due(rhythm_of(series), now) if series else None
    if series is None or due is None or not _claim(series, now):
        return None
    days = days_before(rhythm_of(series), due)
    try:
        return _promise(series, days)
    except NothingToDo as error:
        set_series(series, last_outcome=f"{period_in_words(*days)}: nothing was made. {error}"[:300])
        tell_of_empty(series, series.last_outcome)
        return None


def tell_of(digest: Digest, told: str, *, quoted: bool = False) -> None:
    """What became of a digest that was promised, for the page of its series; `quoted` where no model was asked."""
    if digest.series:
        more = [TOO_DEAR if quoted else "", unkept(digest.writer, scope_of(digest).brief)]
        set_series(digest.series, last_outcome=" ".join(filter(None, [told, *more]))[:300])


@contextmanager
def telling_of_nothing(digest_id: int) -> Iterator[None]:
    """Where a series' digest turns out to have nothing in it, whoever sends it as a newsletter is told."""
    try:
        yield
    except NothingToDo as error:
        digest = Digest.objects.filter(pk=digest_id, writer="", series__isnull=False).select_related("series").first()
        if digest and digest.series:
            told = f"{period_in_words(digest.period_start, digest.period_end)}: nothing was made. {error}"
            tell_of_empty(digest.series, told)
        raise


def expected_cost(scope: Scope) -> Estimate:
    """What a model may cost for it as the library is now. Raises NothingToDo."""
    return estimate(scope.owner, forecast_parts(gather(scope).parts, scope.brief))


def costs_too_much(series: Series, forecasts: Sequence[Forecast]) -> str:
    """Why no model is asked for this unasked, in a sentence; empty where it may be."""
    try:
        settle(series.owner, forecasts, Wish(agreed=True))
    except OverCap as error:
        return str(error)
    expected, agreed = estimate(series.owner, forecasts), series.agreed_cost or 0
    if expected.usual <= settings.LLM_ASK_ABOVE or expected.cost <= agreed:
        return ""
    return f"Asking the model could have cost up to {dollars(expected.cost)}, more than was agreed to."


def _promise(series: Series, days: Days) -> Digest:
    scope = scope_within(series, series.owner, *days)
    known = scope.rows.first()
    if known and known.is_the_hands:
        raise NothingToDo(yours_already(known.title))
    too_much = costs_too_much(series, forecast_parts(_parts(scope), scope.brief))
    told = f"{period_in_words(*days)}: being made."
    set_series(series, last_outcome=f"{told} Quoted: {too_much}"[:300] if too_much else told)
    return promise_within(scope, Digest.Wanted.QUOTED if too_much else Digest.Wanted.WHOLE)


def _parts(scope: Scope) -> list[Part]:
    parts = gather(scope).parts
    if not parts:
        raise NothingToDo("What was kept is of no theme.")
    return parts


def _claim(series: Series, now: datetime) -> bool:
    """Whoever moves the due time on has it."""
    mine = Series.objects.filter(pk=series.pk, due_at=series.due_at, paused=False)
    return bool(mine.update(due_at=next_due(rhythm_of(series), now)))
