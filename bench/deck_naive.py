"""The named baseline: what a first attempt with python-pptx makes of the same material.

Its default 4:3 template, one slide for each section, every statement a bullet, and the size left to
TEXT_TO_FIT_SHAPE, which nothing acts upon until a person edits the slide.
"""

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_AUTO_SIZE

from digests.document import DocumentSection
from digests.outline import Deck, DeckMaterial, Slide, SlideCitation, SlideLine


def naive_deck(material: DeckMaterial) -> Deck:
    """Out: the same slides in our model, to be counted alike: without sources, since none are shown."""
    cover = Slide(layout="title", title=material.title, lines=[])
    return Deck(title=material.title, slides=[cover, *map(_slide, material.sections)])


def naive_pptx(material: DeckMaterial) -> bytes:
    presentation = Presentation()
    cover = presentation.slides.add_slide(presentation.slide_layouts[0])
    cover.shapes.title.text, cover.placeholders[1].text = material.title, material.subtitle
    for section in material.sections:
        _add(presentation, section)
    file = BytesIO()
    presentation.save(file)
    return file.getvalue()


def _add(presentation: Any, section: DocumentSection) -> None:
    made = presentation.slides.add_slide(presentation.slide_layouts[1])
    made.shapes.title.text = section.heading
    frame = made.placeholders[1].text_frame
    frame.text = "\n".join(_texts(section))
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE


def _slide(section: DocumentSection) -> Slide:
    lines = [SlideLine(text=text) for text in _texts(section)]
    return Slide(layout="bullets", title=section.heading, lines=lines)


def _texts(section: DocumentSection) -> list[str]:
    return [one.text for one in section.all_statements]


def quoted(material: DeckMaterial) -> list[SlideCitation]:
    """Out: every quotation that it repeats, checked by nobody."""
    cited = (one for section in material.sections for said in section.all_statements for one in said.citations)
    return [
        SlideCitation(passage_id=one.passage_id, source_id=one.source.source_id, title="", quote=one.quote)
        for one in cited
    ]
