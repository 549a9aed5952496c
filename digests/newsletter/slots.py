"""In: frozen words and one reader's links. Out: the words with the links in their places. Pure.

The places are marked by a name that nobody can guess before the words are frozen: a source that writes of places
like these does not get hold of what stands in them.
"""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from digests.newsletter.tokens import Purpose, url_of
from digests.renderers.email_text import COLUMNS


@dataclass(frozen=True)
class ReaderLinks:
    """What differs from reader to reader. `why` is a sentence; `mailto` is empty where nobody reads such mail.

    An address that is empty leads nowhere: of a mail to somebody who has no preferences, say.
    """

    address: str
    unsubscribe: str
    preferences: str = ""
    worth: str = ""
    why: str = ""
    mailto: str = ""

    def thumb(self, section_id: int, *, up: bool) -> str:
        return f"{self.worth}{section_id}/?worth={'yes' if up else 'no'}"


@dataclass(frozen=True)
class Slots:
    """The names in frozen words; `nonce` is of one issue."""

    nonce: str

    @property
    def address(self) -> str:
        return f"{self.nonce}_address"

    @property
    def why(self) -> str:
        return f"{self.nonce}_why"

    @property
    def unsubscribe(self) -> str:
        return url_of(Purpose.LEAVE, f"{self.nonce}_leave")

    @property
    def preferences(self) -> str:
        return url_of(Purpose.PREFERENCES, f"{self.nonce}_preferences")

    @property
    def worth(self) -> str:
        return url_of(Purpose.WORTH, f"{self.nonce}_worth")


def filled_html(frozen: str, slots: Slots, links: ReaderLinks) -> str:
    return _filled(frozen, slots, links, escape)


def filled_text(frozen: str, slots: Slots, links: ReaderLinks) -> str:
    return _filled(frozen, slots, links, _wrapped)


def _filled(frozen: str, slots: Slots, links: ReaderLinks, written: Callable[[str], str]) -> str:
    places = {
        slots.unsubscribe: links.unsubscribe,
        slots.preferences: links.preferences or links.unsubscribe,
        slots.worth: links.worth,
        slots.why: links.why,
        slots.address: links.address,
    }
    for place, value in places.items():
        frozen = frozen.replace(place, written(value))
    return frozen


def _wrapped(value: str) -> str:
    return textwrap.fill(value, COLUMNS, break_long_words=False, break_on_hyphens=False)
