"""In: what a link names. Out: the link, signed for one purpose alone; and back.

A token of one purpose is refused for another; the page of a newsletter's way out leads its reader to the preferences.
What a subscriber's links name is its token, which is made anew when somebody who left comes back. Only the link that
confirms gets old.
"""

from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.core import signing

from curation.errors import Refused

CONFIRM_WITHIN = timedelta(days=7)
NOT_OURS = "This link is not one of ours; please use the one in the mail."
TOO_OLD = "This link is older than a week. Please subscribe again to get a new one."


class Purpose(StrEnum):
    CONFIRM = "confirm"
    PREFERENCES = "preferences"
    LEAVE = "leave"
    WORTH = "worth"


PATHS = {
    Purpose.CONFIRM: "/newsletter/confirm/{}/",
    Purpose.PREFERENCES: "/newsletter/preferences/{}/",
    Purpose.LEAVE: "/unsubscribe/{}/",
    Purpose.WORTH: "/newsletter/worth/{}/",
}


def url_of(purpose: Purpose, token: str) -> str:
    """Absolute. Of `worth`, up to the section: `<section id>/?worth=yes` follows."""
    return settings.SITE_URL + PATHS[purpose].format(token)


def signed(purpose: Purpose, named: str) -> str:
    return _signer(purpose).sign(named)


def named_by(purpose: Purpose, token: str) -> str:
    """Raises Refused for a forged link, one of another purpose, and one to confirm that is too old."""
    try:
        if purpose == Purpose.CONFIRM:
            return signing.TimestampSigner(salt=_salt(purpose)).unsign(token, max_age=CONFIRM_WITHIN)
        return _signer(purpose).unsign(token)
    except signing.SignatureExpired as error:
        raise Refused(TOO_OLD) from error
    except signing.BadSignature as error:
        raise Refused(NOT_OURS) from error


def _signer(purpose: Purpose) -> signing.Signer:
    if purpose == Purpose.CONFIRM:
        return signing.TimestampSigner(salt=_salt(purpose))
    return signing.Signer(salt=_salt(purpose))


def _salt(purpose: Purpose) -> str:
    return f"newsletter.{purpose}"
