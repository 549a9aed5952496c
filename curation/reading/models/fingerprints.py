"""Telling that a text has changed since something was made of it."""

import hashlib


def fingerprint(text: str) -> str:
    """Equal for equal texts: what was made of one can tell that the text has changed since."""
    return hashlib.sha256(text.encode()).hexdigest()
