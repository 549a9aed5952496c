"""In: an owner and a day. Out: what was met since, in the themes that they follow, and not begun: the best first.

Who follows none finds the newest.
"""

from datetime import date

from django.contrib.auth.models import User
from django.db.models import Count, Exists, OuterRef

from curation.kinds import Kind
from curation.models import Placement, Source, SourceQuerySet, Theme
from curation.reading.home import reckoning
from curation.reading.home.going_on import BEGUN
from curation.reading.home.lengths import length_of, name_of, named_sources
from curation.reading.home.values import Fresh
from curation.reading.models import Reading

MOST = 20


def followed_themes(owner: User) -> dict[int, str]:
    """Their names by id; hidden and faded ones rest."""
    themes = Theme.objects.of(owner).alive().filter(followed_at__isnull=False)
    return dict(themes.values_list("pk", "name"))


def fresh(owner: User, themes: dict[int, str], since: date) -> list[Fresh]:
    """`themes` are the followed ones."""
    if not themes:
        return []
    found = dict(_found(owner, themes, since).values_list("pk", length_of("pk"))[:MOST])
    if not found:
        return []
    sources, mostly = named_sources(found), _mostly(found, themes)
    there = sources.keys() & mostly.keys()
    return [_told(sources[pk], length, mostly[pk], themes) for pk, length in found.items() if pk in there]


def newest(owner: User) -> list[Fresh]:
    """What was kept and not begun, the last met first."""
    begun = Reading.objects.filter(source=OuterRef("pk"))
    kept = Source.objects.of(owner).kept().filter(~Exists(begun)).exclude(kind=Kind.LINK).order_by("-met_on", "-pk")
    found = dict(kept.values_list("pk", length_of("pk"))[:MOST])
    sources = named_sources(found) if found else {}
    return [_told(sources[pk], length, None, {}) for pk, length in found.items() if pk in sources]


def _found(owner: User, themes: dict[int, str], since: date) -> SourceQuerySet:
    inside = Placement.objects.filter(passage__source=OuterRef("pk"), theme__in=themes)
    begun = Reading.objects.filter(BEGUN, source=OuterRef("pk"))
    met = Source.objects.of(owner).kept().filter(met_on__gte=since).exclude(kind=Kind.LINK)
    return met.filter(Exists(inside), ~Exists(begun)).order_by("-signal", "-met_on", "-pk")


def _mostly(sources: dict[int, int], themes: dict[int, str]) -> dict[int, int]:
    """Of each source, the theme that most of its passages are in."""
    rows = Placement.objects.filter(passage__source__in=sources, theme__in=themes).order_by()
    counted = rows.values_list("passage__source", "theme").annotate(passages=Count("pk"))
    return {source: theme for source, theme, _ in sorted(counted, key=lambda row: (row[2], -(row[1] or 0)))}


def _told(source: Source, length: int, theme: int | None, themes: dict[int, str]) -> Fresh:
    return Fresh(
        source_id=source.pk,
        name=name_of(source),
        kind=source.get_kind_display(),
        byline=source.byline,
        theme_id=theme,
        theme=themes[theme] if theme else "",
        minutes=max(1, reckoning.whole(reckoning.reading(length))),
    )
