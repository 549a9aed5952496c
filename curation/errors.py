"""Errors whose message is a sentence for the person who meets it."""


class CurationError(Exception):
    """Something a person can act on. `str(error)` is shown to them; `code` is for programs."""

    code = "error"


class TemporaryError(CurationError):
    """The same call may succeed later; background work is tried again."""

    code = "temporary"


class UnreadableUpload(CurationError):
    """The bytes are kept, but no reader can make sources of them."""

    code = "unreadable"


class NotFound(CurationError):
    """What was named does not exist in this person's library."""

    code = "not_found"


class NothingToDo(CurationError):
    """The request is fine but there is nothing to work on, an empty week for instance."""

    code = "nothing_to_do"


class Refused(CurationError):
    """The request is understood and not allowed: an address inside the network, a file too large."""

    code = "refused"


class Misconfigured(CurationError):
    """The installation lacks something; the message names the command that mends it."""

    code = "misconfigured"
