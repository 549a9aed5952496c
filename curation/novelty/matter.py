"""In: two sentences. Out: whether they speak of the same thing, and what one has and the other has not. Pure."""

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from curation.claims import names, same_name
from curation.clauses import spoken
from curation.figures import in_full
from curation.folding import tokens
from curation.grammar import FIRST_PERSON, MOODS, THIRD_PERSON
from curation.moods import Mood, moods
from curation.novelty.classes import LIGHT, MONTHS, SUPPOSES, WEEKDAYS, words
from curation.novelty.values import Told
from curation.speech import Spoken, Word
from curation.writing.english import FILLERS

_QUOTED = re.compile(r"[“”„«»\"]")
_POINTING = words("the this these those my your our his her its their he she it they him them")
_OWN = words("its their")
# Who only guesses or fears does not say that it is so.
_SAYS = words(
    """say says said claim claims claimed argue argues argued tell tells told write writes wrote maintain maintains
    report reports reported find finds found show shows showed explain explains explained mention mentions mentioned
    according"""
)
_PLAN = frozenset({"plan"})
_IN_ORDER = 0.75
_TURNED = 4
# What tells who does it to whom, from where to where, and what is compared with what.
_ROLES = words("from to than without before after by against")
_FEWEST = 2


@dataclass(frozen=True)
class Matter:
    """A sentence, and its words of meaning without figures, times and what only carries a figure."""

    told: Told
    said: Spoken
    heavy: tuple[Word, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(word.key for word in self.heavy)


@dataclass(frozen=True)
class Pair:
    """The sentence that comes now and the one that was met; `opposed` are the words in which alone they differ."""

    now: Matter
    then: Matter
    opposed: tuple[Word, Word] | None = None


def matter_of(told: Told) -> Matter | None:
    """None for what is not one plain sentence."""
    parts = spoken(told.text, told.author)
    if len(parts) != 1 or not parts[0].words:
        return None
    return Matter(told, parts[0], tuple(word for word in parts[0].words if _is_heavy(word, parts[0])))


def unattributed(one: Matter, other: Matter) -> Matter:
    """ "Ann Lee says that it rains" as "It rains", where Ann Lee is who wrote it, or who wrote the other."""
    frame = one.said.frames[0] if len(one.said.frames) == 1 else None
    if frame is None or frame.first or frame.denied or frame.last >= len(one.said.tokens):
        return one
    if not {token.text for token in one.said.tokens[: frame.last]} & _SAYS or not any(
        frame.holder and set(frame.holder) <= words_of(each.told.author) for each in (one, other)
    ):
        return one
    rest = one.said.text[one.said.tokens[frame.last].start :]
    return matter_of(replace(one.told, text=rest[:1].upper() + rest[1:])) or one


def words_of(author: str) -> set[str]:
    return {token.text for token in tokens(author)}


def paired(now: Matter, then: Matter) -> Pair | None:
    """Out: the two, where they say something of the same thing in the same way; None where that is not sure."""
    if not (is_plain(now) and is_plain(then)) or not are_anchored(now, then):
        return None
    mine, theirs = set(now.keys), set(then.keys)
    only_mine = [word for word in now.heavy if word.key not in theirs and not _is_known_name(word, then)]
    only_theirs = [word for word in then.heavy if word.key not in mine and not _is_known_name(word, now)]
    shared = mine & theirs
    if len(shared) < _FEWEST and not (shared and len(mine) == 1):
        return None
    if not only_mine and not only_theirs:
        return Pair(now, then) if in_order(now, then) or "than" in _small(now.said) else None
    if len(only_mine) == len(only_theirs) == 1 and in_order(now, then):
        return Pair(now, then, (only_mine[0], only_theirs[0]))
    return None


def are_anchored(now: Matter, then: Matter, *, in_the_same_words: bool = False) -> bool:
    """True where both surely mean the same thing: it is named, or they speak in general, or of who wrote both.

    Words that are the same may say "the" of what both have in mind. Else "the team" of one writer is now this team,
    now that: what it points at must be named in both passages, and a title names a show as often as a subject.
    """
    same_hand = bool(now.told.author) and now.told.author == then.told.author
    small = _small(now.said) | _small(then.said)
    if small & FIRST_PERSON:
        return same_hand
    if not in_the_same_words:
        pointing = small & (_POINTING - _OWN if _open_alike(now, then) else _POINTING)
        return not pointing or bool(_named_there(now) & _named_there(then))
    opening = {one.said.tokens[0].text for one in (now, then) if one.said.tokens}
    return same_hand or not opening & THIRD_PERSON or bool(_names(now.told.around) & _names(then.told.around))


def _open_alike(now: Matter, then: Matter) -> bool:
    """True where "its" and "their" mean what both sentences begin with."""
    first = [one.heavy[0] if one.heavy and not one.heavy[0].start else None for one in (now, then)]
    return first[0] is not None and first[1] is not None and first[0].key == first[1].key


def _named_there(one: Matter) -> frozenset[str]:
    return _names(one.told.text) | _names(one.told.passage_text)


def coloured(one: Matter) -> list[Mood]:
    """What makes a plan, a guess, a wish or a part of it."""
    return [mood for mood in moods(one.said) if mood.over]


def is_plain(one: Matter) -> bool:
    """A sentence in nobody's mouth, that asks nothing, supposes nothing and quotes nobody."""
    said = one.said
    supposes = bool(said.tokens) and said.tokens[0].text in SUPPOSES
    return not (said.asks or said.frames or supposes or _QUOTED.search(said.text))


def _is_heavy(word: Word, said: Spoken) -> bool:
    if word.figure or is_time(word):
        return False
    if word.text in {"longer", "more"} and word.before[-1:] in {("no",), ("any",)}:
        return False
    fills = word.text.endswith("ly") and word.text in FILLERS
    return word.text not in LIGHT and MOODS.get(word.text) != _PLAN and not fills


def is_time(word: Word) -> bool:
    return word.surface[:1].isupper() and _is_calendar(word.text)


def _is_calendar(word: str) -> bool:
    return in_full(word) in MONTHS or word.rstrip("s") in WEEKDAYS


def _is_known_name(word: Word, other: Matter) -> bool:
    """A name that the other sentence leaves to its passage or title."""
    return word.surface[:1].isupper() and word.start > 0 and same_name(word.text) in _names(other.told.around)


@lru_cache(maxsize=2048)
def _names(text: str) -> frozenset[str]:
    return frozenset(same_name(token.text) for token in names(text) if not _is_calendar(token.text))


def names_in(one: Matter) -> frozenset[str]:
    """The names in the sentence itself."""
    return _names(one.told.text)


def named(one: Matter) -> frozenset[str]:
    """The names in a sentence, and in what stands around it; what it begins with may be one."""
    opening = frozenset(same_name(token.text) for token in one.said.tokens[:1] if token.surface[:1].isupper())
    return _names(one.told.text) | _names(one.told.around) | opening


def _small(said: Spoken) -> set[str]:
    return {token.text for token in said.tokens}


def in_order(now: Matter, then: Matter) -> bool:
    """True where both say the words that they share in the same order."""
    shared = set(now.keys) & set(then.keys)
    mine = [key for key in now.keys if key in shared]
    theirs = [key for key in then.keys if key in shared]
    return SequenceMatcher(None, mine, theirs, autojunk=False).ratio() >= _IN_ORDER


def turned_about(now: Matter, then: Matter) -> bool:
    """True where only the part that one begins with ends the other: "When it rains, they close"."""
    shared = set(now.keys) & set(then.keys)
    mine = [key for key in now.keys if key in shared]
    theirs = [key for key in then.keys if key in shared]
    if len(mine) < _TURNED or "than" in _small(now.said) | _small(then.said):
        return False
    return any(mine[at:] + mine[:at] == theirs for at in range(len(mine)))


def same_roles(now: Matter, then: Matter) -> bool:
    """False for "from seats to reports" beside "from reports to seats", and for "bought by" beside "bought"."""
    mine, theirs = _roles(now), _roles(then)
    return all(mine[key] == theirs[key] for key in mine.keys() & theirs.keys())


def only_in(one: Matter, other: Matter) -> list[Word]:
    return [word for word in one.heavy if word.key not in other.keys]


def compared(one: Matter) -> str:
    """Out: the word of "cheaper than", empty where nothing is compared."""
    than = next((token.start for token in one.said.tokens if token.text == "than"), -1)
    ahead = [token.text for token in one.said.tokens if token.start < than]
    return ahead[-1] if ahead else ""


def _roles(one: Matter) -> dict[str, frozenset[str]]:
    return {word.key: frozenset(word.before) & _ROLES for word in one.heavy}
