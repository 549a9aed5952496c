"""The newsletter: who gets it, its issues, and every single mail, from the form to the bounce."""

from digests.newsletter.bounces import record
from digests.newsletter.delivering import deliver
from digests.newsletter.endings import tell_of_empty
from digests.newsletter.events import Event, Kind
from digests.newsletter.importing import ImportReport, RefusedLine, import_csv
from digests.newsletter.issues import (
    approve,
    begin,
    begin_due,
    cancel,
    freeze,
    hindrances,
    issue_of,
    send_now,
    test_send,
    withdraw,
)
from digests.newsletter.leaving import forget_unconfirmed, leave, leaver_of, leaving
from digests.newsletter.letters import forget_letters, send_letters
from digests.newsletter.messages import SALT, message_for
from digests.newsletter.own_data import erase, export_of
from digests.newsletter.progress import IssueProgress, Problem, counts_of, progress_of, resend_unknown
from digests.newsletter.refusals import block, unblock
from digests.newsletter.returns import read_return, subject_of
from digests.newsletter.single import address_of, refuse, send, sent_to
from digests.newsletter.slots import ReaderLinks, Slots
from digests.newsletter.subscribing import (
    add_by_hand,
    ask,
    asked_by,
    change,
    confirm,
    open_series,
    owner_of,
    subscriber_of,
)
from digests.newsletter.tokens import Purpose, named_by, signed, url_of
from digests.newsletter.words import SENDER, preview, words_of

__all__ = [
    "SALT",
    "SENDER",
    "Event",
    "ImportReport",
    "IssueProgress",
    "Kind",
    "Problem",
    "Purpose",
    "ReaderLinks",
    "RefusedLine",
    "Slots",
    "add_by_hand",
    "address_of",
    "approve",
    "ask",
    "asked_by",
    "begin",
    "begin_due",
    "block",
    "cancel",
    "change",
    "confirm",
    "counts_of",
    "deliver",
    "erase",
    "export_of",
    "forget_letters",
    "forget_unconfirmed",
    "freeze",
    "hindrances",
    "import_csv",
    "issue_of",
    "leave",
    "leaver_of",
    "leaving",
    "message_for",
    "named_by",
    "open_series",
    "owner_of",
    "preview",
    "progress_of",
    "read_return",
    "record",
    "refuse",
    "resend_unknown",
    "send",
    "send_letters",
    "send_now",
    "sent_to",
    "signed",
    "subject_of",
    "subscriber_of",
    "tell_of_empty",
    "test_send",
    "unblock",
    "url_of",
    "withdraw",
    "words_of",
]
