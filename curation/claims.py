"""In: words. Out: what in them must not change when they are quoted or retold: numbers, names, "not", "all".

Pure. Numbers are compared by value ("1,000" is "1000", "five" is "5", "5 percent" is "5%"), dates by
month and day; names by their capitals, which is why sentence openings are judged with more care.
"""

import re
from itertools import pairwise

from curation.figures import in_full, is_number
from curation.folding import Token, tokens
from curation.writing.words import is_content, stem

_NO = """not no never none nobody nothing neither nor without nowhere hardly barely scarcely"""
NEGATIONS = frozenset(_NO.split())

_CLASSES = {
    "all": """all every each always everyone everybody everything everywhere entire entirely whole any anyone
    both""",
    "most": "most mostly majority usually often",
    "many": "many numerous lots plenty",
    "some": "some sometimes somebody someone several partly occasionally",
    "few": "few fewer rarely seldom little",
    "only": "only solely merely exclusively alone",
}
QUANTIFIERS = {word: kind for kind, words in _CLASSES.items() for word in words.split()}

_OPPOSITES = """increase decrease, increases decreases, increased decreased, rise fall, rises falls, rose
fell, more less, more fewer, up down, faster slower, fast slow, better worse, best worst,
before after, higher lower, high low, highest lowest, gain lose, gained lost, win lose, won
lost, success failure, succeed fail, succeeded failed, buy sell, bought sold, open closed,
first last, cheap expensive, true false, with without, hire fire, hired fired, start stop,
started stopped, accept reject, accepted rejected, support oppose, large small, larger
smaller, big small, bigger smaller, early late, earlier later, easy hard, easier harder,
easy difficult, old new, long short, longer shorter, strong weak, inside outside, good bad,
safe unsafe, right wrong, same different, above below, over under"""
OPPOSITES = frozenset(frozenset(pair.split()) for pair in _OPPOSITES.replace("\n", " ").split(","))
COMPARED = frozenset(word for pair in OPPOSITES for word in pair)

_SENTENCE_END = re.compile(r"[.!?:…][\"'“”‘’)\]]*\s*[\"'“”‘’(\[]*$|\n\s*[\"'“‘(\[]*$")
_CLAUSE_END = re.compile(r"[,;:.!?…()—–\n]| - ")
_ORDINARY_ENDING = re.compile(r"(?:s|ing|ed|ly|ion|ment|ness|ity)$")


def is_protected(token: Token) -> bool:
    """True where changing this word would change a number, a negation or a quantity."""
    return is_number(token.text) or token.text in NEGATIONS or token.text in QUANTIFIERS


def negates(words: list[Token]) -> bool:
    return any(token.text in NEGATIONS for token in words)


def content_stems(text: str) -> set[str]:
    return {stem(token.text) for token in tokens(text) if is_content(token.text)}


def denied(text: str) -> set[str]:
    """Out: the stems of the first two content words that each "not" governs, up to the end of its clause."""
    words, found = tokens(text), set()
    for index, token in enumerate(words):
        if token.text in NEGATIONS:
            found.update(_governed(text, words[index:]))
    return found


def _governed(text: str, words: list[Token]) -> list[str]:
    scope: list[str] = []
    for before, token in pairwise(words):
        if len(scope) == 2 or _CLAUSE_END.search(text[before.end : token.start]):
            break
        if is_content(token.text):
            scope.append(stem(token.text))
    return scope


def quantities(words: list[Token]) -> set[str]:
    """Out: the kinds of quantity that are claimed, of "all", "most", "many", "some", "few", "only"."""
    found = {QUANTIFIERS[token.text] for token in words[:1] if token.text in QUANTIFIERS}
    for before, token in pairwise(words):
        if (before.text, token.text) == ("a", "few"):
            found.add("some")
        elif token.text in QUANTIFIERS and (before.text, QUANTIFIERS[token.text]) != ("not", "only"):
            found.add(QUANTIFIERS[token.text])
    return found


def opens_sentence(text: str, start: int) -> bool:
    """True where the word at `start` would be capitalised anyway."""
    before = text[max(0, start - 60) : start]
    return not before.strip(" \t\"'“”‘’([*_-–—•>#") or bool(_SENTENCE_END.search(before))


def names(text: str, words: list[Token] | None = None) -> list[Token]:
    """Out: words with a capital that no sentence opening explains, or with a digit ("o3"); "I" left out."""
    found = []
    for token in tokens(text) if words is None else words:
        if token.surface[:1].isdigit() or token.text in {"i", "i'm", "i've", "i'd", "i'll"}:
            continue
        inner = any(letter.isupper() or letter.isdigit() for letter in token.surface[1:])
        if inner or (token.surface[:1].isupper() and not opens_sentence(text, token.start)):
            found.append(token)
    return found


def could_be_name(token: Token) -> bool:
    """For a capitalised opening word that no passage has: "Musk" could be a name, "Researchers" is a noun."""
    return token.surface[:1].isupper() and not _ORDINARY_ENDING.search(token.text)


def same_name(word: str) -> str:
    """Out: a name in the form in which names are compared: no possessive, months in full."""
    bare = re.sub(r"'s?$", "", word)
    return in_full(bare)
