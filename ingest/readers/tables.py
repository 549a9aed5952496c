"""In: a text with separated values. Out: its header and rows, whatever the separator. Pure.

A quotation mark that nothing closes would swallow the rows below it. A row is broken where it is no sound CSV
(RFC 4180) and whole rows stand inside it; it is left out, and reading goes on in the line below.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import StringIO

from ingest.drafts import LeftOut
from ingest.given import Given

_SEPARATORS = (",", ";", "\t")
_ABOVE = "\ufeff \r\n"
_LONGEST_FIELD = 10_000_000
# So often may a line be read anew for rows above it that broke off; then it is read by itself.
_PATIENCE = 5
_OPEN = "A quotation mark opens in it that nothing closes."
_ENDS_OPEN = "The file breaks off in it, inside a quotation; what there is was read."


@dataclass(frozen=True)
class Row:
    """`number` is the line of the file on which it ends; `values` stand under the names the header gives."""

    number: int
    values: dict[str, str]

    def first(self, *names: str) -> str:
        """The first of these columns, named in lower case, that holds something."""
        return next((value for name in names if (value := self._lower.get(name, "").strip())), "")

    @cached_property
    def _lower(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.values.items()}


@dataclass(frozen=True)
class _Record:
    """Lines `start` to `stop` of the text, counted from 0; `cells` are None where it is broken."""

    start: int
    stop: int
    cells: list[str] | None


def header_of(opening: str) -> tuple[str, ...]:
    """The names in the first line, in lower case; empty where it is no header."""
    lines = opening.lstrip(_ABOVE).splitlines()
    names = _cells(lines[0], _separator(lines[0])) if lines else []
    return tuple(name.strip().strip("\ufeff").lower() for name in names) if len(names) > 1 else ()


def rows_of(given: Given) -> Iterator[Row | LeftOut]:
    return rows_in(given.text)


def rows_in(text: str) -> Iterator[Row | LeftOut]:
    """Rows after the header, and what of them was broken; empty ones are passed over, and cells beyond the header."""
    lines = StringIO(text.lstrip(_ABOVE)).readlines()
    separator = _separator(lines[0] if lines else "")
    header: list[str] | None = None
    for record in _records(lines, separator):
        if record.cells is None:
            yield LeftOut(f"line {record.start + 1}", _OPEN)
        elif header is None:
            header = [name.strip() for name in record.cells]
        elif any(cell.strip() for cell in record.cells):
            yield Row(record.stop, dict(zip(header, record.cells, strict=False)))
        if record.cells and record.stop == len(lines) and _is_open(lines[record.start :], separator):
            yield LeftOut(f"line {record.start + 1}", _ENDS_OPEN)


def _records(lines: list[str], separator: str) -> Iterator[_Record]:
    start, below, patience = 0, 0, _PATIENCE * len(lines)
    width = len(_cells(lines[0], separator)) if lines else 0
    while start < len(lines):
        for record in (_read if patience > 0 else _read_alone)(lines, start, separator):
            start = record.stop
            if _is_broken(record, lines, separator, width):
                patience -= record.stop - record.start
                start, below = record.start + 1, max(below, record.stop)
                yield _Record(record.start, start, None)
                break
            # Among the rows that another had swallowed stand further lines of its own.
            stray = record.start < below and any(record.cells or ()) and len(record.cells or ()) != width
            yield _Record(record.start, record.stop, None) if stray else record


def _read(lines: list[str], start: int, separator: str) -> Iterator[_Record]:
    csv.field_size_limit(_LONGEST_FIELD)
    first = start
    reader = csv.reader((lines[place] for place in range(first, len(lines))), delimiter=separator)
    try:
        for cells in reader:
            stop = first + reader.line_num
            yield _Record(start, stop, cells)
            start = stop
    except csv.Error:
        yield _Record(start, first + reader.line_num, None)


def _read_alone(lines: list[str], start: int, separator: str) -> Iterator[_Record]:
    return (_Record(place, place + 1, _cells(lines[place], separator)) for place in range(start, len(lines)))


def _is_broken(record: _Record, lines: list[str], separator: str, width: int) -> bool:
    inside = lines[record.start + 1 : record.stop]
    if record.cells is None or not inside or width < 2 or _is_sound(lines[record.start : record.stop], separator):
        return record.cells is None
    return any(len(_cells(line, separator)) == width for line in inside)


def _is_sound(lines: list[str], separator: str) -> bool:
    try:
        return bool(list(csv.reader(lines, delimiter=separator, strict=True)))
    except csv.Error:
        return False


def _is_open(lines: list[str], separator: str) -> bool:
    """Whether one more line would go on with the last row."""
    return len(list(csv.reader([*lines, "x"], delimiter=separator))) == 1


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _separator(line: str) -> str:
    return max(_SEPARATORS, key=line.count)
