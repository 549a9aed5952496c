"""In: a CSV of people who agreed to get mail. Out: them as subscribers, and why each other line was refused."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.contrib.auth.models import User
from django.db import transaction

from curation.errors import Refused
from digests.models import Series, Subscriber, Subscription
from digests.newsletter.refusals import blocked_of, erased_of, plain
from digests.newsletter.subscribing import add_many, check_consent, check_own, only_they

LONGEST_CELL = 100_000
MOST_ROWS = 20_000
AT_ONCE = 1000
MOST_BYTES = 5_000_000
HEADERS = {"email", "e-mail", "mail", "address", "e-mail address", "email address", "emailaddress", "e mail"}


@dataclass(frozen=True)
class RefusedLine:
    """`line` as a spreadsheet counts, the header being 1."""

    line: int
    address: str
    reason: str


@dataclass(frozen=True)
class ImportReport:
    """`known` got a series of this owner already; they get these series as well."""

    new: int
    known: int
    refused: tuple[RefusedLine, ...]


@transaction.atomic
def import_csv(by: User, series: Sequence[Series], data: bytes, consent: str) -> ImportReport:
    """All lines that can be, at once. Raises Refused for a file that is no such table, or without consent."""
    check_own(by, series)
    agreed = check_consent(consent)
    wanted, refused = _valid(_addresses(data))
    known = 0
    lines = iter(wanted.items())
    while some := dict(islice(lines, AT_ONCE)):
        unwanted = _unwanted(some)
        refused += [RefusedLine(some[address], address, why) for address, why in unwanted.items()]
        known += add_many([one for one in some if one not in unwanted], series, agreed, Subscription.Origin.IMPORT)
    new = len(wanted) - known - sum(1 for one in refused if one.address in wanted)
    return ImportReport(new, known, tuple(sorted(refused, key=lambda one: one.line)))


def _valid(lines: Iterator[tuple[int, str]]) -> tuple[dict[str, int], list[RefusedLine]]:
    """Out: each address with the line that names it first, and the lines that name none."""
    found: dict[str, int] = {}
    refused = []
    for line, given in lines:
        try:
            found.setdefault(plain(given), line)
        except Refused as error:
            refused.append(RefusedLine(line, given[:254], str(error)))
    return found, refused


def _unwanted(addresses: Iterable[str]) -> dict[str, str]:
    """Whom the list may not bring back, and why."""
    named = list(addresses)
    known = Subscriber.objects.filter(address__in=named)
    found = blocked_of(named) | erased_of(named)
    found |= set(known.exclude(state=Subscriber.State.ACTIVE).values_list("address", flat=True))
    return {one: only_they(one) for one in found}


def _addresses(data: bytes) -> Iterator[tuple[int, str]]:
    rows = _rows(_text(data))
    try:
        header = [name.strip().lower() for name in next(rows)[1]]
    except StopIteration as error:
        raise Refused("This file is empty.") from error
    column = next((place for place, name in enumerate(header) if name in HEADERS), None)
    if column is None:
        raise Refused("No column of this file is headed “email”; its first line must name the columns.")
    for number, (line, row) in enumerate(rows):
        if number >= MOST_ROWS:
            raise Refused(f"This file has more than {MOST_ROWS:,} lines; import it in parts.")
        if any(cell.strip() for cell in row):
            yield line, row[column] if column < len(row) else ""


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            # How long a cell may be for the reader itself is one limit for the whole process.
            if max(map(len, row), default=0) > LONGEST_CELL:
                raise Refused(f"Line {reader.line_num} of this file is not CSV: a cell of it is too long.")
            yield reader.line_num, row
    except csv.Error as error:
        raise Refused(f"Line {reader.line_num} of this file is not CSV: {error}.") from error


def _text(data: bytes) -> str:
    """As UTF-8, UTF-16 with its mark, or what spreadsheets of the west write."""
    if len(data) > MOST_BYTES:
        raise Refused(f"This file has more than {MOST_BYTES // 1_000_000} MB; import it in parts.")
    encodings = ["utf-16"] if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise Refused("This file is not text; save it as CSV in UTF-8.")
