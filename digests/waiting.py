"""What of the way out waits for a curator: evidence that failed, drafts to approve, mail that did not go out."""

from django.db.models import QuerySet

from curation.evidence import Status
from curation.queues import Group, Queue
from digests.models import Delivery, Digest, Statement


def unsupported(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """In drafts: what is approved holds none of them."""
    failed = statements.filter(status=Status.UNSUPPORTED, section__digest__state=Digest.State.DRAFT)
    return failed.order_by("-section__digest__period_end", "section", "position", "pk")


def composed_drafts(digests: QuerySet[Digest]) -> QuerySet[Digest]:
    return digests.filter(state=Digest.State.DRAFT).exclude(writer="")


def unsent(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    return deliveries.filter(status=Delivery.Status.FAILED)


QUEUES = (
    Queue(
        Group.REVIEW,
        "unsupported",
        "Evidence that failed",
        "Withheld from mail and decks until it is rewritten or dropped.",
        Statement,
        unsupported,
        lambda statement: f"{statement.section.digest}: {statement.reason or 'it cites nothing'}",
        (("drop_statements", "Drop"),),
        way="section__digest__owner",
        joins=("section__digest",),
    ),
    Queue(
        Group.APPROVE,
        "drafts",
        "Drafts",
        "Composed, and nobody has approved them yet.",
        Digest,
        composed_drafts,
        lambda digest: f"{digest.period_start:%-d %b} to {digest.period_end:%-d %b %Y} · {digest.writer}",
        (("approve", "Approve"),),
        page="preview",
    ),
    Queue(
        Group.FAILED,
        "failed",
        "Mail that did not go out",
        "One address each.",
        Delivery,
        unsent,
        lambda delivery: f"{delivery.issue}: {delivery.error}",
        (("send_now", "Send now"),),
        way="issue__digest__owner",
        named=lambda delivery: delivery.address,
        joins=("issue",),
    ),
)
