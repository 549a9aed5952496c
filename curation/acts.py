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
_QUESTION = re.compile(r"[^.!?\n]{12,}\?")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!\n]|$)")
_A_CLAIM = 5
_READ = 10_000


def acts_of(text: str) -> tuple[Act, ...]:
    """Out: each act that is plain in it, the weightiest first. Of a long text its beginning tells."""
    text = text[:_READ]
    done = {
        Act.SHOWS: figures(text) + deeds(text) >= 2,
        Act.EXPLAINS: bool(_GROUNDS.search(text)),
        Act.ASKS: bool(_QUESTION.search(text)),
        Act.CLAIMS: any(len(words_of(said)) >= _A_CLAIM for said in _SENTENCE.findall(text)),
    }
    return tuple(act for act in Act if done[act])
