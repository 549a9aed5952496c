"""In: a digest. Out: Markdown whose citations are links."""

from collections.abc import Iterator

from digests.document import DigestDocument
from digests.renderers.digest_view import (
    CitationView,
    SectionView,
    SideView,
    SourceView,
    StatementView,
    digest_view,
)
from digests.renderers.markdown_text import address, escaped
from digests.telling import LANE, OPEN


def render_digest_markdown(document: DigestDocument) -> str:
    view = digest_view(document)
    head = [
        f"# {escaped(view.title)}",
        escaped(f"{view.period} · {view.about}"),
        escaped(view.lead),
        f"*{view.news}*" if view.news else "",
    ]
    head += [*(_statement(one) for one in view.opening), f"*{view.note}*" if view.note else ""]
    sections = [block for section in view.sections for block in _section(section)]
    tail = ["## Sources", "\n".join(_source(one) for one in view.sources)] if view.sources else []
    if view.also_met:
        tail += ["## Also met", "\n".join(_also(one) for one in view.also_met), view.more_met]
    tail.append(f"*{view.withheld}*" if view.withheld else "")
    if view.corrections:
        tail += ["## Corrections", "\n".join(f"- {escaped(one)}" for one in view.corrections)]
    return "\n\n".join(filter(None, [*head, *sections, *tail])) + "\n"


def _section(section: SectionView) -> list[str]:
    blocks = [f"## {escaped(section.heading)}", section.about, f"*{section.note}*" if section.note else ""]
    blocks += [block for one in section.statements for block in _told(one)]
    blocks += [_quotation(one) for one in section.quotations]
    blocks += [f"> {LANE}: {_quotation(one).removeprefix('> ')}\n>\n> {escaped(one.aside)}" for one in section.lane]
    if section.questions:
        blocks += [OPEN, "\n".join(f"- {_statement(one)}" for one in section.questions)]
    known = "".join(f" {_linked(f'[{one.number}]', one.url)}" for one in section.known_at)
    return [*blocks, f"{escaped(section.known)}{known}" if section.known else ""]


def _told(statement: StatementView) -> Iterator[str]:
    """The statement, and beside it what was met before, where that says otherwise."""
    if not statement.told_by_sides:
        yield _statement(statement)
    if statement.sides:
        yield f"**{escaped(statement.aside)}**"
        yield "\n>\n".join(_side(side) for side in statement.sides)


def _side(side: SideView) -> str:
    one = side.citation
    return f"> {side.label}: “{escaped(side.quote)}” {_linked(f'[{one.number}]', one.url)} {escaped(one.place)}"


def _quotation(statement: StatementView) -> str:
    places = escaped("; ".join(one.place for one in statement.citations))
    return f"> “{escaped(statement.text)}”{_marks(statement)}\n>\n> {places}"


def _also(one: CitationView) -> str:
    told = [_linked(one.label, one.url), escaped(one.detail)]
    aside = f" · {escaped(one.aside)}" if one.aside else ""
    return f"- {', '.join(filter(None, told))}{aside}"


def _statement(statement: StatementView) -> str:
    return escaped(statement.text) + _marks(statement)


def _marks(statement: StatementView) -> str:
    marks = "".join(f" {_linked(f'[{one.number}]', one.url)}" for one in statement.citations)
    return f"{marks} *({statement.mark})*" if statement.mark else marks


def _source(source: SourceView) -> str:
    numbers = " ".join(_linked(f"[{one.number}]", one.url) for one in source.citations)
    return f"- {escaped(', '.join(filter(None, (source.label, source.day))))} {numbers}"


def _linked(text: str, url: str) -> str:
    return f"[{escaped(text)}]({address(url)})" if url else escaped(text)
