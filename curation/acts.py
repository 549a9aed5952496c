"""In: a text. Out: what it does: shows, explains, claims or asks something.

Pure; forms of saying only, no list of topics. A text shows where it tells figures and what was done, explains where
it gives grounds, asks where it leaves a question open, and claims where it states something at all.
"""

import re
from enum import StrEnum

from curation.substance import deeds, figures, words_of


class Act(StrEnum):
    """In the order in which they count."""

    SHOWS = "shows"
    EXPLAINS = "explains"
    ASKS = "asks"
    CLAIMS = "claims"


_GROUNDS = re.compile(
    r"""\b(?:because|so\sthat|which\smeans|that\sis\swhy|that['’]s\swhy|the\s(?:reason|trick|cause)|in\sorder\sto|turns?\sout|therefore
    |this\sis\show|here\sis\s(?:how|why)|here['’]s\s(?:how|why)|works?\sby|by\s\w+ing|as\slong\sas|leads?\sto|due\sto|for\sexample
    |instead\sof|rather\sthan|since|if\syou|when\syou|once\syou)\b""",
    re.I | re.X,
)
# A sentence and the sign that ends it; possessive, since a text without any sign would else be read over and over.
_SENTENCE = re.compile(r"([^.!?\n]++)([.!?\n]?)")
_A_QUESTION, _A_CLAIM = 12, 5
_READ = 10_000


def acts_of(text: str) -> tuple[Act, ...]:
    """Out: each act that is plain in it, the weightiest first. Of a long text its beginning tells."""
    text = text[:_READ]
    said = _SENTENCE.findall(text)
    done = {
        Act.SHOWS: figures(text) + deeds(text) >= 2,
        Act.EXPLAINS: bool(_GROUNDS.search(text)),
        Act.ASKS: any(end == "?" and len(words) >= _A_QUESTION for words, end in said),
        Act.CLAIMS: any(end != "?" and len(words_of(words)) >= _A_CLAIM for words, end in said),
    }
    return tuple(act for act in Act if done[act])
