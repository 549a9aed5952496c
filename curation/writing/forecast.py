"""In: what a writer would be given. Out: how many tokens its calls take at most, before any is made. Pure.

Upper bounds rather than guesses: texts count four bytes to a token, answers as long as their prompt allows,
second readings as long as what the first may hand on. A repaired answer is not counted, nor is a kept one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from curation.writing.portions import READS, STRETCH, leading, portions, said, size, stretches, tokens
from curation.writing.prompting import ModelClass, overhead, prompt_file
from curation.writing.schemas import Offer, SectionOffer

_NUMBER_AND_HEAD = 16
_EXCERPT = 100
_PROPOSED = 6
_NOTED = 12
_LEAD_STATEMENTS = 4


@dataclass(frozen=True)
class Forecast:
    """Of one call. `task` names its prompt, for models that are chosen by task."""

    model_class: ModelClass
    tokens_in: int
    tokens_out: int
    task: str = ""


def forecast(task: str, texts: Sequence[str]) -> Forecast:
    return _call(task, sum(tokens(text) + _NUMBER_AND_HEAD for text in texts))


def forecast_section(offers: Sequence[Offer], *, reads: int = READS) -> tuple[Forecast, ...]:
    if not offers:
        return ()
    if size(offers) <= reads:
        return (_call("section", size(offers)),)
    parts = portions(offers, reads)
    proposed = min(reads, len(parts) * _PROPOSED * _EXCERPT)
    return (*(_call("propose", size(part)) for part in parts), _call("section", proposed))


def forecast_explanation(offers: Sequence[Offer], *, reads: int = READS) -> tuple[Forecast, ...]:
    """Map and reduce for a source that is long."""
    if not offers:
        return ()
    if size(offers) <= min(STRETCH, reads):
        return (_call("explain_whole", size(offers)),)
    parts = stretches(offers, min(STRETCH, reads))
    noted = min(reads, len(parts) * _NOTED * _EXCERPT)
    return (*(_call("explain_chapter", size(part)) for part in parts), _call("explain_whole", noted))


def forecast_digest(sections: Sequence[Sequence[Offer]], *, reads: int = READS) -> tuple[Forecast, ...]:
    """In: the offers of each section. Out: the calls for all sections, and for the lead."""
    written = [one for offers in sections for one in forecast_section(offers, reads=reads)]
    lead = min(reads, len(sections) * _LEAD_STATEMENTS * _EXCERPT)
    return (*written, _call("lead", lead)) if written else ()


def forecast_answer(question: str, offers: Sequence[Offer], *, reads: int = READS) -> tuple[Forecast, ...]:
    return (_call("answer", tokens(question) + size(leading(offers, reads))),) if offers else ()


def forecast_outline(sections: Sequence[SectionOffer]) -> tuple[Forecast, ...]:
    return (_call("outline", said(sections)),) if said(sections) else ()


def _call(task: str, tokens_in: int) -> Forecast:
    file = prompt_file(task)
    return Forecast(file.model_class, overhead(task) + tokens_in, file.most_tokens, task)
