"""In: two sentences, and what a model takes the one to be beside the other. Out: the verdict, where code can prove it.

A model sees that other words say the same; it may also err, or do as a source bids it. So its word is not enough:
both quotes stand word for word, and figures, times, names, quantities and each "not" are held against one another.
What cannot be proved stays new, and the reason names the model. Pure.
"""

from dataclasses import dataclass

from curation.claims import negates, quantities
from curation.comparisons import are_opposites
from curation.novelty.classes import CHANGES, FALLING, MOVING, REVISED, RISING
from curation.novelty.conflicts import colours, denies_otherwise, happened, is_later, is_one_hand
from curation.novelty.judging import verdict_of
from curation.novelty.knowing import is_known
from curation.novelty.matter import (
    Matter,
    Pair,
    are_anchored,
    compared,
    in_order,
    is_plain,
    matter_of,
    named,
    names_in,
    only_in,
    same_roles,
    turned_about,
    unattributed,
    words_of,
)
from curation.novelty.measures import count_the_same, may_clash, same_measures, told_otherwise
from curation.novelty.moments import Order, order, when
from curation.novelty.values import Met, Novelty, Told, Verdict
from curation.quotes import verbatim

NEAR_KNOWN, NEAR_CONFLICT = 0.75, 0.55
_FEWEST = 3
_SHARED = 2
# So many words of meaning more than what was met, a sentence says more.
_MORE = 2
_STANDS = frozenset({"is", "are"})
_DEGREES = frozenset({"more", "less", "most", "least"})
_AHEAD = frozenset({"future"})
# What is wished, guessed, heard of or true on a condition contradicts nothing, and nothing contradicts it.
_NOT_SO_YET = frozenset({"maybe", "likely", "hearsay", "would", "ought", "if", "unless", "whether", "plan", "failed"})
_SHARES = frozenset({"some", "few", "many", "most"})


@dataclass(frozen=True)
class Pointed:
    """What a model said of two sentences: the words of each that it goes by, and its own name."""

    novelty: Novelty
    now_quote: str
    met_quote: str
    reader: str


def proven(now: Told, met: Met, pointed: Pointed) -> Verdict | None:
    """None for what stands nowhere, and for what code cannot prove of the two sentences as they stand."""
    mine, theirs = matter_of(now), matter_of(met)
    if (
        mine is None
        or theirs is None
        or not _stand(now, met, pointed)
        or not _holds(pointed.novelty, mine, theirs, met)
    ):
        return None
    return verdict_of(pointed.novelty, met, pointed.reader)


def _stand(now: Told, met: Met, pointed: Pointed) -> bool:
    """Both sentences, whole: a part leaves out what limits it."""
    return _is_whole(pointed.now_quote, now.text) and _is_whole(pointed.met_quote, met.text)


def _is_whole(quote: str, text: str) -> bool:
    return bool(verbatim(quote, text)) and bool(verbatim(text, quote))


def _holds(novelty: Novelty, now: Matter, then: Matter, met: Met) -> bool:
    proofs = {Novelty.KNOWN: _is_known, Novelty.UPDATES: _updates, Novelty.DISAGREES: _disagrees}
    return novelty in proofs and len(now.heavy) >= _FEWEST and proofs[novelty](now, then, met)


def _is_known(now: Matter, then: Matter, met: Met) -> bool:
    """At worst this folds away what the reader has not met: nothing that code can count may differ."""
    now, then = unattributed(now, then), unattributed(then, now)
    if met.near < NEAR_KNOWN or not is_plain(now) or not is_plain(then):
        return False
    if len(now.heavy) > len(then.heavy) + _MORE or 2 * len(only_in(now, then)) > len(now.heavy):
        return False
    meant = named(then) | words_of(met.author)
    alike = _counts_alike(now, then) and names_in(now) <= meant and colours(now) == colours(then)
    return alike and are_anchored(now, then, in_the_same_words=True) and not _turns(now, then)


