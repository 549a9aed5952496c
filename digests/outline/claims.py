"""In: a statement. Out: those of its sentences that can stand on a slide without the others."""

from curation.writing.readability import asks, dangles, has_verb, is_address, quality
from curation.writing.sentences import sentences
from digests.outline.excerpt import capitalised, limits
from digests.outline.measure import word_count

_LEAST = 4
_LONGEST_TITLE = 12


def claims(text: str, most: int) -> list[str]:
    """Out: whole sentences of at most `most` words, in their order; none that leans on another or is taken back by
    the one that follows it.
    """
    found = [text[one.start : one.end].strip() for one in sentences(text)]
    followed = zip(found, [*found[1:], ""], strict=True)
    return [capitalised(one) for one, after in followed if _stands(one, after, most)]


def best_claim(text: str, most: int) -> str:
    """Out: the one that reads best, of those that read as well the longest, or nothing."""
    return max(claims(text, most), key=lambda one: (round(quality(one), 1), word_count(one)), default="")


def headline(texts: list[str], taken: set[str]) -> str:
    """Out: a short sentence of one of them for a title, without its full stop; one that is all that the text says
    comes last. Nothing where there is none.
    """
    found = [(len(text) - len(one) > 1, quality(one), one) for text in texts for one in claims(text, _LONGEST_TITLE)]
    fresh = [one for one in found if one[2].rstrip(".") not in taken and not asks(one[2])]
    return max(fresh)[2].rstrip(".") if fresh else ""


def _stands(sentence: str, after: str, most: int) -> bool:
    fits = _LEAST <= word_count(sentence) <= most
    return fits and has_verb(sentence) and not (dangles(sentence) or is_address(sentence) or limits(after))
