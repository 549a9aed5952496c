"""In: a mail and the way out, a mail server or a provider. Out: what came of it, and what went wrong."""

from contextlib import suppress
from smtplib import SMTPException

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

from digests.models import Delivery
from digests.newsletter.answers import TAKEN, Answer, Fate, answer_to
from digests.newsletter.messages import message_for


def transport_errors() -> tuple[type[Exception], ...]:
    """All that sending a mail may raise where the way out is broken."""
    return (SMTPException, OSError, *_provider_errors())


def answer_of(error: Exception) -> Answer:
    if isinstance(error, _provider_errors()):
        return _of_a_provider(error)
    if isinstance(error, (SMTPException, OSError)):
        return answer_to(error)
    return Answer(Fate.UNKNOWN, None, str(error))


def hand_over(delivery: Delivery, mail_server: BaseEmailBackend) -> Answer:
    """A ValueError is of a mail that cannot be written down as one; it goes to nobody."""
    try:
        message = message_for(delivery.issue, delivery)
        message.connection = mail_server
        message.send()
    except transport_errors() as error:
        return answer_of(error)
    except ValueError as error:
        return Answer(Fate.FAILED, None, f"This mail cannot be written: {error}")
    return TAKEN


def hang_up(mail_server: BaseEmailBackend) -> None:
    """A server that is gone needs no goodbye."""
    with suppress(*transport_errors()):
        mail_server.close()


def _provider_errors() -> tuple[type[Exception], ...]:
    """None where mail goes to a server."""
    if not settings.ANYMAIL_ON:
        return ()
    from anymail.exceptions import AnymailError

    return (AnymailError,)


def _of_a_provider(error: Exception) -> Answer:
    """A refused key, too many calls and trouble of its own say nothing of the reader; without an answer all is open."""
    from anymail.exceptions import AnymailRecipientsRefused, AnymailRequestsAPIError

    words = " ".join(str(error).split())[:300]
    if isinstance(error, AnymailRecipientsRefused):
        return Answer(Fate.FAILED, None, words)
    if not isinstance(error, AnymailRequestsAPIError):
        return Answer(Fate.RELEASED, None, words)
    code = error.status_code
    if code is None:
        return Answer(Fate.RELEASED if _was_never_reached(error) else Fate.UNKNOWN, None, words)
    return Answer(Fate.FAILED if code in {400, 406, 422} else Fate.RELEASED, code, words)


def _was_never_reached(error: Exception) -> bool:
    """Whether it ended before there was a connection, so that nothing was handed over."""
    from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

    told = error.__cause__.args if error.__cause__ else ()
    reason = getattr(told[0], "reason", None) if told else None
    return isinstance(reason, (ConnectTimeoutError, NewConnectionError))
