"""In: an element that is set line by line. Out: whether it is program code, and in which language. Pure."""

import re
from itertools import pairwise

from lxml import etree

from curation.writing.programs import is_program

_TAGS = {"code", "samp", "kbd"}
_NAMED = re.compile(
    r"\b(?:lang(?:uage)?-|highlight|hljs|prettyprint|sourcecode|src-|brush|codehilite|shiki|code)", re.I
)
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:lang|language|brush:|src|highlight-source|sourceCode)[-\s]\s*([A-Za-z][\w+#.-]{0,30})", re.I
)
_NO_LANGUAGE = {"none", "text", "plaintext", "plain", "txt", "nohighlight", "default", "code", "notranslate"}
_LONGEST_LANGUAGE = 40


def is_code(element: etree._Element, text: str) -> bool:
    """By what the page calls it, else by how its lines look: whole letters and poems are set line by line, too."""
    marked = [part for part in element.iter() if isinstance(part.tag, str)]
    called = any(_NAMED.search(f"{part.get('class', '')} {part.get('data-lang', '')}") for part in marked)
    inner = any(part.tag in _TAGS for part in marked if part is not element)
    return called or inner or is_program(text, fewest=1)


def is_gutter(text: str) -> bool:
    """Nothing but the numbers of lines, counted up."""
    numbers = text.split()
    return len(numbers) > 1 and all(map(str.isdecimal, numbers)) and _counts_up([int(one) for one in numbers])


def language_of(element: etree._Element) -> str:
    """As the page names it, on the code or on what is right around it; empty where it does not."""
    around = [element, *element.iterdescendants("code"), *_near(element)]
    for part in around:
        told = part.get("data-lang") or part.get("data-language") or part.get("lang-name") or ""
        found = _LANGUAGE.search(part.get("class", ""))
        name = (told or (found[1] if found else "")).strip().lower()
        if name and name not in _NO_LANGUAGE:
            return name[:_LONGEST_LANGUAGE]
    return ""


def _near(element: etree._Element) -> list[etree._Element]:
    parents: list[etree._Element] = []
    for parent in element.iterancestors():
        if parent.tag not in {"pre", "div", "figure", "td", "span"} or len(parents) == 2:
            break
        parents.append(parent)
    return parents


def _counts_up(numbers: list[int]) -> bool:
    return all(later == earlier + 1 for earlier, later in pairwise(numbers))
