"""In: a passage as it was spoken. Out: its own words as easier reading. Pure.

Fillers, words said twice by accident and words broken off go; sentences get their capitals. No word comes in or
changes place, and what could be meant stays.
"""

import re
from collections.abc import Iterator, Sequence

from curation.writing.openings import capital
from curation.writing.schemas import CleanPassage, Offer
from curation.writing.sentences import sentences

# In capitals they are something else: the ER, the UM.
_SOUND = re.compile(r"(?:,\s*)?\b(?:[Uu]m+|[Uu]hm|[Uu]h+|[Ee]rm?|[Mm]m+|[Mm]hm|[Hh]mm?)\b(?![-'’]|\s?=)[,…]*\s*")
_HABIT = r"you\sknow|i\smean|sort\sof|kind\sof|like|basically|literally|actually|well"
_BETWEEN = re.compile(rf",\s*(?:{_HABIT}),\s*(?=\w)", re.I)
_AT_FRONT = re.compile(rf"^(?:(?:so|and|yeah|okay|oh)?,?\s?(?:{_HABIT}|oh|okay),\s*)+(?=\w)", re.I)
_BROKEN = re.compile(r"\b(\w{1,4})(?:--?|—|–|…|\.{3})\s+(?=\1)", re.I)
_LEANING = (
    r"the|a|an|i|to|of|and|but|for|it['’]s|i['’]m|we|they|he|she|my|your|our|their|we['’]re|they['’]re"
    r"|if|with|at|because|this|is|it|in"
)
_TWICE = re.compile(rf"\b({_LEANING})(?:,?\s+\1\b)+(?!['’])", re.I)
_PHRASE_TWICE = re.compile(
    rf"\b((?:{_LEANING}|you|so|what|that['’]s|there['’]s)(?:\s\w+(?:['’]\w+)?){{1,3}})\b[,—–-]*\s\1\b(?!['’])", re.I
)
_ENDS = (".", "!", "?", "…", '"', "”", ":")


def cleaned(offers: Sequence[Offer]) -> Iterator[CleanPassage]:
    """Out: those that read better than they stand."""
    opens, speaker = True, ""
    for offer in offers:
        text = clean(offer.text, opens=opens or offer.author != speaker)
        opens, speaker = offer.text.rstrip().endswith(_ENDS), offer.author
        if text and text.split() != offer.text.split():
            yield CleanPassage(passage_id=offer.passage_id, text=text)


def clean(text: str, *, opens: bool = True) -> str:
    """`opens` is False where the passage begins inside a sentence."""
    parts = [_sentence(one.text) for one in sentences(text)]
    shown = [part if number == 0 and not opens else capital(part) for number, part in enumerate(parts) if part]
    return " ".join(shown)


def _sentence(text: str) -> str:
    """Out: the sentence, or nothing where it held only sounds."""
    text = _BROKEN.sub("", _SOUND.sub(" ", text))
    text = _AT_FRONT.sub("", _BETWEEN.sub(", ", text))
    text = _TWICE.sub(r"\1", _PHRASE_TWICE.sub(r"\1", text))
    text = re.sub(r"\s+([,.!?;:])", r"\1", " ".join(text.split())).lstrip(",. ")
    return text if any(letter.isalnum() for letter in text) else ""
