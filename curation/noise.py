"""In: a post. Out: by which form of saying it is noise: a lone reply, a joke, a promotion, a greeting, a cry.

Pure. A form decides only where it is plain; how many forms are looked for depends on how near the post is to what
its reader is after, and on how much it says.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from curation.ai.base import Vectors
from curation.substance import brags, fishes, hypes, shouting

_FEW_WORDS = 4
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]{{1,2}}|[^\W{_UNSPACED}](?:[^\W{_UNSPACED}]|[’'-])*")
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
_LOUD = 0.5


@dataclass(frozen=True, eq=False)
class SignalCase:
    """What is judged. `reply_to` is the handle it answers, empty if none or if that is the author's own post.

    `vector` is the mean of its passages' vectors, shape (384,), or empty where there are none yet. `pk` tells it
    from what a hand has decided, 0 where nobody asks. `followed`: a feed brought it, nobody chose it by itself.
    """

    text: str
    kind: str
    vector: Vectors
    reply_to: str = ""
    pk: int = 0
    followed: bool = False


@dataclass(frozen=True)
class Form:
    """`slug` names it in stored facts; `reason` is the sentence for the reader."""

    slug: str
    reason: str
    shows: Callable[[SignalCase], bool]


def form_of(case: SignalCase, *, near: bool, telling: bool) -> Form | None:
    """Out: the form that counts as noise here. Fewer do for a post that is surely `near` or says much."""
    return next((form for form in _counting(near=near, telling=telling) if form.shows(case)), None)


def count_words(text: str) -> int:
    """Out: how many words there are besides links and the handles at the beginning; two signs of a script that
    sets no spaces between words count as one.
    """
    return len(_WORD.findall(_HANDLES.sub("", _LINK.sub("", text))))


def _counting(*, near: bool, telling: bool) -> tuple[Form, ...]:
    if telling:
        return () if near else (SCRIPT,)
    return CRIES if near else (*PLAIN, *CRIES)


def _is_reply(case: SignalCase) -> bool:
    return bool(case.reply_to) or bool(_HANDLES.match(case.text))


def _is_promotion(case: SignalCase) -> bool:
    return bool(_PROMOTION.search(case.text))


def _is_greeting(case: SignalCase) -> bool:
    return bool(_GREETING.match(case.text)) and count_words(case.text) <= _GREETING_WORDS


def _is_short(case: SignalCase) -> bool:
    return count_words(case.text) < _FEW_WORDS


def _is_script(case: SignalCase) -> bool:
    """True for three or more short turns with a name before each, half of the lines; a table is none."""
    lines = [line for line in case.text.splitlines() if line.strip()]
    turns = [match.group(1) for line in lines if (match := _TURN.match(line.strip()))]
    short = [turn for turn in turns if len(turn.split()) <= _SHORT_TURN and not _ROW.match(turn)]
    return len(short) >= 3 and 2 * len(short) >= len(lines)


def _is_bait(case: SignalCase) -> bool:
    return fishes(case.text)


def _is_brag(case: SignalCase) -> bool:
    return brags(case.text)


def _is_hype(case: SignalCase) -> bool:
    return hypes(case.text)


def _is_loud(case: SignalCase) -> bool:
    return shouting(case.text) >= _LOUD


SCRIPT = Form("joke", "A joke or a dialogue, with nothing claimed.", _is_script)
PLAIN: tuple[Form, ...] = (
    Form("reply", "A reply in someone else's conversation.", _is_reply),
    SCRIPT,
    Form("promotion", "A promotion.", _is_promotion),
    Form("greeting", "A greeting.", _is_greeting),
    Form("short", "Too short to say something.", _is_short),
)
CRIES: tuple[Form, ...] = (
    Form("bait", "It asks for reactions and reports nothing.", _is_bait),
    Form("brag", "An announcement of success, with nothing to learn from.", _is_brag),
    Form("hype", "Hype, with nothing reported.", _is_hype),
    Form("loud", "Loud, with nothing reported.", _is_loud),
)
