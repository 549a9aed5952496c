"""Django's system checks for what is misconfigured. The ids are stable: operators silence by them."""

from collections.abc import Callable
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils.module_loading import import_string

TAG = "threepass"
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}
LOCAL_ENDINGS = (".localhost", ".localdomain")
SHORTEST_WINDOW = 10
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def check_embedder(**_: object) -> list[CheckMessage]:
    return _importable("EMBEDDER", "threepass.E001")


def check_writer(**_: object) -> list[CheckMessage]:
    return _importable("WRITER", "threepass.E002")


def check_transcriber(**_: object) -> list[CheckMessage]:
    return _importable("TRANSCRIBER", "threepass.E003")


def check_windows(**_: object) -> list[CheckMessage]:
    """A window must be long enough to be cut at a pause, and to move on at all."""
    seconds = settings.TRANSCRIBE_WINDOW_SECONDS
    if seconds >= SHORTEST_WINDOW:
        return []
    message = f"TRANSCRIBE_WINDOW_SECONDS is {seconds}; it must be at least {SHORTEST_WINDOW}."
    return [Error(message, id="threepass.E004")]


def check_site_address(**_: object) -> list[CheckMessage]:
    """One-time sign-in links travel over this address."""
    site = urlsplit(settings.SITE_URL)
    if settings.DEBUG or site.scheme == "https" or _is_local(site.hostname or ""):
        return []
    hint = "Put a proxy with a certificate in front and set SITE_URL to its https:// address."
    message = f"SITE_URL is {settings.SITE_URL}: sign-in links and cookies travel in the clear."
    return [Warning(message, hint=hint, id="threepass.W001")]


def check_sender(**_: object) -> list[CheckMessage]:
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    host = address.rpartition("@")[2]
    if settings.EMAIL_BACKEND != SMTP or (host and not _is_local(host)):
        return []
    hint = 'Set DEFAULT_FROM_EMAIL, for instance to "Threepass <digest@example.org>".'
    message = f"Mail is sent by SMTP from {settings.DEFAULT_FROM_EMAIL}, which mail servers refuse."
    return [Warning(message, hint=hint, id="threepass.W002")]


CHECKS: tuple[Callable[..., list[CheckMessage]], ...] = (
    check_embedder,
    check_writer,
    check_transcriber,
    check_windows,
    check_site_address,
    check_sender,
)


def register_all() -> None:
    for check in CHECKS:
        register(check, TAG)


def _importable(setting: str, identity: str) -> list[CheckMessage]:
    path: Any = getattr(settings, setting)
    try:
        import_string(path)
    except ImportError as error:
        hint = f"Set {setting} to the dotted path of an adapter, or unset it for the default."
        return [Error(f"{setting} names {path}, which cannot be imported: {error}", hint=hint, id=identity)]
    return []


def _is_local(host: str) -> bool:
    return host in LOCAL_HOSTS or host.endswith(LOCAL_ENDINGS)
