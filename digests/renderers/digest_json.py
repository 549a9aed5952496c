"""In: a digest. Out: it as plain data, the shape that `digest --format json` and the API promise."""

from digests.document import DigestDocument, DocumentCitation, DocumentSection, DocumentStatement


def render_digest_json(document: DigestDocument) -> dict[str, object]:
    return {
        "id": document.id,
        "title": document.title,
        "period": {"from": document.period_start.isoformat(), "to": document.period_end.isoformat()},
        "writer": document.writer,
        "lead": document.lead,
        "sections": [_section(section) for section in document.sections],
    }


def _section(section: DocumentSection) -> dict[str, object]:
    return {
        "theme": section.heading,
        "theme_id": section.theme_id,
        "heading": section.heading,
        "statements": [_statement(one) for one in section.statements],
        "quotes": [_statement(one) for one in section.quotations],
        "questions": [_statement(one) for one in section.questions],
    }


def _statement(statement: DocumentStatement) -> dict[str, object]:
    citations = [_citation(citation) for citation in statement.citations]
    return {"text": statement.text, "status": statement.status, "citations": citations}


def _citation(citation: DocumentCitation) -> dict[str, object]:
    return {
        "passage_id": citation.source.passage_id,
        "source_id": citation.source.source_id,
        "quote": citation.quote,
        "status": citation.status,
    }
