"""In: checked statements under headings, and how a deck shall be told. Out: slides that a room can read. Pure.

A slide holds few lines. What a heading has more than fits goes on to a further slide.
"""

import math
from collections.abc import Iterator, Sequence

from curation.writing.labels import as_label
from curation.writing.readability import dangles, quality, words_in
from curation.writing.schemas import CitationDraft, DeckBrief, SectionOffer, SlideDraft, StatementDraft
from curation.writing.sentences import sentences

_LINES = {"presenter": 3, "detailed": 4}
_LONGEST_LINE = {"presenter": 22, "detailed": 45}


def slides(sections: Sequence[SectionOffer], brief: DeckBrief) -> list[SlideDraft]:
    """Out: the statements in their order, at most `brief.slides` slides where that is said."""
    lines = _LINES.get(brief.format, _LINES["detailed"])
    given = [one for one in sections if one.statements]
    shares = _shares([math.ceil(len(one.statements) / lines) for one in given], brief.slides)
    return [
        slide
        for section, share in zip(given, shares, strict=True)
        for slide in _of(section, share, lines, brief.format)
    ]


def _shares(wanted: Sequence[int], most: int | None) -> list[int]:
    """Out: how many slides each section gets; the largest give way first, then the last ones."""
    shares = list(wanted)
    while most is not None and sum(shares) > max(1, most):
        largest = max(range(len(shares)), key=lambda one: (shares[one], one))
        shares[largest] -= 1
    return shares


def _of(section: SectionOffer, share: int, lines: int, form: str) -> Iterator[SlideDraft]:
    kept = list(section.statements[: share * lines])
    size = math.ceil(len(kept) / max(1, share))
    for number in range(share):
        part = kept[number * size : (number + 1) * size]
        if part:
            shown = [_shortened(one, _LONGEST_LINE.get(form, _LONGEST_LINE["detailed"])) for one in part]
            title = as_label(section.heading if number == 0 else f"{section.heading} ({number + 1})")
            yield SlideDraft(title=title, statements=shown)


def _shortened(statement: StatementDraft, longest: int) -> StatementDraft:
    """Out: as many of its first sentences as fit a line, where the first stands alone; else all of it."""
    found = sentences(statement.text)
    end = found[0].end if found else 0
    for sentence in found[1:]:
        if words_in(statement.text[: sentence.end]) <= longest:
            end = sentence.end
    text = statement.text[:end]
    cited = [one for one in statement.citations if text.casefold() in one.quote.casefold()]
    if len(found) < 2 or not cited or dangles(text) or not quality(text):
        return statement
    return StatementDraft(text=text, citations=[CitationDraft(passage_id=one.passage_id, quote=text) for one in cited])
