"""In: what a deck is made of. Out: its numbers, counted in the database here and by no model, each with its query."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import F, Sum

from curation.models import Passage, Source, SourceQuerySet, Theme
from curation.writing.labels import label_of
from digests.models import Deck, Digest
from digests.outline.dates import day
from digests.outline.material import Count
from digests.wording import PLURALS, counted, period_in_words

MOST_BARS, MOST_WEEKS, FEWEST = 5, 12, 2
FEWEST_THEMES = 4
_MINUTE = 60_000
_LONGEST_NAME = 40


def counts_of(deck: Deck) -> tuple[Count, ...]:
    """The most telling first."""
    if deck.digest:
        return tuple(_of_digest(deck.digest))
    if deck.theme:
        return tuple(_of_theme(deck.theme))
    if deck.source:
        return tuple(_of_source(deck.source))
    return ()


def _of_digest(digest: Digest) -> Iterator[Count]:
    told = sources_by_section(digest)
    rows = told[:MOST_BARS]
    if len(rows) >= FEWEST_THEMES and _differ([number for _, number in rows]):
        (name, most), (_, next_to_it) = rows[:2]
        yield Count(
            title="How much was met on what",
            kind="bar",
            categories=tuple(_named(heading) for heading, _ in rows),
            series=(("Sources", tuple(float(number) for _, number in rows)),),
            counted=f"Kept sources of each theme, {period_in_words(digest.period_start, digest.period_end)}"
            f"{_of_all(len(rows), len(told))}",
            beside=(f"Most was met on {_named(name)}: {counted(most, 'source')}.",) if most > next_to_it else (),
        )
    kinds = Source.objects.filter(owner=digest.owner).kept().met_between(digest.period_start, digest.period_end)
    if not digest.picked:
        yield from _kinds(kinds, f"Kept sources met {period_in_words(digest.period_start, digest.period_end)}")


def _of_theme(theme: Theme) -> Iterator[Count]:
    told = Source.objects.filter(owner=theme.owner).kept().filter(passages__placement__theme=theme).distinct()
    weeks = sources_by_week(told)[-MOST_WEEKS:]
    if len(weeks) > FEWEST:
        monday, most = max(weeks, key=lambda week: week[1])
        yield Count(
            title="When it was met",
            kind="column",
            categories=tuple(f"{start:%-d %b}" for start, _ in weeks),
            series=(("Sources", tuple(float(number) for _, number in weeks)),),
            counted=f"Kept sources of the theme met in each week, which is named by its Monday;"
            f" up to {day(weeks[-1][0] + timedelta(days=6))}",
            beside=(f"Most in the week of {day(monday)}: {counted(most, 'source')}.",),
        )
    yield from _kinds(told, f"Kept sources of the theme “{theme.name}”")


def _of_source(source: Source) -> Iterator[Count]:
    spoken = minutes_by_speaker(source)[:MOST_BARS]
    if len(spoken) >= FEWEST:
        name, minutes = spoken[0]
        yield Count(
            title="Who speaks for how long",
            kind="bar",
            categories=tuple(_named(speaker) for speaker, _ in spoken),
            series=(("Minutes", tuple(round(minutes, 1) for _, minutes in spoken)),),
            counted=f"Minutes of speech by the times of the transcript of “{_named(source.label)}”",
            beside=(f"{_named(name)} speaks longest: {minutes:.0f} minutes.",),
        )


def _of_all(shown: int, there: int) -> str:
    return f"; {shown} of {there} themes" if shown < there else ""


def _differ(numbers: list[int]) -> bool:
    """Bars of one height say nothing."""
    return max(numbers) >= min(numbers) * 1.5


def sources_by_section(digest: Digest) -> list[tuple[str, int]]:
    """Out: heading, and how many sources of its theme were met in the period; most first."""
    sections = digest.sections.themed().filter(source_count__gt=0).order_by("-source_count", "position")
    return list(sections.values_list("heading", "source_count"))


def sources_by_week(sources: SourceQuerySet) -> list[tuple[date, int]]:
    """Out: Mondays and how many sources were met from then on for a week, weeks without any included."""
    days = sources.order_by().values_list("pk", "met_on")
    met = Counter(on - timedelta(days=on.weekday()) for _, on in days)
    if not met:
        return []
    first, last = min(met), max(met)
    mondays = [first + timedelta(weeks=week) for week in range((last - first).days // 7 + 1)]
    return [(monday, met[monday]) for monday in mondays]


def minutes_by_speaker(source: Source) -> list[tuple[str, float]]:
    """Out: of those who are named, who speaks longest first."""
    timed = Passage.objects.filter(source=source, start_ms__isnull=False, end_ms__isnull=False).exclude(speaker="")
    rows = timed.order_by().values("speaker").annotate(spoken=Sum(F("end_ms") - F("start_ms")))
    found = [(row["speaker"], row["spoken"] / _MINUTE) for row in rows]
    return sorted((one for one in found if one[1] > 0), key=lambda one: (-one[1], one[0]))


def sources_by_kind(sources: SourceQuerySet) -> list[tuple[str, int]]:
    met = Counter(kind for _, kind in sources.order_by().values_list("pk", "kind"))
    return met.most_common()


def _kinds(sources: SourceQuerySet, of: str) -> Iterator[Count]:
    rows = sources_by_kind(sources)[:MOST_BARS]
    if len(rows) > FEWEST:
        kind, most = rows[0]
        yield Count(
            title="Kinds of sources",
            kind="bar",
            categories=tuple(_plural(kind).capitalize() for kind, _ in rows),
            series=(("Sources", tuple(float(number) for _, number in rows)),),
            counted=f"{of}, by kind",
            beside=(f"Most are {_plural(kind)}: {most} of {sum(number for _, number in rows)}.",),
        )


def _plural(kind: str) -> str:
    return PLURALS.get(kind, f"{kind}s")


def _named(text: str) -> str:
    label = label_of(text)
    return label if len(label) <= _LONGEST_NAME else f"{label[:_LONGEST_NAME].rsplit(' ', 1)[0]} …"
