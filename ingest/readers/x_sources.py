"""In: the parts of an X archive that were read. Out: their sources, each post once. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import Draft, LeftOut, ReadResult, gathered
from ingest.readers.x_authors import owned
from ingest.readers.x_notes import Note, with_notes
from ingest.readers.x_parts import Entry, Part
from ingest.readers.x_post import Owner, Post
from ingest.readers.x_threads import sources_of

_KNOWN_ALREADY = "liked or bookmarked, and here as a post already"


def result_of(
    name: str,
    parts: Sequence[Part],
    owner: Owner,
    *,
    called: str,
    warnings: Iterable[str] = (),
    left: Iterable[LeftOut] = (),
) -> ReadResult:
    """`called` is the format's name for the report. Raises UnreadableUpload where no entry has words."""
    entries = [entry for part in parts for entry in part.entries]
    notes = [entry for entry in entries if isinstance(entry, Note)]
    posts = owned(with_notes([entry for entry in entries if isinstance(entry, Post)], notes), owner)
    sources, unused = sources_of(posts)
    saved, again = _saved_once(entries, {post.id for post in posts})
    if not sources and not saved:
        raise UnreadableUpload(f"{name} holds posts without a word in them, pictures perhaps.")
    left_out = (*left, *(one for part in parts for one in part.left_out), *unused, *again)
    return ReadResult(called, (*sources, *saved), (*warnings, *_cut(posts)), gathered(left_out))


def _saved_once(entries: Iterable[Entry], own: set[str]) -> tuple[list[Draft], list[LeftOut]]:
    """Likes, bookmarks and articles; of what is here twice the second only adds its tag."""
    saved: dict[tuple[Kind, str], Draft] = {}
    again = []
    for place, draft in enumerate(entry for entry in entries if isinstance(entry, Draft)):
        key = (draft.kind, draft.external_id or f"#{place}")
        if draft.kind is Kind.POST and draft.external_id in own:
            again.append(LeftOut(draft.text[:60], _KNOWN_ALREADY))
        elif key in saved:
            saved[key] = replace(saved[key], tags=tuple(dict.fromkeys((*saved[key].tags, *draft.tags))))
        else:
            saved[key] = draft
    return list(saved.values()), again


def _cut(posts: Sequence[Post]) -> Iterator[str]:
    """What the archive does not hold in full, and where the rest is."""
    long = sum(post.is_cut and not post.via for post in posts)
    handed_on = sum(post.is_cut and bool(post.via) for post in posts)
    if long:
        words = "1 long post is" if long == 1 else f"{long:,} long posts are"
        yield f"{words} cut here; note-tweet.js of the archive has the whole text"
    if handed_on:
        words = "1 repost is" if handed_on == 1 else f"{handed_on:,} reposts are"
        yield f"{words} cut at about 140 characters in X's archive"
