"""In: lines and text. Out: paragraphs of a presentation, with their language, direction and citation marks."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.util import Pt

from digests.outline.fitting import mark_space
from digests.outline.measure import right_to_left
from digests.outline.model import SlideLine
from digests.renderers.pptx_layout_xml import NAMESPACES, Canvas
from digests.renderers.xml_text import xml_text

_MARK_SIZE = 14
# Languages by the first word of a letter's Unicode name; for a text whose script is not that of the deck's language.
_LANGUAGES = {
    "ARABIC": ("ar-SA", "fa", "ur", "ps", "ckb"),
    "HEBREW": ("he-IL", "yi"),
    "DEVANAGARI": ("hi-IN", "mr", "ne", "sa"),
    "BENGALI": ("bn-BD", "as"),
    "TAMIL": ("ta-IN",),
    "THAI": ("th-TH",),
    "HIRAGANA": ("ja-JP",),
    "KATAKANA": ("ja-JP",),
    "CJK": ("zh-CN", "ja", "zh"),
    "HANGUL": ("ko-KR",),
    "CYRILLIC": ("ru-RU", "uk", "bg", "sr", "be", "mk", "kk"),
    "GREEK": ("el-GR",),
}
# A link in the colour of its text; a theme's own colour for links may be hard to read.
_AS_THE_TEXT = f"""<a:extLst {NAMESPACES}><a:ext uri="{{A12FA001-AC4F-418D-AE19-62706E023703}}">
<ahyp:hlinkClr xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext>
</a:extLst>"""
_KANA = ("HIRAGANA", "KATAKANA")


def language_of(text: str, own: str) -> str:
    """Out: `own`, the deck's language, unless the text is in a script that is not written in it."""
    scripts = [unicodedata.name(one, "").split(" ")[0] for one in text[:200] if one.isalpha()]
    kana = next((one for one in scripts if one in _KANA), "")
    script = kana or (scripts[0] if scripts else "")
    usual, *others = _LANGUAGES.get(script, (own,))
    return own if own.split("-")[0] in (usual.split("-")[0], *others) else usual


def write_text(frame: Any, text: str, language: str) -> None:
    """A paragraph for each line of the text."""
    for at, part in enumerate(xml_text(text).split("\n")):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        turn(paragraph, part)
        add_run(paragraph, part, language)


def write_lines(frame: Any, lines: Sequence[SlideLine], canvas: Canvas, language: str) -> None:
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        write_line(paragraph, line, canvas, language)


def write_line(paragraph: Any, line: SlideLine, canvas: Canvas, language: str) -> None:
    turn(paragraph, line.text)
    add_run(paragraph, line.text, language)
    for mark in line.marks:
        add_mark(paragraph, mark.number, mark.url, canvas, language, before=mark_space(line.text))
    if line.aside:
        run = add_run(paragraph, f"{mark_space(line.text)}({line.aside})", language)
        run.font.size = _size(canvas)


def write_sources(frame: Any, lines: Sequence[SlideLine], canvas: Canvas, language: str) -> None:
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        for mark in line.marks:
            add_mark(paragraph, mark.number, mark.url, canvas, language, before="")
        add_run(paragraph, f"\u2002{line.text}", language)


def add_run(paragraph: Any, text: str, language: str) -> Any:
    run = paragraph.add_run()
    run.text = xml_text(text)
    run._r.get_or_add_rPr().set("lang", language_of(text, language))
    return run


def add_mark(paragraph: Any, number: int, url: str, canvas: Canvas, language: str, before: str) -> None:
    if before:
        add_run(paragraph, before, language)
    run = add_run(paragraph, f"[{number}]", language)
    run.font.size = _size(canvas)
    if url:
        run.hyperlink.address = xml_text(url)
        if not canvas.themed:
            run._r.rPr.hlinkClick.append(parse_xml(_AS_THE_TEXT))
    canvas.paint(run.font.color, "accent")


def turn(paragraph: Any, text: str) -> None:
    if right_to_left(text):
        properties = paragraph._p.get_or_add_pPr()
        properties.set("rtl", "1")
        properties.set("algn", "r")


def _size(canvas: Canvas) -> Pt:
    return Pt(canvas.points(canvas.look.size(_MARK_SIZE)) / 100)
