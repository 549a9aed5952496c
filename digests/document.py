"""A digest as its renderers see it: frozen, complete, without the ORM.

Every outward form (page, mail, Markdown, PDF) is made from the same document, so that none can say
what another does not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from curation.novelty import Novelty
from digests.telling import BEFORE, LATER, known_line, news, section_about

WORDS_A_MINUTE = 230


@dataclass(frozen=True)
class CitedSource:
    """What a citation shows of its source. `url` is the passage's absolute address in the web app.

    `said_on` is the day on which it was published, where anybody knows it, `met_on` that on which its reader met it.
    `start` is where the passage begins in the text. `aside` is a word on it of the service's own: why nothing of it is
    quoted.
    """

    source_id: int
    passage_id: int
    title: str
    author: str
    kind: str
    url: str
    met_on: date | None = None
    said_on: date | None = None
    start_ms: int | None = None
    start: int | None = None
    aside: str = ""


@dataclass(frozen=True)
class DocumentCitation:
    number: int
    quote: str
    status: str
    source: CitedSource

    @property
    def passage_id(self) -> int:
        return self.source.passage_id

    @property
    def at(self) -> int | None:
        """An offset in the source's text near which the quote stands."""
        return self.source.start


@dataclass(frozen=True)
class Side:
    """One of two quotes that stand beside each other; `later` is the one that came in this period."""

    label: str
    citation: DocumentCitation
    later: bool


@dataclass(frozen=True)
class DocumentStatement:
    """`status` is verified, close or unsupported (then `reason` says why); a citation may fail where others carry.

    `novelty` is what it is beside what was met before, empty where nobody compared; `novelty_reason` says so in
    words, and `met` is the place, where it is still there.
    """

    text: str
    citations: tuple[DocumentCitation, ...]
    status: str = "verified"
    reason: str = ""
    by_hand: bool = False
    novelty: str = ""
    novelty_reason: str = ""
    met: DocumentCitation | None = None

    @property
    def is_borne_out(self) -> bool:
        """Whether it may leave the house: in mail, decks and files."""
        return self.status != "unsupported" and bool(self.standing) and bool(self.text.strip())

    @property
    def standing(self) -> tuple[DocumentCitation, ...]:
        """The citations that it rests on, and that leave the house with it."""
        return tuple(one for one in self.citations if one.status != "unsupported")

    @property
    def is_known(self) -> bool:
        return self.novelty == Novelty.KNOWN and self.is_borne_out

    @property
    def sides(self) -> tuple[Side, ...]:
        """What it brings up to date; of a disagreement, what was met before and what came later."""
        later = next((one for one in self.citations if one.status == "verified"), None)
        if not self.met or not later or not self.is_borne_out:
            return ()
        if self.novelty == Novelty.UPDATES:
            return (Side(BEFORE, self.met, later=False),)
        if self.novelty == Novelty.DISAGREES:
            return (Side(BEFORE, self.met, later=False), Side(LATER, later, later=True))
        return ()

    @property
    def is_told_by_sides(self) -> bool:
        """True where the later of two quotes is all that it says."""
        return any(one.later and one.citation.quote.strip() == self.text.strip() for one in self.sides)


@dataclass(frozen=True)
class DocumentSection:
    """`writer` wrote it; `fell_back` says why that is not whom it was asked of, and is empty where it is.

    `lane` is what the theme took from out of its reader's lane. With `asked`, the heading is a question, and the
    statements answer it; `id` is the stored section's, 0 of one that is not stored.
    """

    heading: str
    theme_id: int | None
    statements: tuple[DocumentStatement, ...]
    quotations: tuple[DocumentStatement, ...] = ()
    questions: tuple[DocumentStatement, ...] = ()
    sources: int = 0
    writer: str = ""
    fell_back: str = ""
    lane: tuple[DocumentStatement, ...] = ()
    asked: bool = False
    id: int = 0

    @property
    def all_statements(self) -> tuple[DocumentStatement, ...]:
        """In the order in which they are read."""
        return (*self.statements, *self.quotations, *self.lane, *self.questions)

    @property
    def fresh(self) -> tuple[DocumentStatement, ...]:
        """Its statements without those that the reader knows."""
        return tuple(one for one in self.statements if not one.is_known)

    @property
    def fresh_quotations(self) -> tuple[DocumentStatement, ...]:
        return tuple(one for one in self.quotations if not one.is_known)

    @property
    def known(self) -> tuple[DocumentStatement, ...]:
        """What of it folds into one line."""
        return tuple(one for one in (*self.statements, *self.quotations) if one.is_known)

    @property
    def is_known(self) -> bool:
        """True where all that it says is known: it shrinks to that line."""
        return bool(self.known) and not self.fresh and not self.fresh_quotations

    @property
    def known_line(self) -> str:
        places = [(one.met.source.title, one.met.source.met_on) for one in self.known if one.met]
        return known_line(len(self.known), places) if self.known else ""

    @property
    def read(self) -> tuple[DocumentStatement, ...]:
        """What stands open on the page."""
        if self.is_known:
            return ()
        return (*self.fresh, *self.fresh_quotations, *self.lane, *self.questions)

    @property
    def minutes(self) -> int:
        return minutes_of(self.read)

    @property
    def about(self) -> str:
        return section_about(self.sources, self.minutes, asked=self.asked)


@dataclass(frozen=True)
class DocumentCorrection:
    """What was changed after publication; `was` is empty for what was added, `now` for what was taken out.

    `cited` are the sources that these words rest on, by id.
    """

    day: date
    was: str
    now: str
    note: str = ""
    cited: tuple[int, ...] = ()


@dataclass(frozen=True)
class DigestDocument:
    """`lead` is the service's own wording (counts and names); the statements of `opening` follow it.

    `writer` is everybody who wrote in it, empty while nobody has; `language` a BCP 47 tag. `published` and `updated`
    are when it became public and when a reader of it would find it changed.
    """

    id: int
    title: str
    period_start: date
    period_end: date
    writer: str
    lead: str
    sections: tuple[DocumentSection, ...]
    url: str = ""
    minutes: int = 0
    sources: int = 0
    also_met: tuple[CitedSource, ...] = ()
    more_met: int = 0
    opening: DocumentSection | None = None
    language: str = "en"
    published: datetime | None = None
    updated: datetime | None = None
    corrections: tuple[DocumentCorrection, ...] = ()

    @property
    def news(self) -> str:
        """How much is new, said once."""
        said = (one for section in self.sections for one in (*section.statements, *section.quotations))
        return news([one.novelty for one in said if one.is_borne_out])

    @property
    def parts(self) -> tuple[DocumentSection, ...]:
        """What is read, from the opening on."""
        return (*((self.opening,) if self.opening else ()), *self.sections)


def minutes_of(statements: Iterable[DocumentStatement]) -> int:
    """Reading time, at least one minute where there is anything; quotes beside each other are read as well."""
    texts = [text for one in statements for text in (one.text, *(side.citation.quote for side in one.sides))]
    words = sum(len(text.split()) for text in texts)
    return max(1, round(words / WORDS_A_MINUTE)) if words else 0
