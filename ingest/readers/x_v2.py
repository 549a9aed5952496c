"""In: an answer of version 2 of the X API: posts under `data`, their company under `includes`. Out: Posts. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ingest.readers.x_object import post_of
from ingest.readers.x_post import Post, handle, named, number, part, word
from ingest.readers.x_text import links_of, readable

SURE_KEYS = {"edit_history_tweet_ids", "referenced_tweets"}
# Comments and tasks have these too, but no id as long as a post's.
PERHAPS_KEYS = {"author_id", "conversation_id"}
SHORTEST_ID = 15


@dataclass(frozen=True)
class _Company:
    """The people and posts that an answer names; by id."""

    users: dict[str, dict[str, Any]]
    posts: dict[str, dict[str, Any]]


def is_answer(data: Any) -> bool:
    """Whether it is one page of an answer; several may come as a list."""
    if not isinstance(data, dict):
        return False
    return any(map(_is_surely_post, rows_of(data)[:50]))


def rows_of(page: dict[str, Any]) -> list[Any]:
    data = page.get("data")
    return data if isinstance(data, list) else [data] if isinstance(data, dict) else []


def posts_of(page: dict[str, Any]) -> Iterator[Post | None]:
    """One for each row; None for what is no post."""
    includes = part(page, "includes")
    company = _Company(_by_id(includes.get("users")), _by_id(includes.get("tweets")))
    for row in rows_of(page):
        yield _post(row, company, depth=2) if _is_post(row) else post_of(row)


def _is_surely_post(row: Any) -> bool:
    """By a key that only X has, or by its long id."""
    return _is_post(row) and (bool(SURE_KEYS & row.keys()) or len(number(word(row, "id"))) >= SHORTEST_ID)


def _is_post(row: Any) -> bool:
    """As it stands among posts that are surely some."""
    return isinstance(row, dict) and isinstance(row.get("text"), str) and bool((SURE_KEYS | PERHAPS_KEYS) & row.keys())


def _post(row: dict[str, Any], company: _Company, *, depth: int) -> Post | None:
    plain = post_of({key: value for key, value in row.items() if key != "author"}, depth=0)
    if plain is None:
        return None
    inner = _referenced(row, "retweeted", company, depth)
    quoted = _referenced(row, "quoted", company, min(depth, 1))
    post = _with_people(plain, row, company)
    post = replace(post, text=_text(row, quoted), quoted=quoted, is_cut=False)
    if inner is None:
        return replace(plain, name=post.name or plain.name, is_cut=plain.is_cut) if plain.via else post
    return replace(inner, via=f"@{post.handle}", met_at=post.at)


def _with_people(post: Post, row: dict[str, Any], company: _Company) -> Post:
    author_id = number(word(row, "author_id"))
    author = company.users.get(author_id) or part(row, "author")
    answered = number(word(row, "in_reply_to_user_id"))
    return replace(
        post,
        author_id=author_id,
        handle=handle(word(author, "username")),
        name=named(word(author, "name")),
        answers_id=_reference(row, "replied_to"),
        answers_author_id=answered,
        answers_handle=handle(word(company.users.get(answered, {}), "username")),
    )


def _text(row: dict[str, Any], quoted: Post | None) -> str:
    """A long post has its whole text, and the links in it, in a place of their own."""
    note = part(row, "note_tweet")
    links = [*links_of(row, quoted=quoted.id if quoted else ""), *links_of(note)]
    return readable(word(note, "text") or word(row, "text"), tuple(links))


def _referenced(row: dict[str, Any], how: str, company: _Company, depth: int) -> Post | None:
    own_id = _reference(row, how)
    inside = next((one for one in _references(row) if number(word(one, "id")) == own_id and "text" in one), None)
    found = company.posts.get(own_id) or inside
    return _post(found, company, depth=depth - 1) if found and depth else None


def _reference(row: dict[str, Any], how: str) -> str:
    return next((number(word(one, "id")) for one in _references(row) if one.get("type") == how), "")


def _references(row: dict[str, Any]) -> list[dict[str, Any]]:
    found = row.get("referenced_tweets")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _by_id(rows: object) -> dict[str, dict[str, Any]]:
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {number(word(row, "id")): row for row in found}
