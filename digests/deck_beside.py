"""In: a deck, and words that are looked for. Out: passages that a slide could quote, without those it cites already."""

from django.db.models import Prefetch, Q

from curation import embedding
from curation.checking import plain
from curation.kinds import Kind
from curation.models import Passage, PassageQuerySet, Source
from curation.search import search
from digests.models import Deck
from digests.outline import Deck as Outline

MOST = 12


def picks_for(deck: Deck, outline: Outline, query: str = "") -> list[Passage]:
    """What answers the words best; without words, the owner's highlights and what the deck is made of."""
    cited = {one.passage_id for slide in outline.slides for line in slide.body for one in line.citations}
    if words := plain(query):
        found = search(deck.owner, words, embedding.get_embedder(), limit=MOST + len(cited))
        return [passage for passage in found if passage.pk not in cited][:MOST]
    named = Prefetch("source", Source.objects.named())
    mine = Passage.objects.of(deck.owner).kept().exclude(pk__in=cited).prefetch_related(named)
    mine = mine.defer("vector", "words").order_by("-source__met_on", "source", "start")
    highlights = list(mine.filter(source__kind=Kind.HIGHLIGHT)[: MOST // 2])
    rest = _of_subject(deck, mine).exclude(source__kind=Kind.HIGHLIGHT)
    return [*highlights, *rest[: MOST - len(highlights)]]


def _of_subject(deck: Deck, passages: PassageQuerySet) -> PassageQuerySet:
    if deck.source_id:
        return passages.filter(source=deck.source_id)
    if deck.theme_id:
        return passages.filter(placement__theme=deck.theme_id)
    if deck.digest_id:
        return passages.filter(citations__statement__section__digest=deck.digest_id).distinct()
    return passages.filter(Q(pk__in=deck.picks.values("pk")))
