"""In: a Typst template of this package and data. Out: a PDF.

The data travels as JSON, so that its strings are text and never Typst markup, and the template can
read no file but its own.
"""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import typst

from curation.errors import CurationError

log = logging.getLogger(__name__)
_TEMPLATES = Path(__file__).parent / "typst"
# The accessible standard refuses text that it cannot show; such text is printed as far as it goes.
_STANDARDS: tuple[Literal["ua-1"] | None, ...] = ("ua-1", None)


def typeset(template: str, data: Mapping[str, object]) -> bytes:
    """Out: a tagged PDF/UA-1, or a plain PDF with a logged warning where a glyph or a rule is missing."""
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    refused: typst.TypstError | None = None
    for standard in _STANDARDS:
        try:
            return typst.compile(
                _TEMPLATES / template,
                root=_TEMPLATES,
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=standard,
            )
        except typst.TypstError as error:
            log.warning("PDF %s not made by standard %s: %s", template, standard or "none", error.message)
            refused = error
    raise CurationError("The PDF could not be typeset; the other formats are not affected.") from refused
