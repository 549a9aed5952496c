"""In: a folder of texts. Out: sentences drawn from it, told again faithfully, and altered in plain ways.

Nothing here knows the texts: the alterations are of form, drawn by a seeded generator.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.scenes import Case
from curation.writing.schemas import CitationDraft, StatementDraft
from curation.writing.sentences import sentences

_WORDS = 8, 40
_WINDOW = 4
_LONG = 200
_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})*(?![\w.,:/-])")
_VERB = re.compile(
    r"\b(?:is|are|was|were|can|could|will|would|should|has|have)\b(?! (?:not|n't|no|never)\b)(?!['’]|n't)"
)
_NOT = re.compile(r"\b(is|are|was|were|can|could|will|would|should|has|have|do|does|did) not ")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_COUNT = re.compile(r"\b(?:some|many|most|several|few)\b")
_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_INVENTED = ["purple", "secretly", "holographic", "haunted", "velvet", "edible", "invisible", "medieval"]


def drawn(folder: Path, count: int, *, seed: int = 1) -> list[Case]:
    """Out: the cases of `count` sentences, each in a passage of four sentences as it stands in its text."""
    chance = random.Random(seed)
    passages = [passage for text in _texts(folder) for passage in _passages(text)]
    chance.shuffle(passages)
    names = sorted({name for _, one in passages for name in _NAME.findall(one)})
    pairs = zip(passages[:count], passages[count:] + passages[:count], strict=False)
    return [case for mine, other in pairs for case in _cases(mine, other, names, chance)]


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".txt", ".md"}:
            yield path.read_text(errors="replace")
        elif path.suffix == ".jsonl":
            for line in path.read_text(errors="replace").splitlines():
                yield from _strings(json.loads(line))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str) and len(value) >= _LONG:
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _passages(text: str) -> Iterator[tuple[str, str]]:
    """Out: (passage, one sentence of it)."""
    found = [one for one in sentences(text) if re.fullmatch(r"[A-Z“\"].*[a-z0-9]\.", one.text)]
    for at in range(0, len(found) - _WINDOW, _WINDOW):
        window = found[at : at + _WINDOW]
        passage = text[window[0].start : window[-1].end]
        middle = window[1].text
        if len(passage) < _WINDOW * 400 and _WORDS[0] <= len(middle.split()) <= _WORDS[1]:
            yield passage, middle


def _cases(
    mine: tuple[str, str], other: tuple[str, str], names: Sequence[str], chance: random.Random
) -> Iterator[Case]:
    passage, sentence = mine
    texts = {1: passage, 2: other[0]}
    cites = [CitationDraft(passage_id=1, quote=sentence), CitationDraft(passage_id=2, quote=other[1])]
    for change, said in _faithful(sentence, other[1]):
        yield Case(
            "drawn", change, holds=True, draft=StatementDraft(text=said, citations=cites), passages=texts, said_by={}
        )
    for change, said in _altered(sentence, other[1], names, chance):
        if said != sentence and said not in passage:
            yield Case(
                "drawn",
                change,
                holds=False,
                draft=StatementDraft(text=said, citations=cites),
                passages=texts,
                said_by={},
            )


def _faithful(sentence: str, other: str) -> Iterator[tuple[str, str]]:
    yield "verbatim", sentence
    yield "case", sentence.upper()
    yield "white space", sentence.replace(" ", "\u00a0", 2).replace(" ", "  ", 1)
    yield "two joined", f"{sentence.rstrip('.')}, and {other[:1].lower() + other[1:]}"
    if _NOT.search(sentence):
        yield "contraction", _NOT.sub(lambda match: f"{_short(match[1])} ", sentence, count=1)
    number = _NUMBER.search(sentence)
    if number and number[0].isdigit() and 1 < int(number[0]) < len(_SMALL):
        yield "other spelling of a number", _NUMBER.sub(_SMALL[int(number[0])], sentence, count=1)


def _short(verb: str) -> str:
    return {"can": "can't", "will": "won't"}.get(verb, f"{verb}n't")


def _altered(sentence: str, other: str, names: Sequence[str], chance: random.Random) -> Iterator[tuple[str, str]]:
    yield "number", _NUMBER.sub(lambda match: str(int(match[0].replace(",", "")) + 1), sentence, count=1)
    yield "negation", _NOT.sub(r"\1 ", sentence, count=1)
    yield "negation", _VERB.sub(lambda match: f"{match[0]} not", sentence, count=1)
    yield "name", _NAME.sub(chance.choice(names or ["Quorn"]), sentence, count=1)
    yield "quantifier", _COUNT.sub("all", sentence, count=1)
    words, theirs = sentence.split(), other.split()
    spot = chance.randrange(2, len(words) - 1)
    yield "invention", " ".join([*words[:spot], chance.choice(_INVENTED), *words[spot:]])
    yield "splice", " ".join([*words[: len(words) // 2], *theirs[len(theirs) // 2 :]])
