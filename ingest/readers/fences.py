"""In: Markdown. Out: the same with its fenced code and its images lifted out, and set in again afterwards. Pure.

While the rest is read, a mark stands for each: what is a heading, a list or a turn in prose is none in a program.
Fences after CommonMark 0.31: three or more backticks or tildes, closed by at least as many.
"""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from curation.errors import UnreadableUpload
from curation.kinds import InsetKind
from ingest.drafts import Draft, DraftInset
from ingest.readers.blocks import Shown
from ingest.readers.images import ELSEWHERE, web_address
from ingest.text import line_of

# Private use: of a text that has them, nothing is lifted out.
_OPEN, _CLOSE = "\ue0f1", "\ue0f2"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_FENCE = re.compile(r"(?P<indent>[ \t]{0,12})(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)")
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\]\n]{0,1000})\]\(\s*<?(?P<src>[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)?)>?(?:\s+[\"'(](?P<title>[^\n]*?)[\"')])?\s*\)"
)
_EMBED = re.compile(r"!\[\[(?P<src>[^\[\]|#\n]+)(?:#[^\[\]|\n]*)?(?:\|(?P<alt>[^\[\]\n]*))?\]\]")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg)$", re.I)
_DATA = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=]+)$")
_INLINE_CODE = re.compile(r"`[^`\n]+`")
_LANGUAGE = re.compile(r"\{?\.?([A-Za-z][\w+#.-]{0,30})")

Lead = Callable[[Shown], Shown | None]


@dataclass(frozen=True)
class Lifted:
    """`text` with a mark for each of `parts`: code as (language, its lines), or an image."""

    text: str
    parts: tuple[tuple[str, str] | Shown, ...] = ()


def lifted(text: str) -> Lifted:
    if _OPEN in text or _CLOSE in text:
        return Lifted(text)
    parts: list[tuple[str, str] | Shown] = []

    def mark(part: tuple[str, str] | Shown) -> str:
        parts.append(part)
        return f"{_OPEN}{len(parts) - 1}{_CLOSE}"

    lines = text.split("\n")
    said, at = list[str](), 0
    for opening, closing, fence in _fences(lines):
        body = _dedented(lines[opening + 1 : closing], fence["indent"])
        if body.strip():
            said += [*lines[at:opening], "", mark((_language(fence["info"]), body)), ""]
            at = closing + 1
    return Lifted(_outside_code("\n".join([*said, *lines[at:]]), mark), tuple(parts))


def set_in(draft: Draft, found: Lifted, lead: Lead) -> Draft:
    """The draft with code and images where their marks stand; `lead` tells where an image's address leads."""
    if not found.parts:
        return draft
    setting = _Setting(found, lead)
    text = setting.text(draft.text)
    at = setting.moved
    return replace(
        draft,
        text=text,
        title=_MARK.sub("", draft.title).strip(),
        turns=tuple(replace(one, start=at(one.start), end=at(one.end)) for one in draft.turns),
        chapters=tuple(
            replace(one, title=_MARK.sub("", one.title).strip() or one.title, start=at(one.start), end=at(one.end))
            for one in draft.chapters
        ),
        insets=tuple(setting.insets),
    )


def in_file(shown: Shown) -> Shown | None:
    """Of a file that came alone: an address of the web, or bytes that stand in it."""
    if match := _DATA.match(shown.address):
        return replace(shown, address="", data=partial(_bytes, match[1]))
    address = web_address(shown.address)
    return replace(shown, address=address, why="" if address else ELSEWHERE)


class _Setting:
    """What was set in so far, and by how much that moved what stands behind it."""

    def __init__(self, found: Lifted, lead: Lead) -> None:
        self.found, self.lead = found, lead
        self.insets: list[DraftInset] = []
        self.moves: list[tuple[int, int]] = []

    def text(self, text: str) -> str:
        said, last, length = list[str](), 0, 0
        for match in _MARK.finditer(text):
            part = self.found.parts[int(match[1])]
            before, end = text[last : match.start()], match.end()
            if isinstance(part, Shown):
                before, end = _closed_up(before, text, end, first=not length)
            length += len(before)
            words = "" if isinstance(part, Shown) else part[1]
            self._add(part, length, words)
            said += [before, words]
            length, last = length + len(words), end
            self.moves.append((end, length - end))
        whole = "".join([*said, text[last:]])
        return self._ended(whole)

    def moved(self, place: int) -> int:
        shift = next((shift for end, shift in reversed(self.moves) if end <= place), 0)
        return max(0, min(place + shift, self.length))

    def _add(self, part: tuple[str, str] | Shown, place: int, words: str) -> None:
        if not isinstance(part, Shown):
            self.insets.append(DraftInset(InsetKind.CODE, place, place + len(words), language=part[0]))
        elif shown := self.lead(part):
            self.insets.append(shown.inset(place))

    def _ended(self, whole: str) -> str:
        """A text of nothing but images says what they show."""
        text = whole.rstrip() or "\n".join(one.alt or one.address or "An image." for one in self.insets)
        self.length = len(text)
        self.insets = [
            replace(one, start=min(one.start, len(text)), end=min(one.end, len(text))) for one in self.insets
        ]
        return text


def _closed_up(before: str, text: str, end: int, *, first: bool) -> tuple[str, int]:
    """Where an image stood, no gap stays: of the white space on both sides, that in front of it goes."""
    bare = before.rstrip()
    behind = re.match(r"\s*", text[end:])
    after = behind[0] if behind else ""
    if first and not bare:
        return "", end + len(after)
    return (bare if after else before), end


def _outside_code(text: str, mark: Callable[[tuple[str, str] | Shown], str]) -> str:
    """Images, unless they stand in `code` within a line."""
    spans = [match.span() for match in _INLINE_CODE.finditer(text)]

    def image(match: re.Match[str]) -> str:
        if any(start < match.start() < end for start, end in spans):
            return match[0]
        named = match.groupdict()
        return mark(Shown(match["src"].strip(), line_of(named.get("alt"))[:1000], line_of(named.get("title"))[:1000]))

    def embed(match: re.Match[str]) -> str:
        alt = "" if (match["alt"] or "").replace("x", "").isdecimal() else line_of(match["alt"])
        return mark(Shown(match["src"].strip(), alt)) if _PICTURE.search(match["src"].strip()) else match[0]

    return _EMBED.sub(embed, _IMAGE.sub(image, text)) if "![" in text else text


def _fences(lines: Sequence[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
    """The lines that open and close code. One that nobody closes ends the search: what follows may be prose."""
    opened: tuple[int, re.Match[str]] | None = None
    for number, line in enumerate(lines):
        match = _FENCE.fullmatch(line)
        if match and opened is None:
            opened = number, match
        elif match and opened and not match["info"].strip() and match["fence"].startswith(opened[1]["fence"]):
            yield opened[0], number, opened[1]
            opened = None


def _dedented(lines: Sequence[str], indent: str) -> str:
    """Within a list code is as far in as its item is."""
    freed = (line[len(indent) :] if line[: len(indent)].isspace() else line for line in lines)
    return "\n".join(freed).strip("\n").rstrip()


def _language(info: str) -> str:
    match = _LANGUAGE.match(info.strip())
    return match[1].lower() if match else ""


def _bytes(data: str) -> bytes:
    try:
        return b64decode(data, validate=True)
    except ValueError as error:
        raise UnreadableUpload("What stands in the file for the image is damaged.") from error
