"""In: passages, and what a reader leaves of the library. Out: the passages that lie within."""

from datetime import date

from django.db.models import F, Q
from pydantic import BaseModel, ConfigDict, field_validator

from curation.inputs import Line
from curation.kinds import Kind
from curation.models import PassageQuerySet


class Scope(BaseModel):
    """What is asked of: empty fields ask for all. `since` and `until` are days on which a source was met, both with it.

    `author` is part of a source's author or handle, or of a passage's speaker. With `only_read`, a source whose pass 1
    has ended counts whole, and of one that was begun what lies before the furthest place.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    theme: int | None = None
    kind: str = ""
    author: Line = ""
    since: date | None = None
    until: date | None = None
    only_read: bool = False

    @field_validator("kind")
    @classmethod
    def _known(cls, kind: str) -> str:
        if kind and kind not in set(Kind):
            raise ValueError(f"There is no such kind; there are {', '.join(Kind)}.")
        return kind

    @field_validator("author")
    @classmethod
    def _trimmed(cls, author: str) -> str:
        return " ".join(author.split())[:200]

    @property
    def is_everything(self) -> bool:
        return self == EVERYTHING

    def stored(self) -> dict[str, object]:
        """As a JSON column keeps it: only what narrows."""
        return self.model_dump(mode="json", exclude_defaults=True)


EVERYTHING = Scope()


def narrow(passages: PassageQuerySet, scope: Scope) -> PassageQuerySet:
    met = {"source__met_on__gte": scope.since, "source__met_on__lte": scope.until}
    told = {"placement__theme": scope.theme, "source__kind": scope.kind, **met}
    passages = passages.filter(**{name: value for name, value in told.items() if value})
    if scope.author:
        passages = passages.filter(_by(scope.author))
    return passages.filter(_read()) if scope.only_read else passages


def _by(author: str) -> Q:
    handle = author.removeprefix("@")
    maker = Q(source__author__icontains=author) | Q(source__handle__icontains=handle)
    return maker | Q(speaker__icontains=author)


def _read() -> Q:
    """The readings are another app's; the rows are asked through the source."""
    whole = Q(source__reading__first_ended_at__isnull=False)
    return whole | Q(end__lte=F("source__reading__furthest"))
