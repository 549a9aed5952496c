"""What is asked of digests and decks by HTTP, whoever shall write them."""

from datetime import date

from django.contrib.auth.models import User
from pydantic import Field

from curation.inputs import Line, Sent
from curation.writing.schemas import DeckBrief
from digests.choose import Subject, subject_of
from digests.deck_picks import MOST_PICKS
from digests.outline import DeckFormat, Length, Level
from digests.series_wanted import LANGUAGE


class PeriodNamed(Sent):
    """Days, both included. One left out is a week away from the other; without both it is the latest week."""

    start: date | None = Field(None, alias="from")
    end: date | None = Field(None, alias="to")


class PicksNamed(Sent):
    """Sources by id, whenever they were met."""

    sources: list[int] = Field(min_length=1)


class DeckNamed(Sent):
    """Of one thing: the id of a source, a theme or a digest, or highlights: ids of passages, and of one's own marks.

    `slides` is the most that there may be, `length` about how many are made. `look` names a look, `language` is a
    BCP 47 tag, which only a language model can follow.
    """

    source: int | None = None
    theme: int | None = None
    digest: int | None = None
    passages: list[int] = Field(default_factory=list, max_length=MOST_PICKS)
    marks: list[int] = Field(default_factory=list, max_length=MOST_PICKS)
    format: DeckFormat = "detailed"
    audience: Line = Field("", max_length=120)
    level: Level = "practitioner"
    slides: int | None = Field(None, ge=3, le=40)
    length: Length = "usual"
    look: Line = Field("paper", max_length=40)
    language: Line = Field("", max_length=35, pattern=LANGUAGE)

    @property
    def brief(self) -> DeckBrief:
        return DeckBrief(
            format=self.format,
            audience=self.audience,
            level=self.level,
            slides=self.slides,
            length=self.length,
            look=self.look,
            language=self.language,
        )

    def subject(self, owner: User) -> Subject:
        """Raises NotFound and Refused."""
        return subject_of(
            owner,
            source=self.source,
            theme=self.theme,
            digest=self.digest,
            passages=self.passages,
            marks=self.marks,
        )
