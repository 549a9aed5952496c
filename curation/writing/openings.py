"""In: a sentence. Out: where in it a reader who knows nothing yet can begin. Pure.

Talk opens with words that only hold the floor ("So,", "Well, yeah, I mean"); what follows them is often a whole
sentence. What is left out at the front never says no.
"""

import re

_WITH_COMMA = (
    r"well|now|right|yes|no\sdoubt|look|listen|see|sure|cool|great|okay|ok|all\sright|alright|oh|um|uh|hmm|yeah|yep"
)
_MARKER = rf"""(?:
    (?:{_WITH_COMMA}|actually|basically|again|anyway|also|then|still|of\scourse|obviously|honestly|frankly|like|i\smean|you\sknow
    |i\sguess|meanwhile|finally|first\sof\sall|in\sfact|for\sexample|for\sinstance|in\sother\swords|so\syeah|exactly|absolutely|interestingly|to\sbe\sclear|that\ssaid),
    |(?:yeah|okay|ok|um+|uh+|i\smean|you\sknow|so\syeah)(?=\s)
    |(?:and|but|or)\s(?:then|so|also|again|yeah|now)(?=\s(?!that\b|far\b|on\b|many\b|much\b))
    |and(?=\s)|but(?=\s(?!for\b))|so(?=\s(?!far\b|many\b|much\b|long\b|that\b|called\b|as\b|to\b|few\b|is\b|are\b|do\b|does\b|did\b|was\b|too\b)),?|so,|and,|but,
    )\s*"""
_MARKERS = re.compile(rf"^[\"“‘'(]?(?:{_MARKER})+(?=[\"“‘'(]?\w)", re.I | re.X)
_QUOTED_QUESTION = re.compile(r"[\"“]\s?(?=[A-Z][^\"“”?]{20,}\?\s?[\"”])")
_LOWER_WORD = re.compile(r"[\"“‘'(\[*_]*([^\W\d_A-Z]+)(?![\w.]*[\dA-Z])\b")
_ASKS_ALL = re.compile(
    r"^[\"“]?\s?(?:what|why|how|when|where|which|who|whose|is|are|do|does|did|was|were|can|could|will|would|should|has|have|must)\b",
    re.I,
)
_POINTS = re.compile(
    r"\b(?:you|your|yours|i|my|me|this|these|those|it|its|they|them|their|he|him|his|she|her|here)\b"
    r"|\bthat(?=\?|['’]s|\s(?:is|was|compare|mean|work|matter|look|happen|make|affect|change|come|go))"
    r"|\b(?:right|correct|no|okay)\?$",
    re.I,
)
_SHORTEST_QUESTION = 5


def start_of(sentence: str) -> int:
    """Out: how many characters stand before its own words, 0 for most; what follows may begin in lower case."""
    quoted = _QUOTED_QUESTION.search(sentence)
    if quoted:
        return quoted.start()
    found = _MARKERS.match(sentence)
    return found.end() if found else 0


def capital(text: str) -> str:
    """Out: the text with a capital to begin with, unless its first word is written in a way of its own ("iOS")."""
    found = _LOWER_WORD.match(text)
    if not found:
        return text
    at = found.start(1)
    raised = text[at].upper()
    return text[:at] + raised + text[at + 1 :] if len(raised) == 1 else text


def asks_all(question: str) -> bool:
    """True for a question that says by itself what it asks, and is put to nobody: what follows answers it."""
    whole = question.endswith(("?", '?"', "?”", '? "', "? ”")) and len(question.split()) >= _SHORTEST_QUESTION
    return bool(whole and _ASKS_ALL.match(question) and not _POINTS.search(question))
