"""In: a sentence that comes now and one that was met. Out: whether the reader knows it by that one. Pure.

What the evidence check accepts as quoted or fairly retold from it is known, and so is what says nearly the same with
the same figures, names and "not".
"""

from dataclasses import replace

from curation.claims import quantities
from curation.comparisons import are_opposites
from curation.evidence import Status, check_statement
from curation.novelty.conflicts import colours, denies_otherwise
from curation.novelty.matter import Matter, Pair, are_anchored, in_order, named, names_in, same_roles, unattributed
from curation.novelty.measures import same_measures
from curation.novelty.moments import when
from curation.novelty.values import Met
from curation.quotes import verbatim
from curation.writing.schemas import CitationDraft, StatementDraft

NEAR = 0.86
# Of the words of meaning, one in so many may be new where the rest is retold.
_ONE_IN = 8
_SHARE = 0.85
_FEWEST = 3


def is_known(now: Matter, then: Matter, met: Met) -> bool:
    """Whoever is said to say it, where that is one of the two who wrote it."""
    bare, theirs = unattributed(now, then), unattributed(then, now)
    return _is_known(bare, theirs, replace(met, text=theirs.told.text))


def _is_known(now: Matter, then: Matter, met: Met) -> bool:
    if now.said.asks is not then.said.asks or not are_anchored(now, then, in_the_same_words=True):
        return False
    says_enough = len(now.heavy) >= _FEWEST or now.said.words == then.said.words
    if verbatim(now.told.text, met.text):
        return says_enough and _is_borne_out(now, met)
    if len(now.heavy) < _FEWEST or (_compares(now) and not in_order(now, then)):
        return False
    if _limits(now) is not _limits(then):
        return False
    retold = len(_fresh(now, then)) <= len(now.heavy) // _ONE_IN and _is_borne_out(now, met)
    return retold or _says_nearly(now, then, met)


def _is_borne_out(now: Matter, met: Met) -> bool:
    draft = StatementDraft(text=now.told.text, citations=[CitationDraft(passage_id=1, quote=met.text)])
    checked = check_statement(draft, {1: met.text}, known=[met.title], said_by={1: met.author})
    return checked.status is not Status.UNSUPPORTED


def _says_nearly(now: Matter, then: Matter, met: Met) -> bool:
    if met.near < NEAR or len(_fresh(now, then)) > (1 - _SHARE) * len(now.heavy):
        return False
    same = same_measures(now, then) and when(now.said) == when(then.said) and colours(now) == colours(then)
    counted = quantities(list(now.said.tokens)) == quantities(list(then.said.tokens))
    alike = names_in(now) <= named(then) and same_roles(now, then)
    return same and counted and alike and not _turns(now, then)


def _turns(now: Matter, then: Matter) -> bool:
    """Denies it, puts an opposite in its place, or tells it from its other end."""
    apart = any(are_opposites(one.text, other.text) for one in now.said.words for other in then.said.words)
    return apart or not in_order(now, then) or denies_otherwise(Pair(now, then), anywhere=True)


def _limits(one: Matter) -> bool:
    """ "Does not only find" says another thing than "finds"."""
    return any(token.text == "only" for token in one.said.tokens)


def _compares(one: Matter) -> bool:
    return any(token.text == "than" for token in one.said.tokens)


def _fresh(now: Matter, then: Matter) -> list[str]:
    return [key for key in now.keys if key not in then.keys]
