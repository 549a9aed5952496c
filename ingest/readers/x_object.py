"""In: a post as API version 1.1, X's own web pages or the archive give it. Out: a Post. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ingest.readers.x_dates import moment, moment_of_id
from ingest.readers.x_post import Post, handed_on, handle, language, named, number, part, reposted, word
from ingest.readers.x_text import links_of, readable

_CUT = re.compile(r"…(?:\s*https://t\.co/\w+)?\s*$")
_NEAR_THE_LIMIT = 250
_DEPTH = 2


def is_whole(row: Mapping[str, Any]) -> bool:
    """Whether X itself wrote it, with links and company; no table of somebody's has those."""
    return any(isinstance(row.get(key), dict) for key in ("entities", "legacy", "retweeted_status", "quoted_status"))


def post_of(row: Any, *, depth: int = _DEPTH) -> Post | None:
    """None for what has no id or no text at all; a picture without words has an empty text."""
    row = _flat(row) if isinstance(row, dict) else {}
    text, own_id = _text(row), number(word(row, "id_str", "id", "rest_id"))
    if text is None or not own_id:
        return None
    inner = post_of(part(row, "retweeted_status"), depth=depth - 1) if depth else None
    quoted = post_of(part(row, "quoted_status"), depth=0) if depth else None
    post = _post(row, text, own_id, quoted)
    return replace(inner, via=f"@{post.handle}", met_at=post.at) if inner else _archived_repost(post, row)


def _post(row: Mapping[str, Any], text: str, own_id: str, quoted: Post | None) -> Post:
    user = part(row, "user", "author")
    return Post(
        id=own_id,
        text=readable(text, links_of(row, quoted=quoted.id if quoted else "")),
        name=named(word(user, "name")),
        handle=handle(word(user, "screen_name", "username")),
        author_id=number(word(user, "id_str", "id") or word(row, "user_id_str")),
        at=moment(word(row, "created_at")) or moment_of_id(own_id),
        answers_id=number(word(row, "in_reply_to_status_id_str", "in_reply_to_status_id")),
        answers_handle=handle(word(row, "in_reply_to_screen_name")),
        answers_author_id=number(word(row, "in_reply_to_user_id_str", "in_reply_to_user_id")),
        conversation_id=number(word(row, "conversation_id_str", "conversation_id")),
        language=language(word(row, "lang")),
        quoted=quoted,
        edits=_edits(row),
        is_cut=bool(_CUT.search(text)) and len(text) >= _NEAR_THE_LIMIT,
    )


def _text(row: Mapping[str, Any]) -> str | None:
    """The long text first, then what may be cut."""
    note = part(part(part(row, "note_tweet"), "note_tweet_results"), "result")
    longer = part(row, "extended_tweet")
    for holder, key in ((note, "text"), (longer, "full_text"), (row, "full_text"), (row, "text")):
        if isinstance(holder.get(key), str):
            return str(holder[key])
    return None


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """What X's own pages are made of keeps the post under `legacy` and its author under `core`."""
    row = part(part(row, "tweet_results"), "result") or row
    row = part(row, "tweet") or row
    legacy = part(row, "legacy")
    if not legacy:
        return row
    user = part(part(part(row, "core"), "user_results"), "result")
    about = {**part(user, "core"), **part(user, "legacy"), "id_str": word(user, "rest_id")}
    inner = part(part(legacy, "retweeted_status_result"), "result")
    quoted = part(part(row, "quoted_status_result"), "result")
    kept = {"user": about, "retweeted_status": inner, "quoted_status": quoted, "id_str": word(row, "rest_id")}
    links = part(part(part(part(row, "note_tweet"), "note_tweet_results"), "result"), "entity_set")
    entities = {"entities": {**part(legacy, "entities"), **links}} if links else {}
    given = {key: value for key, value in kept.items() if value}
    return {**legacy, **given, **entities, "note_tweet": row.get("note_tweet")}


def _archived_repost(post: Post, row: Mapping[str, Any]) -> Post:
    """The words of a repost, whose author is named among the people it mentions."""
    who, words = reposted(post.text)
    if not who:
        return post
    mentions = part(row, "entities").get("user_mentions")
    about = [one for one in mentions if isinstance(one, dict)] if isinstance(mentions, list) else []
    name = next((word(one, "name") for one in about if word(one, "screen_name").lower() == who.lower()), "")
    return handed_on(post, who, words, named(name))


def _edits(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of all versions, where there are several."""
    info = part(row, "edit_info", "edit_control")
    edited = part(info, "edit")
    control = part(edited, "editControlInitial", "edit_control_initial") or part(info, "initial") or info
    ids = control.get("editTweetIds") or control.get("edit_tweet_ids") or row.get("edit_history_tweet_ids")
    found = [number(str(one)) for one in ids] if isinstance(ids, list) else []
    first = number(word(edited, "initialTweetId", "initial_tweet_id"))
    versions = tuple(dict.fromkeys([*([first] if first else []), *filter(None, found)]))
    return versions if len(versions) > 1 or first else ()
