"""What is compared, and what comes of it. Data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Novelty(StrEnum):
    NEW = "new"
    KNOWN = "known"
    UPDATES = "updates"
    DISAGREES = "disagrees"


@dataclass(frozen=True)
class Told:
    """One sentence as it stands in its passage. `around` is what a reader of it knows: the title, a line, the passage.

    `on` is the day on which it was published, or else met.
    """

    text: str
    author: str = ""
    on: date | None = None
    around: str = ""

    @property
    def passage_text(self) -> str:
        return self.around.partition("\n")[2]


@dataclass(frozen=True)
class Met(Told):
    """One that the reader met before, on `met_on`. `near` is the cosine of the two sentences' vectors, -1 to 1."""

    passage: int = 0
    title: str = ""
    met_on: date | None = None
    near: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """`met` is what it was judged by, in its exact words; None for what is new. `reason` is for the reader.

    `reader` is the model that pointed at it; empty where code found it.
    """

    novelty: Novelty
    reason: str
    met: Met | None = None
    reader: str = ""
