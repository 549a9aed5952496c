"""In: posts copied from the pages of X and pasted, with what stands around them there. Out: a POST for each.

A post begins with a name, a handle and often a date below it; then come its words, the date where the page
shows one post alone, and numbers. Lines that are only furniture go, and only around the words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.drafts import LeftOut, ReadResult, gathered
from ingest.given import Given
from ingest.readers.x_dates import moment_near, moment_of_id
from ingest.readers.x_post import Post, named, number
from ingest.readers.x_threads import sources_of

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = rf"(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})(?:,?\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}}"
_AGO = r"\d{1,2}\s?(?:s|m|h|d|min|hours?|days?)(?: ago)?|now|yesterday"
_CLOCK = r"\d{1,2}:\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?"
# Where a dot on the line says that a date follows, it may be in any language.
_FOREIGN = r"(?=\D*\d)[^·@]{1,24}"
_DATE = rf"(?:{_CLOCK}\s*[·,]?\s*(?:{_DAY})|(?:{_DAY})(?:,?\s*(?:at|·)?\s*{_CLOCK})?|{_AGO})"
_DATED = re.compile(rf"(?P<dot>·\s*)?(?P<date>{_DATE})", re.I)
_WHEN = re.compile(rf"(?:·\s*)?(?P<date>{_DATE}|{_CLOCK}\s*·\s*{_FOREIGN})(?:\s*·\s*.*)?", re.I)
_BY = re.compile(
    rf"(?:(?P<name>\S.{{0,60}}?)\s+)?@(?P<handle>\w{{2,15}})(?:\s*·\s*(?P<date>{_DATE}|{_FOREIGN}))?(?:\s*·)?",
    re.A | re.I,
)
_DOTTED = re.compile(rf"·\s*(?P<date>{_FOREIGN})")
_CLOCKED = re.compile(_CLOCK)
_COUNT = r"\d[\d.,]*\s?[KMB]?"
_COUNTED = r"(?:views?|repl(?:y|ies)|reposts?|retweets?|quotes?(?: tweets?)?|likes?|bookmarks?|comments?|shares?)"
_FURNITURE = re.compile(
    rf"·|{_COUNT}(?:\s+{_COUNTED})?(?:[\s·]+{_COUNT}\s+{_COUNTED})*|{_COUNTED}"
    r"|show (?:more|this thread|less|translation)|translate (?:post|tweet|bio)|see new (?:posts|tweets)|relevant people"
    r"|read (?:\d+|[\d.,]+K?) repl(?:y|ies)|post your reply|follow(?:ing)?|subscribe|pinned|promoted|ad|alt|gif"
    r"|last edited.*|posts?|home|for you|conversation|image|quote|reply|repost|like|share|copy link|verified account"
    r"|the media could not be played\.?",
    re.I,
)
_COUNTED_ABROAD = re.compile(rf"{_COUNT}\b.{{0,40}}")
_REPOSTED = re.compile(r"(?P<who>\S.{0,60}) (?:reposted|retweeted)", re.I)
_TO = re.compile(r"replying to\b\s*(?:@(?P<handle>\w{1,15})\b.*)?", re.I)
_ADDRESS = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w+)/status/(\d+)(?:\?\S*)?", re.A)
_LONGEST_NAME = 60
_TOP = 6
_REACH = 3


@dataclass(frozen=True)
class _Head:
    """Where a post begins: its first line, the line its words begin at, and who wrote it when."""

    start: int
    body: int
    post: Post
    is_quoted: bool
    is_dated: bool


def recognises(given: Given) -> bool:
    """At least one name with a handle near the top, and a date that belongs to it."""
    if given.is_binary or given.kind not in {None, Kind.POST}:
        return False
    lines = _lines(given.opening)
    heads = _heads(lines, given.received_at)
    return bool(heads) and heads[0].start < _TOP and _is_furnished(lines, heads)


def read(given: Given) -> ReadResult:
    lines = _lines(given.text)
    heads = _heads(lines, given.received_at)
    if not heads:
        raise UnreadableUpload(f"{given.name} has no post with a name and a handle above it.")
    ends = [*(head.start for head in heads[1:]), len(lines)]
    posts: list[Post] = []
    for head, end in zip(heads, ends, strict=True):
        post = _filled(head, lines[head.body : end])
        if head.is_quoted and posts and not posts[-1].quoted:
            posts[-1] = replace(posts[-1], quoted=post)
        else:
            posts.append(post)
    above = [line for line in lines[: heads[0].start] if line and not _FURNITURE.fullmatch(line)]
    left = [LeftOut(line[:60], "stands above the first post") for line in above]
    drafts, unused = sources_of(posts)
    if not drafts:
        raise UnreadableUpload(f"{given.name} has names and handles of posts, but no words below them.")
    return ReadResult("posts copied from X", tuple(drafts), (), gathered([*left, *unused]))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n")]


def _is_furnished(lines: Sequence[str], heads: Sequence[_Head]) -> bool:
    """Nothing but furniture above, and the first post is dated at its head or by a line of its own."""
    above = [line for line in lines[: heads[0].start] if line and not _FURNITURE.fullmatch(line)]
    end = heads[1].start if len(heads) > 1 else len(lines)
    body = lines[heads[0].body : end]
    dated = heads[0].is_dated or any(map(_whole_date, body))
    words = any(line and not _FURNITURE.fullmatch(line) for line in body)
    return not above and dated and words


def _heads(lines: Sequence[str], now: datetime | None) -> list[_Head]:
    heads: list[_Head] = []
    for place, line in enumerate(lines):
        match = _BY.fullmatch(line)
        if match and (head := _head(lines, place, match, heads[-1].body if heads else 0, now)):
            heads.append(head)
    return heads


def _head(lines: Sequence[str], place: int, match: re.Match[str], floor: int, now: datetime | None) -> _Head | None:
    """A handle counts below a name or beside one, with a date near it; the person answered never does."""
    above = _above(lines, place, floor)
    if above >= 0 and (_TO.fullmatch(lines[above]) or lines[above].lower() == "and"):
        return None
    name, start = (match["name"], place) if match["name"] else (lines[above] if above >= 0 else "", above)
    if not name or len(name) > _LONGEST_NAME or _FURNITURE.fullmatch(name) or name.startswith(("@", "#", "http")):
        return None
    date, body = (match["date"], place + 1) if match["date"] else _date_below(lines, place + 1, now)
    if match["name"] and not date:
        return None
    at = moment_near(date or "", now)
    sure = bool(date and (not match["date"] or at or _DATED.fullmatch(date)))
    start, via, quoted = _context(lines, start, name, floor)
    if not sure and floor and not quoted and not _ends_post(lines, start, floor):
        return None
    post = Post(id="", text="", name=named(name), handle=match["handle"], at=at, via=via)
    return _Head(start, body, post, quoted, bool(date))


def _ends_post(lines: Sequence[str], start: int, floor: int) -> bool:
    """Whether the line above is one that only stands below a post; `thanks to` above a handle is none."""
    above = _above(lines, start, floor)
    return above >= 0 and bool(_FURNITURE.fullmatch(lines[above]) or _whole_date(lines[above]))


def _above(lines: Sequence[str], place: int, floor: int) -> int:
    """The next line above that is not empty; below zero where there is none."""
    return next((at for at in range(place - 1, floor - 1, -1) if lines[at]), -1)


def _date_below(lines: Sequence[str], place: int, now: datetime | None) -> tuple[str, int]:
    """A date on one of the next lines, with nothing but dots and blanks before it; where the words begin.

    `now` alone is a word, and `· 3 shelves` a line of a list: a dot on a line of its own makes dates of both.
    """
    dot = ""
    for at in range(place, min(place + _REACH, len(lines))):
        match = _DATED.fullmatch(lines[at])
        if match and (dot or match["dot"] or re.search(r"\d", match["date"])):
            return match["date"], at + 1
        foreign = _DOTTED.fullmatch(dot + lines[at])
        if foreign and (dot or moment_near(foreign["date"], now)):
            return foreign["date"], at + 1
        dot = "·" if lines[at] == "·" else dot
        if lines[at] not in {"", "·"}:
            break
    return "", place


def _context(lines: Sequence[str], start: int, name: str, floor: int) -> tuple[int, str, bool]:
    """What X writes above a name: the same name once more, who reposted it, or that it is quoted."""
    via, quoted = "", False
    while (above := _above(lines, start, floor)) >= 0:
        reposted = _REPOSTED.fullmatch(lines[above])
        if reposted:
            via = named(reposted["who"])
        elif lines[above].lower() in {"quote", "quoted"}:
            quoted = True
        elif lines[above] != name:
            break
        start = above
    return start, via, quoted


def _filled(head: _Head, lines: Sequence[str]) -> Post:
    """The post with its words, once whom it answers, its date and its address are taken out of them."""
    post, kept = head.post, list[str]()
    answering = over = False
    for line in lines:
        to, address, at = _TO.fullmatch(line), _ADDRESS.fullmatch(line), _whole_date(line)
        if to and not any(kept):
            answering = not to["handle"]
            post = replace(post, answers_handle=to["handle"] or "")
        elif answering and not any(kept) and line.startswith("@") and " " not in line:
            post, answering = replace(post, answers_handle=post.answers_handle or line[1:]), False
        elif address and address[1].lower() == post.handle.lower():
            post = replace(post, id=number(address[2]), at=post.at or moment_of_id(address[2]))
        elif at and _CLOCKED.match(line.lstrip("· ")):
            post, over = replace(post, at=post.at or at), any(kept)
        elif over and _COUNTED_ABROAD.fullmatch(line):
            continue
        else:
            kept.append(line)
    return replace(post, text=_words(kept))


def _whole_date(line: str) -> datetime | None:
    """The moment of a line that is a day with its year, as stands below a post alone."""
    match = _WHEN.fullmatch(line)
    return moment_near(match["date"], None) if match else None


def _words(lines: list[str]) -> str:
    """The lines without furniture at their beginning and end; runs of empty lines as one."""
    while lines and (not lines[-1] or _FURNITURE.fullmatch(lines[-1])):
        lines.pop()
    while lines and (not lines[0] or _FURNITURE.fullmatch(lines[0])):
        lines.pop(0)
    kept = lines[:1] + [line for last, line in pairwise(lines) if line or last]
    return "\n".join(kept)
