"""When are two drafts the same thing? In: a draft and the name of its upload. Out: a key, equal for equals."""

import hashlib
import unicodedata

from curation.addresses import canonical_url
from curation.kinds import Kind
from ingest.drafts import Draft

DOCUMENTS = {Kind.EPISODE, Kind.ARTICLE, Kind.MEMO}


def identity_of(draft: Draft, upload_name: str, *, has_namesakes: bool = False) -> str:
    """A platform's id before an address, an address before a named document, that before the words themselves.

    With the first three, a text that has changed is a new version of the same source. Where several documents
    of one upload bear the same name, their words tell them apart: their order may be another next time.
    """
    if draft.external_id:
        return _key("id", draft.kind, draft.site, draft.external_id)
    if draft.url and draft.kind in DOCUMENTS:
        return _key("url", canonical_url(draft.url) or draft.url)
    if draft.url and draft.kind is Kind.LINK:
        return _key("link", canonical_url(draft.url) or draft.url, _folded(draft.text))
    if is_named(draft):
        return _key("doc", draft.kind, upload_name, draft.title, *([_folded(draft.text)] if has_namesakes else []))
    return _key("text", _folded(draft.text))


def is_named(draft: Draft) -> bool:
    """True where nothing but its name says which document it is."""
    return bool(draft.title) and draft.kind in DOCUMENTS and not draft.external_id and not draft.url


def identities_of_parts(draft: Draft) -> dict[str, str]:
    """The keys that the posts of a thread have, or would have alone; each with the post's id."""
    return {_key("id", draft.kind, draft.site, part): part for part in parts_of(draft)}


def parts_of(draft: Draft) -> tuple[str, ...]:
    """The posts that it joins, the first one first; none for what is no post of a platform."""
    if draft.kind is not Kind.POST or not draft.external_id:
        return ()
    return tuple(dict.fromkeys((draft.external_id, *draft.part_ids)))


def _key(*parts: str) -> str:
    label, *rest = parts
    return f"{label}:{hashlib.sha256('|'.join(rest).encode()).hexdigest()[:40]}"


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
