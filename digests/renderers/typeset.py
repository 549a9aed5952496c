"""In: a Typst template of this package and data. Out: a PDF.

The data travels as JSON, so that its strings are text and never Typst markup, and the template can
read no file but its own and the pictures that were handed over.
"""

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from curation.errors import CurationError
from digests.renderers.fonts import font_folders
from digests.renderers.glyphs import absent, told_absent

_TEMPLATES = Path(__file__).parent / "typst"
# What no document may hold: control characters, halves of pairs, and what is no character.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NONE: Mapping[str, bytes] = {}


def typeset(template: str, data: Mapping[str, object], pictures: Mapping[str, bytes] = _NONE) -> bytes:
    """Out: a tagged PDF/UA-1. `pictures` are files that the template reads by name. Raises CurationError, which names
    the characters that no installed font has.
    """
    text = json.dumps(_clean(data), ensure_ascii=False)
    if not pictures:
        return _compiled(_TEMPLATES / template, text)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copy(_TEMPLATES / template, root)
        for name, picture in pictures.items():
            (root / name).write_bytes(picture)
        return _compiled(root / template, text)


def _compiled(template: Path, text: str) -> bytes:
    try:
        return _pdf(template, text)
    except typst.TypstError:
        return _compiled_anew(template, text)


def _compiled_anew(template: Path, text: str) -> bytes:
    """With the fonts that were installed since they were last looked for."""
    _fonts.cache_clear()
    try:
        return _pdf(template, text)
    except typst.TypstError as error:
        if signs := absent(text, _shown):
            raise CurationError(told_absent(signs)) from error
        raise CurationError("The PDF could not be typeset; the other formats are not affected.") from error


def _shown(signs: Sequence[str]) -> bool:
    """Whether some installed font has all of them; the typesetter tells of the first that none has."""
    try:
        _pdf(_TEMPLATES / "probe.typ", json.dumps(list(signs)))
    except typst.TypstError:
        return False
    return True


def _pdf(template: Path, text: str) -> bytes:
    return typst.compile(
        template,
        root=template.parent,
        font_paths=_fonts(),
        format="pdf",
        sys_inputs={"data": text},
        pdf_standards="ua-1",
    )


def _clean(data: object) -> object:
    if isinstance(data, str):
        return _UNWRITABLE.sub("", data)
    if isinstance(data, Mapping):
        return {name: _clean(value) for name, value in data.items()}
    return [_clean(one) for one in data] if isinstance(data, list | tuple) else data


@cache
def _fonts() -> typst.Fonts:
    """The search through all the fonts of a machine takes longer than a deck; it is done once."""
    return typst.Fonts(font_paths=font_folders())
