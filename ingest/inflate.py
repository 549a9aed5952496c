"""In: the body of an answer as it came. Out: its bytes, unpacked and never more than the limit.

Inflated by our own hand: a library's decoder would unpack a whole bomb before anybody could count it.
"""

import zlib
from collections.abc import Iterator

from curation.errors import Refused, TemporaryError, UnreadableUpload

GZIP = b"\x1f\x8b"
GZIP_OR_ZLIB, BARE_DEFLATE = 47, -15


def inflated(chunks: Iterator[bytes], encoding: str, limit: int) -> Iterator[bytes]:
    """`encoding` is the Content-Encoding header; `limit` is in bytes, for what came and for what comes out of it."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        yield from _limited(chunks, limit)
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise UnreadableUpload(f"The page is packed as {encoding}, which Threepass did not ask for.")
    try:
        yield from _limited(_unpacked(_limited(chunks, limit), limit), limit)
    except zlib.error as error:
        raise UnreadableUpload("The page arrived damaged: it cannot be unpacked.") from error


def _limited(chunks: Iterator[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise Refused(f"What lies at this address is larger than {_readable(limit)}.")
        yield chunk


def _readable(limit: int) -> str:
    return f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit:,} bytes"


def _unpacked(chunks: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """At most one byte over the limit from each packed chunk; what is longer is refused anyway.

    A gzip file may have several members (RFC 1952, 2.2). What stands behind the last of them is not read.
    """
    member, left, is_first = None, b"", True
    for chunk in chunks:
        left += chunk
        while left and (member or len(left) > 1):
            if member is None:
                if not is_first and not left.startswith(GZIP):
                    return
                member, is_first = _member(left), False
            yield member.decompress(left, limit + 1)
            left = member.unused_data
            if not member.eof:
                break
            member = None
    if member or (is_first and left):
        raise TemporaryError("The page broke off half-way; try again later.")


def _member(packed: bytes) -> "zlib._Decompress":
    return zlib.decompressobj(GZIP_OR_ZLIB if _has_header(packed) else BARE_DEFLATE)


def _has_header(packed: bytes) -> bool:
    """Some servers send "deflate" without the zlib header that RFC 9110 asks for."""
    is_zlib = len(packed) > 1 and packed[0] & 0x0F == 8 and (packed[0] << 8 | packed[1]) % 31 == 0
    return packed.startswith(GZIP) or is_zlib
