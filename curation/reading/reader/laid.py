"""In: a source. Out: all of its page that is the same for each visit: its text set, and what a look at it tells.

Kept in the process, since setting a transcript of three hours takes longer than everything else on its page; told
apart by a fingerprint that the database makes of whatever the page is made of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.template.loader import render_to_string

from curation.layout import Paragraph, Part, lay_out
from curation.models import Passage, Source
from curation.playing import said_in
from curation.reading.models import fingerprint
from curation.reading.reader.setting import Over, paragraph_html, touched
from curation.suspicion import Suspicion, suspicions
from curation.writing.sentences import sentences

SOURCES = 32
_MADE_OF = """
select md5(concat_ws('|', md5(source.text), source.title, source.author,
    (select md5(string_agg(concat_ws(',', id, position, start, "end", start_ms, speaker), ';' order by position))
        from curation_passage where source_id = source.id),
    (select md5(string_agg(concat_ws(',', position, start, start_ms, by_machine, title), ';' order by position))
        from curation_chapter where source_id = source.id),
    (select md5(string_agg(concat_ws(',', id, kind, start, "end", language, alt, caption, address, file, why), ';'
        order by position)) from curation_inset where source_id = source.id),
    (select concat_ws(',', audio, md5(stamps::text)) from curation_transcript where source_id = source.id)))
from curation_source source where source.id = %s
"""


@dataclass(frozen=True)
class Laid:
    """`html` has the paragraphs of each part, `images` what stands above each; `words` is how many the text has."""

    text: str
    text_hash: str
    parts: tuple[Part, ...]
    html: tuple[tuple[str, ...], ...]
    images: tuple[tuple[str, ...], ...]
    words: int
    passages: int
    suspicions: tuple[Suspicion, ...]

    def paragraphs(self, part: int, over: Sequence[Over]) -> list[str]:
        """Only those in which something stands out are set anew."""
        rows = zip(self.parts[part].paragraphs, self.html[part], self.images[part], strict=True)
        return [
            images + (paragraph_html(self.text, one, its) if (its := touched(one, over)) else html)
            for one, html, images in rows
        ]


def laid(source_id: int) -> Laid:
    with connection.cursor() as cursor:
        cursor.execute(_MADE_OF, [source_id])
        return _laid(source_id, cursor.fetchone()[0])


@lru_cache(maxsize=SOURCES)
def _laid(source_id: int, _made_of: str) -> Laid:
    sources = Source.objects.select_related("transcript").defer("transcript__raw", "transcript__origins")
    source = sources.get(pk=source_id)
    passages = list(Passage.objects.filter(source=source).only("position", "start", "end", "start_ms", "speaker"))
    told = sentences(source.text)
    said = said_in(told, getattr(source, "transcript", None), passages)
    insets = list(source.insets.all())
    parts = lay_out(source.text, passages, list(source.chapters.all()), told=told, said=said, insets=insets)
    return Laid(
        text=source.text,
        text_hash=fingerprint(source.text),
        parts=parts,
        html=tuple(tuple(paragraph_html(source.text, one) for one in part.paragraphs) for part in parts),
        images=tuple(tuple(_figures(one) for one in part.paragraphs) for part in parts),
        words=len(source.text.split()),
        passages=len(passages),
        suspicions=suspicions(source.title, source.author, source.text),
    )


def _figures(paragraph: Paragraph) -> str:
    return "".join(render_to_string("curation/_image.html", {"inset": inset}) for inset in paragraph.images)
