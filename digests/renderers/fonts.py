"""The fonts that pip packages bring, so that a PDF looks the same on a machine without any."""

from importlib.util import find_spec
from pathlib import Path

_PACKAGES = ("font_roboto", "font_caladea", "font_source_sans_pro", "font_source_serif_pro")


def font_folders() -> list[Path]:
    """Out: folders for Typst's `font_paths`."""
    specs = (find_spec(package) for package in _PACKAGES)
    return [Path(spec.origin).parent / "files" for spec in specs if spec and spec.origin]
