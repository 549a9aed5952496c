"""In: a digest. Out: the same without the addresses that stand in words of sources and writers, for mail.

A mail program makes a link of every address in its text, marked as one or not. What is cited leads to its
passage; the address can be read there.
"""

import re
from dataclasses import replace

from digests.document import CitedSource, DigestDocument, DocumentCitation, DocumentSection, DocumentStatement

LINK = "[link]"
_ADDRESS = re.compile(
    r"(?:(?:https?|ftp)://|\bwww\.|\bmailto:)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]}']"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.@])(?:[\w-]+\.)+[a-z]{2,}[/?#:](?=\S)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]}']",
    re.I,
)


def linkless(document: DigestDocument) -> DigestDocument:
    """What a person wrote at the desk stays as it is, and so do the title and the headings."""
    return replace(
        document,
        lead=without_addresses(document.lead),
        opening=_section(document.opening) if document.opening else None,
        sections=tuple(_section(section) for section in document.sections),
        also_met=tuple(_source(source) for source in document.also_met),
    )


def without_addresses(text: str) -> str:
    return _ADDRESS.sub(LINK, text)


def _section(section: DocumentSection) -> DocumentSection:
    return replace(
        section,
        statements=_statements(section.statements),
        quotations=_statements(section.quotations),
        questions=_statements(section.questions),
        lane=_statements(section.lane),
    )


def _statements(statements: tuple[DocumentStatement, ...]) -> tuple[DocumentStatement, ...]:
    return tuple(_statement(one) for one in statements)


def _statement(statement: DocumentStatement) -> DocumentStatement:
    text = statement.text if statement.by_hand else without_addresses(statement.text)
    return replace(
        statement,
        text=text,
        citations=tuple(_citation(one) for one in statement.citations),
        novelty_reason=without_addresses(statement.novelty_reason),
        met=_citation(statement.met) if statement.met else None,
    )


def _citation(citation: DocumentCitation) -> DocumentCitation:
    return replace(citation, quote=without_addresses(citation.quote), source=_source(citation.source))


def _source(source: CitedSource) -> CitedSource:
    return replace(
        source,
        title=without_addresses(source.title),
        author=without_addresses(source.author),
        aside=without_addresses(source.aside),
    )
