"""In: a digest as its forms show it. Out: the same with places to lead back to, and a note for each number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from digests.renderers.digest_view import CitationView, DigestView, SectionView, StatementView


@dataclass(frozen=True)
class Note:
    """All the words that a number stands for; `back` leads to where it is met first."""

    number: str
    quotes: tuple[str, ...]
    label: str
    detail: str
    url: str
    back: str


def anchored(view: DigestView) -> DigestView:
    """The first place of each number gets a name."""
    met: set[str] = set()
    opening = _statements(view.opening, met)
    return replace(view, opening=opening, sections=tuple(_section(one, met) for one in view.sections))


def notes_of(view: DigestView, files: Iterable[str] = ()) -> tuple[Note, ...]:
    """Of an anchored view. `files` name what the opening and each section stand in, where that is several files."""
    parts = [view.opening, *(said_in(section) for section in view.sections)]
    places = [*files] or [""] * len(parts)
    found: dict[str, Note] = {}
    for place, statements in zip(places, parts, strict=True):
        for one in (one for statement in statements for one in _cited(statement)):
            known = found.get(one.number) or _note(one, place)
            quotes = known.quotes if one.quote in known.quotes else (*known.quotes, one.quote)
            found[one.number] = replace(known, quotes=quotes)
    return tuple(found.values())


def said_in(section: SectionView) -> tuple[StatementView, ...]:
    """All its statements, of whatever kind, as they are read."""
    return tuple(one for group in _groups(section).values() for one in group)


def _note(one: CitationView, place: str) -> Note:
    return Note(one.number, (), one.label, one.detail, one.url, f"{place}#{one.ref}")


def _section(section: SectionView, met: set[str]) -> SectionView:
    told: dict[str, Any] = {name: _statements(group, met) for name, group in _groups(section).items()}
    return replace(section, **told)


def _groups(section: SectionView) -> dict[str, tuple[StatementView, ...]]:
    groups = {name: value for name, value in vars(section).items() if isinstance(value, tuple)}
    return {name: value for name, value in groups.items() if all(isinstance(one, StatementView) for one in value)}


def _statements(statements: Iterable[StatementView], met: set[str]) -> tuple[StatementView, ...]:
    return tuple(_statement(one, met) for one in statements)


def _statement(statement: StatementView, met: set[str]) -> StatementView:
    """One that is left to its sides shows no number of its own."""
    own = statement.citations if statement.told_by_sides else tuple(_named(statement.citations, met))
    beside = _named((side.citation for side in statement.sides), met)
    sides = tuple(replace(side, citation=one) for side, one in zip(statement.sides, beside, strict=True))
    return replace(statement, citations=own, sides=sides)


def _cited(statement: StatementView) -> Iterator[CitationView]:
    if not statement.told_by_sides:
        yield from statement.citations
    yield from (side.citation for side in statement.sides)


def _named(citations: Iterable[CitationView], met: set[str]) -> Iterator[CitationView]:
    for one in citations:
        yield one if one.number in met else replace(one, ref=f"r{one.number}")
        met.add(one.number)
