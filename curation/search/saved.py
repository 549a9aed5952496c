"""In: a query that a reader asks again and again. Out: it kept under a name, and how much is new since they looked."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Max, Value
from django.utils import timezone

from curation.errors import Refused
from curation.models import LONGEST_QUERY, SavedSearch, Source, SourceQuerySet
from curation.search.narrowing import narrowed
from curation.search.query import parse

LONGEST_NAME, MOST_SAVED = 120, 50


def save(owner: User, query: str, name: str = "") -> SavedSearch:
    """A name that is there already now stands for this query; without one the query is its own name."""
    told = str(parse(query))
    if not told or len(told) > LONGEST_QUERY:
        raise Refused("There is no search to save." if not told else "This search is too long to be saved.")
    named = _name(name or told[:LONGEST_NAME])
    mine = SavedSearch.objects.of(owner)
    if mine.count() >= MOST_SAVED and not mine.filter(name=named).exists():
        raise Refused(f"There are {MOST_SAVED} saved searches; delete one first.")
    defaults = {"query": told, "seen_at": timezone.now()}
    return SavedSearch.objects.update_or_create(owner=owner, name=named, defaults=defaults)[0]


def rename(saved: SavedSearch, name: str) -> SavedSearch:
    named = _name(name)
    if SavedSearch.objects.of(saved.owner).filter(name=named).exclude(pk=saved.pk).exists():
        raise Refused(f"Another search is called “{named}”.")
    saved.name = named
    saved.save(update_fields=["name"])
    return saved


def looked(owner: User, query: str) -> None:
    """Its hits have been shown: from now on only what comes later is new."""
    SavedSearch.objects.of(owner).filter(query=query).update(seen_at=timezone.now())


def with_news(owner: User) -> list[tuple[SavedSearch, int]]:
    """Each by its name, and how many sources are new to it: such as came since it was looked at, pass its filters
    and say all of its words in one passage. A query that is not understood any more has none.
    """
    saved = list(SavedSearch.objects.of(owner).select_related("owner"))
    counts = _counts(saved)
    return [(one, counts.get(one.pk, 0)) for one in saved]


def news_of(saved: SavedSearch) -> int:
    return _counts([saved]).get(saved.pk, 0)


def _counts(saved: Sequence[SavedSearch]) -> dict[int, int]:
    """One owner's, by the search's id; in two statements, the second of which only where something came at all."""
    newest = Source.objects.of(saved[0].owner).aggregate(newest=Max("created_at"))["newest"] if saved else None
    behind = [one for one in saved if newest and one.seen_at < newest]
    counted = [_counted(one, came) for one in behind if (came := _came(one)) is not None]
    return dict(counted[0].union(*counted[1:], all=True)) if counted else {}


def _counted(saved: SavedSearch, came: SourceQuerySet) -> Any:
    return came.order_by().values(saved=Value(saved.pk)).annotate(new=Count("pk")).values_list("saved", "new")


def _came(saved: SavedSearch) -> SourceQuerySet | None:
    try:
        query = parse(saved.query)
    except Refused:
        return None
    passages = narrowed(saved.owner, query)
    if query.words:
        passages = passages.filter(words=SearchQuery(query.words, search_type="plain", config="english"))
    came = Source.objects.of(saved.owner).filter(created_at__gt=saved.seen_at)
    return came.filter(pk__in=passages.order_by().values("source"))


def _name(name: str) -> str:
    named = " ".join(name.replace("\0", " ").split())
    if not named or len(named) > LONGEST_NAME:
        raise Refused(f"A name has 1 to {LONGEST_NAME} characters.")
    return named
