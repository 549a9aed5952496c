"""In: sources that nobody has looked at beside the rest. Out: links between what is the same thing twice.

One is shown and all are kept: a double stays in the library with its own text, author and date, and takes
no part in themes, digests and answers. What a person has parted is never linked again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Q

from curation.kinds import Kind
from curation.models import Fingerprint, Likeness, Passage, Source
from curation.shingles import Hashes, Overlap, digits_of, fingerprints, overlap, runs_of, words_of

BATCH = 500
COMMON = 50
FEWEST_WORDS = 8
SAME_SHARE, SAME_LENGTHS = 0.8, 0.6
SPOKEN_SHARE, SPOKEN_LENGTHS, SPOKEN_SPREAD, SPOKEN_RUNS = 0.25, 0.5, 0.7, 200
SPOKEN = {Kind.EPISODE, Kind.MEMO}
QUOTING = {Kind.POST, Kind.NOTE, Kind.HIGHLIGHT, Kind.LINK}
RANK = [Kind.EPISODE, Kind.ARTICLE, Kind.POST, Kind.MEMO, Kind.NOTE, Kind.HIGHLIGHT, Kind.LINK]


_KEEP = "insert into curation_fingerprint (owner_id, source_id, value) select %s, %s, unnest(%s::integer[])"


@dataclass(frozen=True)
class _Words:
    """A source with its words in the forms that comparing needs."""

    source: Source
    runs: Hashes
    digits: tuple[str, ...]


def link_likenesses(owner: User) -> int:
    """Out: how many links were made. Each batch is one transaction, so a killed run goes on where it stopped."""
    links = 0
    while batch := list(Source.objects.of(owner).embedded().filter(compared=False).order_by("pk")[:BATCH]):
        links += _link(owner, batch)
    return links


@transaction.atomic
def _link(owner: User, batch: Sequence[Source]) -> int:
    new = {source.pk: _words(source) for source in (*batch, *_untied(batch))}
    Fingerprint.objects.filter(source__in=new).delete()
    with connection.cursor() as cursor:
        for pk, one in new.items():
            cursor.execute(_KEEP, [owner.pk, pk, fingerprints(one.runs)])
    pairs = sorted(_candidates(owner, list(new)))
    known = new | {one.pk: _words(one) for one in Source.objects.filter(pk__in=set(chain(*pairs)) - set(new))}
    links = sum(_compare(known[one], known[other]) for one, other in pairs)
    Source.objects.filter(pk__in=new).update(compared=True)
    return links


def _untied(batch: Sequence[Source]) -> list[Source]:
    """What is compared again is tied anew: machine's ties of another text go. Out: what was shown as one of these."""
    ties = Likeness.objects.filter(Q(source__in=batch) | Q(of__in=batch), by_hand=False)
    doubles = Source.objects.filter(likenesses__in=ties.filter(of__in=batch)).exclude(pk__in=[one.pk for one in batch])
    found = list(doubles.distinct())
    ties.delete()
    return found


def _words(source: Source) -> _Words:
    words = words_of(source.text)
    return _Words(source, runs_of(words), digits_of(words))


def _candidates(owner: User, new: Sequence[int]) -> set[tuple[int, int]]:
    """Pairs that share a link's address, or a fingerprint that not half the library has; the older source first."""
    with connection.cursor() as cursor:
        cursor.execute(_SHARED, {"owner": owner.pk, "new": list(new), "common": COMMON})
        return {(min(pair), max(pair)) for pair in cursor.fetchall()}


# Looked up value by value: statistics of a table that has just been filled would mislead a join.
_SHARED = """
    WITH mine AS MATERIALIZED (
        SELECT value, source_id FROM curation_fingerprint WHERE source_id = ANY(%(new)s)
    )
    SELECT mine.source_id, other.source_id FROM mine CROSS JOIN LATERAL (
        SELECT source_id, count(*) OVER () AS holders FROM (
            SELECT source_id FROM curation_fingerprint held
            WHERE held.owner_id = %(owner)s AND held.value = mine.value LIMIT %(common)s + 1
        ) few
    ) other
    WHERE other.holders <= %(common)s AND other.source_id <> mine.source_id
    UNION
    SELECT mine.id, other.id FROM curation_source mine
    JOIN curation_source other ON other.owner_id = mine.owner_id AND other.address = mine.address
    WHERE mine.id = ANY(%(new)s) AND mine.address <> '' AND other.address <> '' AND other.id <> mine.id
    AND 'link' IN (mine.kind, other.kind) AND 'highlight' NOT IN (mine.kind, other.kind)
"""


