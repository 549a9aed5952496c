"""In: the body of an answer as it came. Out: its bytes, unpacked and at most LARGEST_PAGE long.

Inflated by our own hand: a library's decoder would unpack a whole bomb before anybody could count it.
"""

import zlib
from collections.abc import Iterator

from curation.errors import Refused, TemporaryError, UnreadableUpload

LARGEST_PAGE = 10_000_000
GZIP_OR_ZLIB, BARE_DEFLATE = 47, -15


def inflated(chunks: Iterator[bytes], encoding: str) -> bytes:
    """`encoding` is the Content-Encoding header."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        return _limited(chunks)
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise UnreadableUpload(f"The page is packed as {encoding}, which Threepass did not ask for.")
    try:
        return _limited(_unpacked(chunks))
    except zlib.error as error:
        raise UnreadableUpload("The page arrived damaged: it cannot be unpacked.") from error


def _limited(chunks: Iterator[bytes]) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > LARGEST_PAGE:
            raise Refused(f"The page is larger than {LARGEST_PAGE // 1_000_000} MB.")
    return bytes(data)


def _unpacked(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """At most LARGEST_PAGE + 1 bytes from each packed chunk; what is longer is refused anyway."""
    first = next(chunks, b"")
    inflater = zlib.decompressobj(GZIP_OR_ZLIB if _has_header(first) else BARE_DEFLATE)
    yield inflater.decompress(first, LARGEST_PAGE + 1)
    for chunk in chunks:
        yield inflater.decompress(chunk, LARGEST_PAGE + 1)
    if first and not inflater.eof:
        raise TemporaryError("The page broke off half-way; try again later.")


def _has_header(packed: bytes) -> bool:
    """Some servers send "deflate" without the zlib header that RFC 9110 asks for."""
    is_zlib = len(packed) > 1 and packed[0] & 0x0F == 8 and (packed[0] << 8 | packed[1]) % 31 == 0
    return packed.startswith(b"\x1f\x8b") or is_zlib
