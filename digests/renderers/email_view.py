"""In: a digest as its readable forms show it. Out: as a mail shows it: some of each section, the rest by a link."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from digests.renderers.digest_view import DigestView, SectionView, StatementView

# A section shows so many pieces. One more than that is shown too: a link to a single statement saves nothing.
MOST_SHOWN = 4


@dataclass(frozen=True)
class MailFrame:
    """What stands around the words. Addresses are absolute; an empty one leaves out what would lead there.

    `to_address` and `why` (“You get this because …”) may be names that are replaced reader by reader. `thumbs_url` is
    the address at which this reader is asked about a section, up to the section's id.
    """

    to_address: str
    site_url: str
    unsubscribe_url: str
    postal_address: str
    sender_name: str
    preferences_url: str = ""
    why: str = ""
    thumbs_url: str = ""


@dataclass(frozen=True)
class MailSection:
    """`more` says how much of it is left to the web, at `more_url`; `yes_url` and `no_url` ask what it was worth."""

    view: SectionView
    more: str = ""
    more_url: str = ""
    yes_url: str = ""
    no_url: str = ""


@dataclass(frozen=True)
class MailView:
    """`left_out` tells how many sections are missing, for want of room."""

    digest: DigestView
    frame: MailFrame
    subject: str
    preheader: str
    language: str = "en"
    left_out: str = ""
    sections: tuple[MailSection, ...] = ()


def mail_sections(view: DigestView, frame: MailFrame) -> tuple[MailSection, ...]:
    return tuple(_section(one, number, view.url, frame) for number, one in enumerate(view.sections, start=1))


def left_out_in_words(count: int, page: str) -> str:
    if not count:
        return ""
    one, more = "One more theme", f"{count} more themes"
    if page:
        return f"{one} is on the web." if count == 1 else f"{more} are on the web."
    return f"{one if count == 1 else more} did not fit into this mail."


def _section(section: SectionView, number: int, page: str, frame: MailFrame) -> MailSection:
    shown = _shortened(section) if page else section
    left = _length(section) - _length(shown)
    ask = f"{frame.thumbs_url}{section.id}/?worth=" if frame.thumbs_url and section.id else ""
    return MailSection(
        view=shown,
        more=f"{left} more on the web" if left else "",
        more_url=f"{page}#s{number}" if left else "",
        yes_url=f"{ask}yes" if ask else "",
        no_url=f"{ask}no" if ask else "",
    )


def _length(section: SectionView) -> int:
    return len(section.statements) + len(section.quotations) + len(section.lane) + len(section.questions)


def _shortened(section: SectionView) -> SectionView:
    """The first pieces in the order in which they are read."""
    if _length(section) <= MOST_SHOWN + 1:
        return section
    groups = (section.statements, section.quotations, section.lane, section.questions)
    statements, quotations, lane, questions = _first(groups, MOST_SHOWN)
    return replace(section, statements=statements, quotations=quotations, lane=lane, questions=questions)


def _first(groups: Iterable[tuple[StatementView, ...]], room: int) -> Iterator[tuple[StatementView, ...]]:
    for group in groups:
        yield group[:room]
        room -= min(room, len(group))
