"""In: a source's text, form and vector, a reader's interests. Out: is it worth their time, and why.

Pure. What a reader chose by hand is kept; noise is judged in posts. Losing signal is worse than keeping some
noise: form decides only where it is plain, and nearness only filters what is far from every interest.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from curation.ai.base import Vectors
from curation.kinds import Kind
from curation.substance import brags, fishes, hypes, shouting, substance

DEFAULT_INTERESTS: tuple[str, ...] = (
    "training and evaluating language models",
    "AI agents and coding assistants",
    "context, retrieval and prompts for AI systems",
    "reinforcement learning and robotics",
    "chips, data centres and the cost of computing",
    "privacy, safety and open weights of AI models",
    "AI's effect on jobs, schools and society",
    "software engineering practice, testing and deployment",
    "open source software and developer tools",
    "starting a company and raising money",
    "finding product-market fit and talking to customers",
    "pricing, growth and retention of a product",
    "metrics, experiments and decisions",
    "product design and user experience",
    "hiring, management and careers in technology",
    "learning, reading and remembering what you read",
    "writing and thinking clearly",
    "science and biology done with software and AI",
)

EVERYDAY: tuple[str, ...] = (
    "food, cooking and restaurants",
    "sport, matches and training the body",
    "party politics and who is to blame",
    "the weather and the seasons",
    "family, children and pets",
    "jokes and funny stories",
    "a silly joke about a talking appliance",
    "holidays, travel and the view",
    "music, films, shows and celebrities",
    "shopping and special offers",
    "greetings and good wishes",
    "home, garden and daily errands",
    "how I feel today",
)

_SURE = 0.45
_CLEAR_LEAD = 0.5
_MARGIN = 0.04
_NO_GROUND = 0.19
_FEW_WORDS = 4
_LINK = re.compile(r"https?://\S+")
_HANDLES = re.compile(r"^(?:\s*@\w+(?!\w|['’]s\b))+[:,]?")
_TURN = re.compile(r"^\W{0,2}[A-Z][\w’' ]{0,24}:\s*(\S.*)$")
_SHORT_TURN = 14
_ROW = re.compile(r"[^\d\"“'‘]{0,14}\d")
_PROMOTION = re.compile(
    r"""\bgiveaway\b|\b(?:follow|like)\s(?:and|&|\+)\s(?:retweet|rt|subscribe|share)|\bretweet\sto\b|\blink\sin\s(?:my\s)?bio\b
    |\b\d+\s?%\s(?:discount|off)\b|\buse\s(?:my\s)?code\b|\b(?:discount|promo)\scode\b|\bsmash\sthat\b|\blimited\stime\soffer\b
    |\bdm\sme\s(?:for|to)\b|\b(?:buy|order|preorder|pre-order)\s(?:now|yours)\b|\b(?:tickets|seats)\sare\sgoing\sfast\b""",
    re.I | re.X,
)
_GREETING = re.compile(
    r"^\W*(?:good\s(?:morning|evening|night)|gm\b|gn\b|hello|hi\b|hey|welcome|thank(?:s|\syou)\b|congrat\w*"
    r"|(?:happy|merry)\s(?:new\syear|birthday|christmas|holidays|easter|\w+day|weekend))",
    re.I,
)
_GREETING_WORDS = 15
_SAYS_MUCH = 0.35
_LOUD = 0.5
_REMARK = 0.15
_WEIGHT = 0.4


@dataclass(frozen=True, eq=False)
class SignalCase:
    """What is judged. `reply_to` is the handle it answers, empty if none or if that is the author's own post.

    `vector` is the mean of its passages' vectors, shape (384,), or empty where there are none yet.
    """

    text: str
    kind: str
    vector: Vectors
    reply_to: str = ""


Form = tuple[Callable[[SignalCase], bool], str]


@dataclass(frozen=True)
class Verdict:
    """`score` runs from 0 to 1, at least 0.5 for what is kept; `reason` is a sentence for the reader."""

    score: float
    kept: bool
    reason: str


def judge(
    case: SignalCase,
    interests: Vectors,
    names: Sequence[str] = DEFAULT_INTERESTS,
    *,
    everyday: Vectors | None = None,
) -> Verdict:
    """`interests` (k, 384) has unit rows worded in `names`; `everyday` (m, 384) embeds `EVERYDAY`.

    With `everyday` a post is filtered that is nearer to daily life than to any interest; without, one that is
    far from all of them.
    """
    near, closest = _nearest(case.vector, interests)
    ground = _NO_GROUND if everyday is None else _nearest(case.vector, everyday)[0]
    told = substance(case.text)
    lead = 1.0 if near >= _SURE else near - ground + _MARGIN + _WEIGHT * max(0.0, told - _REMARK)
    if case.kind != Kind.POST:
        return _chosen_by_hand(case, _score(lead))
    fault = next((reason for noisy, reason in _forms(near, told) if noisy(case)), None)
    if fault:
        return Verdict(min(_score(lead), 0.25), kept=False, reason=fault)
    if closest is None:
        return Verdict(0.5, kept=True, reason="Kept unread: there is nothing to compare it by yet.")
    if lead < 0:
        reason = f"Far from your interests: closest is “{names[closest]}”, and not close."
        return Verdict(_score(lead), kept=False, reason=reason)
    return Verdict(_score(lead), kept=True, reason=_why_kept(near - ground + _MARGIN, names[closest]))


def _why_kept(lead: float, name: str) -> str:
    if lead < 0:
        return f"It reports something, with figures or findings; closest is “{name}”."
    return f"Close to “{name}”."


def _forms(near: float, told: float) -> tuple[Form, ...]:
    """Out: the forms that count as noise here: fewer for a post that says much, or is surely near."""
    if told >= _SAYS_MUCH:
        return () if near >= _SURE else (SCRIPT,)
    return CRIES if near >= _SURE else (*FORM, *CRIES)


def _chosen_by_hand(case: SignalCase, score: float) -> Verdict:
    if _words(case.text) < 2:
        return Verdict(0.0, kept=False, reason="There is next to nothing in it.")
    return Verdict(max(score, 0.5), kept=True, reason="You chose it yourself.")


def _nearest(vector: Vectors, interests: Vectors) -> tuple[float, int | None]:
    """Out: the highest cosine and whose it is; a mean of unit vectors is shorter than 1, hence the scale."""
    length = float(np.linalg.norm(vector)) if vector.size else 0.0
    if not length or not len(interests):
        return 0.0, None
    nearness = interests @ (vector / length)
    closest = int(np.argmax(nearness))
    return float(nearness[closest]), closest


def _score(lead: float) -> float:
    """Out: 0.5 at the threshold, 1 with a clear lead over daily life."""
    return round(float(np.clip(0.5 + 0.5 * lead / _CLEAR_LEAD, 0.0, 1.0)), 3)


def _words(text: str) -> int:
    return len(re.findall(r"\w[\w’'-]*", _HANDLES.sub("", _LINK.sub("", text))))


def _is_reply(case: SignalCase) -> bool:
    return bool(case.reply_to) or bool(_HANDLES.match(case.text))


def _is_promotion(case: SignalCase) -> bool:
    return bool(_PROMOTION.search(case.text))


def _is_greeting(case: SignalCase) -> bool:
    return bool(_GREETING.match(case.text)) and _words(case.text) <= _GREETING_WORDS


def _is_short(case: SignalCase) -> bool:
    return _words(case.text) < _FEW_WORDS


def _is_script(case: SignalCase) -> bool:
    """True for three or more short turns with a name before each, half of the lines; a table is none."""
    lines = [line for line in case.text.splitlines() if line.strip()]
    turns = [match.group(1) for line in lines if (match := _TURN.match(line.strip()))]
    short = [turn for turn in turns if len(turn.split()) <= _SHORT_TURN and not _ROW.match(turn)]
    return len(short) >= 3 and 2 * len(short) >= len(lines)


def _is_fishing(case: SignalCase) -> bool:
    return fishes(case.text)


def _is_bragging(case: SignalCase) -> bool:
    return brags(case.text)


def _is_hype(case: SignalCase) -> bool:
    return hypes(case.text)


def _is_loud(case: SignalCase) -> bool:
    return shouting(case.text) >= _LOUD


SCRIPT: Form = (_is_script, "A joke or a dialogue, with nothing claimed.")
FORM: tuple[Form, ...] = (
    (_is_reply, "A reply in someone else's conversation."),
    SCRIPT,
    (_is_promotion, "A promotion."),
    (_is_greeting, "A greeting."),
    (_is_short, "Too short to say something."),
)
CRIES: tuple[Form, ...] = (
    (_is_fishing, "It asks for reactions and reports nothing."),
    (_is_bragging, "An announcement of success, with nothing to learn from."),
    (_is_hype, "Hype, with nothing reported."),
    (_is_loud, "Loud, with nothing reported."),
)
