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
    "holidays, travel and the view",
    "music, films, shows and celebrities",
    "shopping and special offers",
    "greetings and good wishes",
    "home, garden and daily errands",
    "how I feel today",
)

_SURE = 0.45
_CLEAR_LEAD = 0.3
_MARGIN = 0.04
_NO_GROUND = 0.19
_FEW_WORDS = 4
_LINK = re.compile(r"https?://\S+")
_HANDLES = re.compile(r"^(?:\s*@\w+(?!\w|['’]s\b))+[:,]?")
_TURN = re.compile(r"^\W{0,2}[A-Z][\w’' ]{0,24}:\s*(\S.*)$")
_SHORT_TURN = 14
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


@dataclass(frozen=True, eq=False)
class SignalCase:
    """What is judged. `reply_to` is the handle it answers, empty if none or if that is the author's own post.

    `vector` is the mean of its passages' vectors, shape (384,), or empty where there are none yet.
    """

    text: str
    kind: str
    vector: Vectors
    reply_to: str = ""


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
    lead = 1.0 if near >= _SURE else near - ground + _MARGIN
    if case.kind != Kind.POST:
        return _chosen_by_hand(case, _score(lead))
    fault = next((reason for noisy, reason in FORM if noisy(case)), None)
    if fault and near < _SURE:
        return Verdict(min(_score(lead), 0.25), kept=False, reason=fault)
    if closest is None:
        return Verdict(0.5, kept=True, reason="Kept unread: there is nothing to compare it by yet.")
    if lead < 0:
        reason = f"Far from your interests: closest is “{names[closest]}”, and not close."
        return Verdict(_score(lead), kept=False, reason=reason)
    return Verdict(_score(lead), kept=True, reason=f"Close to “{names[closest]}”.")


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
    """True for three or more short turns with a name before each, making up half of the lines."""
    lines = [line for line in case.text.splitlines() if line.strip()]
    turns = [match.group(1) for line in lines if (match := _TURN.match(line.strip()))]
    short = [turn for turn in turns if len(turn.split()) <= _SHORT_TURN]
    return len(short) >= 3 and 2 * len(short) >= len(lines)


FORM: tuple[tuple[Callable[[SignalCase], bool], str], ...] = (
    (_is_reply, "A reply in someone else's conversation."),
    (_is_script, "A joke or a dialogue, with nothing claimed."),
    (_is_promotion, "A promotion."),
    (_is_greeting, "A greeting."),
    (_is_short, "Too short to say something."),
)
