"""What became of an upload, in numbers and in words. Kept with it as JSON, read by people and programs."""

from pydantic import BaseModel, ConfigDict

from ingest.drafts import LeftOut, ReadResult
from ingest.text import repair


class LeftOutRow(BaseModel):
    """A part of which no source was made; `count` such parts share the reason, `what` names the first."""

    what: str
    reason: str
    count: int = 1


class Report(BaseModel):
    """`found` sources were read, of which `new` were not known, `updated` had changed and `known` had not."""

    model_config = ConfigDict(extra="ignore")

    found: int = 0
    new: int = 0
    updated: int = 0
    known: int = 0
    left_out: list[LeftOutRow] = []

    @property
    def left_out_count(self) -> int:
        return sum(row.count for row in self.left_out)


def report_of(result: ReadResult, *, new: int, known: int, updated: int) -> Report:
    return Report(
        found=len(result.drafts),
        new=new,
        known=known,
        updated=updated,
        left_out=[_row(left) for left in result.left_out],
    )


def _row(left: LeftOut) -> LeftOutRow:
    """Ids and names out of a file may hold a zero byte or half a character, which no database takes."""
    return LeftOutRow(what=repair(left.what)[:300], reason=_sentence(repair(left.reason)[:300]), count=left.count)


def _sentence(reason: str) -> str:
    """Readers give a few words or a sentence; people read sentences."""
    return f"{reason[:1].upper()}{reason[1:].removesuffix('.')}."
