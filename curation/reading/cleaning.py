"""In: a source that was spoken. Out: its passages as easier reading, beside them, where they have the same words.

A reading that has other words than the passage is not kept; the passage stands for itself. Citations are of
passages, never of these.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from curation.models import Passage, Source
from curation.offers import texts_by_id
from curation.reading import passes
from curation.reading.keeping import keep
from curation.reading.models import CleanedPassage, Cleaning, fingerprint
from curation.reading.offering import open_to_help
from curation.reading.same_words import has_same_words
from curation.writing.base import Writer
from curation.writing.schemas import CleanPassage


@dataclass(frozen=True)
class ReadingPassage:
    """A passage as it may be read; `cleaned` is empty where it reads as it was spoken."""

    passage: Passage
    cleaned: str = ""
    speaker: str = ""


def clean_up(source: Source, writer: Writer) -> Cleaning:
    """Raises NothingToDo for a source without text."""
    shown = open_to_help(source)
    draft = writer.clean_transcript(shown.offers)
    cleaned = list(accepted(draft.passages, texts_by_id(shown.offers)))
    with transaction.atomic():
        CleanedPassage.objects.filter(passage__source=source).delete()
        CleanedPassage.objects.bulk_create(cleaned, ignore_conflicts=True)
        return keep(Cleaning, source, draft, writer=writer.name, text_hash=shown.text_hash, bound=shown.bound)


def accepted(passages: Iterable[CleanPassage], texts: dict[int, str]) -> Iterator[CleanedPassage]:
    """Those that were offered, have the same words and yet read otherwise; the first of each."""
    met: set[int] = set()
    for one in passages:
        text, spoken = " ".join(one.text.split()), texts.get(one.passage_id, "")
        if one.passage_id in met or text == spoken or not has_same_words(text, spoken):
            continue
        met.add(one.passage_id)
        yield CleanedPassage(passage_id=one.passage_id, text=text, text_hash=fingerprint(spoken))


def reading_of(source: Source) -> list[ReadingPassage]:
    """All passages in order, each with its cleaned words where these are still of its text; in pass 1 those up to the
    reader's place.
    """
    rows = Passage.objects.filter(source=source, by_hand=False).select_related("cleaned")
    speaker, found = "", []
    for passage in (
        passes.within(rows, passes.bound_of(passes.seen(source))).defer("vector", "words").order_by("position")
    ):
        changed = passage.speaker if passage.speaker != speaker else ""
        speaker = passage.speaker or speaker
        found.append(ReadingPassage(passage, _cleaned(passage), changed))
    return found


def _cleaned(passage: Passage) -> str:
    cleaned: CleanedPassage | None = getattr(passage, "cleaned", None)
    return cleaned.text if cleaned and cleaned.text_hash == fingerprint(passage.text) else ""
