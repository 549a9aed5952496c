"""In: a text with separated values. Out: its header and rows, whatever the separator. Pure."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from ingest.given import Given
from ingest.text import repair

SEPARATORS = (",", ";", "\t")
_LONGEST_FIELD = 10_000_000


@dataclass(frozen=True)
class Row:
    """`number` is the line of the file on which it ends; names of columns are in lower case."""

    number: int
    values: dict[str, str]

    def first(self, *names: str) -> str:
        """The first of these columns that holds something."""
        return next((value for name in names if (value := self.values.get(name, "").strip())), "")


def header_of(opening: str) -> tuple[str, ...]:
    """The names in the first line, in lower case; empty where it is no header."""
    lines = opening.lstrip("\ufeff\r\n").splitlines()
    if not lines:
        return ()
    try:
        fields = next(csv.reader([lines[0]], delimiter=_separator(lines[0])), [])
    except csv.Error:
        return ()
    return tuple(name.strip().strip("\ufeff").lower() for name in fields) if len(fields) > 1 else ()


def rows_of(given: Given) -> Iterator[Row]:
    """Rows after the header; empty lines are left out. Stops where the file breaks off inside a quotation."""
    csv.field_size_limit(_LONGEST_FIELD)
    text = given.text.lstrip("\ufeff\n")
    header = header_of(text)
    reader = csv.reader(StringIO(text), delimiter=_separator(text.partition("\n")[0]))
    next(reader, None)
    while True:
        try:
            fields = next(reader, None)
        except csv.Error:
            continue
        if fields is None:
            return
        if any(field.strip() for field in fields):
            yield Row(reader.line_num, dict(zip(header, map(repair, fields), strict=False)))


def _separator(line: str) -> str:
    return max(SEPARATORS, key=line.count)
