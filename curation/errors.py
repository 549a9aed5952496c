"""Errors whose message is a sentence for the person who meets it."""

from dataclasses import dataclass
from decimal import Decimal


class CurationError(Exception):
    """Something a person can act on. `str(error)` is shown to them; `code` is for programs."""

    code = "error"


class TemporaryError(CurationError):
    """The same call may succeed later; background work is tried again, not before `after` seconds have passed."""

    code = "temporary"

    def __init__(self, message: str = "", *, after: float = 0.0) -> None:
        super().__init__(message)
        self.after = after


@dataclass(frozen=True)
class Spent:
    """What a call that came to nothing has used all the same. Unless `counted`, tokens are reckoned from the text."""

    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    counted: bool = False
    tries: int = 1


class ModelAway(TemporaryError):
    """No language model answers now: out of reach, out of order, or it asked for patience (`after` seconds).

    `spent` is None where the model did no work.
    """

    code = "model_away"

    def __init__(self, message: str = "", *, after: float = 0.0, spent: Spent | None = None) -> None:
        super().__init__(message, after=after)
        self.spent = spent


class ModelFailed(CurationError):
    """A language model answered, but not what was asked of it, also when asked again.

    `spent` is what the answer cost that is told of here; None where it is accounted for, or cost nothing.
    """

    code = "model_failed"

    def __init__(self, message: str = "", *, spent: Spent | None = None) -> None:
        super().__init__(message)
        self.spent = spent


class SaidNothing(ModelFailed):
    """The answer is empty: models that think before they answer may have used all the room for that."""


class TooLong(ModelFailed):
    """The prompt is longer than the model can read; smaller parts may do."""

    code = "too_long"


class UnreadableUpload(CurationError):
    """The bytes are kept, but no reader can make sources of them."""

    code = "unreadable"


class NotFound(CurationError):
    """What was named does not exist in this person's library."""

    code = "not_found"


class NothingToDo(CurationError):
    """The request is fine but there is nothing to work on, an empty week for instance."""

    code = "nothing_to_do"


class ChangedMeanwhile(CurationError):
    """What was to be changed is no longer what its editor saw; the message says what stands now."""

    code = "changed_meanwhile"


class Refused(CurationError):
    """The request is understood and not allowed: an address inside the network, a file too large."""

    code = "refused"


class Misconfigured(CurationError):
    """The installation lacks something; the message names the command that mends it."""

    code = "misconfigured"


class OverCap(Refused):
    """The call could take the owner past the month's cap, so it was not made."""

    code = "over_cap"


class NeedsConsent(CurationError):
    """The work would cost more than is spent without asking; `cost` is the estimate in US dollars."""

    code = "needs_consent"

    def __init__(self, message: str, *, cost: Decimal) -> None:
        super().__init__(message)
        self.cost = cost