def _counts_alike(now: Matter, then: Matter) -> bool:
    """The same figures of the same things in the same order, the same times and quantities."""
    figures = [[figure.value for figure in one.said.figures] for one in (now, then)]
    same = figures[0] == figures[1] and same_measures(now, then) and count_the_same(now, then)
    return same and when(now.said) == when(then.said) and _quantities(now) == _quantities(then)


def _turns(now: Matter, then: Matter) -> bool:
    """Denies it, puts another measure in its place, or says it of the one what was said of the other."""
    no = [negates(list(one.said.tokens)) for one in (now, then)]
    ordered = (in_order(now, then) or turned_about(now, then)) and same_roles(now, then)
    if _degrees(now) != _degrees(then) and not compared(now) and not compared(then):
        return True
    return no[0] is not no[1] or not ordered or _compares_otherwise(now, then) or _denies(now, then)


def _denies(now: Matter, then: Matter) -> bool:
    apart = any(are_opposites(one.text, other.text) for one in now.said.words for other in then.said.words)
    return apart or denies_otherwise(Pair(now, then), anywhere=True)


def _compares_otherwise(now: Matter, then: Matter) -> bool:
    """ "Cheaper than" beside "hotter than"."""
    mine, theirs = compared(now), compared(then)
    return bool(mine and theirs) and mine != theirs


def _degrees(one: Matter) -> set[str]:
    return {token.text for token in one.said.tokens} & _DEGREES


def _updates(now: Matter, then: Matter, met: Met) -> bool:
    if not _are_of_one_thing(now, then, met) or not is_later(now, then):
        return False
    if order(now, then) not in (Order.LATER, Order.SAME, Order.OPEN):
        return False
    changes = {token.text for token in now.said.tokens} & (CHANGES | REVISED | MOVING | RISING | FALLING)
    stands = {token.text for token in then.said.tokens} & _STANDS
    return bool(changes or stands) or not (happened(now) and happened(then))


def _disagrees(now: Matter, then: Matter, met: Met) -> bool:
    """By another hand, and of the same time as far as both tell."""
    one_time = order(now, then) in (Order.SAME, Order.OPEN)
    return one_time and not is_one_hand(now, then) and _are_of_one_thing(now, then, met)


def _are_of_one_thing(now: Matter, then: Matter, met: Met) -> bool:
    """Named, or told in general, by words that they share; asked, wished, guessed or quoted by neither."""
    if met.near < NEAR_CONFLICT or not is_plain(now) or not is_plain(then) or not are_anchored(now, then):
        return False
    if not _are_facts(now, then) or is_known(now, then, met) or not _share_a_subject(now, then):
        return False
    return _may_clash(now, then)


def _are_facts(now: Matter, then: Matter) -> bool:
    """ "Some do" and "some do not" are both so."""
    moods = [colours(one) - _AHEAD for one in (now, then)]
    counted = _quantities(now)
    return (
        moods[0] == moods[1] and not moods[0] & _NOT_SO_YET and counted == _quantities(then) and not counted & _SHARES
    )


def _share_a_subject(now: Matter, then: Matter) -> bool:
    mine, theirs = names_in(now), names_in(then)
    alike = bool(mine & named(then)) and bool(theirs & named(now)) if mine or theirs else True
    return alike and len(set(now.keys) & set(then.keys)) >= _SHARED


def _may_clash(now: Matter, then: Matter) -> bool:
    """Not where the figures tell of two things, or where only what stands behind a "who" is denied."""
    if not may_clash(now, then) or not count_the_same(now, then) or not same_roles(now, then):
        return False
    mine, theirs = only_in(now, then), only_in(then, now)
    if told_otherwise(now, then) and not (len(mine) == len(theirs) <= 1 and names_in(now) == names_in(then)):
        return False
    opposed = are_opposites(compared(now), compared(then))
    denied = [denies_otherwise(Pair(now, then), anywhere=anywhere) for anywhere in (False, True)]
    differs = (mine and theirs) or denied[0] or opposed or not same_measures(now, then)
    return bool(differs) and denied[0] is denied[1] and (opposed or not _compares_otherwise(now, then))


def _quantities(one: Matter) -> set[str]:
    return quantities(list(one.said.tokens))
