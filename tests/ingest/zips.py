"""Zip files for tests, made in memory."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile


def zipped(**members):
    """`a__b_md=...` is the member `a/b.md`; use `files` for names that are no identifiers."""
    return files({name.replace("__", "/").replace("_", "."): data for name, data in members.items()})


def files(members):
    """Names to text or bytes."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()
