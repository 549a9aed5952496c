import json
import shutil

import pytest

from bench import font_metrics
from digests.outline.measure import line_height, text_width

PROSE = "Teams that wrote “twenty” test cases – before 3.5% of the rest, naturally: ÄÖÜ, Ελλάδα, Москва."


@pytest.fixture(scope="module")
def read_now():
    if not shutil.which("fc-match"):
        pytest.skip("fontconfig is not installed")
    try:
        return font_metrics.tables()
    except SystemExit as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize("name", [*font_metrics.FACES, "scripts"])
def test_the_tables_are_those_of_the_installed_fonts(read_now, name):
    stored = json.loads((font_metrics.FOLDER / f"{name}.json").read_text("utf-8"))
    assert stored["fonts"] == read_now[name]["fonts"]
    assert _widths(stored) == _widths(read_now[name])


@pytest.mark.parametrize("name", font_metrics.FACES)
def test_no_face_is_measured_narrower_than_it_is(name):
    image_font = pytest.importorskip("PIL.ImageFont")
    found = [font_metrics.file_of(one) for one in font_metrics.FACES[name]]
    if None in found:
        pytest.skip("a font is not installed")
    widest = max(image_font.truetype(path, 1000, index=index).getlength(PROSE) for path, index in found)
    assert widest * 0.995 <= text_width(PROSE, 1000, name) <= widest * 1.08


def test_the_widest_is_as_wide_as_any():
    widths = [text_width(PROSE, 100, name) for name in font_metrics.FACES if "-" not in name]
    assert text_width(PROSE, 100, "widest") >= max(widths)


@pytest.mark.parametrize("text", ["評価", "الوكيل", "नमस्ते", "สวัสดี", "🎰", "שלום", "한국어"])
def test_other_scripts_are_as_wide_as_they_are(text):
    assert text_width(text, 100) > 20 * sum(one.isalpha() for one in text) * 0.9
    assert line_height(text) >= 1.15


def test_the_tables_are_small():
    assert sum(path.stat().st_size for path in font_metrics.FOLDER.glob("*.json")) < 200_000


def _widths(table):
    return {start + at: width for start, *widths in table["widths"] for at, width in enumerate(widths)}
