"""In: a request. Out: at which level, and into which language, its reader wants to be told; chosen once, remembered."""

from typing import TypeVar

from django.http import HttpResponse

from curation.models import Profile
from curation.reading.levels import LEVELS
from curation.requests import SignedInRequest
from curation.writing.levels import PRACTITIONER
from curation.writing.selected import LANGUAGES

_YEAR = 365 * 24 * 3600
Response = TypeVar("Response", bound=HttpResponse)


def level_of(request: SignedInRequest) -> str:
    """What the address says, else what was chosen last here, else what the reader's profile says."""
    for told in (request.GET.get("level", ""), request.COOKIES.get("level", "")):
        if told in LEVELS:
            return told
    profile = Profile.objects.filter(owner=request.user).first()
    return profile.level if profile and profile.level in LEVELS else PRACTITIONER


def language_of(request: SignedInRequest) -> str:
    """A BCP 47 tag, or nothing where none was chosen yet."""
    for told in (request.POST.get("language", ""), request.COOKIES.get("language", "")):
        if told in LANGUAGES:
            return told
    return ""


def remembering(response: Response, request: SignedInRequest) -> Response:
    """With what was chosen in this request."""
    chosen = {"level": request.GET.get("level", ""), "language": request.POST.get("language", "")}
    for name, value in chosen.items():
        if value in LEVELS or value in LANGUAGES:
            response.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return response
