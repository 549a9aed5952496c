"""In: where a writer says that takeaways lead, and the words of the source. Out: what of that may be shown.

A question and a rabbit hole have no citation, so they may state nothing: no figure that the source does not have, no
address that it does not give, and words of its subject. They are shown apart from what the source says.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from curation.checking import plain
from curation.reading.statements import Kept
from curation.suspicion import suspicions
from curation.writing.naming import made_of
from curation.writing.onward import LINK
from curation.writing.schemas import OnwardDraft

_LONGEST, _LONGEST_SEARCH = 320, 80
_SHARE_ASKED, _SHARE_LEADING = 0.5, 0.2
_FIGURE = re.compile(r"\d[\d.,]*")
_ADDRESS = re.compile(r"https?:|www\.|\S+@\S+\.|\b\w+\.(?:com|org|net|io|ai|dev|co)\b", re.I)


class Onward(Kept):
    """`quoted` where the words are the source's own. `link` stands in the source."""

    question: str = ""
    rabbit_hole: str = ""
    search: str = ""
    link: str = ""
    quoted: bool = False


def onward_of(drafts: Iterable[OnwardDraft], texts: Sequence[str]) -> Iterator[tuple[int, Onward]]:
    """Out: by the number of the point that it goes with, from 1."""
    whole = "\n".join(texts)
    for draft in drafts:
        question, hole = plain(draft.question), plain(draft.rabbit_hole)
        if _asks(question, whole):
            yield draft.point, Onward(question=question, quoted=_stands(question, whole))
        elif _leads(hole, whole) or _is_given(draft.link, whole):
            yield draft.point, _hole(draft, hole, whole)


def _hole(draft: OnwardDraft, hole: str, whole: str) -> Onward:
    search = plain(draft.search)
    return Onward(
        rabbit_hole=hole if _leads(hole, whole) else "",
        search=search if search and len(search) <= _LONGEST_SEARCH and _states_nothing(search, whole) else "",
        link=draft.link.strip() if _is_given(draft.link, whole) else "",
        quoted=_stands(hole, whole),
    )


def _asks(text: str, whole: str) -> bool:
    return text.rstrip("\"'”’)").endswith("?") and _may_stand(text, whole, _SHARE_ASKED)


def _leads(text: str, whole: str) -> bool:
    return bool(text) and _may_stand(text, whole, _SHARE_LEADING)


def _may_stand(text: str, whole: str, share: float) -> bool:
    fits = len(text) <= _LONGEST and _states_nothing(text, whole) and not suspicions(text)
    return fits and made_of(text, [whole], least=share)


def _states_nothing(text: str, whole: str) -> bool:
    """No figure and no address that the source does not have."""
    known = {figure.rstrip(".,") for figure in _FIGURE.findall(whole)}
    return not _ADDRESS.search(text) and {figure.rstrip(".,") for figure in _FIGURE.findall(text)} <= known


def _is_given(link: str, whole: str) -> bool:
    return bool(LINK.fullmatch(link.strip())) and link.strip() in LINK.findall(whole)


def _stands(text: str, whole: str) -> bool:
    return bool(text) and text in " ".join(whole.split())
