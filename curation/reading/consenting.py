"""In: what a reader wants written of a source. Out: the calls of a model that it takes."""

from collections.abc import Callable, Sequence

from curation.reading.models import Aid, Cleaning, Explanation, Opinion
from curation.writing.forecast import Forecast, forecast, forecast_explanation
from curation.writing.portions import CLEANED, portions, spread
from curation.writing.schemas import Offer


def _cleaning(offers: Sequence[Offer]) -> list[Forecast]:
    return [forecast("clean", [offer.text for offer in part]) for part in portions(offers, CLEANED)]


def _opinion(offers: Sequence[Offer]) -> list[Forecast]:
    return [forecast("signal", [offer.text for offer in spread(offers)])]


FORECASTS: dict[type[Aid], Callable[[Sequence[Offer]], Sequence[Forecast]]] = {
    Explanation: forecast_explanation,
    Cleaning: _cleaning,
    Opinion: _opinion,
}
