"""In: what a search has found. Out: it as plain data, as `--json` prints it and the API answers."""

from datetime import date, datetime

from curation.data import Data
from curation.models import SavedSearch
from curation.search.hits import Found, FoundPage, Hit


class HitData(Data):
    """A passage with the sentence before and after it; `marked` are the words in it that were asked for."""

    passage: int
    text: str
    marked: list[str]
    before: str
    after: str
    speaker: str
    start: int
    end: int
    start_ms: int | None
    theme: str | None


class FoundData(Data):
    """A source, and what was found in it, best first."""

    source: int
    title: str
    kind: str
    author: str
    met_on: date
    published_at: datetime | None
    hits: list[HitData]


class FoundPageData(Data):
    """`query` as it was understood; `more` where there is another page."""

    query: str
    page: int
    more: bool
    items: list[FoundData]


class SavedSearchData(Data):
    """`new` sources have come since it was last looked at."""

    id: int
    name: str
    query: str
    seen_at: datetime
    new: int


def page_data(query: str, page: FoundPage) -> FoundPageData:
    items = [_found_data(found) for found in page.found]
    return FoundPageData(query=query, page=page.number, more=page.more, items=items)


def saved_data(saved: SavedSearch, new: int) -> SavedSearchData:
    return SavedSearchData(id=saved.pk, name=saved.name, query=saved.query, seen_at=saved.seen_at, new=new)


def _found_data(found: Found) -> FoundData:
    source = found.source
    return FoundData(
        source=source.pk,
        title=source.label,
        kind=source.kind,
        author=source.byline,
        met_on=source.met_on,
        published_at=source.published_at,
        hits=[_hit_data(hit) for hit in (found.hit, *found.others)],
    )


def _hit_data(hit: Hit) -> HitData:
    passage = hit.passage
    placement = getattr(passage, "placement", None)
    return HitData(
        passage=passage.pk,
        text=passage.text,
        marked=[one.text for one in hit.said if one.marked],
        before=hit.before,
        after=hit.after,
        speaker=passage.speaker,
        start=passage.start,
        end=passage.end,
        start_ms=passage.start_ms,
        theme=placement.theme.name if placement and placement.theme else None,
    )
