"""In: an owner and a query. Out: passages in their context, those of one source together, page by page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from django.contrib.auth.models import User
from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import Func, OuterRef, Subquery, Value, Window
from django.db.models.functions import Coalesce, Left, Right, RowNumber
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from curation.ai.base import Embedder
from curation.models import Passage, PassageQuerySet, Source
from curation.models.library import BEGINNING
from curation.search.across import ranked
from curation.search.clauses import one_of
from curation.search.narrowing import narrowed
from curation.search.query import Query

SOURCES_A_PAGE, MOST_PAGES = 15, 10
DEPTH, SHOWN_OF_A_SOURCE = 200, 6
AROUND = 240
_OPEN, _CLOSE = "\x02", "\x03"
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n\s*\n")


@dataclass(frozen=True)
class Stretch:
    text: str
    marked: bool = False

    @property
    def as_html(self) -> SafeString:
        return format_html("<mark>{}</mark>", self.text) if self.marked else escape(self.text)


@dataclass(frozen=True)
class Hit:
    """A passage with the sentence before it and the one after; the words that were asked for are marked."""

    passage: Passage
    before: str
    said: tuple[Stretch, ...]
    after: str

    @property
    def marked(self) -> SafeString:
        return format_html_join("", "{}", ((one.as_html,) for one in self.said))

    @property
    def address(self) -> str:
        """Its place on the page of its source, which finds it by its first words."""
        quote, row = " ".join(self.passage.text.split()[:12]), self.passage
        return f"{reverse('source', args=[row.source_id])}?{urlencode({'q': quote, 'at': str(row.start)})}#p{row.pk}"


@dataclass(frozen=True)
class Found:
    """A source with its best hit, and `others` of its own."""

    source: Source
    hit: Hit
    others: tuple[Hit, ...]


@dataclass(frozen=True)
class FoundPage:
    found: tuple[Found, ...]
    number: int
    more: bool

    @property
    def next_number(self) -> int:
        return self.number + 1


def find(owner: User, query: Query, embedder: Embedder, *, page: int = 1) -> FoundPage:
    """Pages beyond the last one are empty. A query without words shows what its filters leave, newest first."""
    number = max(1, min(page, MOST_PAGES))
    groups = _grouped(_ids(owner, query, embedder))
    start = (number - 1) * SOURCES_A_PAGE
    shown = dict(islice(groups.items(), start, start + SOURCES_A_PAGE))
    hits = _hits(owner, query, [passage for passages in shown.values() for passage in passages])
    # A source may go while it is searched.
    there = ([hits[one] for one in passages if one in hits] for passages in shown.values())
    found = tuple(_found(mine) for mine in there if mine)
    return FoundPage(found, number, more=len(groups) > start + SOURCES_A_PAGE and number < MOST_PAGES)


def _ids(owner: User, query: Query, embedder: Embedder) -> list[int]:
    if query.words:
        return ranked(
            owner, query.words, embedder, among=narrowed(owner, query) if query.narrows else None, depth=DEPTH
        )
    if not query.narrows:
        return []
    return _newest(narrowed(owner, query))


def _newest(passages: PassageQuerySet) -> list[int]:
    """Of each source the first ones, so that none, however long, hides those behind it."""
    first = passages.annotate(nth=Window(RowNumber(), partition_by="source", order_by="position"))
    newest = first.filter(nth__lte=SHOWN_OF_A_SOURCE).order_by("-source__met_on", "-source_id", "position")
    return list(newest.values_list("pk", flat=True)[: SOURCES_A_PAGE * MOST_PAGES * SHOWN_OF_A_SOURCE])


def _grouped(ids: Sequence[int]) -> dict[int, list[int]]:
    """By source, in the order of the best of each; of one source no more than a reader looks through."""
    source_of = dict(Passage.objects.filter(pk__in=one_of(ids)).order_by().values_list("pk", "source"))
    groups: dict[int, list[int]] = {}
    for passage in ids:
        if passage in source_of:
            groups.setdefault(source_of[passage], []).append(passage)
    return {source: passages[:SHOWN_OF_A_SOURCE] for source, passages in groups.items()}


def _hits(owner: User, query: Query, ids: Sequence[int]) -> dict[int, Hit]:
    rows = Passage.objects.of(owner).filter(pk__in=ids).select_related("source", "placement__theme")
    rows = rows.defer("vector", "words", "source__text", "source__signal_facts", "placement__theme__centroid")
    rows = rows.annotate(
        ahead=_beside(-1, Right("text", AROUND)),
        begins=Left("source__text", BEGINNING),
        behind=_beside(1, Left("text", AROUND)),
    )
    asked = SearchQuery(" or ".join(re.findall(r"\w+", query.words)), search_type="websearch", config="english")
    told = SearchHeadline("text", asked, config="english", start_sel=_OPEN, stop_sel=_CLOSE, highlight_all=True)
    return {row.pk: _hit(row) for row in rows.annotate(told=told)}


def _beside(step: int, text: Func) -> Coalesce:
    """Of the passage before or after: the text of the source, a book's perhaps, is not unpacked for it."""
    beside = Passage.objects.filter(source=OuterRef("source"), position=OuterRef("position") + step)
    return Coalesce(Subquery(beside.values_list(text)[:1]), Value(""))


def _hit(row: Passage) -> Hit:
    vars(row.source)["begins"] = vars(row)["begins"]
    ahead, behind, told = (getattr(row, name) for name in ("ahead", "behind", "told"))
    return Hit(row, _last_sentence(ahead), stretches(told), _first_sentence(behind))


def stretches(told: str) -> tuple[Stretch, ...]:
    """In: text with its marks as control characters. Out: the same text in pieces, to be escaped one by one."""
    found = []
    for number, piece in enumerate(re.split(f"[{_OPEN}{_CLOSE}]", told)):
        if piece:
            found.append(Stretch(piece, marked=number % 2 == 1))
    return tuple(found)


def _last_sentence(text: str) -> str:
    """Whole where it begins in the stretch, else from a word on."""
    sentences = [part for part in _SENTENCE_END.split(text.rstrip()) if part.strip()]
    if not sentences:
        return ""
    whole = len(sentences) > 1 or len(text) < AROUND
    return sentences[-1].strip() if whole else "… " + sentences[-1].partition(" ")[2].strip()


def _first_sentence(text: str) -> str:
    sentences = [part for part in _SENTENCE_END.split(text.lstrip()) if part.strip()]
    if not sentences:
        return ""
    whole = len(sentences) > 1 or len(text) < AROUND
    return sentences[0].strip() if whole else sentences[0].rpartition(" ")[0].strip() + " …"


def _found(hits: Sequence[Hit]) -> Found:
    return Found(hits[0].passage.source, hits[0], tuple(hits[1:]))
