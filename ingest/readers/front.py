"""In: a text that may open with front matter. Out: its metadata and the rest of the text. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

import yaml

from curation.kinds import Kind

_FRONT = re.compile(r"\A\s*---[^\S\n]*\n(.*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
_PAIR = re.compile(r"^\s*([A-Za-z][\w -]{0,30})\s*:\s+(.+?)\s*$", re.MULTILINE)
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
    known: Mapping[str, str] = field(default_factory=dict)

    @property
    def tags(self) -> tuple[str, ...]:
        told = re.split(r"[,\s]+", self.known.get("tags") or self.known.get("tag", ""))
        return tuple(dict.fromkeys(name for tag in told if (name := tag.strip("#[]\"'"))))


def parted(text: str) -> tuple[Front, str]:
    """The front matter between two `---` lines, and the text without it."""
    match = _FRONT.match(text)
    if not match:
        return Front(), text
    values = _values(match[1])
    if not values or not _KNOWN & values.keys():
        return Front(), text
    return of(values), text[match.end() :]


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
        known=values,
    )


def moment(value: str) -> datetime | None:
    """Out: an aware datetime, UTC unless the value says otherwise; None for what is no date."""
    try:
        found: datetime | None = datetime.fromisoformat(value.strip())
    except ValueError:
        found = next((day for day in (_parsed(value, form) for form in _FORMATS) if day), None)
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def _values(block: str) -> dict[str, str]:
    try:
        loaded = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError):
        return pairs(block)
    if not isinstance(loaded, dict):
        return {}
    return {str(key).lower().strip(): _plain(value) for key, value in loaded.items() if value is not None}


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return datetime.combine(value, time(), UTC).isoformat()
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value).strip()


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
