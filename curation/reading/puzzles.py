"""In: a source. Out: each "I don't get this" of its reader answered beside the words, from the source alone.

A reply without support is none: then the source does not explain it, and says so.
"""

from curation.errors import NothingToDo
from curation.models import Source
from curation.reading.keeping import keep
from curation.reading.marked import puzzles_of
from curation.reading.models import Mark, Unpuzzling
from curation.reading.offering import Open, open_to_help
from curation.reading.statements import check_all, supported
from curation.wishes import asks_a_model
from curation.writing.base import Writer
from curation.writing.extractive import ExtractiveWriter
from curation.writing.schemas import WordsDraft

MOST = 20


def unpuzzle(source: Source, writer: Writer) -> Unpuzzling:
    """Raises NothingToDo where no mark waits for a reply."""
    told = open_to_help(source)
    waiting = waiting_in(source, told.bound)
    if not waiting:
        raise NothingToDo("Nothing is marked here that waits for a reply.")
    drafts = [_reply(mark, told, writer) for mark in waiting]
    draft = next((one for one in drafts if one.fell_back), drafts[-1])
    return keep(Unpuzzling, source, draft, writer=writer.name, text_hash=told.text_hash, bound=told.bound)


def waiting_in(source: Source, bound: int | None) -> list[Mark]:
    """Those without a reply; where a model is set, also those that the extractive writer replied to."""
    found = puzzles_of(source, bound)
    waits = {"", ExtractiveWriter.name} if asks_a_model() else {""}
    return [mark for mark in found if mark.reply_writer in waits][:MOST]


def _reply(mark: Mark, told: Open, writer: Writer) -> WordsDraft:
    draft = writer.explain_words(mark.quote, told.offers)
    statements = supported(check_all(draft.statements, told.offers))
    mark.reply = [one.model_dump(mode="json") for one in statements]
    mark.reply_writer = draft.writer or writer.name
    Mark.objects.filter(pk=mark.pk, quote=mark.quote).update(reply=mark.reply, reply_writer=mark.reply_writer)
    return draft
