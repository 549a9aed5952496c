"""In: passages that a person picked for a deck. Out: their words as checked statements, by theme or by source."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.contrib.auth.models import User

from curation.checking import check_drafts
from curation.errors import NotFound, Refused
from curation.models import Passage, Theme
from curation.offers import as_offer
from curation.writing.schemas import CitationDraft, StatementDraft
from digests.cited import as_document
from digests.document import DocumentSection
from digests.models import Deck
from digests.outline.excerpt import ELLIPSIS, clause
from digests.outline.measure import word_count
from digests.wording import QUOTING

MOST_PICKS = 100
_LONGEST, _SHORTENED = 75, 60

Marked = Sequence[tuple[int, str]]


def passages_named(owner: User, ids: Collection[int]) -> list[Passage]:
    """In the order of the ids. Raises NotFound for one that is not this owner's, Refused for none and for too many."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        raise Refused("Pick at least one highlight.")
    if len(wanted) > MOST_PICKS:
        raise Refused(f"A deck is made of up to {MOST_PICKS} highlights; these are {len(wanted)}.")
    found = Passage.objects.of(owner).in_bulk(wanted)
    missing = next((one for one in wanted if one not in found), None)
    if missing is not None:
        raise NotFound(f"There is no passage {missing} in this library.")
    return [found[one] for one in wanted]


def picked_in(deck: Deck) -> list[Passage]:
    """In the order in which they are read: by source, in the order of its text."""
    ids = [one.pk for one in deck.picked] if deck.pk is None else deck.picks.values("pk")
    found = Passage.objects.filter(pk__in=ids).select_related("source", "chapter", "placement__theme")
    return list(found.order_by("source_id", "position"))


def keep_picks(deck: Deck) -> None:
    """Of a deck that was just stored."""
    if deck.picked:
        deck.picks.set(deck.picked)


def marked_in(deck: Deck) -> Mapping[int, list[str]]:
    """The words that were marked in each passage, where a part of it was."""
    told: dict[int, list[str]] = {}
    for passage_id, quote in deck.wanted.get("marked", []):
        told.setdefault(int(passage_id), []).append(str(quote))
    return told


def picked_title(picked: Sequence[Passage]) -> str:
    first, *others = dict.fromkeys(heading_of(passage) for passage in picked)
    return f"Highlights: {first}" + (f" and {len(others)} more" if others else "")


def quoted_picks(picked: Sequence[Passage], marked: Mapping[int, list[str]]) -> Iterator[DocumentSection]:
    """Nothing of what was picked is left out, and nothing is in other words."""
    by_heading: dict[str, list[Passage]] = {}
    for passage in picked:
        by_heading.setdefault(heading_of(passage), []).append(passage)
    for heading, passages in by_heading.items():
        rows = {passage.pk: passage for passage in passages}
        drafts = [draft for passage in passages for draft in _drafts(passage, marked.get(passage.pk, []))]
        checked = check_drafts(drafts, [as_offer(passage) for passage in passages])
        statements = tuple(as_document(one, rows) for one in checked)
        sources = len({passage.source_id for passage in passages})
        yield DocumentSection(heading, None, statements, sources=sources, writer=QUOTING)


def heading_of(passage: Passage) -> str:
    """Its theme, where it has one that is shown, else its source."""
    placement = getattr(passage, "placement", None)
    if placement and placement.theme.state != Theme.State.HIDDEN:
        return str(placement.theme.name)
    return passage.source.short_name


def _drafts(passage: Passage, marked: Sequence[str]) -> Iterator[StatementDraft]:
    for words in marked or [_in_short(passage.text)]:
        yield StatementDraft(text=words, citations=[CitationDraft(passage_id=passage.pk, quote=words)])


def _in_short(text: str) -> str:
    """A long one by its first whole sentences, where these are honest without the rest."""
    if word_count(text) <= _LONGEST:
        return text
    begun = clause(text, _SHORTENED)
    return begun if begun and not begun.endswith(ELLIPSIS) else text
