"""What is handed to a reader: the bytes of an upload, its name, and the sender's word for it. Pure."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from curation.ai.base import Embedder
from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.archive import Archive
from ingest.encodings import marked_encoding, wide_encoding
from ingest.text import Decoded, decode

HEAD = 64 * 1024
OPENING = 5_000
LARGEST_TEXT = 50 * 1024 * 1024
# ISO 2022 text changes its alphabet by it.
ESCAPE = 27
_CONTROL = bytes(byte for byte in range(32) if not 9 <= byte <= 13 and byte != ESCAPE)


def title_of(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).stem.replace("_", " ").strip()


@dataclass(frozen=True)
class Given:
    """An upload on its way to one reader.

    `open_bytes` opens its bytes anew, seekable, from the start: large files are read from there, piece by
    piece. `url` is the address it was fetched from, if it was. `kind` is what the sender said it is, and
    wins over what the content looks like; `embedder` lets text without any layout be parted by meaning.
    `received_at` is when it was handed over: `5h` and `Jul 3` are told from there.
    """

    name: str
    size: int
    open_bytes: Callable[[], BinaryIO]
    url: str = ""
    kind: Kind | None = None
    embedder: Embedder | None = None
    received_at: datetime | None = None

    @classmethod
    def of(
        cls,
        data: bytes,
        *,
        name: str,
        url: str = "",
        kind: Kind | None = None,
        embedder: Embedder | None = None,
        received_at: datetime | None = None,
    ) -> "Given":
        """The same for bytes that are in memory."""
        return cls(name, len(data), lambda: BytesIO(data), url, kind, embedder, received_at)

    @property
    def ending(self) -> str:
        """`vtt` for `Talk.VTT`; empty where the name has none."""
        return PurePosixPath(self.name.replace("\\", "/")).suffix.lower().removeprefix(".")

    @property
    def title(self) -> str:
        """The file's name without its ending, for what carries no title of its own."""
        return title_of(self.name)

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB."""
        with self.open_bytes() as file:
            return file.read(HEAD)

    @cached_property
    def is_binary(self) -> bool:
        """Control bytes as in machine code; text has next to none."""
        control = len(self.head) - len(self.head.translate(None, _CONTROL))
        return not self._wide and control > max(1, len(self.head) // 200)

    @cached_property
    def _wide(self) -> str:
        """The UTF with zero bytes that the head is in, told by its mark or without one; empty for all else."""
        marked = marked_encoding(self.head).removeprefix("utf-8-sig")
        return marked or wide_encoding(self.head)

    @cached_property
    def data(self) -> bytes:
        """All bytes. Raises UnreadableUpload over 50 MB: what may be larger is read through `open_bytes`."""
        if self.size > LARGEST_TEXT:
            raise UnreadableUpload(f"{self.name} is larger than 50 MB, more than Threepass takes as one text.")
        with self.open_bytes() as file:
            return file.read(LARGEST_TEXT + 1)

    @cached_property
    def decoded(self) -> Decoded:
        """The repaired text with its warnings. Raises UnreadableUpload for what is no text."""
        return decode(self.data, name=self.name)

    @property
    def text(self) -> str:
        return self.decoded.text

    @property
    def guesses(self) -> tuple[str, ...]:
        """What had to be guessed to read it as text; nothing where no reader did."""
        decoded = self.__dict__.get("decoded")
        return decoded.warnings if decoded else ()

    @cached_property
    def opening(self) -> str:
        """The first 5,000 characters as they are, for recognising; empty for a binary file."""
        if self.is_binary:
            return ""
        return self.head.decode(self._wide or "utf-8-sig", errors="replace")[:OPENING].lstrip("\ufeff \t\r\n")

    @cached_property
    def json(self) -> Any:
        """The parsed JSON, or None for what is none or broken."""
        if self.opening[:1] not in {"[", "{"} or self.size > LARGEST_TEXT:
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError, UnreadableUpload):
            return None

    @property
    def is_zip(self) -> bool:
        return self.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))

    @cached_property
    def archive(self) -> Archive:
        """Raises UnreadableUpload for what is no whole zip archive."""
        return Archive(self.open_bytes(), name=self.name)

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The names in a zip archive; empty for everything else, damaged archives included."""
        try:
            return self.archive.names if self.is_zip else ()
        except UnreadableUpload:
            return ()
