"""A program. In: a PDF on standard input. Out: its pages and bookmarks as JSON on standard output.

It runs by itself because a PDF can be made to eat time and memory or to bring a library down; it limits
itself before it reads a byte, and imports nothing of the service.
"""

import json
import resource
import signal
import sys
from collections.abc import Iterator
from io import BytesIO
from types import FrameType
from typing import Any

MOST_PAGES = 3_000
MOST_MARKS = 2_000
MEMORY = 2_000_000_000
OUTPUT = 100_000_000
FEW = 50
_DENIED = 4
# What a library trips over in a damaged file; each failure only means that the other one is asked.
_TRIPPED = (
    ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError, OSError,
    MemoryError, AssertionError, NotImplementedError,
)  # fmt: skip


class OutOfTimeError(BaseException):
    """Not an Exception: the libraries catch those and go on."""


def main(seconds: int) -> None:
    _limit(seconds)
    data = sys.stdin.buffer.read()
    signal.signal(signal.SIGALRM, _stop)
    first = _within(seconds * 0.6, by_pypdf, data)
    found = first
    if first.get("state") != "locked" and _is_poor(first.get("pages", [])):
        second = _within(seconds * 0.3, by_pdfium, data)
        found = _better(first, second)
    sys.stdout.buffer.write(_characters(json.dumps(found, ensure_ascii=False)).encode())


def _characters(text: str) -> str:
    """A table of signs may name half a character of UTF-16; two halves are one, a lone one is none."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def by_pypdf(data: bytes, found: dict[str, Any]) -> None:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            found["state"] = "locked"
            return
        found["total"] = len(reader.pages)
        found |= {"facts": {name: str(value) for name, value in (reader.metadata or {}).items()}, "pages": []}
        found["facts"]["/Lang"] = str(reader.root_object.get("/Lang") or "")
        for number in range(min(found["total"], MOST_PAGES)):
            found["pages"].append(_page_text(reader, number))
            found["images"] = found.get("images", 0) + _has_images(reader, number)
        found["marks"] = _marks(reader)
    except (PyPdfError, DependencyError, *_TRIPPED):
        found.setdefault("state", "damaged")


def by_pdfium(data: bytes, found: dict[str, Any]) -> None:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        found["total"] = len(document)
        found["facts"] = {f"/{name}": value for name, value in document.get_metadata_dict().items()}
        found["pages"] = []
        for number in range(min(found["total"], MOST_PAGES)):
            text = document[number].get_textpage().get_text_range()
            found["pages"].append(text.replace("\ufffe", "\xad\n").replace("\x02", "\xad\n").replace("\r\n", "\n"))
        found["marks"] = list(_bookmarks(document))
    except pypdfium2.PdfiumError as error:
        found.setdefault("state", "locked" if error.err_code == _DENIED else "damaged")
    except _TRIPPED:
        found.setdefault("state", "damaged")


def _within(seconds: float, read: Any, data: bytes) -> dict[str, Any]:
    """What was read until the time was over; `cut` says that it was."""
    found: dict[str, Any] = {}
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        read(data, found)
    except OutOfTimeError:
        found["cut"] = True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return found


def _page_text(reader: Any, number: int) -> str:
    """One page that cannot be read leaves the others."""
    from pypdf.errors import PyPdfError

    try:
        return str(reader.pages[number].extract_text() or "")
    except (PyPdfError, *_TRIPPED):
        return ""


def _has_images(reader: Any, number: int) -> bool:
    from pypdf.errors import PyPdfError

    try:
        parts = reader.pages[number]["/Resources"]["/XObject"].values()
        return any(part.get_object().get("/Subtype") == "/Image" for part in parts)
    except (PyPdfError, *_TRIPPED):
        return False


def _marks(reader: Any) -> list[tuple[str, int]]:
    from pypdf.errors import PyPdfError

    try:
        return list(_flat(reader, reader.outline))[:MOST_MARKS]
    except (PyPdfError, *_TRIPPED):
        return []


def _flat(reader: Any, outline: list[Any]) -> Iterator[tuple[str, int]]:
    for mark in outline:
        if isinstance(mark, list):
            yield from _flat(reader, mark)
        elif (number := reader.get_destination_page_number(mark)) is not None:
            yield str(mark.title or ""), int(number)


def _bookmarks(document: Any) -> Iterator[tuple[str, int]]:
    for count, mark in enumerate(document.get_toc(max_depth=4)):
        place = mark.get_dest()
        number = place.get_index() if place else None
        if number is not None and count < MOST_MARKS:
            yield mark.get_title(), number


def _better(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """The reading with more words; what only one of them knows is kept."""
    one, other = (_words(found.get("pages", [])) for found in (first, second))
    best, rest = (second, first) if second.get("pages") and (other > one * 1.1 or not one) else (first, second)
    kept = {name: best.get(name) or rest.get(name) for name in ("total", "pages", "facts", "marks", "images", "cut")}
    locked = "locked" if second.get("state") == "locked" else first.get("state")
    return kept | {"state": "" if kept["pages"] else locked}


def _is_poor(pages: list[str]) -> bool:
    """Hardly any text, or signs that are no words."""
    text = "".join(pages)
    signs = len("".join(text.split()))
    return signs < FEW * max(1, len(pages)) or 3 * _words(pages) < len(text.split()) or signs > 25 * len(text.split())


def _words(pages: list[str]) -> int:
    return sum(word.strip(".,;:!?()\"'“”’­-").isalpha() and len(word) < 40 for page in pages for word in page.split())


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(2_000)


def _stop(signum: int, frame: FrameType | None) -> None:
    raise OutOfTimeError


if __name__ == "__main__":
    main(int(sys.argv[1]))
