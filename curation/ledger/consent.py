"""In: the calls that a piece of work will make. Out: what they may cost, and whether that may be spent unasked."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.contrib.auth.models import User

from curation.chat import get_chat, get_models
from curation.errors import NeedsConsent, OverCap
from curation.ledger.allowances import Balance, balance
from curation.ledger.amounts import NOTHING, dollars
from curation.ledger.prices import price_of
from curation.profile import profile_of
from curation.writing.forecast import Forecast, with_reader

# What `shared/_consent.html` posts as `consent`: go on with the model, or do without it.
GO_ON, QUOTE = "model", "quote"


@dataclass(frozen=True)
class Estimate:
    """US dollars. `cost` is the most that it can be, `usual` what it mostly is; both leave out `unpriced`, the
    models without a price."""

    cost: Decimal
    balance: Balance
    unpriced: tuple[str, ...] = ()
    usual: Decimal = NOTHING

    @property
    def left(self) -> Decimal | None:
        return self.balance.left

    @property
    def priced(self) -> bool:
        return not self.unpriced


def estimate(owner: User, forecasts: Iterable[Forecast]) -> Estimate:
    """Nothing where no model is set. What its owner says of themselves is counted in."""
    chat = get_chat()
    if chat is None:
        return Estimate(NOTHING, balance(owner))
    models, cost, usual, unpriced = get_models(), NOTHING, NOTHING, set()
    reader = profile_of(owner).words
    for forecast in (with_reader(one, reader) for one in forecasts):
        model = models.get(forecast.task) or models[forecast.model_class]
        price = price_of(model, chat.endpoint)
        if price:
            cost += price.of(forecast.tokens_in, forecast.tokens_out)
            usual += price.of(forecast.tokens_in, forecast.usual_out)
        else:
            unpriced.add(model)
    return Estimate(cost, balance(owner), tuple(sorted(unpriced)), usual)


def consent(owner: User, forecasts: Iterable[Forecast], *, agreed: bool = False) -> Estimate:
    """Call it before the work. Raises OverCap where the work cannot fit into what is left of the month's cap, and
    NeedsConsent where it would as a rule cost more than LLM_ASK_ABOVE and the owner has not `agreed`.

    Of a model without a price nothing can be said, so it is not asked about; with a cap it is refused.
    """
    expected = estimate(owner, forecasts)
    for model in expected.unpriced:
        _refuse(expected.balance.refusal(None, model))
    _refuse(expected.balance.refusal(expected.cost, "the model"))
    if expected.usual > settings.LLM_ASK_ABOVE and not agreed:
        raise NeedsConsent(_question(expected), cost=expected.cost)
    return expected


def estimate_of(owner: User, error: NeedsConsent) -> Estimate:
    """Out: what `shared/_consent.html` shows as `estimate`."""
    return Estimate(error.cost, balance(owner))


def _refuse(refusal: str) -> None:
    if refusal:
        raise OverCap(refusal)


def _question(expected: Estimate) -> str:
    left = f"; {dollars(expected.left)} is left this month" if expected.left is not None else ""
    return f"This may cost up to {dollars(expected.cost)}{left}. It waits for you to agree."
