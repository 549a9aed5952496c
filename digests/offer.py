"""In: a stored digest. Out: its statements as a writer may read them a second time, and what they cite."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User

from curation.models import Passage
from curation.offers import offered
from curation.writing.schemas import Offer, SectionOffer
from digests.assemble import document_of
from digests.check import drafted
from digests.document import DocumentSection
from digests.models import Digest


def stored_sections(digest: Digest) -> list[SectionOffer]:
    return [section_offered(section) for section in document_of(digest).sections]


def section_offered(section: DocumentSection) -> SectionOffer:
    """Its statements that may be shown; quotations and questions speak for themselves."""
    passed = (one for one in section.statements if one.is_borne_out)
    drafts = tuple(drafted(one.text, one.citations) for one in passed)
    return SectionOffer(section.heading, drafts, section.sources)


def cited_offers(owner: User, sections: Iterable[SectionOffer]) -> Sequence[Offer]:
    """The owner's passages that these cite, as far as they are still there."""
    ids = {citation.passage_id for one in sections for draft in one.statements for citation in draft.citations}
    return offered(Passage.objects.of(owner).filter(pk__in=ids))
