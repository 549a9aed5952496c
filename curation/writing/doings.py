"""In: texts. Out: what is done to what in them: "cancelling transfers", "declined payments". Pure.

Who asks how to cancel a transfer, cancels one, or tells that it was cancelled, speaks of one thing in words
that no run of nouns has in common.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from curation.writing import english
from curation.writing.noun_phrases import Candidate, can_stand, fold
from curation.writing.usage import EDGE, Usage, Word, is_adverb, runs
from curation.writing.words import is_content, stem

MOST_NOUNS = 2
MOST_BETWEEN = 2
_SHUT = english.BETWEEN | {EDGE}
_PASSIVE = english.HAVE_AND_BE | {"be", "been", "being", "got", "get", "gets", "not"}
# After these stands a verb as the dictionary has it; after "I" it may as well be "sent".
_BEFORE_BASE = (english.AUXILIARIES - english.HAVE_AND_BE) | {"to", "please"}
_LEADS = _BEFORE_BASE | {"i", "we", "you", "they"}
_DONE = re.compile(r"\w{2,}[^e]ed$")
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]$")


@dataclass(frozen=True)
class _Doing:
    """`verb` as it is met; `nouns` are what it is done to; `span` is the key of the run they stand in.

    `base` where the verb is surely not inflected, `done` where the nouns stand before it.
    """

    verb: str
    nouns: tuple[Word, ...]
    span: str
    base: bool = False
    done: bool = False


def doings(usage: Usage, texts: Iterable[str]) -> dict[str, Candidate]:
    """Out: by key, what is done to what in these texts, in whatever form of the verb."""
    met = [(number, each) for number, text in enumerate(texts) for run in runs(text) for each in _doings(run, usage)]
    bases = {each.verb for _, each in met if each.base}
    found: dict[str, Candidate] = {}
    for number, each in met:
        _gather(found, usage, number, replace(each, base=each.verb in bases))
    return {key: _with_one_verb(one) for key, one in found.items() if one.spellings}


def _gather(found: dict[str, Candidate], usage: Usage, number: int, doing: _Doing) -> None:
    """What is met more gives the name: what one does, or what has become of a thing."""
    nouns = [usage.shown(word.lower) for word in doing.nouns]
    key = f"{stem(doing.verb)} {fold([word.lower for word in doing.nouns])}"
    one = found.setdefault(key, Candidate(key))
    one.texts.add(number)
    one.spans.add(doing.span)
    name = doing.verb if doing.done else _gerund(doing, usage)
    if name:
        one.spellings[(name, *nouns)] += 1


def _with_one_verb(one: Candidate) -> Candidate:
    verbs = Counter[str]()
    for (verb, *_), times in one.spellings.items():
        verbs[verb] += times
    most = max(sorted(verbs), key=verbs.__getitem__)
    return replace(one, spellings=Counter({each: times for each, times in one.spellings.items() if each[0] == most}))


def _doings(run: Sequence[Word], usage: Usage) -> Iterator[_Doing]:
    words = [EDGE, *(word.lower for word in run), EDGE]
    for at in range(1, len(words) - 1):
        acts, done = _acts(words, at), bool(_DONE.match(words[at]))
        if not (acts or done) or not _is_verb(words[at], usage):
            continue
        if acts:
            yield from _object(words, at, run, usage)
        if done:
            yield from _subject(words, at, run, usage)


def _is_verb(word: str, usage: Usage) -> bool:
    if word in english.BETWEEN or not is_content(word) or len(word) < 3 or is_adverb(word) or not word.isalpha():
        return False
    return word.endswith(("ing", "ed")) or usage.verb_like(word)


def _acts(words: Sequence[str], at: int) -> bool:
    return words[at - 1] in _LEADS or (words[at].endswith("ing") and len(words[at]) > 5)


def _object(words: Sequence[str], at: int, run: Sequence[Word], usage: Usage) -> Iterator[_Doing]:
    start = at + 1
    while words[start] in english.DETERMINERS and start - at <= MOST_BETWEEN:
        start += 1
    end = start
    while words[end] not in _SHUT and end - start <= MOST_NOUNS:
        end += 1
    if words[end] in english.AUXILIARIES:
        return
    if 0 < end - start <= MOST_NOUNS and can_stand(tuple(words[start:end]), usage):
        yield _Doing(
            words[at], tuple(run[start - 1 : end - 1]), fold(words[at:end]), base=words[at - 1] in _BEFORE_BASE
        )


def _subject(words: Sequence[str], at: int, run: Sequence[Word], usage: Usage) -> Iterator[_Doing]:
    end = at
    while words[end - 1] in _PASSIVE and at - end < MOST_BETWEEN:
        end -= 1
    start = end
    while words[start - 1] not in _SHUT and end - start <= MOST_NOUNS:
        start -= 1
    if 0 < end - start <= MOST_NOUNS and can_stand(tuple(words[start:end]), usage):
        yield _Doing(words[at], tuple(run[start - 1 : end - 1]), fold(words[start : at + 1]), done=True)


def _gerund(doing: _Doing, usage: Usage) -> str:
    """Out: the form in -ing, as the texts spell it where they do; empty where it could only be guessed."""
    verb = doing.verb
    if verb.endswith("ing"):
        return verb
    if verb.endswith("ed"):
        return usage.known([verb[:-2] + "ing"])
    forms = _gerunds(verb, usage)
    return usage.known(forms) or (forms[0] if doing.base else "")


def _gerunds(verb: str, usage: Usage) -> list[str]:
    """The likeliest first; who writes "cancelled" writes "cancelling"."""
    if verb.endswith("ie"):
        return [verb[:-2] + "ying"]
    if verb.endswith("e") and verb[-2:] not in {"ee", "oe", "ye"}:
        return [verb[:-1] + "ing"]
    doubled = verb + verb[-1]
    doubles = bool(_SHORT.fullmatch(verb) or usage.known([doubled + "ed"]))
    return [doubled + "ing", verb + "ing"] if doubles else [verb + "ing", doubled + "ing"]
