"""In: a question. Out: what it asks about, without the wording of asking. Pure."""

from curation.writing.lexical import words
from curation.writing.words import is_content, stem

_SPEAKING = """
answer argue ask claim comment debate describe description discuss discussion elaborate explain explanation mention
question remark reply respond response speak state statement talk tell
"""
_THINKING = """
agree agreement attitude believe conclude conclusion decide decision disagree feel idea know mean opinion perspective
propose recommend recommendation suggest suggestion think thought view want
"""
_TELLING = """
anything detail entire everything example general give list main mainly outline overall overview please point reason
show summarise summarize summary whole
"""
_PLACES = """
article author conversation episode essay everyone group guest host interview meeting memo participant passage post
source speaker text transcript
"""
_ASKING = frozenset(stem(word) for part in (_SPEAKING, _THINKING, _TELLING, _PLACES) for word in part.split())


def asked_about(question: str) -> str:
    """Out: its words that carry meaning of their own, as they stand; empty where it asks about nothing named."""
    return " ".join(word for word in words(question) if is_content(_plain(word)) and stem(_plain(word)) not in _ASKING)


def asks_of_everything(question: str) -> bool:
    """True for "Summarise the whole episode.": any source can answer it."""
    asking = any(stem(_plain(word)) in _ASKING for word in words(question))
    return asking and not asked_about(question)


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")
