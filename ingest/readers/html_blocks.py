"""In: HTML. Out: its blocks of text, with what is marked as a name or a time in each. Pure.

As forgiving as the parser of `markup.py`: unclosed tags, text outside of paragraphs.
"""

from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.markup import tree_of

_BLOCK_TAGS_TEXT = (
    "p div li ul ol dl dt dd blockquote section article main header table tr td th body html head "
    "pre br hr h1 h2 h3 h4 h5 h6 title figure figcaption form"
)
_BLOCKS = frozenset(_BLOCK_TAGS_TEXT.split())
_UNSEEN_TEXT = "script style noscript template svg nav footer aside select textarea button"
_UNSEEN = frozenset(_UNSEEN_TEXT.split())
_NAMES = {"cite": "cite", "b": "bold", "strong": "bold", "time": "time"}


@dataclass
class Block:
    """`parts` are (what, text): what is `cite`, `time`, `bold`, or empty for plain words.

    With `has_words` a time or `Name:` opens the next turn, and a `<cite>` is the title of a book.
    """

    tag: str
    parts: list[tuple[str, str]] = field(default_factory=list)
    has_words: bool = False

    def say(self, what: str, text: str) -> None:
        self.parts.append((what, text))
        self.has_words = self.has_words or (what in {"", "bold"} and any(map(str.isalnum, text)))

    @property
    def text(self) -> str:
        return " ".join("".join(text for _, text in self.parts).split())


def blocks_in(text: str, *, name: str) -> list[Block]:
    """Raises UnreadableUpload over the limits of `tree_of`; `name` is what it calls the page."""
    root = tree_of(text, name=name)
    return [] if root is None else [block for block in _walked(root) if block.text]


def _walked(root: etree._Element) -> list[Block]:
    """Iterative, since markup may nest deeper than Python calls. A mark around a whole block says nothing."""
    found, marks = [Block("")], [""]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = str(element.tag)
        if tag in _BLOCKS:
            found.append(Block(tag if event == "start" else ""))
        if event == "end":
            marks.pop()
            _say(found, element.tail, marks[-1])
            continue
        marks.append("" if tag in _BLOCKS else _NAMES.get(tag, marks[-1]))
        if tag in _UNSEEN:
            walk.skip_subtree()
        else:
            _say(found, element.text, marks[-1])
    return found


def _say(found: list[Block], text: str | None, what: str) -> None:
    if not text:
        return
    if what in {"cite", "time"} and found[-1].has_words:
        if what == "cite" and not text.rstrip().endswith(":"):
            what = ""
        else:
            found.append(Block(""))
    found[-1].say(what, text)
