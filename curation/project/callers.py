"""Who calls the API: a program with a token, or a browser in which somebody is signed in."""

from django.contrib.auth.models import User
from django.http import HttpRequest
from ninja.errors import AuthenticationError, AuthorizationError
from ninja.security import HttpBearer, SessionAuth
from ninja.utils import check_csrf

from curation.tokens import owner_of


class Token(HttpBearer):
    """Asked first: a good token needs no CSRF token, and a bad one is no stranger's turn to try a cookie."""

    def authenticate(self, request: HttpRequest, token: str) -> User:
        owner = owner_of(token)
        if owner is None:
            raise AuthenticationError(message="This token is not valid, or it was revoked.")
        request.user = owner
        return owner


class Session(SessionAuth):
    """Asked last. What a browser sends must carry the CSRF token."""

    def __call__(self, request: HttpRequest) -> User | None:
        if not request.user.is_authenticated:
            raise AuthenticationError(message="Sign in, or send a token as 'Authorization: Bearer ...'.")
        if check_csrf(request):
            raise AuthorizationError(message="A browser must send the CSRF token of its cookie as X-CSRFToken.")
        return request.user
