"""Mails as they are frozen: of a long digest with all that a section can hold."""

from dataclasses import replace

from digests.renderers.email import render_email
from tests.digests.deck_material import document

SITE = "https://threepass.example"
UNSUBSCRIBE = f"{SITE}/unsubscribe/TOKEN/"


def known_by_id():
    sections = tuple(replace(one, id=number) for number, one in enumerate(document().sections, start=1))
    return replace(document(), sections=sections, language="en")


def long_document():
    first, *others = known_by_id().sections
    return replace(known_by_id(), sections=(replace(first, statements=first.statements * 3), *others))


def rendered(digest=None, **changes):
    frame = {
        "to_address": "reader@example.org",
        "site_url": SITE,
        "unsubscribe_url": UNSUBSCRIBE,
        "postal_address": "Threepass, Harbour Street 3, 1000 Riverton",
        "sender_name": "Threepass",
        "preferences_url": f"{SITE}/mail/TOKEN/",
        "why": "You get this because you subscribed to Mondays on 2 March 2026.",
        "thumbs_url": f"{SITE}/mail/worth/TOKEN/",
    }
    return render_email(digest or long_document(), **(frame | changes))
