"""In: what one upload holds. Out: for each thing, the source that it is: a new one, or one that is stored.

Looks up a whole batch at once; nothing is written here.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curation.models import Source, SourceQuerySet
from ingest.drafts import Draft
from ingest.models import Upload
from ingest.store.describe import describe, new_source, retell
from ingest.store.distinct import Named, joined
from ingest.store.identity import identities_of_parts, identity_of, parts_of
from ingest.store.threads import Thread, grown


@dataclass(frozen=True)
class Found:
    """A thing of the upload, and the stored sources that it is, or is a part of, or has parts of."""

    named: Named
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Verdict:
    """`source` is as it will be stored; `draft` what its passages are made from.

    `changed` names the fields that differ from what is stored; the sources that it `absorbs` are parts of it.
    """

    draft: Draft
    source: Source
    changed: frozenset[str] = frozenset()
    absorbs: tuple[Source, ...] = ()

    @property
    def is_new(self) -> bool:
        return self.source.pk is None


def look_up(stored: SourceQuerySet, things: Sequence[Named]) -> list[Found]:
    """Two queries for all of them: by key, and by the posts that a stored thread holds."""
    keys = {key for thing in things for key in (thing.identity, *identities_of_parts(thing.draft))}
    parts = {part for thing in things for part in parts_of(thing.draft)}
    by_key: dict[str, Source] = {source.identity: source for source in stored.filter(identity__in=keys)}
    by_part = _by_part(stored.filter(part_ids__overlap=list(parts)) if parts else ())
    return [Found(thing, _sources_of(thing, by_key, by_part)) for thing in things]


def settle(upload: Upload, found: Found) -> Verdict:
    draft, identity = found.named.draft, found.named.identity
    if not found.sources:
        return Verdict(draft, new_source(upload, draft, identity))
    thread = _thread_of(found)
    if thread is None:
        (source,) = found.sources
        changed = describe(source, draft, upload) | retell(source, draft, identity)
        return Verdict(draft, source, frozenset(changed))
    whole = joined(thread, draft)
    identity = identity_of(whole, upload.name)
    source, *others = sorted(
        found.sources, key=lambda one: (one.identity != identity, not one.standing_by_hand, one.pk)
    )
    speaks = draft.external_id == thread.parts[0]
    changed = (describe(source, draft, upload) if speaks else set()) | retell(source, whole, identity)
    return Verdict(whole, source, frozenset(changed), tuple(others))


def _by_part(sources: Iterable[Source]) -> dict[tuple[str, str], list[Source]]:
    found: dict[tuple[str, str], list[Source]] = defaultdict(list)
    for source in sources:
        for part in source.part_ids:
            found[source.site, part].append(source)
    return found


def _sources_of(
    thing: Named, by_key: dict[str, Source], by_part: dict[tuple[str, str], list[Source]]
) -> tuple[Source, ...]:
    keys = (thing.identity, *identities_of_parts(thing.draft))
    sources = [by_key[key] for key in keys if key in by_key]
    sources += [source for part in parts_of(thing.draft) for source in by_part.get((thing.draft.site[:200], part), ())]
    return tuple({source.pk: source for source in sources}.values())


def _thread_of(found: Found) -> Thread | None:
    """The posts of the draft and of all that is stored of it; None for what is no post of a platform."""
    draft = found.named.draft
    if not parts_of(draft):
        return None
    alone = identities_of_parts(draft)
    whole: Thread | None = None
    for source in sorted(found.sources, key=lambda one: one.pk):
        parts = tuple(source.part_ids) or (alone.get(source.identity, draft.external_id),)
        stored = Thread(source.text, parts)
        whole = grown(whole, stored) if whole else stored
    fresh = Thread(draft.text, parts_of(draft))
    return grown(whole, fresh) if whole else fresh
