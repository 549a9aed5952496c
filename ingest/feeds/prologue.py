"""In: the bytes of an XML feed in any encoding. Out: UTF-8 from its first element on, as all its parsers get it. Pure.

What stands before that element (declarations, entities, a document type) tells a reader nothing. Parsers, though,
expand it, or look through it again from each of its lines.
"""

import re

from ingest.encodings import declared_encoding, marked_encoding, read_as, wide_encoding

_PROLOGUE = re.compile(
    r"""(?:<\?[^<>]*+>?|<!--.*?(?:-->|\Z)|<!(?!--)(?:[^<>"']++|"[^"]*+"?|'[^']*+'?)*+>?|<(?![a-z0-9_?!])|[^<]++)*+""",
    re.I | re.S,
)
_ENTITY = re.compile(r"<!ENTITY\b", re.I)
_NUMBERED = re.compile(r"&#(?:x0*(d[89a-f][0-9a-f]{2})|0*(5[5-7]\d{3}));", re.I)
_HALVES = range(0xD800, 0xE000)
_DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'


def text_of(data: bytes) -> str:
    """By its mark, its zero bytes or its declaration, else as UTF-8; every byte means something in the last one."""
    marked = marked_encoding(data) or wide_encoding(data)
    if marked:
        return data.decode(marked, errors="replace")
    declared = declared_encoding(data[:200]) if data.lstrip().startswith(b"<?xml") else ""
    tried = (read_as(data, encoding) for encoding in (declared, "utf-8", "cp1252") if encoding)
    return next((text for text in tried if text is not None), data.decode("latin-1"))


def without_prologue(text: str) -> tuple[bytes, bool]:
    """Out: the document in UTF-8, without half characters, and whether it defines entities of its own."""
    found = _PROLOGUE.match(text)
    start = found.end() if found else 0
    document = _NUMBERED.sub(_unless_half, text[start:])
    return _DECLARATION + document.encode("utf-8", "replace"), bool(_ENTITY.search(text[:start]))


def _unless_half(reference: re.Match[str]) -> str:
    """`&#xD800;` is half a character: libxml2 passes it on, and nobody after it can read it."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return "" if number in _HALVES else reference[0]
