"""In: a sentence that comes now and one that was met. Out: whether it brings the other up to date, or disagrees. Pure.

No single sign decides, and whatever is doubtful is no conflict: both must say the same of the same thing in the same
way, but for one figure, one "not" or one opposite.
"""

from collections.abc import Sequence
from itertools import pairwise

from curation.claims import COMPARED, quantities
from curation.comparisons import are_opposites
from curation.grammar import OPENERS, PASTS
from curation.moods import turned
from curation.novelty.classes import AHEAD, CHANGES, FALLING, MOVING, ONCE, REVISED, RISING, STANDING
from curation.novelty.matter import Matter, Pair, coloured, paired
from curation.novelty.measures import same_measures, told_otherwise, went_on_from
from curation.novelty.moments import Order, order, when
from curation.novelty.values import Novelty
from curation.passives import is_participle
from curation.speech import Word
from curation.writing.readability import is_complete

SOON = 28
_FORTNIGHT = 14
# "Some do" and "some do not" are both so.
_PARTS = frozenset({"some", "few", "many"})
_PLANS = frozenset({"plan", "future"})
_WAS = frozenset({"was", "were", "had", "did"})
_RELATIVE = OPENERS - {"and", "but", "so", "or", "nor", "yet"}


def conflict(now: Matter, then: Matter) -> Novelty | None:
    """Out: UPDATES, DISAGREES, or None."""
    if went_on_from(now, then) and is_later(now, then) and paired(now, then):
        return Novelty.UPDATES
    pair = paired(now, then)
    if pair is None or quantities(list(now.said.tokens)) != quantities(list(then.said.tokens)):
        return None
    if pair.opposed:
        return _by_opposites(pair)
    if _is_done(now, then):
        return Novelty.UPDATES
    if colours(now) != colours(then) or _is_parted(pair):
        return None
    return _by_figure(pair) or _by_denial(pair) or _by_side(pair) or _by_date(pair)


def _by_figure(pair: Pair) -> Novelty | None:
    changed = told_otherwise(pair.now, pair.then)
    if changed is None or not _are_whole(pair) or denies_otherwise(pair) or _go_apart(pair):
        return None
    mine, theirs = changed
    if mine.version:
        return Novelty.UPDATES if is_later(pair.now, pair.then) and mine.number > theirs.number else None
    times = order(pair.now, pair.then)
    if times is Order.SAME:
        corrects = _words(pair.now) & REVISED or _is_one_hand_later(pair)
        return Novelty.UPDATES if corrects else Novelty.DISAGREES
    if times is Order.LATER:
        return Novelty.UPDATES
    return _open(pair) if times is Order.OPEN else None


def _are_whole(pair: Pair) -> bool:
    """The number of a line, as in "2/ On pricing", tells nothing."""
    return is_complete(pair.now.said.text) and is_complete(pair.then.said.text)


def _by_denial(pair: Pair) -> Novelty | None:
    partly = quantities(list(pair.now.said.tokens)) & _PARTS
    if partly or not same_measures(pair.now, pair.then) or not denies_otherwise(pair):
        return None
    return _otherwise(pair)


def _by_opposites(pair: Pair) -> Novelty | None:
    """One word differs, and is the other's opposite."""
    mine, theirs = pair.opposed or (None, None)
    if mine is None or theirs is None or not are_opposites(mine.text, theirs.text) or denies_otherwise(pair):
        return None
    same = same_measures(pair.now, pair.then) and colours(pair.now) == colours(pair.then)
    return _otherwise(pair) if same and not _is_parted(pair) else None


def _by_side(pair: Pair) -> Novelty | None:
    """ "A is longer than B" and "B is longer than A"."""
    mine, theirs = _about_than(pair.now), _about_than(pair.then)
    if mine is None or theirs is None or mine == theirs or mine != theirs[::-1]:
        return None
    return _otherwise(pair) if same_measures(pair.now, pair.then) else None


def _about_than(one: Matter) -> tuple[frozenset[str], frozenset[str]] | None:
    """Out: what is compared, and with what."""
    than = next((token.start for token in one.said.tokens if token.text == "than"), None)
    if than is None:
        return None
    left = frozenset(word.key for word in one.heavy if word.start < than and word.text not in COMPARED)
    return left - _verbs(one, than), frozenset(word.key for word in one.heavy if word.start > than)


def _verbs(one: Matter, than: int) -> frozenset[str]:
    """The word that the comparison hangs on: "last" of "A last longer than B"."""
    ahead = [word for word in one.heavy if word.start < than]
    hung = [word for word, after in pairwise(ahead) if after.text in COMPARED and not after.before]
    adjectives = ahead[-1:] if ahead and ahead[-1].text not in COMPARED else []
    return frozenset(word.key for word in (*hung, *adjectives))


