"""In: a source's text, form and vector, a reader's interests. Out: is it worth their time, and why.

Pure. What a reader chose by hand is kept; noise is judged in posts. What a feed brought is kept too, since its
reader follows the feed, unless it is near to what they want less of. Losing signal is worse than keeping some
noise: form decides only where it is plain, and nearness only filters what is far from every interest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from curation.acts import acts_of
from curation.ai.base import Vectors
from curation.facts import KEPT, Cause, SignalFacts
from curation.kinds import Kind
from curation.learning import AWAY, SAID, Taught, learn
from curation.noise import Form, SignalCase, count_words, form_of
from curation.substance import substance

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
    "a silly story that never happened",
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
_SAYS_MUCH = 0.35
_REMARK = 0.15
_WEIGHT = 0.4
# What a doubled weight adds to a cosine.
_LIFT = 0.08
_UNWANTED = 0.3
_HAND = 0.9
_NOISE_SCORE = 0.25
_NOBODY = Taught()


@dataclass(frozen=True)
class Verdict:
    """`score` runs from 0 to 1, at least 0.5 for what is kept; `reason` is a sentence for the reader."""

    score: float
    kept: bool
    reason: str
    facts: SignalFacts = field(default_factory=SignalFacts, compare=False)


def judge(
    case: SignalCase,
    interests: Vectors,
    names: Sequence[str] = DEFAULT_INTERESTS,
    *,
    weights: Sequence[float] = (),
    everyday: Vectors | None = None,
    taught: Taught = _NOBODY,
) -> Verdict:
    """`interests` (k, 384) has unit rows worded in `names`; `everyday` (m, 384) embeds `EVERYDAY`.

    `weights` (k) are 1 where none are given; a phrase with a negative one is unwanted. With `everyday` a post is
    filtered that is nearer to daily life than to any interest; without, one that is far from all of them. `taught`
    is what the reader's hand did with others.
    """
    vector = _unit(case.vector)
    facts = _measured(case.text, vector, interests, names, _weights(weights, names), everyday)
    lesson = learn(taught, vector, besides=case.pk)
    facts = facts.model_copy(update={"push": lesson.push, "weighed": lesson.weighed})
    return _settled(case, facts, taught) if case.kind == Kind.POST else _handed_over(case, facts)


def _weights(weights: Sequence[float], names: Sequence[str]) -> Vectors:
    return np.asarray(weights if len(weights) else np.ones(len(names)), dtype=np.float32)


def _measured(
    text: str, vector: Vectors, interests: Vectors, names: Sequence[str], weights: Vectors, everyday: Vectors | None
) -> SignalFacts:
    near, closest = _nearest(vector, interests, weights)
    against, worst = _nearest(vector, interests, -weights)
    return SignalFacts(
        near=near,
        interest=names[closest] if closest is not None else "",
        ground=_NO_GROUND if everyday is None else _nearest(vector, everyday, np.ones(len(everyday), np.float32))[0],
        against=against,
        unwanted=names[worst] if worst is not None else "",
        substance=substance(text),
        acts=acts_of(text),
    )


def _nearest(vector: Vectors, phrases: Vectors, weights: Vectors) -> tuple[float, int | None]:
    """Out: the highest cosine, lifted by its weight, and whose it is, among those with a weight above 0."""
    rows = np.flatnonzero(weights > 0)
    if not vector.size or not len(rows):
        return 0.0, None
    nearness = phrases[rows] @ vector + _LIFT * (weights[rows] - 1)
    closest = int(np.argmax(nearness))
    return float(nearness[closest]), int(rows[closest])


def _unit(vector: Vectors) -> Vectors:
    """A mean of unit vectors is shorter than 1; of nothing it is nothing."""
    length = float(np.linalg.norm(vector)) if vector.size else 0.0
    return vector / length if length else np.zeros(0, dtype=np.float32)


def _settled(case: SignalCase, facts: SignalFacts, taught: Taught) -> Verdict:
    """The first ground that holds settles it."""
    sure, lead = facts.near >= _SURE, _lead(facts)
    form = form_of(case, near=sure, telling=facts.substance >= _SAYS_MUCH)
    if form:
        return _noise(form, facts, lead)
    if not facts.interest:
        return _verdict(0.5, Cause.UNREAD, facts, "Kept unread: there is nothing to compare it by yet.")
    if _is_unwanted(facts):
        return _unwanted(facts)
    pushed = _pushed(lead, facts.push)
    if (pushed < 0) != (lead < 0):
        return _by_example(pushed, facts, taught)
    return _by_nearness(pushed, facts)


def _is_unwanted(facts: SignalFacts) -> bool:
    return facts.against >= max(_UNWANTED, facts.near)


def _unwanted(facts: SignalFacts) -> Verdict:
    score = min(_score(facts.near - facts.against), 0.49)
    return _verdict(score, Cause.UNWANTED, facts, f"Near to “{facts.unwanted}”, of which you want less.")


def _lead(facts: SignalFacts) -> float:
    """Out: by how much it is nearer to an interest than to daily life; substance is worth some nearness."""
    return 1.0 if facts.near >= _SURE else _nearer(facts) + _WEIGHT * max(0.0, facts.substance - _REMARK)


def _nearer(facts: SignalFacts) -> float:
    return facts.near - facts.ground + _MARGIN


def _pushed(lead: float, push: float) -> float:
    """What is surely near is not out of the reach of a hand that has said the same several times."""
    return min(lead, _CLEAR_LEAD) + _HAND * push if push else lead


def _noise(form: Form, facts: SignalFacts, lead: float) -> Verdict:
    named = facts.model_copy(update={"form": form.slug})
    return _verdict(min(_score(lead), _NOISE_SCORE), Cause(form.slug), named, form.reason)


def _by_nearness(lead: float, facts: SignalFacts) -> Verdict:
    if lead < 0:
        reason = f"Far from your interests: closest is “{facts.interest}”, and not close."
        return _verdict(_score(lead), Cause.FAR, facts, reason)
    if _nearer(facts) < 0 and not facts.push > 0:
        reason = f"It reports something, with figures or findings; closest is “{facts.interest}”."
        return _verdict(_score(lead), Cause.REPORT, facts, reason)
    return _verdict(_score(lead), Cause.NEAR, facts, f"Close to “{facts.interest}”.")


def _by_example(lead: float, facts: SignalFacts, taught: Taught) -> Verdict:
    """The reader's hand has turned what the words alone would say; the likest that says so is named."""
    likest = next(one for one in facts.weighed if (one.sign in AWAY) == (lead < 0))
    label = taught.label(likest.source)
    if lead < 0:
        return _verdict(_score(lead), Cause.LIKE_DROPPED, facts, f"Like “{label}”, which {SAID[likest.sign]}.")
    return _verdict(_score(lead), Cause.LIKE_WANTED, facts, f"Like “{label}”, which {SAID[likest.sign]}.")


def _handed_over(case: SignalCase, facts: SignalFacts) -> Verdict:
    if count_words(case.text) < 2:
        return _verdict(0.0, Cause.EMPTY, facts, "There is next to nothing in it.")
    score = max(_score(_pushed(_lead(facts), facts.push)), 0.5)
    if case.followed and _is_unwanted(facts):
        return _unwanted(facts)
    if case.followed:
        return _verdict(score, Cause.FOLLOWED, facts, "It came with a feed that you follow.")
    return _verdict(score, Cause.CHOSEN, facts, "You chose it yourself.")


def _verdict(score: float, cause: Cause, facts: SignalFacts, reason: str) -> Verdict:
    return Verdict(score, cause in KEPT, reason, facts.model_copy(update={"cause": cause}))


def _score(lead: float) -> float:
    """Out: 0.5 at the threshold, 1 with a clear lead over daily life."""
    return round(float(np.clip(0.5 + 0.5 * lead / _CLEAR_LEAD, 0.0, 1.0)), 3)
