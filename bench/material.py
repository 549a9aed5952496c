"""In: files, and how many passages are wanted of them. Out: files that hold so many.

Every file is handed over once, as it is, and a row of a `.jsonl` as a file of text. Where that is too little, the
rows come again as other texts of the same build: every word that carries meaning becomes another, about as
frequent in all the rows, and the same one wherever it stands in that turn. So a copy shares no run of words with
another text but the commonest, as two talks do, while lengths, paragraphs and the phrases that come back stay.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from ingest.readers.book import STOP_WORDS

_ADDRESS_OR_WORD = re.compile(r"https?://\S+|[^\W\d_]{3,}")
_NEIGHBOURS = 20


@dataclass(frozen=True)
class File:
    name: str
    data: bytes


def gathered(paths: Sequence[Path], wanted: int) -> tuple[list[File], list[str]]:
    """Out: the files, and the texts of the passages that come of them; fewer where no row can come again."""
    files: list[File] = []
    texts: list[str] = []
    for file in _offered(paths):
        files.append(file)
        texts += _passages(file)
        if len(texts) >= wanted:
            break
    return files, texts


def _offered(paths: Sequence[Path]) -> Iterator[File]:
    for path in paths:
        yield from _files(path)
    rows = [file for path in paths if path.suffix == ".jsonl" for file in _files(path)]
    for turn in count(2) if rows else ():
        other_words = other_words_for(rows, turn)
        yield from (again(row, turn, other_words) for row in rows)


def _files(path: Path) -> Iterator[File]:
    if path.suffix != ".jsonl":
        yield File(path.name, path.read_bytes())
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        row = json.loads(line)
        title = row.get("title") or row.get("id") or f"Row {number}"
        pieces = row.get("paragraphs") or [f"**{turn.replace(': ', ':** ', 1)}" for turn in row["turns"]]
        text = "\n\n".join(piece.strip() for piece in pieces)
        yield File(f"{path.stem}-{number}.md", f"# {title}\n\n{text}\n".encode())


def other_words_for(files: Sequence[File], seed: int) -> dict[str, str]:
    """Out: for each word of the files that carries meaning one of its neighbours by frequency, all in lower case."""
    chance = random.Random(seed)
    seen = Counter(word.lower() for file in files for word in _ADDRESS_OR_WORD.findall(file.data.decode()))
    ranked = [word for word, _ in seen.most_common() if word not in STOP_WORDS and "/" not in word]
    neighbours = (ranked[start : start + _NEIGHBOURS] for start in range(0, len(ranked), _NEIGHBOURS))
    return {word: other for few in neighbours for word, other in zip(few, chance.sample(few, len(few)), strict=True)}


def again(file: File, turn: int, other_words: Mapping[str, str]) -> File:
    """The same file in other words and under another name; addresses, numbers and small words stay."""

    def other(found: re.Match[str]) -> str:
        word = found[0]
        told = other_words.get(word.lower(), word)
        return told.capitalize() if word[0].isupper() and told != word else told

    return File(f"{turn}-{file.name}", _ADDRESS_OR_WORD.sub(other, file.data.decode()).encode())


def _passages(file: File) -> list[str]:
    from curation.embedding import get_embedder
    from ingest.given import Given
    from ingest.readers import read
    from ingest.split import split

    drafts = read(Given.of(file.data, name=file.name, embedder=get_embedder())).drafts
    return [draft.text[span.start : span.end] for draft in drafts for span in split(draft)]
