"""In: what went wrong on the way out, by a mail server or by a provider. Out: what becomes of the mail."""

from smtplib import SMTPException

from django.conf import settings

from digests.newsletter.answers import Answer, Fate, answer_to


def transport_errors() -> tuple[type[Exception], ...]:
    """All that sending a mail may raise where the way out is broken."""
    return (SMTPException, OSError, *_provider_errors())


def answer_of(error: Exception) -> Answer:
    if isinstance(error, _provider_errors()):
        return _of_a_provider(error)
    if isinstance(error, (SMTPException, OSError)):
        return answer_to(error)
    return Answer(Fate.UNKNOWN, None, str(error))


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
        return Answer(Fate.UNKNOWN, None, words)
    return Answer(Fate.FAILED if code in {400, 406, 422} else Fate.RELEASED, code, words)