def _compare(one: _Words, other: _Words) -> int:
    """Out: 1 where a link was made."""
    found = _relation(one, other)
    if found is None or _are_tied(one.source, other.source):
        return 0
    relation, score = found
    double, shown = _double_first(one.source, other.source, relation)
    return _tie(double, _root(shown), relation, score)


def _tie(double: Source, shown: Source, relation: Likeness.Relation, score: float) -> int:
    """Unless they are tied or parted already, by way of others too."""
    if double == shown or _root(double) == shown or _are_tied(double, shown):
        return 0
    passage = _quoted(double, shown) if relation == Likeness.Relation.QUOTATION else None
    Likeness.objects.create(source=double, of=shown, passage=passage, relation=relation, score=score)
    return 1


def _are_tied(one: Source, other: Source) -> bool:
    """Or parted by hand, whichever of them was shown."""
    pair = [one, other]
    return Likeness.objects.filter(source__in=pair, of__in=pair).exists()


def _relation(one: _Words, other: _Words) -> tuple[Likeness.Relation, float] | None:
    """What the two are to each other, and how sure that is."""
    found = overlap(one.runs, other.runs)
    if _is_bookmark(one.source, other.source):
        return Likeness.Relation.SAME, 1.0
    if min(len(one.runs), len(other.runs)) < FEWEST_WORDS - 4 or _by_different_hands(one.source, other.source):
        return None
    if _is_same(one, other, found):
        return Likeness.Relation.SAME, round(found.shared, 3)
    if found.shared >= SAME_SHARE and found.lengths < SAME_LENGTHS and _may_quote(one.source, other.source):
        return Likeness.Relation.QUOTATION, round(found.shared, 3)
    return None


def _is_same(one: _Words, other: _Words, found: Overlap) -> bool:
    """Nearly the same words; two transcripts of one recording differ more, but all the way along."""
    if found.shared >= SAME_SHARE and found.lengths >= SAME_LENGTHS and one.digits == other.digits:
        return True
    spoken = {one.source.kind, other.source.kind} <= SPOKEN and min(len(one.runs), len(other.runs)) >= SPOKEN_RUNS
    alike = found.shared >= SPOKEN_SHARE and found.lengths >= SPOKEN_LENGTHS and found.spread >= SPOKEN_SPREAD
    return spoken and alike


def _is_bookmark(one: Source, other: Source) -> bool:
    """A kept link and the page it leads to, or the same link twice. Highlights of one page are many things."""
    same = bool(one.address) and one.address == other.address
    return same and Kind.LINK in {one.kind, other.kind} and Kind.HIGHLIGHT not in {one.kind, other.kind}


def _may_quote(one: Source, other: Source) -> bool:
    """Short things quote; what stands in part of another episode or article is still one by itself."""
    return min((one, other), key=lambda source: len(source.text)).kind in QUOTING


def _by_different_hands(one: Source, other: Source) -> bool:
    handles = {one.handle.casefold(), other.handle.casefold()} - {""}
    return len(handles) > 1


def _double_first(one: Source, other: Source, relation: Likeness.Relation) -> tuple[Source, Source]:
    """Who quotes is the double of who is quoted; of two same ones, the one that says less about itself."""
    if relation == Likeness.Relation.QUOTATION:
        return (one, other) if len(one.text) < len(other.text) else (other, one)
    return (one, other) if _worth(one) < _worth(other) else (other, one)


def _worth(source: Source) -> tuple[object, ...]:
    by_hand = source.standing_by_hand or source.passages.filter(placement__by_hand=True).exists()
    spoken = source.passages.exclude(speaker="").exists(), source.passages.exclude(start_ms=None).exists()
    told = sum(map(bool, (source.url, source.handle or source.author, source.published_at, source.title)))
    return by_hand, -RANK.index(Kind(source.kind)), spoken, told, len(source.text), -source.pk


def _root(source: Source) -> Source:
    """What is shown in its stead, by way of others too; the source itself where it is no double."""
    seen = {source.pk}
    while link := source.likenesses.filter(relation=Likeness.Relation.SAME, severed=False).select_related("of").first():
        if link.of_id in seen:
            break
        seen.add(link.of_id)
        source = link.of
    return source


def _quoted(double: Source, shown: Source) -> Passage | None:
    """The passage of the longer text that holds most of the quoted words."""
    wanted = runs_of(words_of(double.text))
    passages = list(shown.passages.only("pk", "text", "source_id"))
    return max(passages, key=lambda passage: _held(wanted, passage), default=None)


def _held(wanted: Hashes, passage: Passage) -> float:
    runs = runs_of(words_of(passage.text))
    return overlap(wanted, runs).shared * min(len(wanted), len(runs))
