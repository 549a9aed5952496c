"""In: a row of somebody's table of posts or bookmarks, JSON or CSV. Out: a Post. Pure.

Browser extensions name their columns as they like; the table below knows what they mean.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ingest.readers.x_dates import moment, moment_of_id
from ingest.readers.x_post import Post, address, handed_on, handle, language, named, number, reposted, word
from ingest.readers.x_text import links_of, readable
from ingest.text import repair

_STATUS = re.compile(
    r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(?:#!/)?(\w+)(?:/web)?/status(?:es)?/(\d{1,25})", re.I
)
_TEXT = "full_text tweet_text post_text tweet_content post_content note_tweet_text text content tweet post body"
_ID = "id id_str tweet_id tweet_id_str status_id post_id rest_id tweetid"
_HANDLES = (
    "screen_name username user_handle handle author_handle author_username author_screen_name user_screen_name "
    "tweet_handle twitter_handle user_username posted_by_handle profile_handle tweet_by_username"
)
_PERHAPS_HANDLES = "user_name author_user_name author user posted_by"
_NAME = (
    "name author_name display_name user_display_name full_name author posted_by tweet_by user_name user profile_name"
)
_DATE = (
    "created_at tweet_created_at posted_at tweet_date post_date date published_at published timestamp "
    "tweet_time time created post_time posted_on tweeted_at date_posted"
)
_URL = "url tweet_url post_url link tweet_link permalink tweet_permalink status_url post_link"
_SAVED = "bookmarked_at bookmark_date bookmarked_on saved_at date_saved date_bookmarked saved_date added_at"
_NOTE = "note notes comment comments my_note"
_TAGS = "tags tag labels label folder folders category collection"
_SURE = "full_text tweet_text tweet_content tweet_id tweet_url tweet_link screen_name user_handle tweet_date"
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BOOKMARK = re.compile(r"bookmark|saved", re.I)
_LIKE = re.compile(r"\blikes?\b|\bliked\b|favou?rites?", re.I)

Row = Mapping[str, Any]


def looks_like(keys: Iterable[str], values: Iterable[object]) -> bool:
    """Whether these columns hold posts of X: a text, and a column or an address that only such tables have."""
    known = {_key(key) for key in keys}
    if not known & set(_TEXT.split()) or not known & {*_ID.split(), *_URL.split(), *_HANDLES.split()}:
        return False
    return bool(known & set(_SURE.split())) or any(
        isinstance(value, str) and _STATUS.match(value.strip()) for value in values
    )


def tag_for(name: str, keys: Iterable[str]) -> tuple[str, ...]:
    """What the name of the file or a column says of all posts in it."""
    if _BOOKMARK.search(name) or any(_key(key) in _SAVED.split() for key in keys):
        return ("bookmarked",)
    return ("liked",) if _LIKE.search(re.sub(r"[\W_]+", " ", name)) else ()


def post_of(row: Row, tags: tuple[str, ...] = ()) -> Post | None:
    """None for a row without text, and for one that neither an id, an address, a person nor a date goes with."""
    row = _levelled(row)
    status = _STATUS.match(_first(row, _URL))
    own_id = number(status[2] if status else "") or number(_first(row, _ID))
    linked = handle(status[1]) if status and status[1] != "i" else ""
    who = _handle(row, _HANDLES) or linked or _handle(row, _PERHAPS_HANDLES)
    text = readable(_first(row, _TEXT), tuple(links_of(row)))
    at = moment(_first(row, _DATE)) or moment_of_id(own_id)
    if not text or not (own_id or who or status or at):
        return None
    author, words = reposted(text)
    post = Post(
        id=own_id,
        text=text,
        name=_name(row, who),
        handle=who,
        author_id=number(word(row, "user_id_str", "user_id", "author_id")),
        at=at,
        answers_id=number(word(row, "in_reply_to_status_id_str", "in_reply_to_status_id", "in_reply_to")),
        answers_handle=handle(word(row, "in_reply_to_screen_name", "in_reply_to_user", "reply_to")),
        answers_author_id=number(word(row, "in_reply_to_user_id_str", "in_reply_to_user_id")),
        conversation_id=number(word(row, "conversation_id", "conversation_id_str")),
        language=language(word(row, "lang", "language")),
        met_at=moment(_first(row, _SAVED)),
        url=address(_first(row, _URL)),
        note=repair(_first(row, _NOTE)).strip(),
        tags=(*tags, *_tags(row)),
    )
    return handed_on(post, author, words) if author else post


def _levelled(row: Row) -> dict[str, Any]:
    """The person's columns beside the post's own, all under names in lower case."""
    flat = {_key(key): value for key, value in row.items() if isinstance(key, str)}
    for holder in ("user", "author"):
        person = flat.get(holder)
        if isinstance(person, dict):
            wanted = {"name", "user_name", *_HANDLES.split()}
            about = {_key(key): value for key, value in person.items() if _key(key) in wanted}
            flat = {**about, **flat}
    return flat


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "_", _CAMEL.sub("_", name.strip())).strip("_").lower()


def _first(row: Row, keys: str) -> str:
    return word(row, *keys.split()).strip()


def _handle(row: Row, keys: str) -> str:
    return next((who for key in keys.split() if (who := handle(word(row, key)))), "")


def _name(row: Row, who: str) -> str:
    """The name people show; `@ada` in a column for names is the handle."""
    name = next((named(value) for key in _NAME.split() if (value := word(row, key)) and handle(value) != who), "")
    return "" if name.startswith("@") else name


def _tags(row: Row) -> list[str]:
    for key in _TAGS.split():
        value = row.get(key)
        if isinstance(value, str):
            return [named(tag) for tag in re.split(r"[,;|]", value) if tag.strip()]
        if isinstance(value, list):
            return [named(tag) for tag in value if isinstance(tag, str) and tag.strip()]
    return []
