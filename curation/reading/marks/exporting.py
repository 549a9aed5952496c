"""In: marks, and the address of the site. Out: them as Markdown or JSON, each with the way back to its words. Pure."""

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from curation.models import Source
from curation.reading.models import Mark

TYPES = {"md": "text/markdown", "json": "application/json"}
Address = Callable[[Mark], str]


def as_file(kind: str, marks: Iterable[Mark], sources: dict[int, Source], address: Address) -> str:
    """`kind` is md or json; `marks` stand together by source."""
    by_source = [(sources[pk], list(its)) for pk, its in groupby(marks, key=lambda one: one.source_id)]
    return (_markdown if kind == "md" else _json)(by_source, address)


def _markdown(by_source: Sequence[tuple[Source, list[Mark]]], address: Address) -> str:
    return "\n".join(line for source, marks in by_source for line in _section(source, marks, address))


def _section(source: Source, marks: list[Mark], address: Address) -> list[str]:
    title = " ".join(source.short_name.split())
    byline = f"{source.byline}, met {source.met_on}" if source.byline else f"Met {source.met_on}"
    return [f"# {title}", "", byline, "", *(line for one in marks for line in _entry(one, address))]


def _entry(mark: Mark, address: Address) -> list[str]:
    """Line by line as a quotation, so that what was marked cannot become a heading."""
    quoted = [f"> {line}" if line.strip() else ">" for line in mark.quote.splitlines()]
    told = _told(mark)
    return [*quoted, "", *([mark.note, ""] if mark.note else []), f"{told}: <{address(mark)}>", ""]


def _told(mark: Mark) -> str:
    what = mark.get_kind_display() if mark.kind == Mark.Kind.PUZZLE else mark.get_colour_display()
    return what if mark.start is not None else f"{what}, not in the text any more"


def _json(by_source: Sequence[tuple[Source, list[Mark]]], address: Address) -> str:
    rows = [_row(source, one, address) for source, marks in by_source for one in marks]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _row(source: Source, mark: Mark, address: Address) -> dict[str, object]:
    return {
        "source": source.short_name,
        "by": source.byline,
        "url": source.url,
        "kind": mark.kind,
        "colour": mark.colour,
        "quote": mark.quote,
        "prefix": mark.prefix,
        "suffix": mark.suffix,
        "start": mark.start,
        "end": mark.end,
        "note": mark.note,
        "made_at": mark.made_at.isoformat(),
        "link": address(mark),
    }
