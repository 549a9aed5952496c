"""In: what is typed into the search box. Out: a Query; `str` gives it back as it could have been typed. Pure.

Words, "phrases in quotes", -words that may not stand there, and filters: author: kind: theme: before: after: is:. What
looks like a filter and is none is a word.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from curation.errors import Refused
from curation.kinds import Kind


class Name(StrEnum):
    AUTHOR = "author"
    KIND = "kind"
    THEME = "theme"
    BEFORE = "before"
    AFTER = "after"
    IS = "is"


class State(StrEnum):
    FILTERED = "filtered"
    READ = "read"
    UNREAD = "unread"
    MARKED = "marked"


@dataclass(frozen=True)
class Term:
    """A word, or a phrase that stands word for word; `excluded` may not stand there."""

    text: str
    quoted: bool = False
    excluded: bool = False

    def __str__(self) -> str:
        return ("-" if self.excluded else "") + (f'"{self.text}"' if self.quoted else self.text)


@dataclass(frozen=True)
class Filter:
    name: Name
    value: str
    excluded: bool = False

    def __str__(self) -> str:
        value = f'"{self.value}"' if re.search(r"\s", self.value) else self.value
        return f"{'-' if self.excluded else ''}{self.name}:{value}"


@dataclass(frozen=True)
class Query:
    terms: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(str, (*self.terms, *self.filters)))

    @property
    def words(self) -> str:
        """What is to be found, without what may not stand there."""
        return " ".join(term.text for term in self.terms if not term.excluded)

    @property
    def narrows(self) -> bool:
        return bool(self.filters) or any(term.quoted or term.excluded for term in self.terms)

    def without(self, one: Filter) -> "Query":
        return Query(self.terms, tuple(other for other in self.filters if other != one))


# A quote that is never closed is passed over; names are told by letters of ASCII, of which `ı` and `ſ` are no others.
_PART = re.compile(r'(-?)(?:((?ai:author|kind|theme|before|after|is)):)?(?:"([^"]*)"|([^\s"]+))')
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def parse(text: str) -> Query:
    """Raises Refused for a day, a kind or a state that there is not."""
    terms: list[Term] = []
    filters: list[Filter] = []
    for match in _PART.finditer(text.replace("\0", " ")):
        minus, name, quoted, word = match.groups()
        value = " ".join((word if quoted is None else quoted).split())
        if not value or value == "-":
            continue
        if name:
            filters.append(_filter(Name(name.lower()), value, excluded=bool(minus)))
        else:
            terms.append(Term(value, quoted=quoted is not None, excluded=bool(minus)))
    return Query(tuple(terms), tuple(dict.fromkeys(filters)))


def day_of(value: str) -> date:
    """A day; of a month or a year, its first one."""
    match = _DAY.fullmatch(value)
    try:
        if match:
            year, month, day = (int(part or 1) for part in match.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise Refused(f"“{value}” is no day: write 2026-10-01, 2026-10 or 2026.")


def _filter(name: Name, value: str, *, excluded: bool) -> Filter:
    if name in {Name.BEFORE, Name.AFTER}:
        day_of(value)
    if name == Name.KIND:
        value = _one_of(value, [kind.value for kind in Kind], "kind")
    if name == Name.IS:
        value = _one_of(value, list(State), "state")
    return Filter(name, value, excluded)


def _one_of(value: str, known: list[str], what: str) -> str:
    told = value.lower()
    for one in (told, told.removesuffix("s")):
        if one in known:
            return str(one)
    raise Refused(f"There is no {what} “{value}”; there are {', '.join(known)}.")
