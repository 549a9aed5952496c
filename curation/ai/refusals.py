"""In: what the SDK or the connection raised. Out: an error of ours, told by type and status, never by words.

Codes are read where a server gives them; they are meant for programs.
"""

import logging
from dataclasses import dataclass

import openai

from curation.ai.bounded import Interrupted, Limits, Packed, TooLarge, TooSlow, asked_patience
from curation.ai.completions import NoModel, Unreadable
from curation.ai.dialects import FORMAL, name_of
from curation.errors import CurationError, Misconfigured, ModelAway, ModelFailed, Spent, TooLong

logger = logging.getLogger(__name__)

# OpenAI's and llama.cpp's names for a prompt that is longer than the model reads.
LENGTH_CODES = frozenset({"context_length_exceeded", "string_above_max_length", "exceed_context_size_error"})
# OpenAI's and Azure's names for words that they will not read.
DECLINED_CODES = frozenset({"content_filter", "content_policy_violation", "invalid_prompt"})
USED_UP = "insufficient_quota"
# RFC 9110 calls 402 "Payment Required".
NO_MONEY = 402
MISUNDERSTOOD = frozenset({400, 422})
# Servers that give no reason refuse long prompts for their length, and short ones hardly.
LONG_TOKENS = 2000
LONGEST_LOGGED = 300


@dataclass(frozen=True)
class Case:
    """Who failed. `tokens` is the length of the prompt; `spent` what was used, None where nothing was."""

    model: str
    endpoint: str
    limits: Limits
    tokens: int
    spent: Spent | None

    @property
    def who(self) -> str:
        return f"{self.model} at {self.endpoint}"


def translated(failure: openai.OpenAIError | Interrupted, case: Case) -> CurationError:
    match failure:
        case openai.APIStatusError():
            return _refused(failure, case)
        case openai.APIConnectionError():
            return ModelAway(f"{case.endpoint} cannot be reached at the moment.")
        case Interrupted():
            return _interrupted(failure, case)
    return ModelAway(f"{case.who} broke off its answer with an error of its own.", spent=case.spent)


def is_about_form(failure: openai.APIStatusError, tokens: int, *, sure: bool) -> bool:
    """May the same, asked in another form, be understood?

    `sure`: the form was understood before. Then a long prompt that is refused without a reason is too long.
    """
    if failure.status_code not in MISUNDERSTOOD or _is_length(failure) or _declines(failure):
        return False
    if failure.param:
        return name_of(failure.param) in FORMAL
    return not (sure and tokens >= LONG_TOKENS)


def note(failure: openai.APIStatusError, case: Case, key: str) -> None:
    """For the operator, what the server gave as its reason; some repeat the key in it."""
    reason = failure.body.get("message", "") if isinstance(failure.body, dict) else ""
    said = " ".join(str(reason).split())[:LONGEST_LOGGED]
    logger.warning("%s answered %s: %s", case.who, failure.status_code, said.replace(key, "***") if key else said)


def _interrupted(failure: Interrupted, case: Case) -> CurationError:
    match failure:
        case TooSlow():
            message = f"{case.who} took longer than {case.limits.seconds:g} seconds."
            return ModelAway(message, spent=case.spent)
        case TooLarge():
            message = f"{case.who} gave an answer of more than {case.limits.size / 1e6:g} MB."
            return ModelFailed(message, spent=case.spent)
        case Packed():
            return ModelFailed(f"{case.endpoint} compresses its answers, which it was not asked to.", spent=case.spent)
        case NoModel():
            return ModelFailed(f"{case.endpoint} answered with a page. Check OPENAI_BASE_URL.")
        case Unreadable():
            return ModelFailed(f"{case.who} answered with what is no chat completion.", spent=case.spent)
    message = f"The connection to {case.who} broke off before the answer was whole."
    return ModelAway(message, spent=case.spent)


def _refused(failure: openai.APIStatusError, case: Case) -> CurationError:
    status = failure.status_code
    if _is_length(failure):
        return _too_long(case)
    if status == NO_MONEY or (status == 429 and failure.code == USED_UP):
        return ModelAway(f"{case.endpoint} says that the account has spent all it may.")
    if status == 429:
        return _busy(failure, case)
    if status in {408, 409, 425} or status >= 500:
        after = asked_patience(failure.response.headers)
        return ModelAway(f"{case.endpoint} has trouble of its own (error {status}).", after=after)
    if _declines(failure):
        return ModelFailed(f"{case.who} declines to answer.")
    return _refused_for_good(status, case)


def _busy(failure: openai.APIStatusError, case: Case) -> ModelAway:
    after = asked_patience(failure.response.headers)
    wait = f"; it asks for {after:.0f} seconds of patience" if after >= 1 else ""
    return ModelAway(f"{case.endpoint} is asked too often{wait}.", after=after)


def _refused_for_good(status: int, case: Case) -> CurationError:
    if status in {401, 403}:
        return Misconfigured(f"{case.endpoint} refuses the key for {case.model}. Set OPENAI_API_KEY.")
    if status in {404, 405}:
        return Misconfigured(f"{case.endpoint} knows no {case.model}. Check OPENAI_BASE_URL and OPENAI_MODEL.")
    if status < 400:
        message = f"{case.endpoint} sends callers elsewhere. Set OPENAI_BASE_URL to the address it means."
        return Misconfigured(message)
    if status in MISUNDERSTOOD and case.tokens >= LONG_TOKENS:
        return _too_long(case)
    return ModelFailed(f"{case.who} refuses what it is asked (error {status}).")


def _too_long(case: Case) -> TooLong:
    return TooLong(f"The text is longer than {case.who} can read at once.")


def _declines(failure: openai.APIStatusError) -> bool:
    return not DECLINED_CODES.isdisjoint({failure.code, failure.type})


def _is_length(failure: openai.APIStatusError) -> bool:
    return failure.status_code == 413 or not LENGTH_CODES.isdisjoint({failure.code, failure.type})
