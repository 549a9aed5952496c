"""In: a source, a theme or a digest, and how it shall be told. Out: a planned deck, and its files."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.utils.module_loading import import_string

from curation.errors import NothingToDo, Refused
from curation.evidence import check_statement
from curation.models import Passage, PassageQuerySet, Source, Theme
from curation.offers import as_offer, texts_by_id
from curation.writing.base import Writer
from curation.writing.schemas import Offer, StatementDraft
from digests.assemble import cited_source, document_of
from digests.document import DocumentCitation, DocumentSection, DocumentStatement
from digests.models import Deck, Digest
from digests.outline import Deck as Outline
from digests.outline import DeckFormat, DeckMaterial, Level, plan_deck
from digests.wording import period_in_words

RENDERERS = {
    "pptx": "digests.renderers.pptx.render_pptx",
    "html": "digests.renderers.deck_html.render_deck_html",
    "pdf": "digests.renderers.deck_pdf.render_deck_pdf",
    "md": "digests.renderers.deck_markdown.render_deck_markdown",
}
STATEMENTS_A_CHAPTER = 3
MOST_STATEMENTS = 24


def make_deck(
    owner: User,
    *,
    source: Source | None = None,
    theme: Theme | None = None,
    digest: Digest | None = None,
    format: DeckFormat = "detailed",
    audience: str = "",
    level: Level = "practitioner",
    slides: int | None = None,
) -> Deck:
    """Plan and keep a deck. Raises NothingToDo where there are no words to show."""
    from curation.writers import get_writer

    material = _material(source=source, theme=theme, digest=digest, writer=get_writer(owner))
    if not any(section.statements for section in material.sections):
        raise NothingToDo("There is nothing in it that a slide could say.")
    outline = plan_deck(material, format=format, audience=audience, level=level, slides=slides)
    return Deck.objects.create(
        owner=owner,
        title=outline.title[:300],
        source=source,
        theme=theme,
        digest=digest,
        outline=outline.model_dump(mode="json"),
    )


def render(deck: Deck, form: str) -> bytes:
    """The deck as a file; `form` is pptx, html, pdf or md. Raises Refused for any other."""
    if form not in RENDERERS:
        raise Refused(f"A deck can be made as {', '.join(RENDERERS)}; not as {form}.")
    renderer: Callable[[Any], bytes | str] = import_string(RENDERERS[form])
    rendered = renderer(outline_of(deck))
    return rendered.encode() if isinstance(rendered, str) else rendered


def outline_of(deck: Deck) -> Outline:
    return Outline.model_validate(deck.outline)


def _material(*, source: Source | None, theme: Theme | None, digest: Digest | None, writer: Writer) -> DeckMaterial:
    if digest:
        document = document_of(digest)
        period = period_in_words(document.period_start, document.period_end)
        return DeckMaterial(document.title, period, document.writer, document.sections)
    if source:
        return DeckMaterial(source.label, source.byline, writer.name, _source_sections(source, writer))
    if theme:
        return DeckMaterial(theme.name, _span(theme), writer.name, _theme_sections(theme, writer))
    raise Refused("A deck is made of a source, a theme or a digest.")


def _span(theme: Theme) -> str:
    return f"Met since {theme.born_on:%-d %B %Y}"


def _source_sections(source: Source, writer: Writer) -> tuple[DocumentSection, ...]:
    """A section per chapter, or one for all of a source without chapters."""
    parts = [(c.title, Passage.objects.filter(chapter=c)) for c in source.chapters.all()]
    parts = parts or [(source.label, Passage.objects.filter(source=source))]
    share = max(1, min(STATEMENTS_A_CHAPTER, MOST_STATEMENTS // len(parts))) if len(parts) > 1 else 8
    return _sections(parts, lambda _heading, offers: writer.summarise(offers, statements=share).statements)


def _theme_sections(theme: Theme, writer: Writer) -> tuple[DocumentSection, ...]:
    """A section per week in which the theme was met, latest first."""
    passages = Passage.objects.kept().filter(placement__theme=theme)
    parts = [(theme.name, passages)]
    return _sections(parts, lambda heading, offers: writer.write_section(heading, offers, statements=10).statements)


def _sections(
    parts: list[tuple[str, PassageQuerySet]], write: Callable[[str, list[Offer]], list[StatementDraft]]
) -> tuple[DocumentSection, ...]:
    numbers: dict[int, int] = {}
    sections = []
    for heading, passages in parts:
        rows = {passage.pk: passage for passage in passages.select_related("source", "chapter")}
        offers = [as_offer(passage) for passage in rows.values()]
        drafts = write(heading, offers) if offers else []
        statements = tuple(_statement(draft, offers, rows, numbers) for draft in drafts)
        if statements:
            count = len({offer.source_id for offer in offers})
            sections.append(DocumentSection(heading, None, statements, sources=count))
    return tuple(sections)


def _statement(
    draft: StatementDraft, offers: list[Offer], rows: dict[int, Passage], numbers: dict[int, int]
) -> DocumentStatement:
    checked = check_statement(draft, texts_by_id(offers))
    citations = tuple(
        DocumentCitation(
            number=numbers.setdefault(citation.passage_id, len(numbers) + 1),
            quote=citation.quote,
            status=citation.status,
            source=_cited(rows[citation.passage_id]),
        )
        for citation in checked.citations
        if citation.passage_id in rows
    )
    return DocumentStatement(checked.text, citations, status=checked.status, reason=checked.reason)


def _cited(passage: Passage) -> Any:
    return cited_source(passage.source, passage.pk, passage.start_ms, passage.said_by)
