"""In: a digest. Out: its sections as plain text, 72 columns, with numbered links after each section."""

import textwrap
from collections.abc import Iterator

from digests.renderers.digest_view import CitationView, DigestView, SectionView, StatementView
from digests.telling import LANE, OPEN

COLUMNS = 72


def wrapped(text: str, *, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text,
        COLUMNS,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def text_sections(view: DigestView) -> list[str]:
    return [_section(section) for section in view.sections]


def text_opening(view: DigestView) -> str:
    """The statements that follow the lead, with their links."""
    links: dict[str, int] = {}
    blocks = [wrapped(_cited(one, one.text, links)) for one in view.opening]
    return "\n\n".join(filter(None, [*blocks, _listed(links)]))


def _section(section: SectionView) -> str:
    links: dict[str, int] = {}
    head = f"{wrapped(section.heading)}\n{'-' * min(len(section.heading), COLUMNS)}"
    blocks = [head, wrapped(section.about), wrapped(section.note)]
    blocks += [block for one in section.statements for block in _told(one, links)]
    blocks += [_indented(_cited(one, f"“{one.text}”", links)) for one in section.quotations]
    for one in section.lane:
        blocks += [_indented(_cited(one, f"{LANE}: “{one.text}”", links)), _indented(one.aside)]
    if section.questions:
        blocks.append(OPEN)
        blocks += [wrapped(_cited(one, one.text, links), first="- ", rest="  ") for one in section.questions]
    blocks.append(wrapped(section.known + "".join(_linked(one, links) for one in section.known_at)))
    blocks.append(_listed(links))
    return "\n\n".join(filter(None, blocks))


def _told(statement: StatementView, links: dict[str, int]) -> Iterator[str]:
    if not statement.told_by_sides:
        yield wrapped(_cited(statement, statement.text, links))
    if statement.sides:
        yield wrapped(statement.aside)
    for side in statement.sides:
        yield _indented(f"{side.label}: “{side.quote}”{_linked(side.citation, links)} {side.citation.place}")


def _indented(text: str) -> str:
    return wrapped(text, first="  ", rest="  ")


def _linked(citation: CitationView, links: dict[str, int]) -> str:
    return f" [{links.setdefault(citation.url, len(links) + 1)}]" if citation.url else ""


def _listed(links: dict[str, int]) -> str:
    return "\n".join(f"[{number}] {url}" for url, number in links.items())


def _cited(statement: StatementView, text: str, links: dict[str, int]) -> str:
    """Out: the statement with its sources by name and number; `links` gains their addresses."""
    sources = [
        f"{one.label} [{links.setdefault(one.url, len(links) + 1)}]" if one.url else one.place
        for one in statement.citations
    ]
    mark = f" ({statement.mark})" if statement.mark else ""
    return f"{text}{mark} ({'; '.join(sources)})"
