"""In: a `Range` header and how many bytes there are. Out: which of them to send (RFC 9110, section 14). Pure."""

import re
from dataclasses import dataclass

_ONE = re.compile(r"\s*bytes\s*=\s*([0-9]{0,18})\s*-\s*([0-9]{0,18})\s*", re.IGNORECASE)


class Unsatisfiable(Exception):
    """Nothing of what was asked for is there."""


@dataclass(frozen=True)
class Stretch:
    """Bytes `first` to `last`, both included, of `size`."""

    first: int
    last: int
    size: int

    def __len__(self) -> int:
        return self.last - self.first + 1

    @property
    def header(self) -> str:
        return f"bytes {self.first}-{self.last}/{self.size}"


def stretch_of(header: str, size: int, *, most: int) -> Stretch | None:
    """At most `most` bytes: whoever asked sees what came and asks for the rest.

    None for no header and for one that may be ignored, several ranges among them. Raises Unsatisfiable.
    """
    match = _ONE.fullmatch(header)
    if not match or not any(match.groups()):
        return None
    first, last = _bounds(match[1], match[2], size)
    if match[1] and match[2] and int(match[1]) > int(match[2]):
        return None
    if first >= size or first > last:
        raise Unsatisfiable
    return Stretch(first, min(last, first + most - 1), size)


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
