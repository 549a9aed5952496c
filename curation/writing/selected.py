"""In: words that a reader selected in a source. Out: Assignments that explain, simplify or translate them. Pure.

What stands around the words is chosen here: where they stand, and where the source speaks of the same.
"""

from collections.abc import Sequence

import numpy as np
from pydantic import BaseModel, Field

from curation.errors import Refused
from curation.writing.assignments import Assignment
from curation.writing.bounds import Prose, Retold
from curation.writing.fencing import Numbered, numbered, one_line
from curation.writing.lexical import bm25, stems
from curation.writing.prompting import rendered
from curation.writing.replies import Few, statements
from curation.writing.schemas import Offer, TranslationDraft, WordsDraft

AROUND = 10
BESIDE = 4
LONGEST_WORDS = 2_000
_NEIGHBOURS = 1
LANGUAGES = {
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "pl": "Polish",
    "uk": "Ukrainian",
    "tr": "Turkish",
    "ru": "Russian",
    "ar": "Arabic",
    "hi": "Hindi",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "en": "English",
}


class WordsReply(BaseModel):
    statements: Few
    general: Prose = ""

    def drafted(self, shown: Numbered) -> WordsDraft:
        return WordsDraft(statements=statements(self.statements, shown), general=self.general)


class SimplerReply(BaseModel):
    statements: Few

    def drafted(self, shown: Numbered) -> WordsDraft:
        return WordsDraft(statements=statements(self.statements, shown))


class TranslationReply(BaseModel):
    translation: Retold = Field(min_length=1)

    def drafted(self) -> TranslationDraft:
        return TranslationDraft(text=self.translation)


def around(words: str, offers: Sequence[Offer], most: int = AROUND) -> list[Offer]:
    """Out: the passages that hold the words, with their neighbours, then those that share the rarest of them; in
    order.
    """
    if not offers:
        return []
    held = [place for place, offer in enumerate(offers) if holds(offer.text, words)]
    near = {at for place in held for at in range(place - _NEIGHBOURS, place + _NEIGHBOURS + 1)} & set(
        range(len(offers))
    )
    scores = bm25(stems(words), [stems(offer.text) for offer in offers])
    ranked = [int(one) for one in np.argsort(-scores, kind="stable") if scores[int(one)] > 0]
    taken = list(dict.fromkeys([*held, *sorted(near), *ranked]))[:most]
    return [offers[place] for place in sorted(taken or range(min(most, len(offers))))]


def holds(text: str, words: str) -> bool:
    """The one in the other, whichever is longer, whatever the white space."""
    one, other = (" ".join(each.split()).casefold() for each in (text, words))
    return bool(one and other) and (other in one or one in other)


def explain_words(
    words: str, offers: Sequence[Offer], *, beside: Sequence[Offer] = ()
) -> Assignment[WordsReply, WordsDraft]:
    shown = numbered([*offers, *beside[:BESIDE]])
    prompt = rendered("explain_words", words=one_line(words[:LONGEST_WORDS]), passages=shown.text)
    return Assignment(prompt, WordsReply, lambda reply: reply.drafted(shown))


def simplify(words: str, offers: Sequence[Offer]) -> Assignment[SimplerReply, WordsDraft]:
    shown = numbered(offers)
    prompt = rendered("simplify", words=one_line(words[:LONGEST_WORDS]), passages=shown.text)
    return Assignment(prompt, SimplerReply, lambda reply: reply.drafted(shown))


def translate(words: str, *, language: str) -> Assignment[TranslationReply, TranslationDraft]:
    """Raises Refused for a language that is none of LANGUAGES."""
    if language not in LANGUAGES:
        raise Refused(f"There is no translation into “{language}” here.")
    prompt = rendered("translate", words=one_line(words[:LONGEST_WORDS]), language=LANGUAGES[language])
    return Assignment(prompt, TranslationReply, lambda reply: reply.drafted())
