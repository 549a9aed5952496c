"""In: a zip file. Out: its members, read in place and within limits; nothing is ever written to a path. Pure.

Names are only compared, never used as paths. Sizes are counted while reading, since headers lie.
"""

import stat
import struct
import zipfile
import zlib
from collections import Counter
from typing import BinaryIO, cast

from curation.errors import UnreadableUpload

MOST_MEMBERS = 100_000
LARGEST_MEMBER = 50 * 1024 * 1024
HIGHEST_RATIO = 200
SMALL = 1024 * 1024
# zipfile unpacks these by the piece, all others at once and past the size it is told.
_UNPACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# What zipfile lets through of a damaged archive; its headers are numbers and names that nobody has checked.
DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError)


class Archive:
    """Raises UnreadableUpload for what is no zip, is damaged, or has more members than anybody's export."""

    def __init__(self, file: BinaryIO, *, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(file)
        except DAMAGED as error:
            raise UnreadableUpload(f"{name} is a damaged zip archive, or only a part of one.") from error
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise UnreadableUpload(f"{name} holds more than {MOST_MEMBERS:,} files.")
        self._members = {
            info.filename.replace("\\", "/"): info for info in members if info.filename and not info.is_dir()
        }

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names as the archive gives them, `/` between folders, in its order."""
        return tuple(self._members)

    @property
    def doubled(self) -> tuple[str, ...]:
        """The names of more than one member, of which only the last is to be had."""
        counts = Counter(info.filename.replace("\\", "/") for info in self._zip.infolist())
        return tuple(name for name in self._members if counts[name] > 1)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def size(self, name: str) -> int:
        """What the archive says the member holds, in bytes."""
        return self._members[name].file_size

    def refuse_over(self, limit: int) -> None:
        """Raises UnreadableUpload where all members together, or one beyond belief, unpack to more than `limit`.

        For what hands the archive to a library: zipfile itself reads no member beyond the size it is said to have.
        """
        if sum(info.file_size for info in self._members.values()) > limit:
            raise UnreadableUpload(f"{self.name} unpacks to more than {limit // 1_000_000} MB.")
        for name in self._members:
            self.open(name).close()

    def open(self, name: str) -> BinaryIO:
        """A stream over one member, for what is read piece by piece; the caller counts.

        Raises UnreadableUpload for a password, a link, a rare way of packing and a size that no honest file has.
        """
        info = self._members[name]
        if info.flag_bits & 0x1:
            raise UnreadableUpload(f"{name} in {self.name} is protected by a password.")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnreadableUpload(f"{name} in {self.name} is a link, not a file.")
        if info.compress_type not in _UNPACKED:
            raise UnreadableUpload(
                f"{name} in {self.name} is packed in a way that Threepass does not unpack; pack it as an ordinary zip."
            )
        if info.file_size > SMALL and info.file_size > HIGHEST_RATIO * max(1, info.compress_size):
            raise UnreadableUpload(f"{name} in {self.name} unpacks to far more than it should.")
        try:
            return cast(BinaryIO, self._zip.open(info))
        except DAMAGED as error:
            raise UnreadableUpload(f"{name} in {self.name} is damaged and cannot be unpacked.") from error

    def read(self, name: str, *, limit: int = LARGEST_MEMBER) -> bytes:
        """The bytes of one member. Raises UnreadableUpload where they are damaged or more than `limit`."""
        try:
            with self.open(name) as member:
                data = member.read(limit + 1)
        except DAMAGED as error:
            raise UnreadableUpload(f"{name} in {self.name} is damaged and cannot be unpacked.") from error
        if len(data) > limit:
            raise UnreadableUpload(f"{name} in {self.name} is larger than {limit // 1_000_000} MB.")
        return data
