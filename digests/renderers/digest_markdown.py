"""In: a digest. Out: Markdown whose citations are links."""

from digests.document import DigestDocument
from digests.renderers.digest_view import SectionView, SourceView, StatementView, digest_view
from digests.renderers.markdown_text import address, escaped


def render_digest_markdown(document: DigestDocument) -> str:
    view = digest_view(document)
    head = [f"# {escaped(view.title)}", escaped(f"{view.period} · {view.about}"), escaped(view.lead)]
    head += [*(_statement(one) for one in view.opening), f"*{view.note}*" if view.note else ""]
    sections = [block for section in view.sections for block in _section(section)]
    tail = ["## Sources", "\n".join(_source(one) for one in view.sources)] if view.sources else []
    if view.also_met:
        tail += ["## Also met", "\n".join(f"- {_linked(one.label, one.url)}" for one in view.also_met), view.more_met]
    tail.append(f"*{view.withheld}*" if view.withheld else "")
    if view.corrections:
        tail += ["## Corrections", "\n".join(f"- {escaped(one)}" for one in view.corrections)]
    return "\n\n".join(filter(None, [*head, *sections, *tail])) + "\n"


def _section(section: SectionView) -> list[str]:
    blocks = [f"## {escaped(section.heading)}", f"*{section.note}*" if section.note else ""]
    blocks += [*(_statement(one) for one in section.statements)]
    blocks += [f"> “{escaped(one.text)}”{_marks(one)}" for one in section.quotations]
    if section.questions:
        blocks += ["Still open:", "\n".join(f"- {_statement(one)}" for one in section.questions)]
    return blocks


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
