"""What every view of a signed-in reader may count on."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp, csp_update
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request that passed `login_required`."""

    user: User
    htmx: HtmxDetails


def back_to(request: HttpRequest, otherwise: str) -> str:
    """The page of this site that the form named in `back`: a correction does not lose its place."""
    wanted = request.POST.get("back", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else otherwise


def came_from(request: HttpRequest, otherwise: str) -> str:
    """The page of this site that sent the request, as far as the browser tells."""
    told = request.headers.get("referer", "")
    return told if url_has_allowed_host_and_scheme(told, {request.get_host()}) else otherwise


def under_policy(policy: dict[str, Any]) -> Callable[[View], View]:
    """The answer goes out under this Content-Security-Policy instead of the site's."""
    return csp(policy)


def besides_policy(policy: dict[str, Any]) -> Callable[[View], View]:
    """The answer may do this besides what the site's Content-Security-Policy allows."""
    return csp_update(policy)
