"""In: groups of texts by label. Out: for each, its terms by a known method, the best first."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from curation.ai.openvino_minilm import embedder
from curation.writing.words import is_content

MOST = 5
CANDIDATES = 150
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?")

Groups = Mapping[str, Sequence[str]]
Terms = Mapping[str, Sequence[str]]


def frequent_words(groups: Groups) -> Terms:
    return {label: _most(_counted(texts)) for label, texts in groups.items()}


def class_tf_idf(groups: Groups) -> Terms:
    """BERTopic's: log(1 + words of a mean group / frequency in all) by the share in the group (Grootendorst 2022)."""
    counts = {label: _counted(texts) for label, texts in groups.items()}
    everywhere = sum(counts.values(), Counter[str]())
    mean = everywhere.total() / len(groups)

    def weighed(own: Counter[str]) -> dict[str, float]:
        return {word: count / own.total() * np.log(1 + mean / everywhere[word]) for word, count in own.items()}

    return {label: _most(weighed(own)) for label, own in counts.items()}


def nearest_phrases(groups: Groups) -> Terms:
    """KeyBERT-like: the frequent words and pairs nearest to the middle of the group (Grootendorst 2020)."""
    embed = embedder().embed
    found = {}
    for label, texts in groups.items():
        counts = _counted(texts) + Counter(pair for text in texts for pair in _pairs(text))
        terms = [term for term, _ in counts.most_common(CANDIDATES)]
        near = embed(terms) @ embed(list(texts)).mean(axis=0)
        found[label] = [terms[row] for row in np.argsort(-near, kind="stable")[:MOST]]
    return found


METHODS: dict[str, Callable[[Groups], Terms]] = {
    "frequent words": frequent_words,
    "class tf-idf": class_tf_idf,
    "nearest phrases": nearest_phrases,
}


def _most(weights: Mapping[str, float]) -> list[str]:
    return sorted(weights, key=lambda word: (-weights[word], word))[:MOST]


def _counted(texts: Sequence[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _words(text) if is_content(word))


def _pairs(text: str) -> list[str]:
    return [f"{one} {other}" for one, other in pairwise(_words(text)) if is_content(one) and is_content(other)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