def _by_date(pair: Pair) -> Novelty | None:
    """The date is what is told: of what happens once, or of what lies ahead."""
    mine, theirs = when(pair.now.said), when(pair.then.said)
    if not same_measures(pair.now, pair.then) or mine.loose != theirs.loose:
        return None
    words = _words(pair.now) & _words(pair.then)
    if words & ONCE and mine.years and theirs.years and mine.years != theirs.years and not mine.days:
        return Novelty.UPDATES if _is_one_hand_later(pair) else Novelty.DISAGREES
    ahead = _words(pair.then) & AHEAD and _words(pair.now) & (AHEAD | MOVING)
    if ahead and mine.days and theirs.days and mine.days != theirs.days:
        moved = _words(pair.now) & MOVING and is_later(pair.now, pair.then)
        return Novelty.UPDATES if moved else _open(pair)
    return None


def _open(pair: Pair) -> Novelty | None:
    """Neither names a time: what counts is when each was told, and by whom."""
    now, then = pair.now, pair.then
    stands = bool(_words(now) & STANDING and _words(then) & STANDING) and _days(now, then) >= SOON
    if not is_later(now, then):
        return None if stands or is_one_hand(now, then) else Novelty.DISAGREES
    says_so = _words(now) & (CHANGES | REVISED | RISING | FALLING | MOVING)
    if says_so or stands:
        return Novelty.UPDATES
    if is_one_hand(now, then):
        return None if happened(now) and happened(then) else Novelty.UPDATES
    return Novelty.DISAGREES


def _otherwise(pair: Pair) -> Novelty | None:
    """One denies what the other says, of the same time as far as they tell."""
    if order(pair.now, pair.then) not in (Order.SAME, Order.OPEN):
        return None
    if is_later(pair.now, pair.then) and (_says_no_longer(pair.now) or _words(pair.now) & (CHANGES | REVISED)):
        return Novelty.UPDATES
    if is_one_hand(pair.now, pair.then):
        return Novelty.UPDATES if is_later(pair.now, pair.then) else None
    return Novelty.DISAGREES


def denies_otherwise(pair: Pair, *, anywhere: bool = False) -> bool:
    """True where one of the two says no: in the main clause, unless it is asked of `anywhere`."""
    places = {word.key: at for at, word in reversed(list(enumerate(pair.then.said.words)))}
    met = [(at, pair.then.said, places[word.key]) for at, word in enumerate(pair.now.said.words) if word.key in places]
    found = list(turned(pair.now.said, met))
    return bool(found) and (anywhere or not any(_is_aside(pair, word) for word in found))


def _is_aside(pair: Pair, denied: Word) -> bool:
    """True where what is denied stands behind a "who" or "if", in either sentence."""
    return any(_is_behind_opener(one.said.words, denied.key) for one in (pair.now, pair.then))


def _is_behind_opener(words: Sequence[Word], key: str) -> bool:
    until = next((at for at, word in enumerate(words) if word.key == key), len(words))
    return any(set(word.before) & _RELATIVE for word in words[: until + 1])


def _go_apart(pair: Pair) -> bool:
    """One went up and the other down."""
    mine, theirs = _direction(pair.now), _direction(pair.then)
    return bool(mine and theirs) and mine != theirs


def _is_parted(pair: Pair) -> bool:
    """Two movements, of two times."""
    return _go_apart(pair) and _days(pair.now, pair.then) > _FORTNIGHT


def _direction(one: Matter) -> str:
    words = _words(one)
    return "up" if words & RISING else "down" if words & FALLING else ""


def _is_done(now: Matter, then: Matter) -> bool:
    """What was planned has happened, or is."""
    planned = colours(then) & _PLANS and not colours(then) - _PLANS
    return bool(planned) and not colours(now) and is_later(now, then) and _agrees(now, then)


def _agrees(now: Matter, then: Matter) -> bool:
    return same_measures(now, then) and not denies_otherwise(Pair(now, then))


def colours(one: Matter) -> frozenset[str]:
    return frozenset(kind for mood in coloured(one) for kind in mood.kinds)


def happened(one: Matter) -> bool:
    """Told as past: what somebody did twice is two things."""
    return any(token.text in PASTS | _WAS or is_participle(token.text) for token in one.said.tokens)


def _says_no_longer(one: Matter) -> bool:
    texts = [token.text for token in one.said.tokens]
    return any(pair in {("no", "longer"), ("any", "more"), ("any", "longer")} for pair in pairwise(texts))


def _words(one: Matter) -> frozenset[str]:
    return frozenset(token.text for token in one.said.tokens)


def is_later(now: Matter, then: Matter) -> bool:
    return bool(now.told.on and then.told.on and now.told.on > then.told.on)


def _days(now: Matter, then: Matter) -> int:
    return abs((now.told.on - then.told.on).days) if now.told.on and then.told.on else 0


def is_one_hand(now: Matter, then: Matter) -> bool:
    return bool(now.told.author) and now.told.author == then.told.author


def _is_one_hand_later(pair: Pair) -> bool:
    return is_one_hand(pair.now, pair.then) and is_later(pair.now, pair.then)
