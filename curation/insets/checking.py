"""In: bytes that are said to be an image. Out: what they are, or a reason in words to refuse them. Pure.

Only the header is read, never a pixel: what unpacks to far more than it weighs costs nothing here, and is refused
by the size that it states.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from curation.errors import Refused

LARGEST_BYTES = 20_000_000
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 16_384
# By Pillow's name for them. SVG is a program as much as a picture, and is not among them.
TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
}
# Some telephones write several JPEGs into one, which Pillow opens as JPEG and then calls MPO.
_FORMATS = [name for name in TYPES if name != "MPO"]
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/avif": "avif"}
_TAKEN = "PNG, JPEG, GIF, WebP and AVIF are kept"


@dataclass(frozen=True)
class Image:
    """`file` is its name in the media storage, once it is kept; `width` and `height` in pixels, `size` in bytes."""

    sha256: str
    media_type: str
    size: int
    width: int
    height: int
    file: str = ""


def checked(data: bytes) -> Image:
    """Raises Refused, in words, for what is no image, or one beyond the bounds."""
    if len(data) > LARGEST_BYTES:
        raise Refused(f"The image has more than {LARGEST_BYTES // 1_000_000} MB.")
    media_type, width, height = _looked_at(data)
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise Refused(f"The image has {width:,} by {height:,} pixels, more than is kept.")
    if width < 1 or height < 1:
        raise Refused("The image has no pixels.")
    return Image(hashlib.sha256(data).hexdigest(), media_type, len(data), width, height)


def _looked_at(data: bytes) -> tuple[str, int, int]:
    # Pages without images, and the web process, never need it.
    import PIL.Image

    if _is_svg(data):
        raise Refused(f"It is an SVG drawing; {_TAKEN}.")
    PIL.Image.init()
    try:
        with PIL.Image.open(BytesIO(data), formats=_FORMATS) as image:
            return TYPES[image.format or ""], *image.size
    except PIL.Image.DecompressionBombError as error:
        raise Refused("The image has more pixels than are kept.") from error
    except (OSError, ValueError, SyntaxError, KeyError, ArithmeticError, IndexError, TypeError) as error:
        raise Refused(f"It is no image that can be read; {_TAKEN}.") from error


def _is_svg(data: bytes) -> bool:
    head = data[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<") and b"<svg" in head
