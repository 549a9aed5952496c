"""A competent answer to any prompt of the service: the shape that was asked for, quoting what was offered.

Passages are found by their numbers, `[1] ...`; each list gets an entry for each of the first few passages, and
whatever is to be written is the first sentence of the passage, word for word.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_ENTRIES = 3
_NUMBERED = re.compile(r"^[ \t]*\[(\d+)\][^\n]*", re.MULTILINE)
_SENTENCE = re.compile(r".+?[.!?…](?=[\s\"”')]|$)|.+", re.DOTALL)
_LABELS = ("heading", "title", "name", "label", "term", "topic")
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """A numbered passage of the prompt."""

    number: int
    text: str

    @property
    def sentence(self) -> str:
        match = _SENTENCE.match(self.text)
        return match[0].strip() if match else self.text

    @property
    def label(self) -> str:
        words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", self.sentence)
        return " ".join(words[:5]) or f"Passage {self.number}"


def writes_well(body: Mapping[str, Any]) -> str:
    """In: the body of a request. Out: JSON of its schema, or a sentence where none is asked for."""
    prompt = "\n\n".join(str(message.get("content") or "") for message in body.get("messages", []))
    passages = found(prompt) or [Found(1, "Nothing was offered.")]
    schema = asked_schema(body)
    return json.dumps(_filled(schema, passages, schema), ensure_ascii=False) if schema else passages[0].sentence


def asked_schema(body: Mapping[str, Any]) -> Schema | None:
    """From `response_format`, or the first one that stands in the prompt's own words."""
    asked: Schema | None = (body.get("response_format") or {}).get("json_schema", {}).get("schema")
    if asked:
        return asked
    prompts = (str(message.get("content") or "") for message in body.get("messages", []))
    return next((schema for prompt in prompts if (schema := _schema_within(prompt))), None)


def found(prompt: str) -> list[Found]:
    """The passages, each once, by the numbers they were given."""
    marks = list(_NUMBERED.finditer(prompt))
    ends = [*(mark.start() for mark in marks[1:]), len(prompt)]
    passages: dict[int, Found] = {}
    for mark, end in zip(marks, ends, strict=False):
        number = int(mark[1])
        text = _text(prompt[mark.start() : end])
        if text and number not in passages:
            passages[number] = Found(number, text)
    return list(passages.values())


def _text(block: str) -> str:
    """What follows the number: the rest of its line or, where that is only about the passage, the line below."""
    first, _, rest = block.partition("\n")
    below = rest.split("\n\n")[0].strip().split("\n")[0]
    return below or first.split("]", 1)[1].strip()


def _schema_within(prompt: str) -> Schema | None:
    for match in re.finditer(r"\{", prompt):
        try:
            value, _ = json.JSONDecoder().raw_decode(prompt, match.start())
        except ValueError:
            continue
        if isinstance(value, dict) and "properties" in value:
            return value
    return None


def _filled(schema: Schema, passages: list[Found], root: Schema, name: str = "", at: int = 0) -> Any:
    schema = _resolved(schema, root)
    passage = passages[at % len(passages)]
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            inner: Schema = schema.get("properties", {})
            return {key: _filled(value, passages, root, key, at) for key, value in inner.items()}
        case "array":
            return _entries(schema, passages, root, name, at)
        case "string":
            return passage.label if any(label in name for label in _LABELS) else passage.sentence
        case "integer" | "number":
            return passage.number
        case "boolean":
            return False
    return None


def _entries(schema: Schema, passages: list[Found], root: Schema, name: str, at: int) -> list[Any]:
    """One for each passage; of what is cited, the one at hand."""
    most = min(schema.get("maxItems", MOST_ENTRIES), MOST_ENTRIES, len(passages))
    places = [at] if "cit" in name else range(max(most, schema.get("minItems", 0)))
    return [_filled(schema["items"], passages, root, name, place) for place in places]


def _resolved(schema: Schema, root: Schema) -> Schema:
    if "$ref" in schema:
        return _resolved(_named(schema["$ref"], root), root)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return _resolved(next(one for one in schema[several] if one.get("type") != "null"), root)
    return schema


def _named(reference: str, root: Schema) -> Schema:
    place: Any = root
    for step in reference.removeprefix("#/").split("/"):
        place = place[step]
    return place  # type: ignore[no-any-return]
