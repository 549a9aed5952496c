"""Makes the tables of advance widths that slides are measured by, from the fonts of this machine.

    python -m bench.font_metrics [folder]

Needs the Debian packages fonts-liberation2, fonts-crosextra-carlito, fonts-crosextra-caladea, fonts-noto-core,
fonts-noto-cjk and fonts-noto-color-emoji, and the font packages of requirements.txt. A table is as wide, letter by
letter, as the widest of the faces that may stand for each other: the office's own where its widths are those of a free
one, what Linux puts in its place, what the PDF is set in. Widths are thousandths of the font size.
"""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont

from digests.outline import measure
from digests.renderers.fonts import font_folders

FOLDER = Path(measure.__file__).parent / "metrics"
# The first decides which characters the face has, and how high its lines are.
FACES = {
    "arial": ("Liberation Sans:Regular", "Roboto-Regular.ttf"),
    "arial-bold": ("Liberation Sans:Bold", "Roboto-Bold.ttf"),
    "calibri": ("Carlito:Regular", "SourceSansPro-Regular.ttf"),
    "calibri-bold": ("Carlito:Bold", "SourceSansPro-Bold.ttf"),
    "cambria": ("Caladea:Regular", "Caladea-Regular.ttf"),
    "cambria-bold": ("Caladea:Bold", "Caladea-Bold.ttf"),
    "georgia": ("Noto Serif:Regular", "SourceSerifPro-Regular.ttf"),
    "georgia-bold": ("Noto Serif:Bold", "SourceSerifPro-Bold.ttf"),
    "times": ("Liberation Serif:Regular",),
    "times-bold": ("Liberation Serif:Bold",),
}
# Georgia's own figures are wider than those of the face that stands for it.
OWN = {"georgia": dict.fromkeys(range(0x30, 0x3A), 614), "georgia-bold": dict.fromkeys(range(0x30, 0x3A), 714)}
_SCRIPTS = """Arabic Hebrew Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao
Khmer Myanmar Georgian Armenian Ethiopic Tibetan Mongolian Cherokee"""
SCRIPTS = (
    "Noto Sans:Bold",
    "Noto Serif:Bold",
    *(f"Noto {kind} {script}:Bold" for script in _SCRIPTS.split() for kind in ("Sans", "Serif")),
    "Noto Naskh Arabic:Bold",
)
# They make no line higher where they stand in for one sign of it.
SIGNS = ("Noto Sans Math:Regular", "Noto Sans Symbols:Bold", "Noto Sans Symbols2:Regular")
WIDE = ("Noto Sans CJK JP:Regular",)
_LAST_OF_FACES, _LAST = 0x2E7F, 0xFFFF
_WIDE_FROM = 0x2E80
_GRAIN = 10
# Programs set a line by the face that is asked for, and not by one that stands in for a few letters of it.
_TALLEST = 1500

Widths = dict[int, int]


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0]) if arguments else FOLDER
    for name, table in tables().items():
        (folder / f"{name}.json").write_text(json.dumps(table, separators=(",", ":")) + "\n", "utf-8")


def tables() -> dict[str, dict[str, object]]:
    """Out: what each file holds, by its name."""
    faces = {name: _face(name, fonts) for name, fonts in FACES.items()}
    return faces | {"scripts": _scripts()}


def _face(name: str, fonts: Iterable[str]) -> dict[str, object]:
    found = [_font(font) for font in fonts]
    first = {at: width for at, width in _widths(found[0]).items() if at <= _LAST_OF_FACES}
    for other in (*map(_widths, found[1:]), OWN.get(name, {})):
        first = {at: max(width, other.get(at, 0)) for at, width in first.items()}
    return {"fonts": list(fonts), "height": _height(found[0]), "widths": _runs(first)}


def _scripts() -> dict[str, object]:
    """`heights` are by pages of 128 characters."""
    widths: Widths = {}
    heights: Widths = {}
    for name in (*SCRIPTS, *SIGNS):
        font = _known(name)
        if font is None:
            continue
        for at, width in _widths(font).items():
            if at <= _LAST:
                widths[at] = max(widths.get(at, 0), -(-width // _GRAIN) * _GRAIN)
                if name not in SIGNS:
                    heights[at >> 7] = min(heights.get(at >> 7, _TALLEST), _height(font))
    widths = {at: width for at, width in widths.items() if at < _WIDE_FROM or at > 0xFB00}
    wide = max(_height(_font(name)) for name in WIDE)
    return {"fonts": [*SCRIPTS, *SIGNS], "wide": wide, "heights": _runs(heights), "widths": _runs(widths)}


def _runs(widths: Mapping[int, int]) -> list[list[int]]:
    """Out: the first character of each run and the widths of all in it."""
    runs: list[list[int]] = []
    last = -2
    for at, width in sorted(widths.items()):
        if at != last + 1:
            runs.append([at])
        runs[-1].append(width)
        last = at
    return runs


def _widths(font: TTFont) -> Widths:
    scale = 1000 / font["head"].unitsPerEm
    advances = font["hmtx"].metrics
    cmap = font.getBestCmap()
    return {at: round(advances[glyph][0] * scale) for at, glyph in cmap.items() if at >= 32 and not _clings(at)}


def _clings(at: int) -> bool:
    return unicodedata.category(chr(at)) in ("Mn", "Me", "Cf", "Cc")


def _height(font: TTFont) -> int:
    hhea = font["hhea"]
    return round((hhea.ascent - hhea.descent + hhea.lineGap) * 1000 / font["head"].unitsPerEm)


def _font(name: str) -> TTFont:
    font = _known(name)
    if font is None:
        raise SystemExit(f"{name} is not installed.")
    return font


def _known(name: str) -> TTFont | None:
    found = file_of(name)
    if found is None:
        return None
    path, index = found
    return TTCollection(path).fonts[index] if path.endswith(".ttc") else TTFont(path, lazy=True)


def file_of(name: str) -> tuple[str, int] | None:
    """In: a file of a font package, or a family and style. Out: path and index of the face, if it is there."""
    if name.endswith(".ttf"):
        return next(((str(path), 0) for folder in font_folders() if (path := folder / name).exists()), None)
    family, style = name.split(":")
    asked = ["fc-match", "-f", "%{file}\n%{family}\n%{index}", f"{family}:style={style}"]
    path, families, index = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split("\n")
    return (path, int(index)) if family in families else None


if __name__ == "__main__":
    main(sys.argv[1:])
