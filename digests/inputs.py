"""What is asked of digests and decks by HTTP, whoever shall write them."""

from datetime import date

from django.contrib.auth.models import User
from pydantic import Field

from curation.inputs import Line, Sent
from curation.writing.schemas import DeckBrief
from digests.choose import Subject, subject_of
from digests.outline import DeckFormat, Level


class PeriodNamed(Sent):
    """Days, both included. One left out is a week away from the other; without both it is the latest week."""

    start: date | None = Field(None, alias="from")
    end: date | None = Field(None, alias="to")


class PicksNamed(Sent):
    """Sources by id, whenever they were met."""

    sources: list[int] = Field(min_length=1)


class DeckNamed(Sent):
    """Of one thing: the id of a source, a theme or a digest. `slides` is the most that there may be."""

    source: int | None = None
    theme: int | None = None
    digest: int | None = None
    format: DeckFormat = "detailed"
    audience: Line = Field("", max_length=120)
    level: Level = "practitioner"
    slides: int | None = Field(None, ge=3, le=40)

    @property
    def brief(self) -> DeckBrief:
        return DeckBrief(format=self.format, audience=self.audience, level=self.level, slides=self.slides)

    def subject(self, owner: User) -> Subject:
        """Raises NotFound and Refused."""
        return subject_of(owner, source=self.source, theme=self.theme, digest=self.digest)
