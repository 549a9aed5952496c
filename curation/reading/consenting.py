"""In: what a reader wants written of a source. Out: the calls of a model that it takes."""

from collections.abc import Callable, Sequence

from django.conf import settings

from curation.models import Source
from curation.reading import passes
from curation.reading.levels import drafts_of
from curation.reading.models import (
    Aid,
    Cleaning,
    ExpertsWords,
    Explanation,
    NewcomersWords,
    Opinion,
    Practice,
    Unpuzzling,
)
from curation.reading.offering import offers_of
from curation.reading.puzzles import waiting_in
from curation.writing.forecast import (
    Forecast,
    forecast,
    forecast_cleaning,
    forecast_comparison,
    forecast_explanation,
    forecast_practice,
    forecast_signal,
)
from curation.writing.selected import around


def forecasts_of(kind: type[Aid], source: Source) -> Sequence[Forecast]:
    """Raises NothingToDo where nothing of the source may be seen."""
    return _FORECASTS[kind](source)


def _explanation(source: Source) -> Sequence[Forecast]:
    """With it what it says is held against the library, and what the reader did not get is answered."""
    told = forecast_explanation(offers_of(source), reads=settings.LLM_READS)
    return [*told, *forecast_comparison(1, reads=settings.LLM_READS), *_unpuzzling(source)]


def _unpuzzling(source: Source) -> Sequence[Forecast]:
    offers = offers_of(source)
    marks = waiting_in(source, passes.bound_for(source))
    return [forecast("explain_words", [one.text for one in around(mark.quote, offers)]) for mark in marks]


def _retelling(source: Source) -> Sequence[Forecast]:
    return [forecast("retell", [one.text for one in drafts_of(source)])]


def _cleaning(source: Source) -> Sequence[Forecast]:
    return forecast_cleaning(offers_of(source), reads=settings.LLM_READS)


def _opinion(source: Source) -> Sequence[Forecast]:
    return forecast_signal(offers_of(source), reads=settings.LLM_READS)


def _practice(source: Source) -> Sequence[Forecast]:
    return forecast_practice(offers_of(source), reads=settings.LLM_READS)


_FORECASTS: dict[type[Aid], Callable[[Source], Sequence[Forecast]]] = {
    Explanation: _explanation,
    Unpuzzling: _unpuzzling,
    NewcomersWords: _retelling,
    ExpertsWords: _retelling,
    Cleaning: _cleaning,
    Opinion: _opinion,
    Practice: _practice,
}
