"""In: a source. Out: a second opinion for its reader: one cited sentence why it may be worth the time.

It is for reading only: the source's signal and standing are not this module's to write.
"""

from curation.interests import wishes_of
from curation.models import Source
from curation.reading.keeping import keep
from curation.reading.models import Opinion
from curation.reading.offering import open_to_help
from curation.reading.statements import check_all
from curation.writing.base import Writer


def form_opinion(source: Source, writer: Writer) -> Opinion:
    """A reason without support is not kept. Raises NothingToDo for a source without text."""
    shown = open_to_help(source)
    wanted = [wish.phrase for wish in wishes_of(source.owner) if wish.weight > 0]
    draft = writer.judge_signal(shown.offers, interests=wanted)
    reason = next(iter(check_all([draft.reason] if draft.reason else [], shown.offers)), None)
    content = reason.model_dump(mode="json") if reason and reason.is_supported else None
    return keep(
        Opinion, source, draft, writer=writer.name, text_hash=shown.text_hash, bound=shown.bound, content=content
    )
