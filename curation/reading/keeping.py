"""In: what a writer made of a source. Out: the one row that it has for that, new or in the place of the last."""

from typing import TypeVar

from django.utils import timezone

from curation.models import Source
from curation.profile import told_for
from curation.reading.models import Aid
from curation.writing.schemas import Draft

Made = TypeVar("Made", bound=Aid)


def keep(
    kind: type[Made],
    source: Source,
    draft: Draft,
    *,
    writer: str,
    text_hash: str,
    bound: int | None,
    **content: object,
) -> Made:
    """`writer` is who was asked, `text_hash` the fingerprint of the text that was offered, up to `bound`."""
    now, by = timezone.now(), draft.writer or writer
    made = {
        "owner": source.owner,
        "writer": by,
        "told_for": told_for(source.owner, by) if kind.is_shaped else "",
        "fell_back": draft.fell_back[:500],
        "text_hash": text_hash,
        "bound": bound,
        "made_at": now,
        **content,
    }
    rows = kind._default_manager
    return rows.update_or_create(source=source, defaults=made, create_defaults={**made, "asked_at": now})[0]
