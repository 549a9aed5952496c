"""Which device it is: a name at random in a cookie, that says nothing of it."""

import re
import secrets

from django.http import HttpRequest, HttpResponseBase

COOKIE = "device"
TEN_YEARS = 10 * 365 * 24 * 3600
_NAME = re.compile(r"[\w-]{16,40}", re.ASCII)


def device_of(request: HttpRequest) -> str:
    """Empty where it has none yet."""
    told = request.COOKIES.get(COOKIE, "")
    return told if _NAME.fullmatch(told) else ""


def named(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Gives the device a name where it has none."""
    if not device_of(request):
        keep(request, answer, COOKIE, secrets.token_urlsafe(15), TEN_YEARS)


def keep(request: HttpRequest, answer: HttpResponseBase, cookie: str, value: str, seconds: int) -> None:
    answer.set_cookie(cookie, value, max_age=seconds, httponly=True, samesite="Lax", secure=request.is_secure())
