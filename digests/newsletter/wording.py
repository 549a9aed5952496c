"""The service's own letters: subject and text. Pure."""

from collections.abc import Sequence

from digests.renderers.email_text import wrapped
from digests.wording import listed

SENDER = "Threepass"


def confirm_letter(link: str, series: Sequence[str]) -> tuple[str, str]:
    named = listed([f"“{name}”" for name in series])
    return (
        "Please confirm your subscription",
        _text(
            f"Somebody, we hope you, asked to get {named} by e-mail at this address.",
            "To confirm it, open this page and press its button. The link works for a week:",
            link,
            "If it was not you, do nothing: you will get no more mail.",
        ),
    )


def known_letter(link: str, more: Sequence[str]) -> tuple[str, str]:
    """`more` are the series that were asked for and that the address does not get."""
    named = listed([f"“{name}”" for name in more])
    asked = "Somebody, we hope you, asked to get our digests by e-mail at this address, which gets"
    return (
        "You are subscribed already",
        _text(
            f"{asked} mail from us, but not {named}." if more else f"{asked} them already.",
            f"To get {named} as well, choose it here:" if more else "What you get, and when, you can change here:",
            link,
            "If it was not you, do nothing: nothing has changed.",
        ),
    )


def empty_letter(series: str, told: str, page: str) -> tuple[str, str]:
    return (
        f"Nothing to send: {series}",
        _text(f"“{series}” was due, and there was nothing to make it of, so nothing is sent.", told, page),
    )


def ended_letter(subject: str, told: str, page: str) -> tuple[str, str]:
    return (
        f"Sent, but not to all: {subject}",
        _text(f"“{subject}” has been sent, and not all of it arrived.", told, page),
    )


def trouble_letter(subject: str, told: str, page: str) -> tuple[str, str]:
    return (
        f"Sending stands still: {subject}",
        _text(f"“{subject}” is not being sent.", told, "It is tried again by itself every minute.", page),
    )


def _text(*paragraphs: str) -> str:
    return "\n\n".join([*map(wrapped, filter(None, paragraphs)), f"-- \n{SENDER}"]) + "\n"
