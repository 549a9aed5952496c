"""What a score is made of, as it is stored with a source, answered by the API, and put into words for the reader.

Pure. `Source.signal_facts` holds `SignalFacts.model_dump(mode="json")`, or {} where nothing has judged it yet.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer

from curation.acts import Act

Measure = Annotated[float, PlainSerializer(lambda number: round(number, 3), return_type=float)]


class Cause(StrEnum):
    """What settled it. The forms of noise come first, then the other grounds to filter, then those to keep."""

    REPLY = "reply"
    JOKE = "joke"
    PROMOTION = "promotion"
    GREETING = "greeting"
    SHORT = "short"
    BAIT = "bait"
    BRAG = "brag"
    HYPE = "hype"
    LOUD = "loud"
    FAR = "far"
    UNWANTED = "unwanted"
    LIKE_DROPPED = "like_dropped"
    EMPTY = "empty"
    NEAR = "near"
    REPORT = "report"
    LIKE_WANTED = "like_wanted"
    CHOSEN = "chosen"
    FOLLOWED = "followed"
    UNREAD = "unread"


KEPT = frozenset({Cause.NEAR, Cause.REPORT, Cause.LIKE_WANTED, Cause.CHOSEN, Cause.FOLLOWED, Cause.UNREAD})


class Sign(StrEnum):
    """What a hand did with a source, as far as it teaches something about others."""

    DROPPED = "dropped"
    RESTORED = "restored"
    MORE = "more"
    LESS = "less"
    APPEALED = "appealed"


class Weighed(BaseModel):
    """A source that a hand decided about, and how like it is: cosine, -1 to 1."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    source: int
    sign: Sign
    likeness: Measure


class SignalFacts(BaseModel):
    """The parts of a score.

    - `near`: cosine to the closest wanted interest, its weight added; `interest` is that phrase
    - `ground`: cosine to the closest piece of daily life
    - `against`: cosine to the closest phrase of which the reader wants less; `unwanted` is that phrase, or empty
    - `substance`: 0 for a remark, towards 1 for a report; `acts`: what it does, the weightiest first
    - `form`: the form of noise that it has, or empty
    - `push`: what the hand's examples say, -1 (away) to 1; `weighed`: those that say it, the weightiest first
    - `cause`: what settled it, None where nothing has judged it
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    near: Measure = 0.0
    interest: str = ""
    ground: Measure = 0.0
    against: Measure = 0.0
    unwanted: str = ""
    substance: Measure = 0.0
    acts: tuple[Act, ...] = ()
    form: str = ""
    push: Measure = 0.0
    weighed: tuple[Weighed, ...] = ()
    cause: Cause | None = None


FORMS = {
    "reply": "a reply to somebody",
    "joke": "a joke or a dialogue",
    "promotion": "a promotion",
    "greeting": "a greeting",
    "short": "a few words",
    "bait": "asks for reactions",
    "brag": "an announcement of success",
    "hype": "hype",
    "loud": "loud",
}
_SIGNS = {
    Sign.DROPPED: "you dropped {} like it",
    Sign.RESTORED: "you restored {} like it",
    Sign.MORE: "you want more like {} that it resembles",
    Sign.LESS: "you want less like {} that it resembles",
    Sign.APPEALED: "you appealed for {} like it",
}
_NUMBERS = ("none", "one", "two", "three", "four", "five")
_CLOSE, _NOT_FAR = 0.35, 0.2


def in_words(facts: SignalFacts) -> tuple[str, ...]:
    """Out: what speaks for it and against it, a few words each: close to “…”; explains something."""
    if facts.cause is None:
        return ()
    told = [_nearness(facts), *_unwanted(facts), *_acts(facts), FORMS.get(facts.form, ""), *_hand(facts.weighed)]
    return tuple(part for part in told if part)


def _nearness(facts: SignalFacts) -> str:
    if not facts.interest:
        return ""
    how = (
        "close to" if facts.near >= _CLOSE else "not far from" if facts.near >= _NOT_FAR else "far from all, closest is"
    )
    return f"{how} “{facts.interest}”"


def _unwanted(facts: SignalFacts) -> list[str]:
    shows = facts.unwanted and facts.against >= max(_NOT_FAR, facts.near)
    return [f"nearer to “{facts.unwanted}”, of which you want less"] if shows else []


def _acts(facts: SignalFacts) -> list[str]:
    """A text that does more than claim need not be told to claim as well."""
    acts = [act for act in facts.acts if act != Act.CLAIMS or len(facts.acts) == 1][:2]
    return [" and ".join(acts) + " something" if acts else "claims, shows and asks nothing"]


def _hand(weighed: Sequence[Weighed]) -> list[str]:
    counts = {sign: sum(one.sign == sign for one in weighed) for sign in Sign}
    return [_SIGNS[sign].format(_number(count)) for sign, count in counts.items() if count]


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
