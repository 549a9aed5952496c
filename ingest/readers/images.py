"""In: the images of a page as its markup has them. Out: those worth keeping, and where their bytes are. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from urllib.parse import urljoin, urlsplit

from lxml import etree

from ingest.readers.blocks import Block, Shown
from ingest.text import line_of

Found = Callable[[Shown], Shown | None]
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-hi-res-src", "data-orig-file")
_DECORATION = re.compile(r"\b(?:avatar|gravatar|emoji|icon|logo|badge|smiley|spinner|pixel|tracking|button)s?\b", re.I)
_FRAMES = {"nav", "footer", "aside", "form", "dialog", "button"}
_SMALL = 32
_WIDEST = 1_600
_LONGEST_WORDS, _LONGEST_ADDRESS = 1_000, 2_000
INLINE = "data:,"
# What a page writes there may be anything; no number of these is longer.
_NUMBERED = re.compile(r"data:,(\d{1,6})", re.A)
_CANDIDATE = re.compile(r"([^,\s]+(?:,+[^,\s]+)*)(?:\s+([^,]*))?")
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{0,6})?)([wx])", re.A)
_SIDE = re.compile(r"(\d{1,6})(?:\.\d{0,6})?(?:px)?", re.A)
ELSEWHERE = "It did not come with the file."


def shown_in(element: etree._Element) -> Shown | None:
    """None for what only decorates, counts visitors or stands around the text."""
    address = _address(element)
    if not address or _is_small(element) or _is_decoration(element):
        return None
    alt, caption = line_of(element.get("alt")), _caption(element)
    return Shown(address, alt[:_LONGEST_WORDS], caption[:_LONGEST_WORDS])


def with_images(blocks: Iterable[Block], found: Found) -> list[Block]:
    """Each image as `found` tells where it leads; those of which it says None fall away."""
    kept = (replace(block, shown=tuple(filter(None, map(found, block.shown)))) for block in blocks)
    return [block for block in kept if block.text or block.shown]


def on_page(shown: Shown, *, base: str, inlined: Callable[[int], bytes]) -> Shown | None:
    """Of a page: bytes that stand in it, or an address of the web; `base` is the address of the page."""
    if numbered := _NUMBERED.fullmatch(shown.address):
        return replace(shown, address="", data=partial(inlined, int(numbered[1])))
    address = web_address(shown.address, base)
    return replace(shown, address=address, why="" if address else ELSEWHERE)


def web_address(address: str, base: str = "") -> str:
    """Absolute and of the web, else empty."""
    try:
        joined = urljoin(base, address.strip())
        parts = urlsplit(joined)
        good = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and len(joined) <= _LONGEST_ADDRESS
    except ValueError:
        return ""
    return joined if good and not re.search(r"[\s\x00-\x1f]", joined) else ""


def _address(element: etree._Element) -> str:
    """What a page shows once its scripts have run comes before what stands there until then."""
    lazy = next((value for name in _LAZY if (value := element.get(name, "").strip())), "")
    plain = element.get("src", "").strip()
    if lazy or (plain and not plain.startswith(INLINE)):
        return lazy or plain
    return _widest(element.get("data-srcset") or element.get("srcset") or "") or plain


def _widest(srcset: str) -> str:
    """Of several sizes the widest that fits on a page, else the narrowest."""
    sized = sorted(_sizes(srcset))
    fitting = [address for width, address in sized if width <= _WIDEST]
    return fitting[-1] if fitting else next((address for _, address in sized), "")


def _sizes(srcset: str) -> Iterator[tuple[float, str]]:
    for address, told in _CANDIDATE.findall(srcset):
        size = _SIZE.fullmatch(told.strip())
        yield (float(size[1]) * (1 if size[2] == "w" else 800) if size else 0.0), address


def _is_small(element: etree._Element) -> bool:
    sides = [_SIDE.fullmatch(element.get(name, "").strip()) for name in ("width", "height")]
    return any(side and int(side[1]) <= _SMALL for side in sides)


def _is_decoration(element: etree._Element) -> bool:
    named = f"{element.get('class', '')} {element.get('id', '')}".replace("-", " ").replace("_", " ")
    hidden = element.get("aria-hidden") == "true"
    return hidden or bool(_DECORATION.search(named)) or any(part.tag in _FRAMES for part in element.iterancestors())


def _caption(element: etree._Element) -> str:
    figure = next(element.iterancestors("figure"), None)
    words = next(figure.iter("figcaption"), None) if figure is not None else None
    return line_of("".join(words.itertext())) if words is not None else ""
