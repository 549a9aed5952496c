"""What of an endpoint's address may be shown to anybody."""

import re


def host_of(url: str) -> str:
    """With its port and without what may be secret: a password, a query."""
    return re.split(r"[/?#]", url.split("://", 1)[-1])[0].rpartition("@")[2]
