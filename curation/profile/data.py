"""In: a profile and its changes. Out: them as plain data, as `--json` prints it and the API answers."""

from datetime import datetime

from curation.data import Data
from curation.models import ProfileChange
from curation.profile.showing import differences
from curation.profile.told import ProfileTold


class ProfileData(Data):
    """In the reader's own words; a field that says nothing is empty. `version` counts what was kept."""

    does: str
    knows: str
    after: str
    told: str
    level: str
    version: int


class StretchData(Data):
    """`how` is same, gone or new."""

    how: str
    text: str


class FieldChangeData(Data):
    name: str
    stretches: list[StretchData]
    touches: str


class ChangeData(Data):
    """A change as it was shown; `kept_at` is null until it is kept. `version` is that of the profile it changes."""

    id: int
    version: int
    shown_at: datetime
    kept_at: datetime | None
    fields: list[FieldChangeData]


def profile_data(told: ProfileTold) -> ProfileData:
    return ProfileData(**told.fields, version=told.version)


def change_data(change: ProfileChange) -> ChangeData:
    rows = [
        FieldChangeData(
            name=one.name,
            stretches=[StretchData(how=part.how, text=part.text) for part in one.stretches],
            touches=one.touches,
        )
        for one in differences(change.before, change.after)
    ]
    return ChangeData(
        id=change.pk, version=change.version, shown_at=change.shown_at, kept_at=change.kept_at, fields=rows
    )
