"""A competent answer to any prompt of the service: the shape that was asked for, quoting what was offered.

Passages are found by their numbers, `[1] what is known` and `> their words`. A list gets an entry for each of the
first few passages, a list within an entry one for the passage at hand, and whatever is to be written is a sentence
of the passage, word for word.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.double.comparing import compared

MOST_ENTRIES = 4
_NUMBERED = re.compile(r"^\[(\d+)\][^\n]*\n>?[ \t]*([^\n]+)", re.MULTILINE)
# Not ended where small letters go on: "e.g.", "“Why?” she asked".
_SENTENCE = re.compile(r".+?[.!?…]+[\"”’)]*(?=\s+[^\sa-z]|$)|.+$")
_FILLERS = re.compile(r"\b(?:um+|uh+|er)\b,?\s*", re.IGNORECASE)
_LABELS = frozenset({"heading", "title", "name", "label", "term"})
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """A numbered passage of the prompt."""

    number: int
    text: str

    @property
    def sentences(self) -> list[str]:
        return [sentence.strip() for sentence in _SENTENCE.findall(self.text)]

    @property
    def question(self) -> str:
        return next((sentence for sentence in self.sentences if sentence.rstrip('"”’)').endswith("?")), "")

    @property
    def label(self) -> str:
        words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", self.sentences[0])
        return " ".join(words[:5]) or f"Passage {self.number}"


@dataclass(frozen=True)
class Sheet:
    """What is to be filled, from what. `name` is the field at hand, `held` the passage of an entry in a list.

    `asks`: only questions are wanted. `retells`: whole passages are.
    """

    passages: Sequence[Found]
    prompt: str
    name: str = ""
    held: Found | None = None
    asks: bool = False
    retells: bool = False

    def at(self, name: str) -> "Sheet":
        asks, retells = self.asks or name == "questions", self.retells or name == "passages"
        return replace(self, name=name, asks=asks, retells=retells)

    def entries(self) -> Iterator["Sheet"]:
        wanted = [passage for passage in self.passages if passage.question or not self.asks]
        most = len(wanted) if self.retells else MOST_ENTRIES
        yield from (replace(self, held=passage) for passage in ([self.held] if self.held else wanted[:most]))

    @property
    def passage(self) -> Found:
        return self.held or self.passages[0]

    def label(self) -> str:
        """None that the prompt names as taken."""
        labels = [passage.label for passage in ([self.held] if self.held else self.passages)]
        return next((label for label in labels if f"> {label}\n" not in self.prompt), labels[0])

    def words(self) -> str:
        """A sentence, but all of a passage that is to be written anew."""
        if self.name == "question":
            return f"What is said of {self.passage.label}?"
        if self.retells and self.name == "text":
            return _FILLERS.sub("", self.passage.text)
        return self.passage.question if self.asks else self.passage.sentences[0]


def writes_well(body: Mapping[str, Any]) -> str:
    """In: the body of a request. Out: JSON of its schema, or a sentence where none is asked for."""
    prompt = "\n\n".join(_texts(body))
    passages = found(prompt) or [Found(1, "Nothing was offered.")]
    schema = asked_schema(body)
    if schema is None:
        return passages[0].sentences[0]
    compares = "verdicts" in schema.get("properties", {})
    told = compared(prompt) if compares else _filled(schema, Sheet(passages, prompt))
    return json.dumps(told, ensure_ascii=False)


def asked_schema(body: Mapping[str, Any]) -> Schema | None:
    """From `response_format`, or the first one that stands in the prompt's own words; references are put in."""
    asked: Schema | None = (body.get("response_format") or {}).get("json_schema", {}).get("schema")
    told = asked or next((schema for text in _texts(body) if (schema := _schema_within(text))), None)
    return _whole(told, told.get("$defs", {})) if told else None


def found(prompt: str) -> list[Found]:
    """The passages, each once, by the numbers they were given."""
    passages: dict[int, Found] = {}
    for number, text in _NUMBERED.findall(prompt):
        passages.setdefault(int(number), Found(int(number), text.strip()))
    return list(passages.values())


def _texts(body: Mapping[str, Any]) -> list[str]:
    return [str(message.get("content") or "") for message in body.get("messages", [])]


def _schema_within(prompt: str) -> Schema | None:
    for match in re.finditer(r"\{", prompt):
        try:
            value, _ = json.JSONDecoder().raw_decode(prompt, match.start())
        except ValueError:
            continue
        if isinstance(value, dict) and "properties" in value:
            return value
    return None


def _whole(part: Any, definitions: Schema) -> Any:
    if isinstance(part, list):
        return [_whole(one, definitions) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _whole(definitions[part["$ref"].rsplit("/", 1)[-1]], definitions)
    return {key: _whole(value, definitions) for key, value in part.items()}


def _filled(schema: Schema, sheet: Sheet) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return _filled(next(one for one in schema["anyOf"] if one.get("type") != "null"), sheet)
    match schema.get("type"):
        case "object":
            return {name: _filled(value, sheet.at(name)) for name, value in schema.get("properties", {}).items()}
        case "array":
            return [_filled(schema["items"], entry) for entry in sheet.entries()]
        case "string":
            return sheet.label() if sheet.name in _LABELS else sheet.words()
        case "integer" | "number":
            return sheet.passage.number
        case "boolean":
            return sheet.name == "answered"
    return None
