"""In: a digest. Out: its sections as plain text, 72 columns, with numbered links after each section."""

import textwrap

from digests.renderers.digest_view import DigestView, SectionView, StatementView

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
    blocks = [f"{wrapped(section.heading)}\n{'-' * min(len(section.heading), COLUMNS)}", wrapped(section.note)]
    blocks += [wrapped(_cited(one, one.text, links)) for one in section.statements]
    blocks += [wrapped(_cited(one, f"“{one.text}”", links), first="  ", rest="  ") for one in section.quotations]
    if section.questions:
        blocks.append("Still open:")
        blocks += [wrapped(_cited(one, one.text, links), first="- ", rest="  ") for one in section.questions]
    blocks.append(_listed(links))
    return "\n\n".join(filter(None, blocks))


def _listed(links: dict[str, int]) -> str:
    return "\n".join(f"[{number}] {url}" for url, number in links.items())


def _cited(statement: StatementView, text: str, links: dict[str, int]) -> str:
    """Out: the statement with its sources by name and number; `links` gains their addresses."""
    sources = [
        f"{one.label} [{links.setdefault(one.url, len(links) + 1)}]" if one.url else one.label
        for one in statement.citations
    ]
    mark = f" ({statement.mark})" if statement.mark else ""
    return f"{text}{mark} ({'; '.join(sources)})"
