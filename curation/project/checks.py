"""Django's system checks for what is misconfigured. The ids are stable: operators silence by them."""

from collections.abc import Callable
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils.module_loading import import_string

from curation.chat import get_chat, get_models, read_task_models
from curation.errors import Misconfigured
from curation.ledger.prices import price_of, read_prices

TAG = "threepass"
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1"}
LOCAL_ENDINGS = (".localhost", ".localdomain")
SHORTEST_WINDOW = 10
OPENAI = "https://api.openai.com/v1"
EXAMPLE = '{"name-of-the-model": [1.25, 10, 0.125]}: US dollars for a million tokens in, out and cached'
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


def check_chat(**_: object) -> list[CheckMessage]:
    """Made as well as imported: an address or a key that can never work is told of now."""
    try:
        get_chat()
    except ImportError:
        return _importable("CHAT", "threepass.E005")
    except Misconfigured as error:
        return [Error(str(error), id="threepass.E005")]
    return []


def check_prices(**_: object) -> list[CheckMessage]:
    return _readable(read_prices, settings.LLM_PRICES, "threepass.E006")


def check_task_models(**_: object) -> list[CheckMessage]:
    return _readable(read_task_models, settings.LLM_TASK_MODELS, "threepass.E007")


def check_unpriced_models(**_: object) -> list[CheckMessage]:
    """Where the model of another's house has no price, nothing can be counted and no cap kept."""
    if not settings.CHAT or check_prices() or check_task_models():
        return []
    endpoint = settings.OPENAI_BASE_URL or OPENAI
    unpriced = sorted(model for model in {*get_models().values()} if price_of(model, endpoint) is None)
    if not unpriced:
        return []
    outcome = "what it costs is not known" if settings.LLM_MONTHLY_CAP is None else "LLM_MONTHLY_CAP forbids every call"
    message = f"LLM_PRICES has no price for {' and '.join(unpriced)}: {outcome}."
    return [Warning(message, hint=f"Set LLM_PRICES, as {EXAMPLE}.", id="threepass.W003")]


CHECKS: tuple[Callable[..., list[CheckMessage]], ...] = (
    check_embedder,
    check_writer,
    check_transcriber,
    check_windows,
    check_site_address,
    check_sender,
    check_chat,
    check_prices,
    check_task_models,
    check_unpriced_models,
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


def _readable(read: Callable[[str], object], text: str, identity: str) -> list[CheckMessage]:
    try:
        read(text)
    except Misconfigured as error:
        return [Error(str(error), id=identity)]
    return []


def _is_local(host: str) -> bool:
    return host in LOCAL_HOSTS or host.endswith(LOCAL_ENDINGS)
