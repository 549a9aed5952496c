"""In: the drafts of one upload. Out: those that are different things, each under its key. Pure.

Nothing goes in silence: what stands in the upload more than once is said.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.drafts import Draft, LeftOut
from ingest.images.anchoring import anchored
from ingest.store.identity import identity_of, is_named, parts_of
from ingest.store.threads import Thread, grown

TWICE = "It stands in this upload more than once."
JOINED = "It belongs to a thread of this upload and was joined to it."
RIVAL = "Another entry of this upload has the same id or address; the first one was taken."


@dataclass(frozen=True)
class Named:
    draft: Draft
    identity: str


@dataclass(frozen=True)
class Distinct:
    things: tuple[Named, ...]
    left_out: tuple[LeftOut, ...]


def distinct(drafts: Sequence[Draft], upload_name: str) -> Distinct:
    found = _Things(upload_name, _shared_names(drafts, upload_name))
    for draft in drafts:
        found.take(draft)
    things = tuple(Named(draft, identity) for identity, draft in found.drafts.items())
    left_out = tuple(LeftOut(first, reason, count) for reason, (first, count) in found.left_out.items())
    return Distinct(things, left_out)


def joined(thread: Thread, draft: Draft) -> Draft:
    """The draft as the whole thread; what it says of itself stays."""
    parts = thread.parts if len(thread.parts) > 1 else ()
    insets = anchored([draft], thread.text)
    return replace(draft, text=thread.text, external_id=thread.parts[0], part_ids=parts, insets=insets)


def _shared_names(drafts: Sequence[Draft], upload_name: str) -> frozenset[str]:
    """The keys of documents that bear one name and say different things."""
    named = {(identity_of(draft, upload_name), draft.text) for draft in drafts if is_named(draft)}
    return frozenset(name for name, count in Counter(name for name, _ in named).items() if count > 1)


@dataclass
class _Things:
    """`home` leads from a post, as its site and id, to the key of the draft that holds it."""

    upload_name: str
    shared: frozenset[str]
    drafts: dict[str, Draft] = field(default_factory=dict)
    home: dict[tuple[str, str], str] = field(default_factory=dict)
    left_out: dict[str, tuple[str, int]] = field(default_factory=dict)

    def take(self, draft: Draft) -> None:
        identity = self._name(draft)
        kin = list(dict.fromkeys(self.home[place] for place in _places(draft) if place in self.home))
        if kin:
            self._leave_out(draft, TWICE if draft.text in [self.drafts[one].text for one in kin] else JOINED)
            self._join(kin, draft)
        elif identity in self.drafts:
            self._leave_out(draft, TWICE if draft.text == self.drafts[identity].text else RIVAL)
        else:
            self._keep(identity, draft)

    def _name(self, draft: Draft) -> str:
        identity = identity_of(draft, self.upload_name)
        return identity_of(draft, self.upload_name, has_namesakes=True) if identity in self.shared else identity

    def _join(self, met: Sequence[str], draft: Draft) -> None:
        """All of them become one, which speaks with the voice of the one that holds the first post."""
        versions = [*(self.drafts.pop(identity) for identity in met), draft]
        thread = Thread(versions[0].text, parts_of(versions[0]))
        for version in versions[1:]:
            thread = grown(thread, Thread(version.text, parts_of(version)))
        speaker = next(one for one in versions if one.external_id == thread.parts[0])
        whole = replace(joined(thread, speaker), insets=anchored(versions, thread.text))
        self._keep(identity_of(whole, self.upload_name), whole)

    def _keep(self, identity: str, draft: Draft) -> None:
        self.drafts[identity] = draft
        self.home.update(dict.fromkeys(_places(draft), identity))

    def _leave_out(self, draft: Draft, reason: str) -> None:
        first, count = self.left_out.get(reason, (_label(draft), 0))
        self.left_out[reason] = (first, count + 1)


def _places(draft: Draft) -> list[tuple[str, str]]:
    return [(draft.site, part) for part in parts_of(draft)]


def _label(draft: Draft) -> str:
    return draft.title or " ".join(draft.text.split())[:80]
