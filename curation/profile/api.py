"""A reader's profile by HTTP: read it, show a change, keep it."""

from ninja import Router
from pydantic import Field

from curation.inputs import Line, Sent
from curation.profile import changing
from curation.profile.data import ChangeData, ProfileData, change_data, profile_data
from curation.profile.told import LONGEST, Level, profile_of
from curation.requests import SignedInRequest

router = Router(tags=["profile"])


class ProfileSent(Sent):
    """Fields that are left out stay as they are. `version` is that of the profile which the sender has seen."""

    does: Line | None = Field(None, max_length=LONGEST)
    knows: Line | None = Field(None, max_length=LONGEST)
    after: Line | None = Field(None, max_length=LONGEST)
    told: Line | None = Field(None, max_length=LONGEST)
    level: Level | None = None
    version: int = Field(ge=0, le=2**31 - 1)

    def fields(self) -> dict[str, str]:
        return self.model_dump(exclude_none=True, exclude={"version"})


@router.get("/profile", response=ProfileData, summary="Read my profile", operation_id="getProfile")
def get_profile(request: SignedInRequest) -> ProfileData:
    return profile_data(profile_of(request.user))


@router.post("/profile/changes", response=ChangeData, summary="Show a change", operation_id="proposeProfile")
def propose_profile(request: SignedInRequest, sent: ProfileSent) -> ChangeData:
    """Nothing is changed by it: the answer says what keeping it would do."""
    return change_data(changing.propose(request.user, sent.fields(), seen=sent.version))


@router.post(
    "/profile/changes/{int:change_id}/keep",
    response=ProfileData,
    summary="Keep a change that was shown",
    operation_id="keepProfile",
)
def keep_profile(request: SignedInRequest, change_id: int) -> ProfileData:
    return profile_data(changing.keep(changing.change_of(request.user, change_id)))


@router.get("/profile/changes", response=list[ChangeData], summary="List kept changes", operation_id="listProfile")
def list_profile(request: SignedInRequest) -> list[ChangeData]:
    return [change_data(one) for one in changing.history_of(request.user)]
