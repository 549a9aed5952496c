"""In: a text that may open with front matter. Out: its metadata and the rest of the text. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import yaml

from curation.kinds import Kind

_FRONT = re.compile(r"\A\s*---[^\S\n]*\n(.*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"^[^\S\n]*([A-Za-z][\w -]{0,30}):[^\S\n]+(\S.*?)[^\S\n]*$", re.MULTILINE)
_ZONE = re.compile(r"\s+(?=(?:[+-]\d\d:?\d\d|Z)$)")
# Front matter is a few lines; what is longer is text between two rules.
_LONGEST, _LONGEST_VALUE, _MOST_VALUES = 20_000, 2_000, 200
_NOTHING = "tag:yaml.org,2002:null"
_KNOWN_TEXT = "title author date site show url kind layout handle by source published language tags tag aliases created"
_KNOWN = frozenset(_KNOWN_TEXT.split())
_FORMATS = (
    "%d %B %Y",
    "%B %d, %Y",
    "%B %d %Y",
    "%d %b %Y",
    "%b %d, %Y",
    "%Y/%m/%d",
    "%Y-%m-%d %H:%M",
    "%d.%m.%Y",
)


@dataclass(frozen=True)
class Front:
    """What a file says about itself; empty where it is silent."""

    title: str = ""
    author: str = ""
    site: str = ""
    url: str = ""
    language: str = ""
    published_at: datetime | None = None
    kind: Kind | None = None
    tags: tuple[str, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)


def parted(text: str) -> tuple[Front, str]:
    """The front matter between two `---` lines, and the text without it."""
    match = _FRONT.match(text)
    if not match or len(match[1]) > _LONGEST:
        return Front(), text
    values = _values(match[1])
    if not _KNOWN & values.keys():
        return Front(), text
    told = of({key: value if isinstance(value, str) else ", ".join(value) for key, value in values.items()})
    return replace(told, tags=_tags(values.get("tags") or values.get("tag", ""))), text[match.end() :]


def pairs(block: str) -> dict[str, str]:
    """`key: value` lines, keys in lower case."""
    return {key.lower().strip(): value.strip().strip("\"'") for key, value in _PAIR.findall(block)}


def of(values: Mapping[str, str]) -> Front:
    return Front(
        title=values.get("title", ""),
        author=values.get("author") or values.get("by", ""),
        site=values.get("show") or values.get("site") or values.get("source", ""),
        url=values.get("url", ""),
        language=values.get("language", ""),
        published_at=moment(values.get("date") or values.get("published") or values.get("created", "")),
        kind=_kind(values.get("kind", "")),
        tags=_tags(values.get("tags") or values.get("tag", "")),
        known=values,
    )


def moment(value: str) -> datetime | None:
    """Out: an aware datetime, UTC unless the value says otherwise; None for what is no date."""
    try:
        found: datetime | None = datetime.fromisoformat(_ZONE.sub("", value.strip()))
    except ValueError:
        found = next((day for day in (_parsed(value, form) for form in _FORMATS) if day), None)
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def _values(block: str) -> dict[str, str | tuple[str, ...]]:
    """Words and lists of words by key. Nodes are looked at and never made into objects, whose aliases may swell."""
    try:
        node = yaml.compose(block, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return dict(pairs(block))
    if not isinstance(node, yaml.MappingNode):
        return {}
    told = {_word(key).lower().strip(): value for key, value in node.value}
    return {key: _plain(value) for key, value in told.items() if key and value.tag != _NOTHING}


def _plain(node: yaml.Node) -> str | tuple[str, ...]:
    if isinstance(node, yaml.SequenceNode):
        return tuple(word for item in node.value[:_MOST_VALUES] if (word := _word(item)))
    return _word(node)


def _word(node: yaml.Node) -> str:
    """Empty for what holds further nodes."""
    return str(node.value)[:_LONGEST_VALUE].strip() if isinstance(node, yaml.ScalarNode) else ""


def _tags(told: str | Iterable[str]) -> tuple[str, ...]:
    """A list has a tag in each entry; words on one line are parted by commas, or else by spaces."""
    parts = (told.split("," if "," in told else None)) if isinstance(told, str) else _split(told)
    return tuple(dict.fromkeys(name for tag in parts if (name := tag.strip().strip("#[]\"'"))))


def _split(told: Iterable[str]) -> Iterator[str]:
    for tag in told:
        yield from tag.split(",")


def _parsed(value: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(value.strip(), form).replace(tzinfo=UTC)
    except ValueError:
        return None


def _kind(word: str) -> Kind | None:
    named = {
        "podcast": "episode",
        "transcript": "episode",
        "tweet": "post",
        "thread": "post",
        "blog": "article",
    }
    word = word.strip().lower()
    try:
        return Kind(named.get(word, word))
    except ValueError:
        return None
