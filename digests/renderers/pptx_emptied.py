"""In: a person's presentation. Out: its design alone; no slide of it, and nothing that tells of one."""

from collections.abc import Collection
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RELATED
from pptx.oxml.ns import nsuri

# What else a presentation may lead to names its slides, or those who worked on them.
_OF_PACKAGE = {RELATED.OFFICE_DOCUMENT}
_OF_PRESENTATION = {
    RELATED.SLIDE_MASTER,
    RELATED.NOTES_MASTER,
    RELATED.THEME,
    RELATED.PRES_PROPS,
    RELATED.TABLE_STYLES,
    RELATED.FONT,
}
_SECTIONS = "//p:extLst/p:ext[@uri='{521415D9-36F7-43E2-AB2F-B90AF26B5E84}']"


def without_slides(presentation: Any) -> Any:
    """Out: the same presentation; its slides, the shows and sections that name them, and who made it are gone."""
    part, package = presentation.part, presentation.part.package
    for named in part._element.xpath(f"{_SECTIONS} | ./p:custShowLst"):
        named.getparent().remove(named)
    _unrelated(package._rels, {one.reltype for one in package._rels.values()} - _OF_PACKAGE)
    _forget(part, {one.reltype for one in part.rels.values()} - _OF_PRESENTATION)
    for design in list(package.iter_parts()):
        _forget(design, {RELATED.SLIDE})
    return presentation


def _forget(part: Any, kinds: Collection[str]) -> None:
    """With what stands in the part for what it led to: a button to a slide, a place in a list."""
    gone = _unrelated(part.rels, kinds)
    for one in list(part._element.iter()) if gone else []:
        if any(name.startswith(f"{{{nsuri('r')}}}") and value in gone for name, value in one.attrib.items()):
            one.getparent().remove(one)


def _unrelated(relations: Any, kinds: Collection[str]) -> set[str]:
    gone = {number for number, one in relations.items() if one.reltype in kinds}
    for number in gone:
        relations.pop(number)
    return gone
