"""In: posts of which some name no author. Out: the same with the authors that replies and the archive tell. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.x_post import Owner, Post

_OWN = "own"


def owned(posts: Sequence[Post], owner: Owner) -> list[Post]:
    """Posts of one archive: all that are no reposts are its owner's.

    Without a manifest, whom the replies to posts of this archive name is the owner.
    """
    found = _most_addressed(posts)
    id_ = owner.id or found.id or _OWN
    owner = Owner(id_, owner.handle or found.handle, owner.name)
    return [_of_owner(post, owner) for post in posts]


def told(posts: Sequence[Post]) -> list[Post]:
    """Posts of any number of people: a reply names who wrote what it answers.

    Where all replies name the same person, the posts without an author are theirs.
    """
    if all(map(_has_author, posts)):
        return list(posts)
    silent = {post.id for post in posts if post.id and not _has_author(post)}
    authors = {post.answers_id: _addressed(post) for post in posts if post.answers_id in silent}
    people = {one.id or one.handle.lower(): one for one in authors.values() if one.id or one.handle}
    default = next(iter(people.values())) if len(people) == 1 else None
    return [post if _has_author(post) else _by(post, authors.get(post.id) or default) for post in posts]


def same_author(one: Post, other: Post) -> bool:
    """By id, else by handle; two posts by nobody have nothing in common."""
    if one.author_id and other.author_id:
        return one.author_id == other.author_id
    return bool(one.handle) and one.handle.lower() == other.handle.lower()


def answers_self(post: Post) -> bool:
    if post.answers_author_id and post.author_id not in {"", _OWN}:
        return post.answers_author_id == post.author_id
    return bool(post.answers_handle) and post.answers_handle.lower() == post.handle.lower()


def _has_author(post: Post) -> bool:
    return bool(post.handle or post.author_id)


def _addressed(post: Post) -> Owner:
    return Owner(post.answers_author_id, post.answers_handle)


def _most_addressed(posts: Sequence[Post]) -> Owner:
    """A handle may change, so the one that is named most often counts."""
    own = {post.id for post in posts if post.id and not post.handle}
    counts = Counter(_addressed(post) for post in posts if post.answers_id in own)
    return counts.most_common(1)[0][0] if counts else Owner()


def _of_owner(post: Post, owner: Owner) -> Post:
    if post.via:
        return replace(post, via=f"@{owner.handle}") if post.via == "@" else post
    return post if _has_author(post) else _by(post, owner)


def _by(post: Post, author: Owner | None) -> Post:
    if author is None:
        return post
    return replace(post, author_id=author.id, handle=author.handle, name=author.name or post.name)
