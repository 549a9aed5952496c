"""In: what a writer would be given. Out: how many tokens its calls take at most, before any is made. Pure.

Upper bounds rather than guesses: texts count four bytes to a token, answers as long as their prompt allows,
second readings as long as what the first may hand on. What an answer has as a rule stands beside it. A repaired
answer is not counted, nor is a kept one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from curation.writing.comparing import COMPARED, LARGEST_CASE
from curation.writing.following import asked_of, told_of
from curation.writing.portions import (
    CLEANED,
    NUMBER_AND_HEAD,
    PROPOSED,
    READS,
    SAMPLED,
    STRETCH,
    leading,
    portions,
    said,
    sampled,
    size,
    spread,
    stretches,
    tokens,
)
from curation.writing.prompting import ModelClass, doubt, overhead, prompt_file, told_of_reader, wished
from curation.writing.schemas import PLAINLY, DigestBrief, Offer, SectionOffer, Turn

_EXCERPT = 100
_NOTED = 12
_LEAD_STATEMENTS = 4
# Sentences of a section that may be compared with what was met before.
_COMPARED = 12


@dataclass(frozen=True)
class Forecast:
    """Of one call. `tokens_out` is the most that may be answered, `usual_out` what is as a rule; `task` names the
    prompt, for models that are chosen by task."""

    model_class: ModelClass
    tokens_in: int
    tokens_out: int
    usual_out: int
    task: str = ""


def with_reader(one: Forecast, reader: str) -> Forecast:
    """The same for a reader who says this of themselves, where that stands in its prompt."""
    more = told_of_reader(one.task, reader) if one.task else 0
    return replace(one, tokens_in=one.tokens_in + more)


def forecast(task: str, texts: Sequence[str]) -> Forecast:
    return _call(task, sum(tokens(text) + NUMBER_AND_HEAD for text in texts))


def forecast_section(
    offers: Sequence[Offer], *, reads: int = READS, brief: DigestBrief = PLAINLY
) -> tuple[Forecast, ...]:
    if not offers:
        return ()
    asked = wished(brief)
    if size(offers) <= reads:
        return (_call("section", asked + size(offers)),)
    parts = portions(offers, reads)
    proposed = min(reads, len(parts) * PROPOSED * _EXCERPT)
    return (*(_call("propose", asked + size(part)) for part in parts), _call("section", asked + proposed))


def forecast_explanation(offers: Sequence[Offer], *, reads: int = READS) -> tuple[Forecast, ...]:
    """Map and reduce for a source that is long."""
    if not offers:
        return ()
    if size(offers) <= min(STRETCH, reads):
        return (_call("explain_whole", size(offers)),)
    parts = stretches(offers, min(STRETCH, reads))
    noted = min(reads, len(parts) * _NOTED * _EXCERPT)
    return (*(_call("explain_chapter", size(part)) for part in parts), _call("explain_whole", noted))


def forecast_digest(
    sections: Sequence[Sequence[Offer]], *, reads: int = READS, brief: DigestBrief = PLAINLY
) -> tuple[Forecast, ...]:
    """In: the offers of each section. Out: the calls for all sections, and for the lead."""
    written = [one for offers in sections for one in forecast_section(offers, reads=reads, brief=brief)]
    lead = min(reads, len(sections) * _LEAD_STATEMENTS * _EXCERPT)
    return (*written, _call("lead", wished(brief) + lead)) if written else ()


def forecast_comparison(sections: int, *, reads: int = READS) -> tuple[Forecast, ...]:
    """Of what so many sections say with what was met before: one call for the whole digest."""
    return (_call("compare", min(reads, COMPARED, sections * _COMPARED * LARGEST_CASE)),) if sections else ()


def forecast_answer(
    question: str,
    offers: Sequence[Offer],
    *,
    reads: int = READS,
    earlier: Sequence[Turn] = (),
    said: Sequence[str] = (),
) -> tuple[Forecast, ...]:
    talk = tokens(asked_of(earlier, said) + told_of(earlier, said)) if earlier or said else 0
    return (
        (_call("answer", tokens(question) + tokens(doubt()) + talk + size(leading(offers, reads))),) if offers else ()
    )


def forecast_summary(offers: Sequence[Offer], *, statements: int, reads: int = READS) -> tuple[Forecast, ...]:
    return tuple(_call("summary", size(part)) for part in sampled(offers, reads, statements))


def forecast_outline(sections: Sequence[SectionOffer], *, reads: int = READS) -> tuple[Forecast, ...]:
    """In halves, where they are more than is read at once."""
    given = [section for section in sections if section.statements]
    if len(given) > 1 and said(given) > reads:
        halves = given[: len(given) // 2], given[len(given) // 2 :]
        return tuple(one for half in halves for one in forecast_outline(half, reads=reads))
    return (_call("outline", said(given)),) if given else ()


def forecast_cleaning(offers: Sequence[Offer], *, reads: int = READS) -> tuple[Forecast, ...]:
    return tuple(_call("clean", size(part)) for part in portions(offers, min(CLEANED, reads)))


def forecast_signal(offers: Sequence[Offer], *, reads: int = READS) -> tuple[Forecast, ...]:
    return (_call("signal", size(spread(offers, min(SAMPLED, reads)))),) if offers else ()


def forecast_practice(offers: Sequence[Offer], *, reads: int = READS) -> tuple[Forecast, ...]:
    """In: the passages that hold what was marked and the takeaways, which stand there once more."""
    return (_call("practise", 2 * size(leading(offers, reads))),) if offers else ()


def forecast_judgement(texts: Sequence[str], offers: Sequence[Offer], *, reads: int = READS) -> tuple[Forecast, ...]:
    """In: the question, what was said and the reference, and the passages that this cites."""
    return (_call("judge_answer", sum(map(tokens, texts)) + size(leading(offers, reads))),) if offers else ()


def _call(task: str, tokens_in: int) -> Forecast:
    file = prompt_file(task)
    return Forecast(file.model_class, overhead(task) + tokens_in, file.most_tokens, file.usual_tokens, task)
