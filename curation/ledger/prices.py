"""In: a model, and where it is asked. Out: what its tokens cost, if anybody has said so."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from functools import lru_cache
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from django.conf import settings
from pydantic import Field, TypeAdapter, ValidationError

from curation.ai.base import ChatRequest
from curation.errors import Misconfigured

MILLION, SMALLEST = Decimal(1_000_000), Decimal("0.000001")
PRIVATE_ENDINGS = (".localhost", ".localdomain", ".local", ".lan", ".internal", ".home.arpa")
# What a server may add to each message to tell one from another.
AROUND_A_MESSAGE = 16

Rate = Annotated[Decimal, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
_Prices = TypeAdapter(dict[str, tuple[Rate, Rate] | tuple[Rate, Rate, Rate]])


@dataclass(frozen=True)
class Price:
    """US dollars for a million tokens."""

    tokens_in: Decimal
    tokens_out: Decimal
    tokens_cached: Decimal

    def of(self, tokens_in: int, tokens_out: int, tokens_cached: int = 0) -> Decimal:
        """US dollars, rounded up to a millionth: what is booked is never less than what is owed."""
        cached = min(tokens_cached, tokens_in)
        parts = (self.tokens_in * (tokens_in - cached), self.tokens_cached * cached, self.tokens_out * tokens_out)
        return (sum(parts, Decimal(0)) / MILLION).quantize(SMALLEST, rounding=ROUND_UP)


FREE = Price(Decimal(0), Decimal(0), Decimal(0))


def price_of(model: str, endpoint: str) -> Price | None:
    """A model of one's own costs nothing where no price is set; of any other without a price, None is known."""
    priced = read_prices(settings.LLM_PRICES).get(model)
    return priced or (FREE if is_local(endpoint) else None)


@lru_cache(maxsize=8)
def read_prices(text: str) -> Mapping[str, Price]:
    """In: `{"model": [in, out, cached in]}`; without the third, cached tokens cost what others do."""
    try:
        rows = _Prices.validate_json(text)
    except ValidationError as error:
        said = 'LLM_PRICES must be like {"model": [1.25, 10, 0.125]}, US dollars for a million tokens in, out, cached.'
        raise Misconfigured(said) from error
    return {model: Price(row[0], row[1], row[2] if len(row) > 2 else row[0]) for model, row in rows.items()}


def is_local(endpoint: str) -> bool:
    """On this machine or in its network: a private address, or a name that only such a network knows."""
    try:
        host = urlsplit(endpoint if "//" in endpoint else f"//{endpoint}").hostname or ""
    except ValueError:
        return False
    try:
        return ip_address(host).is_private
    except ValueError:
        return bool(host) and ("." not in host or host.endswith(PRIVATE_ENDINGS))


def most_tokens_in(request: ChatRequest) -> int:
    """No tokenizer makes more tokens than there are bytes."""
    texts = [message.text for message in request.messages]
    if request.schema is not None:
        texts.append(str(request.schema))
    return sum(len(text.encode("utf-8", "replace")) + AROUND_A_MESSAGE for text in texts)
