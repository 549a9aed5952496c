"""In: a checked statement and the passages it may cite. Out: the same as a document shows it."""

from collections.abc import Mapping

from curation.evidence import CheckedStatement
from curation.models import Passage
from digests.assemble import cited_source
from digests.document import DocumentCitation, DocumentStatement


def as_document(checked: CheckedStatement, rows: Mapping[int, Passage]) -> DocumentStatement:
    """In: a checked statement and the passages it may cite, by id. Their numbers are given by the deck."""
    citations = tuple(
        DocumentCitation(
            number=0,
            quote=citation.quote,
            status=citation.status,
            source=cited_source(rows[citation.passage_id].source, rows[citation.passage_id]),
        )
        for citation in checked.citations
        if citation.passage_id in rows
    )
    return DocumentStatement(checked.text, citations, status=checked.status, reason=checked.reason)
