"""In: an owner and the bytes of an image. Out: the image, kept once under its hash in that owner's folder."""

import os
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.files.storage import default_storage

from curation.insets.checking import Image, checked

FOLDER = "images"


def keep(owner_id: int, data: bytes) -> Image:
    """Raises Refused for what is no image. The same bytes are written once; a write that is cut off leaves nothing."""
    image = checked(data)
    name = f"{FOLDER}/{owner_id}/{image.sha256[:2]}/{image.sha256}"
    target = Path(default_storage.path(name))
    try:
        os.utime(target)  # what clears away files that nobody holds goes by their age
    except FileNotFoundError:
        _write(target, data)
    return replace(image, file=name)


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as file:
        file.write(data)
    place = Path(file.name)
    place.chmod(settings.FILE_UPLOAD_PERMISSIONS or 0o644)
    place.replace(target)
