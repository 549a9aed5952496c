"""In: a stream over a list of JSON objects, with or without JavaScript before it. Out: the objects, one by one. Pure.

Only a window of the file is ever in memory. After a damaged object the next whole one is looked for.
"""

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from ingest.archive import DAMAGED
from ingest.encodings import marked_encoding, wide_encoding

CHUNK = 256 * 1024
LARGEST_RECORD = 4 * 1024 * 1024
LARGEST_FILE = 2 * 1024 * 1024 * 1024
MOST_BROKEN = 1_000
_DECODER = json.JSONDecoder(strict=False)
_OPENS = re.compile(r"[\[{]")
_BETWEEN = re.compile(r"[\s,\ufeff]*")
_WRAPPER = re.compile(r'\{\s{0,99}"(?:tweet|noteTweet|like|bookmark|article)"\s{0,99}:')
_NEXT = re.compile(r"(?<=\})\s{0,99},\s{0,99}(?=\{)")
_LISTED = re.compile(
    r'\{\s{0,99}"(?:data|tweets|posts|statuses|bookmarks|likes|items)"\s{0,99}:\s{0,99}\[(?=\s{0,99}\{)'
)
_OVERLAP = 256


@dataclass(frozen=True)
class Broken:
    """A stretch of the file of which no object could be made."""

    reason: str


class _Window:
    """The stretch of text that is being read: `more` adds to its end and drops what was read before `at`."""

    def __init__(self, file: BinaryIO) -> None:
        self.text, self.at, self.trouble = "", 0, ""
        self._chunks = self._decoded(file)

    def more(self) -> bool:
        chunk = next(self._chunks, "")
        self.text, self.at = self.text[self.at :] + chunk, 0
        return bool(chunk)

    def find(self, pattern: re.Pattern[str]) -> bool:
        """Go to where the pattern begins next; at the end of the file where it never does."""
        while not (match := pattern.search(self.text, self.at)):
            self.at = max(self.at, len(self.text) - _OVERLAP)
            if not self.more():
                self.at = len(self.text)
                return False
        self.at = match.end() if pattern is _NEXT else match.start()
        return True

    def sign(self) -> str:
        """Go to the next sign that is no white space and no comma; empty at the end."""
        while True:
            match = _BETWEEN.match(self.text, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.text) or not self.more():
                return self.text[self.at : self.at + 1]

    def decode(self) -> dict[str, Any] | None:
        """The object that begins here; None where it is damaged, endless or deeper than anybody's."""
        while True:
            try:
                found, self.at = _DECODER.raw_decode(self.text, self.at)
            except (ValueError, RecursionError):
                if len(self.text) - self.at > LARGEST_RECORD or not self.more():
                    return None
            else:
                return found if isinstance(found, dict) else None

    def _decoded(self, file: BinaryIO) -> Iterator[str]:
        """Damage in the packed file ends the text early and is noted."""
        decoder, read = None, 0
        try:
            while (data := file.read(CHUNK)) and read < LARGEST_FILE:
                read += len(data)
                decoder = decoder or _decoder_for(data)
                if text := decoder.decode(data):
                    yield text
        except DAMAGED:
            self.trouble = "it is damaged and cannot be unpacked to its end"
        if read >= LARGEST_FILE:
            self.trouble = "it is larger than 2 GB; the rest was not read"


def records(file: BinaryIO) -> Iterator[dict[str, Any] | Broken]:
    """One list, by itself or in an object, or objects line by line."""
    window, broken, ended = _Window(file), 0, False
    if not window.find(_OPENS):
        yield Broken(window.trouble or "there is no list in it")
        return
    in_list = window.text[window.at] == "["
    window.at += in_list
    if not in_list and (whole := window.decode()):
        yield whole
    elif not in_list and (match := _LISTED.match(window.text, window.at)):
        window.at, in_list = match.end(), True
    while broken < MOST_BROKEN:
        sign = window.sign()
        if sign == "]" and broken and _is_inner(window):
            continue
        ended = sign == "]"
        if ended or not sign:
            break
        found = window.decode() if sign == "{" else None
        broken += found is None
        if found is not None:
            yield found
        elif _gone_on(window):
            yield Broken("damaged entry")
        else:
            yield Broken(window.trouble or "it is cut short or broken in the middle of an entry")
            return
    if broken == MOST_BROKEN:
        yield Broken("it is too damaged to be read to its end")
    elif window.trouble or (in_list and not ended):
        yield Broken(window.trouble or "it is cut short: its list does not end")


def _is_inner(window: _Window) -> bool:
    """Whether a `]` ends a list inside a damaged entry, as one does that more follows; go to the next entry then."""
    window.at += 1
    if window.sign() in {"", ";"}:
        return False
    window.find(_NEXT)
    return True


def _gone_on(window: _Window) -> bool:
    wrapped = _WRAPPER.match(window.text, window.at)
    window.at += 1
    return window.find(_WRAPPER if wrapped else _NEXT)


def _decoder_for(data: bytes) -> codecs.IncrementalDecoder:
    encoding = marked_encoding(data) or wide_encoding(data) or "utf-8-sig"
    return codecs.getincrementaldecoder(encoding)(errors="replace")
