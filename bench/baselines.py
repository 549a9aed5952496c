"""In: the sentences of a text and a number of words. Out: a summary of exactly so many words, by known methods.

The words are those of whole sentences but for the last, which is cut; TextRank and LexRank are sumy's.
"""

import random
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

from curation.writing.words import FUNCTION_WORDS

Words = Callable[[Sequence[str], int], str]


class _Tokenizer:
    """sumy's own needs a model that has to be fetched."""

    def to_words(self, text: str) -> list[str]:
        return [word for word in (piece.strip("\"'“”‘’()[].,;:!?…-–—") for piece in text.split()) if word]


def lead(sentences: Sequence[str], words: int) -> str:
    return cut(list(enumerate(sentences)), words)


def text_rank(sentences: Sequence[str], words: int) -> str:
    """Mihalcea and Tarau 2004."""
    return _ranked(TextRankSummarizer(Stemmer("english")), sentences, words)


def lex_rank(sentences: Sequence[str], words: int) -> str:
    """Erkan and Radev 2004."""
    return _ranked(LexRankSummarizer(Stemmer("english")), sentences, words)


def random_words(sentences: Sequence[str], words: int, seed: int) -> str:
    ranked = list(enumerate(sentences))
    random.Random(seed).shuffle(ranked)
    return cut(ranked, words)


BASELINES: dict[str, Words] = {"lead": lead, "TextRank": text_rank, "LexRank": lex_rank}


def cut(ranked: Sequence[tuple[int, str]], words: int) -> str:
    """In: (place in the text, sentence), best first. Out: as many of them as fill `words`, in the text's order."""
    filled = [0, *accumulate(len(sentence.split()) for _, sentence in ranked)]
    kept = [
        (place, sentence.split()[: max(0, words - used)])
        for (place, sentence), used in zip(ranked, filled, strict=False)
    ]
    return " ".join(" ".join(sentence) for _, sentence in sorted(kept) if sentence)


def _ranked(summarizer: Any, sentences: Sequence[str], words: int) -> str:
    summarizer.stop_words = FUNCTION_WORDS
    tokenizer = _Tokenizer()
    told = [Sentence(text, tokenizer) for text in sentences]
    ranked: list[tuple[int, str]] = []

    def best_first(found: Sequence[Any]) -> Sequence[Any]:
        ranked.extend((one.order, sentences[one.order]) for one in found)
        return found

    summarizer(ObjectDocumentModel([Paragraph(told)]), best_first)
    return cut(ranked, words)
