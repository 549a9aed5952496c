"""In: what a reader wants written of a source. Out: the calls of a model that it takes."""

from collections.abc import Callable, Sequence

from django.conf import settings

from curation.reading.models import Aid, Cleaning, Explanation, Opinion, Practice
from curation.writing.forecast import (
    Forecast,
    forecast_cleaning,
    forecast_explanation,
    forecast_practice,
    forecast_signal,
)
from curation.writing.schemas import Offer

_FORECASTS: dict[type[Aid], Callable[..., Sequence[Forecast]]] = {
    Explanation: forecast_explanation,
    Cleaning: forecast_cleaning,
    Opinion: forecast_signal,
    Practice: forecast_practice,
}


def forecasts_of(kind: type[Aid], offers: Sequence[Offer]) -> Sequence[Forecast]:
    return _FORECASTS[kind](offers, reads=settings.LLM_READS)
