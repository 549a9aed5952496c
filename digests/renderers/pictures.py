"""In: the bytes of a picture. Out: what kind it is, as its first bytes say; whatever it is called."""

import base64

_SIGNS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff", "gif": b"GIF8"}


def kind_of(picture: bytes) -> str:
    """Out: png, jpeg, gif or webp; nothing for what no renderer shows."""
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return "webp"
    return next((kind for kind, sign in _SIGNS.items() if picture.startswith(sign)), "")


def data_address(picture: bytes) -> str:
    """Out: a data: address, nothing for what is no picture."""
    kind = kind_of(picture)
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}" if kind else ""
