"""In: posts. Out: one POST for each post or self-thread, and what was left out. Pure.

A thread is an unbroken chain of replies to oneself: its parts become one text, a blank line between them.
Where the post in the middle is missing, the replies to it and those of the same conversation still belong
together. The mentions that X puts before each part are dropped there, never in a reply to somebody else.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from curation.kinds import Kind
from ingest.drafts import Draft, DraftInset, LeftOut, Turn
from ingest.readers.blocks import Shown
from ingest.readers.x_authors import answers_self, same_author
from ingest.readers.x_post import NO_WORDS, Post

_MENTION = re.compile(r"@(\w{1,30})\s*", re.ASCII)
_EARLIER = "an earlier version of a post that was edited"
_AGAIN = "the same post once more"

Threads = list[list[Post]]


def sources_of(posts: Iterable[Post]) -> tuple[list[Draft], list[LeftOut]]:
    """Sources in the order of the file; the parts of a thread in the order they were written."""
    by_id, left = _once(posts)
    latest = _latest(by_id)
    left += [LeftOut(_called(by_id[old]), _EARLIER) for old in latest if old in by_id]
    kept = {key: post for key, post in by_id.items() if key not in latest}
    drafts = []
    for thread in _threads(kept, latest):
        if any(post.text or (post.quoted and post.quoted.text) for post in thread):
            drafts.append(_draft(thread))
        else:
            left.append(LeftOut(_called(thread[0]), NO_WORDS, len(thread)))
    return drafts, left


def _once(posts: Iterable[Post]) -> tuple[dict[str, Post], list[LeftOut]]:
    """Posts by id; of two with the same id the author's own goes before a repost of it."""
    by_id: dict[str, Post] = {}
    left = []
    for place, post in enumerate(posts):
        key = post.id or f"#{place}"
        known = by_id.get(key)
        if known:
            left.append(LeftOut(_called(post), _AGAIN))
        if not known or (known.via and not post.via):
            by_id[key] = post
    return by_id, left


def _latest(by_id: dict[str, Post]) -> dict[str, str]:
    """For each earlier version of an edited post, the last one that is here."""
    latest: dict[str, str] = {}
    for key, post in by_id.items():
        versions = [number for number in (*post.edits, key) if number in by_id]
        last = max(versions, key=_age)
        latest.update({number: last for number in (*post.edits, key) if number != last and _age(number) < _age(last)})
    return latest


def _threads(posts: dict[str, Post], latest: dict[str, str]) -> Threads:
    roots = _roots(posts, latest)
    threads: dict[str, list[str]] = {}
    for key in posts:
        threads.setdefault(roots[key], []).append(key)
    for root, keys in threads.items():
        keys.sort(key=lambda key: (key != root, _age(key)))
    places = {key: place for place, key in enumerate(posts)}
    ordered = sorted(threads.values(), key=lambda keys: places[keys[0]])
    return [[posts[key] for key in keys] for keys in ordered]


def _roots(posts: dict[str, Post], latest: dict[str, str]) -> dict[str, str]:
    """For each post the one its chain begins with; a ring begins with its oldest post."""
    roots: dict[str, str] = {}
    for key in posts:
        path: dict[str, None] = {}
        while key not in roots and key not in path:
            path[key] = None
            key = _above(posts[key], posts, latest) or key
        oldest = min(path, key=_age) if key in path and _above(posts[key], posts, latest) else key
        root = roots.get(key) or (_missing_root(posts[key], posts) or oldest)
        roots.update(dict.fromkeys(path, root))
    return roots


def _above(post: Post, posts: dict[str, Post], latest: dict[str, str]) -> str:
    """The post it goes on with: one by the same author, of a parent or else of a conversation that is here."""
    key = latest.get(post.answers_id, post.answers_id)
    if key in posts:
        return key if same_author(posts[key], post) else ""
    start = latest.get(post.conversation_id, post.conversation_id)
    goes_on = answers_self(post) and start != post.id and start in posts
    return start if goes_on and same_author(posts[start], post) else ""


def _missing_root(post: Post, posts: dict[str, Post]) -> str:
    """What stands for a post of one's own that is not here, so that all replies to it come together."""
    if not post.answers_id or post.answers_id in posts or not answers_self(post):
        return ""
    return f"missing {post.conversation_id or post.answers_id}"


def _draft(thread: Sequence[Post]) -> Draft:
    first = thread[0]
    text, turns, insets = _woven(thread)
    return Draft(
        kind=Kind.POST,
        text=text,
        author=first.name,
        handle=first.handle,
        site="X",
        url=first.url or (f"https://x.com/{first.handle or 'i'}/status/{first.id}" if first.id.isdecimal() else ""),
        published_at=first.at,
        language=next((post.language for post in thread if post.language), ""),
        external_id=first.id,
        part_ids=tuple(post.id for post in thread if post.id),
        reply_to="" if answers_self(first) else _answered(first),
        via=first.via if first.via != "@" else "",
        note="\n\n".join(dict.fromkeys(post.note for post in thread if post.note)),
        tags=tuple(dict.fromkeys(tag for post in thread for tag in post.tags)),
        met_at=first.met_at,
        turns=turns,
        insets=insets,
    )


def _answered(post: Post) -> str:
    """Where only an id is known, the mention that opens the text says who it is."""
    if post.answers_handle or not (post.answers_id or post.answers_author_id):
        return post.answers_handle
    match = _MENTION.match(post.text)
    return match[1] if match else ""


def _woven(thread: Sequence[Post]) -> tuple[str, tuple[Turn, ...], tuple[DraftInset, ...]]:
    """The parts with the words they quote, each with who said it where not all is by one, and images below theirs."""
    text, turns, insets = "", list[Turn](), list[DraftInset]()
    for words, speaker, images in _stretches(thread):
        if words:
            text += "\n\n" if text else ""
            turns.append(Turn(len(text), len(text) + len(words), speaker))
            text += words
        insets += [image.inset(len(text)) for image in images]
    return text, tuple(turns) if any(post.quoted for post in thread) else (), tuple(insets)


def _stretches(thread: Sequence[Post]) -> Iterator[tuple[str, str, tuple[Shown, ...]]]:
    first = thread[0]
    expected = {first.handle.lower(), first.answers_handle.lower(), *_mentioned(first.text)} - {""}
    for post in thread:
        words = post.text if post is first else _without_mentions(post, expected)
        yield words, _speaker(post), post.images
        if post.quoted and post.quoted.text:
            yield post.quoted.text, _speaker(post.quoted), ()


def _speaker(post: Post) -> str:
    return post.name or (f"@{post.handle}" if post.handle else "")


def _mentioned(text: str) -> set[str]:
    """The handles a text opens with."""
    found, at = set(), 0
    while match := _MENTION.match(text, at):
        found.add(match[1].lower())
        at = match.end()
    return found


def _without_mentions(post: Post, expected: set[str]) -> str:
    """The text after the author's own handle and those the thread began with; a bare mention stays."""
    expected, at = {*expected, post.answers_handle.lower()}, 0
    while (match := _MENTION.match(post.text, at)) and match[1].lower() in expected:
        at = match.end()
    return post.text[at:] or post.text


def _age(key: str) -> tuple[int, str]:
    return len(key), key


def _called(post: Post) -> str:
    return post.text[:60] or (f"post {post.id}" if post.id else "a post")
