"""In: a digest. Out: its document, and what tells it apart from what it was before.

Kept in the process, since a digest of a hundred statements takes longer to put together than everything else on its
page; told apart by a fingerprint that the database makes of whatever the document is made of.
"""

from functools import lru_cache

from django.db import connection

from digests.assemble import ALSO_MET, document_of
from digests.document import DigestDocument
from digests.models import Digest

DIGESTS = 32
_MADE_OF = """
with sections as (select * from digests_section where digest_id = %(digest)s),
statements as (select * from digests_statement where section_id in (select id from sections)),
citations as (select * from digests_citation where statement_id in (select id from statements)),
also as (select source.id from digests_digest_also_met met join curation_source source on source.id = met.source_id
    where met.digest_id = %(digest)s order by source.signal desc, source.id),
shown as (select source_id id from citations union select met_source_id from statements union select id from also),
quoted as (select passage_id id from citations union select met_passage_id from statements)
select md5(concat_ws('|',
    (select concat(digest, series) from digests_digest digest left join digests_series series
        on series.id = digest.series_id where digest.id = %(digest)s),
    (select string_agg(sections::text, ';' order by id) from sections),
    (select string_agg(statements::text, ';' order by id) from statements),
    (select string_agg(citations::text, ';' order by id) from citations),
    (select string_agg(concat_ws(',', id, kind, title, author, handle, site, url, published_at, met_on,
        left(text, 400)), ';' order by id) from curation_source where id in (select id from shown)),
    (select string_agg(concat_ws(',', id, speaker, start_ms, start, md5(text)), ';' order by id) from curation_passage
        where id in (select id from quoted)),
    (select string_agg(id::text, ',') from also),
    (select string_agg(concat_ws(',', placement.passage_id, theme.id, theme.name), ';' order by placement.passage_id)
        from curation_placement placement join curation_passage passage on passage.id = placement.passage_id
        join curation_theme theme on theme.id = placement.theme_id
        where passage.source_id in (select id from also limit %(listed)s)),
    (select string_agg(correction::text, ';' order by id) from digests_correction correction
        where digest_id = %(digest)s)))
"""


def recalled(digest: Digest) -> tuple[DigestDocument, str]:
    with connection.cursor() as cursor:
        cursor.execute(_MADE_OF, {"digest": digest.pk, "listed": ALSO_MET})
        made_of = cursor.fetchone()[0]
    return _document(digest.pk, made_of), made_of


@lru_cache(maxsize=DIGESTS)
def _document(digest_id: int, _made_of: str) -> DigestDocument:
    return document_of(Digest.objects.select_related("series").get(pk=digest_id))
