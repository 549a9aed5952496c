"""In: the passages of a theme and a sample of the rest. Out: a heading for it. Pure."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from curation.ai.base import Vectors
from curation.writing.heading_drafts import drafts, sentence_case, words_of
from curation.writing.heading_merit import Texts, best
from curation.writing.noun_phrases import keys
from curation.writing.phrases import Embed, evened, key_phrases

KEPT = 24
UNNAMED = "Miscellaneous notes"


def name_theme(
    texts: Sequence[str],
    *,
    background: Sequence[str],
    embed: Embed,
    vectors: Vectors,
    taken: Collection[str],
    stretches: Sequence[int] | None = None,
) -> str:
    """Out: a heading of two to six words, in sentence case, equal to none of `taken` whatever their case.

    `vectors` are those of `texts`; for `stretches` see `key_phrases`.
    """
    embed = _once_each(embed)
    phrases = key_phrases(
        texts, background=background, embed=embed, vectors=vectors, stretches=stretches, limit=KEPT, acts=True
    )
    used = {name.casefold() for name in taken}
    held = [keys(text) for text in texts]
    free = [draft for draft in drafts(phrases, held) if draft.text.casefold() not in used]
    if not free:
        return _numbered(f"Notes on {phrases[0].text}" if phrases else UNNAMED, used)
    weights = evened(stretches or range(len(texts)))
    whole = Texts(held, [keys(text) for text in background], vectors, weights)
    return best(free, whole, embed, words_of(" ".join(taken))).text


def _once_each(embed: Embed) -> Embed:
    """A phrase that was ranked is a part of headings next: its vector is known."""
    known: dict[str, NDArray[np.float32]] = {}

    def remembering(texts: list[str]) -> Vectors:
        fresh = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(fresh, embed(fresh), strict=True) if fresh else ())
        return np.stack([known[text] for text in texts])

    return remembering


def _numbered(text: str, used: Collection[str]) -> str:
    base = sentence_case(text)
    number = 2
    name = base
    while name.casefold() in used:
        name, number = f"{base} {number}", number + 1
    return name
