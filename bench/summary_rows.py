"""In: a folder of sources and what people wrote of them. Out: each as the product offers it to a writer."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.turns import parted
from curation.ai.base import Embedder
from curation.kinds import Kind
from curation.writing.schemas import Offer
from curation.writing.sentences import sentences
from ingest.drafts import Draft
from ingest.given import Given
from ingest.readers import read
from ingest.split import split

_NAMED = re.compile(r"^\**[A-Z][\w .'’-]{0,40}?\**:", re.M)


@dataclass(frozen=True)
class Text:
    """`sentences` are those of the reading text, as the baselines get them; `half` is "even" or "odd"."""

    data: str
    half: str
    offers: tuple[Offer, ...]
    sentences: tuple[str, ...]
    reference: str


def gathered(folder: Path, embedder: Embedder) -> list[Text]:
    """Every row that has both; files in the order of their names, rows in their order."""
    meetings = _meetings(folder)
    return [
        _text(path.stem, number, source, reference, embedder)
        for path in sorted(folder.glob("*.jsonl"))
        for number, (source, reference) in enumerate(_pairs(path, meetings))
    ]


def _pairs(path: Path, meetings: dict[str, str]) -> Iterator[tuple[str, str]]:
    for row in _rows(path):
        source = row.get("source_text") or meetings.get(row.get("id", ""), "")
        reference = row.get("reference_summary") or row.get("answer", "")
        if source and reference:
            yield source, reference


def _meetings(folder: Path) -> dict[str, str]:
    """Out: transcripts by id, one turn to a paragraph, the spacing and the marks of their annotators undone."""
    paths = [*folder.glob("*_meetings.jsonl"), *folder.parent.glob("*/*_meetings.jsonl")]
    return {row["id"]: "\n\n".join(map(_turn, row["turns"])) for path in paths for row in _rows(path)}


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _turn(turn: str) -> str:
    speaker, words = parted(turn)
    return f"**{speaker}:** {words}"


def _text(data: str, number: int, source: str, reference: str, embedder: Embedder) -> Text:
    kind = Kind.EPISODE if len(_NAMED.findall(source)) > 1 else None
    drafts = read(Given.of(f"# Talk\n\n{source}\n".encode(), name="talk.md", kind=kind)).drafts
    offers = [offer for place, draft in enumerate(drafts) for offer in offered(place, draft, embedder)]
    told = tuple(one.text for draft in drafts for one in sentences(draft.text))
    return Text(data, "odd" if number % 2 else "even", tuple(offers), told, reference)


def offered(place: int, draft: Draft, embedder: Embedder) -> Iterator[Offer]:
    """Out: the draft's passages with their vectors, as they stand once stored."""
    spans = split(draft)
    vectors = embedder.embed([draft.text[span.start : span.end] for span in spans])
    for position, (span, vector) in enumerate(zip(spans, vectors, strict=True)):
        yield Offer(
            passage_id=place * 100_000 + position + 1,
            source_id=place + 1,
            text=draft.text[span.start : span.end],
            kind=draft.kind,
            author=span.speaker or draft.author,
            chapter=draft.chapters[span.chapter].title if span.chapter is not None else "",
            position=position,
            vector=vector,
        )
