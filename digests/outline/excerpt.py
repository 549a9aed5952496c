"""In: a verified statement. Out: a few of its own words for a slide, cut so that they do not mislead."""

import re

from digests.outline.measure import word_count

ELLIPSIS = " …"
_BOUNDARY = re.compile(r"[,;:](?=\s)|(?=\s[–—(])|(?<=\w)(?=\s(?:and|because|which|so that|while)\s)|[.!?](?=\s)")
# What follows one of these limits or reverses the part before it, so the cut must not fall there.
_LIMITS = re.compile(r"\W*(?:but|unless|except|only|however|yet|although|though|not|if|until|or|nor)\b", re.I)
# A clause that begins so says nothing without the rest of its sentence.
_HANGS = re.compile(
    r"\W*(?:if|when|whenever|while|although|though|unless|because|since|as|after|before|once|until)\b", re.I
)
_FIGURE = re.compile(r"[$€£]\s?\d[\d.,]*\d?(?:\s?(?:million|billion|[kKmM]\b))?|\d[\d.,]*(?:\s?%| percent\b|x\b)")
_NUMBER = r"(?:[$€£]\s?)?\d"
# What would be another number if more of it were taken along.
_BEFORE, _AFTER = (
    r"(?<![\w.,$€£−–-])(?<![$€£]\s)",
    r"(?![\w%]|[.,]\d|\s?(?:%|per\s?cent|thousand|million|billion|trillion))",
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*(?=\s+[\"'“‘(]?[A-Z0-9])")
_WHOLE = re.compile(r"[.!?…。！？][\"'”’)]*$")
_ORDINARY = re.compile(r"[^\W\d_A-Z]+(?:['’-][^\W\d_A-Z]+)*[,;:]?")
_COMMON = (
    "The A An There In Of For With Most Many Some All Every No Not Only What When Where How Why Both Each One Two Few"
)
_OPENERS = frozenset(_COMMON.split())
_LEAST = 6
_LEAST_WHOLE = 5
_QUOTES = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"))


def clause(text: str, most: int) -> str:
    """Out: the text itself when it has at most `most` words, else its longest honest beginning, or "".

    Whole sentences go before a part of one, which is marked by an ellipsis.
    """
    if word_count(text) <= most:
        return text
    if whole := _whole_sentences(text, most):
        return whole
    if _HANGS.match(text):
        return ""
    fits = [cut for cut in _cuts(text) if _LEAST <= word_count(cut) <= most]
    return max(fits, key=len) + ELLIPSIS if fits else ""


def clipped(text: str, most: int) -> str:
    """Out: an honest beginning where there is one, else the first words; an ellipsis marks the cut."""
    if not text.strip():
        return ""
    return clause(text, most) or _first_words(text, most)


def figure(text: str) -> str:
    """Out: the first striking number of the text, as written there, or ""."""
    found = _FIGURE.search(text)
    return found.group().rstrip(".,") if found else ""


def is_figure_of(number: str, text: str) -> bool:
    """Whether it begins with a number that stands so in the text: not a part of a longer one, nor without its unit."""
    return bool(re.match(_NUMBER, number) and re.search(f"{_BEFORE}{re.escape(number)}{_AFTER}", text))


def capitalised(text: str) -> str:
    """Out: a whole sentence with a capital, as a slide begins a line; `iOS`, `@ada` and `x.py` have their own way."""
    first = text.partition(" ")[0]
    if not _WHOLE.search(text) or not _ORDINARY.fullmatch(first):
        return text
    return text[0].upper() + text[1:]


def is_ordinary(text: str) -> bool:
    """Whether its first word is a common one, that has its capital from its place alone."""
    return text.partition(" ")[0] in _OPENERS


def unquoted(text: str) -> str:
    """Out: a quotation without the quotation marks around the whole of it."""
    for opening, closing in _QUOTES:
        inner = text[1:-1]
        whole = text.startswith(opening) and text.endswith(closing) and opening not in inner
        if len(text) > 2 and whole and closing not in inner:
            return inner.strip()
    return text


def limits(text: str) -> bool:
    """Whether it limits or reverses what stands before it."""
    return bool(_LIMITS.match(text))


def _whole_sentences(text: str, most: int) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    openings = [text[:end] for end in ends if not _LIMITS.match(text[end:])]
    return max((one for one in openings if _LEAST_WHOLE <= word_count(one) <= most), key=len, default="")


def _cuts(text: str) -> list[str]:
    ends = (match.start() for match in _BOUNDARY.finditer(text))
    return [text[:end] for end in ends if not _LIMITS.match(text[end:])]


def _first_words(text: str, most: int) -> str:
    kept: list[str] = []
    for word in text.split():
        if kept and word_count(" ".join([*kept, word])) > most:
            break
        kept.append(word)
    beginning = " ".join(kept)
    return beginning[: 2 * most] + ELLIPSIS if word_count(beginning) > most else beginning + ELLIPSIS
