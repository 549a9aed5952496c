"""In: a reader's marks, and a text as far as help may look. Out: the replies to what was not understood. Pure."""

from collections.abc import Sequence
from html import escape

from django.utils.text import Truncator

from curation.layout import Paragraph
from curation.reading.models import Mark
from curation.reading.statements import KeptStatement, supported
from curation.writing.extractive import ExtractiveWriter

_LONGEST = 80


def told(mark: Mark, text: str, bound: int | None) -> list[KeptStatement]:
    """What is borne out of its reply. Help in pass 1 looks no further than `bound`, an offset in the text."""
    said = supported(map(KeptStatement.model_validate, mark.reply))
    read = text[:bound]
    return [one for one in said if bound is None or all(cited.quote in read for cited in one.citations)]


def listed(marks: Sequence[Mark], text: str, bound: int | None) -> list[tuple[Mark, list[KeptStatement]]]:
    """Each with its reply, as a list of them shows it."""
    return [(mark, told(mark, text, bound)) for mark in marks]


def replied(marks: Sequence[tuple[Mark, list[KeptStatement]]]) -> list[tuple[int, str]]:
    """Out: where each marked passage ends, with the HTML of its reply."""
    return [(mark.end - 1, _html(mark, said)) for mark, said in marks if said and mark.end is not None]


def after(paragraph: Paragraph, replies: Sequence[tuple[int, str]]) -> list[str]:
    return [html for at, html in replies if paragraph.start <= at < paragraph.end]


def _html(mark: Mark, said: Sequence[KeptStatement]) -> str:
    lines = "".join(f"<p>{escape(one.text)} {_places(one)}</p>" for one in said)
    words = Truncator(mark.quote).chars(_LONGEST)
    head = f'<p class="reply__head">On <a href="#m{mark.pk}">“{escape(words)}”</a></p>'
    by = f'<p class="hint">{_by(mark.reply_writer)}</p>' if mark.reply_writer else ""
    return f'<aside class="reply" aria-label="Reply to your mark" data-reply="{mark.pk}">{head}{lines}{by}</aside>'


def _by(writer: str) -> str:
    return "Quoted word for word." if writer == ExtractiveWriter.name else f"Written by {escape(writer)}."


def _places(statement: KeptStatement) -> str:
    ids = dict.fromkeys(cited.passage_id for cited in statement.citations)
    return " ".join(f'<a href="#p{one}">The place</a>' for one in ids)
