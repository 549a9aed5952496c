"""In: scenes as YAML. Out: what is claimed of their passages, one case each, with whether it holds.

A statement is `[holds, what was done to it, its words, what it cites]`: "1.2 3" cites the second sentence of
passage 1 and all of passage 3, `{1: words}` just these words. A quote is `[holds, what was done, its words, passage]`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from curation.writing.schemas import CitationDraft, StatementDraft
from curation.writing.sentences import sentences


@dataclass(frozen=True)
class Case:
    """`draft` is a statement that cites some of `passages`, or a lone quote said to stand in `quoted`."""

    scene: str
    change: str
    holds: bool
    draft: StatementDraft
    passages: Mapping[int, str]
    said_by: Mapping[int, str]
    quoted: int | None = None

    @property
    def cited(self) -> list[str]:
        """The texts that the words are said to come from, those that were not offered left out."""
        ids = [self.quoted] if self.quoted else [citation.passage_id for citation in self.draft.citations]
        return [self.passages[one] for one in dict.fromkeys(ids) if one in self.passages]


def read(path: Path) -> list[Case]:
    """`path` is a file of scenes, or a folder of such files."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return [case for file in files for scene in yaml.safe_load(file.read_text()) for case in _cases(scene)]


def _cases(scene: Mapping[str, Any]) -> Iterator[Case]:
    texts = {number: passage["text"] for number, passage in scene["passages"].items()}
    said_by = {number: passage["by"] for number, passage in scene["passages"].items() if passage["by"]}
    for holds, change, words, cites in scene["statements"]:
        draft = StatementDraft(text=words, citations=list(_citations(cites, texts)))
        yield Case(scene["scene"], change, holds, draft, texts, said_by)
    for holds, change, words, passage in scene["quotes"]:
        draft = StatementDraft(text=words, citations=[CitationDraft(passage_id=passage, quote=words)])
        yield Case(scene["scene"], change, holds, draft, texts, said_by, passage)


def _citations(cites: object, texts: Mapping[int, str]) -> Iterator[CitationDraft]:
    if isinstance(cites, dict):
        yield from (CitationDraft(passage_id=passage, quote=words) for passage, words in cites.items())
        return
    for place in str(cites).split():
        passage, _, number = place.partition(".")
        text = texts[int(passage)]
        quote = sentences(text)[int(number) - 1].text if number else text
        yield CitationDraft(passage_id=int(passage), quote=quote)
