"""In: the text of an answer, from a model or pasted by a person. Out: its JSON in the shape that was asked for.

Prose and code fences around the JSON, thoughts before it, and commas too many are overlooked. Where several
objects fit, the last one counts: drafts come before answers.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from curation.errors import ModelFailed

R = TypeVar("R", bound=BaseModel)

LONGEST_ANSWER = 400_000
_MOST_OBJECTS = 40
_DECODER = json.JSONDecoder(strict=False)
_OPENING = re.compile(r"\{(?=\s*+[\"}])")
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+(?:"|\Z))|,(?=\s*[}\]])', re.S)
_KEPT = ("type", "enum", "description")


def replied(text: str, shape: type[R]) -> R:
    """Raises ModelFailed, saying what is wrong with the answer."""
    if len(text) > LONGEST_ANSWER:
        raise ModelFailed(f"The answer is too long: {len(text):,} characters.")
    if not text.strip():
        raise ModelFailed("The answer is empty.")
    faults = []
    for told in reversed(list(objects(text))):
        try:
            return shape.model_validate(told)
        except ValidationError as error:
            faults.append(_fault(error))
    raise ModelFailed(faults[0] if faults else "The answer holds no JSON object, or only the beginning of one.")


def schema_of(shape: type[BaseModel]) -> dict[str, Any]:
    """Out: the shape as a strict JSON schema, with only those words in it that hosted services accept."""
    whole = shape.model_json_schema()
    return _strict(whole, whole.get("$defs", {}))


def _strict(part: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in part:
        return _strict(definitions[part["$ref"].rsplit("/", 1)[-1]], definitions)
    kept = {word: part[word] for word in _KEPT if word in part}
    if "properties" in part:
        inner = {name: _strict(one, definitions) for name, one in part["properties"].items()}
        kept |= {"properties": inner, "required": list(inner), "additionalProperties": False}
    if "items" in part:
        kept["items"] = _strict(part["items"], definitions)
    return kept


def objects(text: str) -> Iterator[Any]:
    """Out: the outermost JSON objects of a text in order, each after what it may be wrapped in."""
    end = 0
    for _ in range(_MOST_OBJECTS):
        opening = _OPENING.search(text, end)
        if not opening:
            return
        found, end = _object_at(text, opening.start())
        if isinstance(found, dict):
            wrapped = next(iter(found.values())) if len(found) == 1 else None
            yield from (one for one in (wrapped, found) if isinstance(one, dict))


def _object_at(text: str, start: int) -> tuple[Any, int]:
    """Out: the object that begins there and where it ends, else None and the next place to look."""
    try:
        return _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        tidied = _STRING_OR_COMMA.sub(lambda match: match.group(1) or "", text[start:])
    try:
        found, length = _DECODER.raw_decode(tidied)
    except (ValueError, RecursionError):
        return None, start + 1
    return found, start + length


def _fault(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(step) for step in first["loc"]) or "it"
    fault = first["msg"].removeprefix("Value error, ").rstrip(".")
    return f"The answer has not the shape that was asked for: at “{place}”, {fault[:1].lower()}{fault[1:]}."
