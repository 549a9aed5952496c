"""In: things of the library. Out: them as plain data, as `--json` prints it and the API answers."""

from datetime import date, datetime
from typing import Annotated, Any

from django.contrib.auth.models import User
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from curation.facts import SignalFacts
from curation.models import Source, SourceQuerySet, Theme

ThreeDigits = Annotated[float, PlainSerializer(lambda number: round(number, 3), return_type=float)]


class Data(BaseModel):
    """Made from a row by `model_validate(row)`; an alias names the row's attribute where it is called otherwise."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    def plain(self) -> dict[str, Any]:
        """As JSON knows it: days and times in ISO 8601."""
        return self.model_dump(mode="json", by_alias=True)


class ChapterData(Data):
    """A span of the source's text in characters; `start_ms` where there is sound."""

    position: int
    title: str
    start: int
    end: int
    start_ms: int | None


class PassageData(Data):
    """A span of the source's text in characters; `chapter` is the title of the one that it stands in."""

    id: int
    position: int
    start: int
    end: int
    text: str
    speaker: str
    start_ms: int | None
    end_ms: int | None
    chapter: Annotated[str | None, BeforeValidator(lambda chapter: chapter and str(chapter))]


class SourceFacts(Data):
    id: int
    kind: str
    title: str = Field(validation_alias="label")
    author: str = Field(validation_alias="byline")
    url: str
    met_on: date
    published_at: datetime | None
    standing: str
    signal: ThreeDigits
    reason: str = Field(validation_alias="signal_reason")
    facts: SignalFacts = Field(validation_alias="signal_facts")


class SourceRow(SourceFacts):
    """A source as lists show it; `passages` is how many it has."""

    passages: int = Field(validation_alias="passage_count")


class SourceData(SourceFacts):
    """A source with everything that stands in it."""

    text: str
    chapters: Annotated[list[ChapterData], BeforeValidator(lambda rows: list(rows.all()))]
    passages: Annotated[list[PassageData], BeforeValidator(lambda rows: list(rows.shown()))]


class SourcePage(Data):
    """Some of the sources, and how many there are in all."""

    items: list[SourceRow]
    count: int


class ThemeRow(Data):
    id: int
    name: str
    named_by_hand: bool
    pinned: bool
    followed_at: datetime | None
    state: str
    merged_into: int | None = Field(validation_alias="merged_into_id")
    split_from: int | None = Field(validation_alias="split_from_id")
    born_on: date
    passages: int = Field(validation_alias="passage_count")
    sources: int = Field(validation_alias="source_count")


class RunData(Data):
    """A piece of background work: queued, running, done, nothing (to do) or failed."""

    id: int
    kind: str
    status: str
    done: int
    total: int
    message: str
    created_at: datetime
    finished_at: datetime | None


def source_rows(sources: SourceQuerySet) -> list[SourceRow]:
    return [SourceRow.model_validate(source) for source in sources.counted()]


def source_page(sources: SourceQuerySet, *, limit: int, offset: int) -> SourcePage:
    rows = sources.counted()[offset : offset + limit]
    return SourcePage(items=[SourceRow.model_validate(row) for row in rows], count=sources.count())


def source_row(source: Source) -> SourceRow:
    return SourceRow.model_validate(Source.objects.counted().get(pk=source.pk))


def theme_rows(owner: User, state: Theme.State = Theme.State.ALIVE) -> list[ThemeRow]:
    """Largest first."""
    return [ThemeRow.model_validate(theme) for theme in Theme.objects.of(owner).filter(state=state).counted()]


def theme_row(theme: Theme) -> ThemeRow:
    return ThemeRow.model_validate(Theme.objects.counted().get(pk=theme.pk))
