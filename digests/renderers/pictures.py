"""In: the bytes of a picture. Out: what kind it is, as its first bytes say; whatever it is called."""

import base64
from io import BytesIO

from PIL import Image

_SIGNS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff", "gif": b"GIF8"}
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")


def kind_of(picture: bytes) -> str:
    """Out: png, jpeg, gif or webp; nothing for what no renderer shows."""
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return "webp"
    return next((kind for kind, sign in _SIGNS.items() if picture.startswith(sign)), "")


def as_shown(picture: bytes) -> bytes:
    """Out: a picture that a presentation holds, a WebP as a PNG; nothing for what is broken or no picture."""
    kind = kind_of(picture)
    try:
        with Image.open(BytesIO(picture), formats=_FORMATS) as image:
            image.load()
            if kind != "webp":
                return picture
            file = BytesIO()
            image.save(file, "PNG")
            return file.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""


def data_address(picture: bytes) -> str:
    """Out: a data: address, nothing for what is no picture."""
    kind = kind_of(picture)
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}" if kind else ""
