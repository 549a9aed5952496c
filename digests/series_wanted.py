"""In: what somebody asks a series to be, by form, HTTP or command line. Out: the same, within bounds."""

from decimal import Decimal
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from curation.inputs import Line, Sent
from digests.models import Series
from digests.schedule import Rhythm

MOST_COST = 1000
LANGUAGE = r"^(?:[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)?$"


def known_zone(name: str) -> str:
    """Raises ValueError in words."""
    if name not in available_timezones():
        raise ValueError(f"{name} is no time zone; write it as Europe/Vienna.")
    return ZoneInfo(name).key


class SeriesWanted(Sent):
    """`themes_in` and `themes_out` are ids, no `themes_in` for all; `language` is a BCP 47 tag, empty for that of the
    sources. `weekday` 0 is Monday; `time_zone` an IANA name. `agreed_cost` is what one digest of it may cost without
    being asked about, in US dollars."""

    name: Line = Field(min_length=1, max_length=120)
    audience: Line = Field("", max_length=200)
    length: Literal["short", "usual", "long"] = "usual"
    language: Annotated[str, StringConstraints(pattern=LANGUAGE, max_length=16)] = ""
    instructions: Line = Field("", max_length=2000)
    themes_in: tuple[int, ...] = ()
    themes_out: tuple[int, ...] = ()
    cadence: Literal["never", "daily", "weekly", "monthly"] = "weekly"
    weekday: int = Field(0, ge=0, le=6)
    monthday: int = Field(1, ge=1, le=31)
    hour: int = Field(7, ge=0, le=23)
    time_zone: Annotated[str, AfterValidator(known_zone)] = "UTC"
    agreed_cost: Decimal | None = Field(None, ge=0, le=MOST_COST, decimal_places=4)

    @model_validator(mode="after")
    def _in_or_out(self) -> "SeriesWanted":
        if set(self.themes_in) & set(self.themes_out):
            raise ValueError("A theme is in or out, not both.")
        return self


def rhythm_of(series: Series) -> Rhythm:
    return Rhythm(series.cadence, series.weekday, series.monthday, series.hour, series.time_zone)
