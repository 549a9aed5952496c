"""In: a digest. Out: why it cannot be approved or published yet, as one sentence; empty where it can."""

from curation.evidence import Status
from digests.models import Digest, Statement


def hindrance(digest: Digest) -> str:
    """What is not supported must go; what is retold must have been read by a person."""
    statements = Statement.objects.filter(section__digest=digest)
    unsupported = statements.filter(status=Status.UNSUPPORTED).count()
    if unsupported:
        return _not_borne_out(unsupported)
    return _unread(statements.filter(status=Status.CLOSE, approved=False).count())


def _not_borne_out(number: int) -> str:
    if number == 1:
        return "One statement is not borne out by what it cites: rewrite or drop it at the desk first."
    return f"{number} statements are not borne out by what they cite: rewrite or drop them at the desk first."


def _unread(number: int) -> str:
    if number < 2:
        return (
            "One retold statement has not been read beside its evidence: read it at the desk first." if number else ""
        )
    return f"{number} retold statements have not been read beside their evidence: read them at the desk first."
