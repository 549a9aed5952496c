"""Search of the library by HTTP, and the searches that are kept."""

from typing import Annotated

from ninja import Query as Parameter
from ninja import Router
from pydantic import Field

from curation import embedding
from curation.errors import NotFound
from curation.inputs import Line, Sent
from curation.models import LONGEST_QUERY, SavedSearch
from curation.requests import SignedInRequest
from curation.search.data import FoundPageData, SavedSearchData, page_data, saved_data
from curation.search.hits import MOST_PAGES, find
from curation.search.query import parse
from curation.search.saved import LONGEST_NAME, news_of, rename, save, with_news

router = Router(tags=["search"])

Typed = Annotated[str, Parameter(..., max_length=LONGEST_QUERY)]
Page = Annotated[int, Parameter(1, ge=1, le=MOST_PAGES)]


class SearchSent(Sent):
    """Without a name the query is its own."""

    query: Line = Field(max_length=LONGEST_QUERY)
    name: Line = Field("", max_length=LONGEST_NAME)


class SearchName(Sent):
    name: Line = Field(max_length=LONGEST_NAME)


@router.get("/search", response=FoundPageData, summary="Search the library, best first", operation_id="searchLibrary")
def search_library(request: SignedInRequest, q: Typed, page: Page = 1) -> FoundPageData:
    """Words, "phrases", -words, and author: kind: theme: before: after: is:filtered|read|unread|marked."""
    query = parse(q)
    return page_data(str(query), find(request.user, query, embedding.get_embedder(), page=page))


@router.get("/searches", response=list[SavedSearchData], summary="List saved searches", operation_id="listSearches")
def list_searches(request: SignedInRequest) -> list[SavedSearchData]:
    return [saved_data(one, new) for one, new in with_news(request.user)]


@router.post("/searches", response=SavedSearchData, summary="Save a search", operation_id="saveSearch")
def save_search(request: SignedInRequest, sent: SearchSent) -> SavedSearchData:
    saved = save(request.user, sent.query, sent.name)
    return saved_data(saved, news_of(saved))


@router.patch(
    "/searches/{int:saved_id}", response=SavedSearchData, summary="Rename a saved search", operation_id="renameSearch"
)
def rename_search(request: SignedInRequest, saved_id: int, sent: SearchName) -> SavedSearchData:
    saved = rename(_mine(request, saved_id), sent.name)
    return saved_data(saved, news_of(saved))


@router.delete(
    "/searches/{int:saved_id}", response={204: None}, summary="Delete a saved search", operation_id="deleteSearch"
)
def delete_search(request: SignedInRequest, saved_id: int) -> tuple[int, None]:
    _mine(request, saved_id).delete()
    return 204, None


def _mine(request: SignedInRequest, saved_id: int) -> SavedSearch:
    saved = SavedSearch.objects.of(request.user).select_related("owner").filter(pk=saved_id).first()
    if saved is None:
        raise NotFound(f"There is no saved search {saved_id} in this library.")
    return saved
