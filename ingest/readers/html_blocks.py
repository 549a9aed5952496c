"""In: HTML. Out: its blocks of text, with what is marked as a name or a time in each. Pure.

Forgiving as a browser is: unclosed tags, attributes and tags of any kind, text outside of paragraphs.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCK_TAGS_TEXT = (
    "p div li ul ol dl dt dd blockquote section article main header footer nav aside table tr td th body html head "
    "pre br hr h1 h2 h3 h4 h5 h6 title figure figcaption form"
)
_BLOCKS = frozenset(_BLOCK_TAGS_TEXT.split())
_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "nav", "footer", "form", "aside"})
_NAMES = {"cite": "cite", "b": "bold", "strong": "bold", "time": "time"}
_OPEN_ENDED = frozenset({"br", "hr"})


@dataclass
class Block:
    """`parts` are (what, text): what is `cite`, `time`, `bold`, or empty for plain words."""

    tag: str
    parts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def has_words(self) -> bool:
        """Behind words a time or `Name:` opens the next turn, and a `<cite>` is the title of a book."""
        return any(what in {"", "bold"} and any(map(str.isalnum, text)) for what, text in self.parts)

    @property
    def text(self) -> str:
        return " ".join("".join(text for _, text in self.parts).split())


def blocks_in(html: str) -> list[Block]:
    reader = _Blocks()
    reader.feed(html)
    reader.close()
    return [block for block in reader.found if block.text]


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = [Block("")]
        self.hidden: list[str] = []
        self.marks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self.hidden.append(tag)
        if tag in _BLOCKS:
            self.found.append(Block("" if tag in _OPEN_ENDED else tag))
            self.marks = []
        if tag in _NAMES:
            self.marks.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            del self.hidden[self.hidden.index(tag) :]
        if tag in _BLOCKS:
            self.found.append(Block(""))
            self.marks = []
        if tag in self.marks:
            self.marks.remove(tag)

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        what = next((_NAMES[mark] for mark in reversed(self.marks)), "")
        if what in {"cite", "time"} and self.found[-1].has_words:
            if what == "cite" and not data.rstrip().endswith(":"):
                what = ""
            else:
                self.found.append(Block(""))
        self.found[-1].parts.append((what, data))
