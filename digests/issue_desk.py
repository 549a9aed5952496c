"""In: an owner, or one of their issues. Out: what the newsletter's pages show of them."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from curation.errors import Refused
from curation.hand import hold
from digests import newsletter
from digests.desk import Evidence, Part, Tally, desk_of, evidence_by_statement
from digests.models import Delivery, Digest, NewsletterIssue, Series, Statement, Subscriber
from digests.newsletter import words
from digests.renderers.email import RenderedEmail
from digests.thumbs import Votes, votes_by_section

State = NewsletterIssue.State
_AMISS = ("failed", "bounced", "complained", "unknown")


@dataclass(frozen=True)
class ListRow:
    """A series: how many get it, and what its next issue waits for, in a sentence: `next_issue`."""

    series: Series
    active: int
    pending: int
    next_issue: str
    digest: Digest | None


@dataclass(frozen=True)
class Read:
    """A statement with its evidence beside it."""

    statement: Statement
    evidence: list[Evidence]


@dataclass(frozen=True)
class ReadPart:
    heading: str
    statements: list[Read]
    votes: Votes


@dataclass(frozen=True)
class IssueDesk:
    """`hindrances` are why it cannot be approved, a sentence each; `to_read` how many nobody has approved."""

    issue: NewsletterIssue
    mail: RenderedEmail
    parts: list[ReadPart]
    tally: Tally
    hindrances: tuple[str, ...]
    readers: int

    @property
    def to_read(self) -> int:
        return self.tally.all - self.tally.approved

    @property
    def is_blocked(self) -> bool:
        """Something is not borne out, or retold and read by nobody."""
        return bool(self.tally.unsupported or self.tally.unread)

    @property
    def is_judged(self) -> bool:
        return any(part.votes.all for part in self.parts)


def issues_of(owner: User) -> QuerySet[NewsletterIssue]:
    """Newest first, with `sent`, `waiting` and `amiss`."""
    counts = {
        "sent": Count("deliveries", Q(deliveries__status=Delivery.Status.SENT)),
        "waiting": Count("deliveries", Q(deliveries__status__in=("queued", "claimed", "deferred"))),
        "amiss": Count("deliveries", Q(deliveries__status__in=_AMISS)),
    }
    mine = NewsletterIssue.objects.filter(digest__owner=owner).select_related("digest__series")
    return mine.annotate(**counts).order_by("-created_at", "-pk")


def rows_of(owner: User) -> list[ListRow]:
    active = Count("subscribers", Q(subscribers__state=Subscriber.State.ACTIVE), distinct=True)
    pending = Count("subscribers", Q(subscribers__state=Subscriber.State.PENDING), distinct=True)
    newest = Digest.objects.filter(series=OuterRef("pk")).order_by("-period_end", "-pk").values("pk")[:1]
    counts = {"active": active, "pending": pending, "newest": Subquery(newest)}
    found = Series.objects.of(owner).annotate(**counts).order_by("name")
    digests = Digest.objects.select_related("issue").in_bulk([getattr(one, "newest") for one in found])  # noqa: B009
    return [_row(one, digests.get(getattr(one, "newest"))) for one in found]  # noqa: B009


def _row(series: Series, digest: Digest | None) -> ListRow:
    return ListRow(series, getattr(series, "active"), getattr(series, "pending"), _waits_for(series, digest), digest)  # noqa: B009


def _waits_for(series: Series, digest: Digest | None) -> str:
    """An empty week is told by its series: nothing was made, so nothing is sent."""
    if not series.newsletter:
        return "It is not offered by e-mail."
    if digest is None:
        return series.last_outcome or "No digest of it has been made yet."
    issue = getattr(digest, "issue", None)
    if issue is None:
        return f"“{digest}” is there; make an issue of it."
    return _waits_in(issue) or series.last_outcome or "Its last issue is dealt with; the next comes of the next digest."


def _waits_in(issue: NewsletterIssue) -> str:
    if issue.trouble:
        return f"“{issue}” stands still: {issue.trouble}"
    if issue.state == State.DRAFT:
        return next(iter(newsletter.hindrances(issue)), f"“{issue}” waits for you to approve it.")
    if issue.state == State.APPROVED:
        day = f" on {issue.send_on:%-d %B %Y}, {issue.send_hour:02}:00 of each reader" if issue.send_on else ""
        return f"“{issue}” goes out{day}." if day else f"“{issue}” waits for you to send it."
    return ""


def desk_of_issue(issue: NewsletterIssue) -> IssueDesk:
    digest = issue.digest
    desk, evidence, votes = desk_of(digest), evidence_by_statement(digest), votes_by_section(digest)
    mail = words.words_of(issue) if issue.is_frozen else words.rendered(digest, issue.subject, issue.preheader)
    return IssueDesk(
        issue=issue,
        mail=mail,
        parts=[_part(one, evidence, votes) for one in desk.parts],
        tally=desk.tally,
        hindrances=() if issue.is_frozen else newsletter.hindrances(issue),
        readers=readers_of(digest.series),
    )


def _part(part: Part, evidence: dict[int, list[Evidence]], votes: dict[int, Votes]) -> ReadPart:
    statements = [Read(one, evidence.get(one.pk, [])) for one in part.statements]
    return ReadPart(part.section.heading, statements, votes.get(part.section.pk, Votes()))


def readers_of(series: Series | None) -> int:
    return Subscriber.objects.active().filter(subscriptions__series=series).count() if series else 0


@transaction.atomic
def word(issue: NewsletterIssue, by: User, subject: str, preheader: str) -> None:
    """Of a draft alone: what is approved is frozen. Raises Refused."""
    hold(issue.digest, by)
    if not subject.strip():
        raise Refused("A mail needs a subject.")
    told = {"subject": " ".join(subject.split())[:200], "preheader": " ".join(preheader.split())[:200]}
    if told["subject"] == issue.digest.title[:200]:
        told["subject"] = ""
    if not NewsletterIssue.objects.filter(pk=issue.pk, state=State.DRAFT).update(**told):
        raise Refused("What is approved is frozen. Take it back to a draft to change it.")


def offer(series: Series, *, offered: bool) -> None:
    """Whether anybody may subscribe to it. Who has subscribed stays subscribed."""
    Series.objects.filter(pk=series.pk).update(newsletter=offered)
