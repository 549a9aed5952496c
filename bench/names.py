"""Names of labelled groups of texts, beside the first words and phrases that known methods give them.

    python -m bench.names DATA.jsonl

Each row is {"text": ..., "label": ...}; the words of a label, "card_arrival", are what a person called the group.
Told of each method: the share of these words met, in whatever inflection, in its first one, three and five terms,
or in the whole name where it gives one. Told of names: how many words, how many are equal, how many share a word
with another, how many begin or end with a word that says nothing, how many break the rule of two to six words.
"""

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bench.labelling import METHODS, Terms
from curation.ai.openvino_minilm import embedder
from curation.writing.english import BETWEEN
from curation.writing.extractive import ExtractiveWriter
from curation.writing.schemas import Offer
from curation.writing.words import is_content, stem

FIRST = 1, 3, 5
BACKGROUND = 400
FEWEST, MOST = 2, 6
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Groups = Mapping[str, Sequence[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description="Our names of labelled groups beside known methods.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", action="store_true", help="print each name beside its label")
    options = parser.parse_args()
    groups = grouped(options.data.read_text("utf-8"))
    start = time.perf_counter()
    names = names_of(groups)
    seconds = (time.perf_counter() - start) / len(groups)
    if options.show:
        print("\n".join(f"{label:45} {name}" for label, name in names.items()))
    report = {"groups": len(groups), "ours": {**told(names), "seconds_each": round(seconds, 2)}}
    baselines = {name: measured(method(groups)) for name, method in METHODS.items()}
    print(json.dumps({**report, "baselines": baselines}, indent=2))


def grouped(rows: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in filter(str.strip, rows.splitlines()):
        row = json.loads(line)
        found[str(row["label"])].append(row["text"])
    return dict(found)


def names_of(groups: Groups) -> dict[str, str]:
    """As the themes of a library are named: one after the other, against a sample of them all."""
    texts = [text for group in groups.values() for text in group]
    background = texts[:: max(1, len(texts) // BACKGROUND)]
    own = embedder()
    writer, names = ExtractiveWriter(own), dict[str, str]()
    for label, group in groups.items():
        vectors = own.embed(list(group))
        offers = [Offer(row, row, text, vector=vectors[row]) for row, text in enumerate(group)]
        names[label] = writer.name_theme(offers, background=background, taken=set(names.values())).name
    return names


def told(names: Mapping[str, str]) -> dict[str, float]:
    words = [name.split() for name in names.values()]
    return {
        "found": share({label: [name] for label, name in names.items()}, 1),
        "words": round(float(np.mean([len(each) for each in words])), 2),
        "equal": len(names) - len({name.casefold() for name in names.values()}),
        "sharing_a_word": round(sharing(list(names.values())), 3),
        "edged_with_stop_words": sum(not BETWEEN.isdisjoint({each[0].lower(), each[-1].lower()}) for each in words),
        "too_short_or_long": sum(not FEWEST <= len(each) <= MOST for each in words),
    }


def sharing(names: Sequence[str]) -> float:
    """Out: the share of names that have a word in common with another one."""
    counts = Counter(word for name in names for word in stems(name))
    return sum(any(counts[word] > 1 for word in stems(name)) for name in names) / len(names)


def measured(terms: Terms) -> dict[str, float]:
    return {f"found_in_{first}": share(terms, first) for first in FIRST}


def share(terms: Terms, first: int) -> float:
    """Out: the mean share of a label's words among those of its first terms."""
    found = [len(stems(label) & stems(" ".join(given[:first]))) / len(stems(label)) for label, given in terms.items()]
    return round(float(np.mean(found)), 3)


def stems(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(text.lower()) if is_content(word)}


if __name__ == "__main__":
    main()
