"""In: an owner. Out: what they say of themselves, as every part that is shaped by it takes it."""

from dataclasses import asdict, dataclass
from textwrap import shorten
from typing import Literal

from django.contrib.auth.models import User

from curation.models import Profile
from curation.writing.extractive import ExtractiveWriter

Level = Literal["", "newcomer", "practitioner", "expert"]
LEVELS: tuple[Level, ...] = ("newcomer", "practitioner", "expert")
# By field, as its reader is asked for it and as a prompt is told.
ASKED = {
    "does": "What I do",
    "knows": "What I know",
    "after": "What I am after",
    "told": "How I like to be told",
    "level": "Level",
}
LONGEST = 1_000
_SHORT = 90


@dataclass(frozen=True)
class ProfileTold:
    """In the reader's own words; a field that says nothing is empty. `version` counts what was kept."""

    does: str = ""
    knows: str = ""
    after: str = ""
    told: str = ""
    level: Level = ""
    version: int = 0

    @property
    def fields(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if name in ASKED}

    @property
    def is_empty(self) -> bool:
        return not any(self.fields.values())

    @property
    def words(self) -> str:
        """A line for every field that says something: what a prompt is given as `reader`."""
        said = {ASKED[name]: " ".join(value.split()) for name, value in self.fields.items()}
        return "\n".join(f"{name}: {value}" for name, value in said.items() if value)

    @property
    def short(self) -> str:
        """A few words for beside an output: “a baker new to milling, as a newcomer”; empty where nothing is told."""
        first = next((value for value in (self.does, self.knows, self.after, self.told) if value), "")
        who = shorten(first.strip().rstrip("."), _SHORT, placeholder="…")
        return " · ".join(part for part in (who, self.level) if part)


NOTHING_TOLD = ProfileTold()


def profile_of(owner: User) -> ProfileTold:
    """`NOTHING_TOLD` where nothing was kept yet."""
    row = Profile.objects.filter(owner=owner).first()
    return told_in(row) if row else NOTHING_TOLD


def told_for(owner: User, writer: str) -> str:
    """For whom `writer` has just written, in a few words; empty where sentences were quoted, which nobody shapes."""
    return "" if writer == ExtractiveWriter.name else profile_of(owner).short


def told_in(row: Profile) -> ProfileTold:
    return ProfileTold(**{name: getattr(row, name) for name in (*ASKED, "version")})
