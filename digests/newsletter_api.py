"""The newsletter by HTTP: issues, their deliveries, and who gets them."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Router, Status
from pydantic import Field

from curation.data import Data
from curation.errors import NotFound
from curation.inputs import Line, Sent
from curation.requests import SignedInRequest
from digests import newsletter
from digests.choose import digest_of
from digests.issue_desk import word
from digests.models import Delivery, NewsletterIssue, Series, Subscriber
from digests.readers import how_of, readers_of

router = Router(tags=["newsletter"])
MOST_LISTED = 1000
HELD = {"series", "origin", "consent"}


class ListedIssue(Data):
    """`trouble` is why its sending stands still."""

    id: int
    digest: int
    state: str
    subject: str
    preheader: str
    send_on: date | None
    send_hour: int
    trouble: str
    deliveries: dict[str, int] = Field(description="How many mails by status.")


class IssueData(ListedIssue):
    """`hindrances` are why a draft cannot be approved yet, a sentence each."""

    text: str = Field(description="The text part, as it would go out or goes out.")
    hindrances: list[str]


class DeliveryData(Data):
    id: int
    address: str
    status: str
    not_before: datetime
    attempts: int
    sent_at: datetime | None
    error: str


class SubscriberData(Data):
    """`series` are yours alone, as are `origin` and `consent`: how they came to these."""

    id: int
    address: str
    state: str
    series: list[int]
    time_zone: str
    format: str
    origin: str
    consent: str
    confirmed_at: datetime | None


class IssueWords(Sent):
    subject: Line = Field(min_length=1, max_length=200)
    preheader: Line = Field("", max_length=200)


class Schedule(Sent):
    """Without a day the issue waits until it is sent; the hour is of each reader's own time zone."""

    send_on: date | None = None
    send_hour: int = Field(7, ge=0, le=23)


class OneAddress(Sent):
    address: Line = Field(max_length=254)


class NewSubscriber(Sent):
    """`consent` is what they agreed to, where and when."""

    address: Line = Field(max_length=254)
    series: list[int] = Field(min_length=1, max_length=100)
    consent: Line = Field(min_length=10, max_length=300)


@router.get("/newsletter/issues", response=list[ListedIssue], summary="List your issues", operation_id="listIssues")
def list_issues(request: SignedInRequest) -> list[ListedIssue]:
    """The newest fifty."""
    mine = NewsletterIssue.objects.filter(digest__owner=request.user).select_related("digest__series")
    found = list(mine[:50])
    counts = newsletter.counts_of(found)
    return [ListedIssue(**_listed(one, counts[one.pk])) for one in found]


@router.post(
    "/digests/{int:digest_id}/issue", response=IssueData, summary="Make an issue of a digest", operation_id="makeIssue"
)
def make_issue(request: SignedInRequest, digest_id: int) -> IssueData:
    """The one there is, where there is one."""
    return _issue_data(newsletter.issue_of(digest_of(request.user, digest_id)))


@router.get("/newsletter/issues/{int:issue_id}", response=IssueData, summary="Read an issue", operation_id="getIssue")
def get_issue(request: SignedInRequest, issue_id: int) -> IssueData:
    return _issue_data(_issue(request, issue_id))


@router.patch(
    "/newsletter/issues/{int:issue_id}",
    response=IssueData,
    summary="Word an issue's subject and preheader",
    operation_id="wordIssue",
)
def word_issue(request: SignedInRequest, issue_id: int, words: IssueWords) -> IssueData:
    """Of a draft; what is approved is frozen."""
    word(_issue(request, issue_id), request.user, words.subject, words.preheader)
    return _issue_data(_issue(request, issue_id))


@router.post(
    "/newsletter/issues/{int:issue_id}/approve",
    response=IssueData,
    summary="Approve an issue, and freeze it",
    operation_id="approveIssue",
)
def approve_issue(request: SignedInRequest, issue_id: int, schedule: Schedule) -> IssueData:
    found = _issue(request, issue_id)
    approved = newsletter.approve(
        found,
        request.user,
        subject=found.subject,
        preheader=found.preheader,
        send_on=schedule.send_on,
        send_hour=schedule.send_hour,
    )
    return _issue_data(approved)


@router.post(
    "/newsletter/issues/{int:issue_id}/test",
    response={204: None},
    summary="Send a test of an issue to one address",
    operation_id="testIssue",
)
def test_issue(request: SignedInRequest, issue_id: int, to: OneAddress) -> Status[None]:
    """Marked as a test, and counted nowhere."""
    newsletter.test_send(_issue(request, issue_id), to.address, request.user)
    return Status(204, None)


@router.get(
    "/newsletter/issues/{int:issue_id}/deliveries",
    response=list[DeliveryData],
    summary="List the mails of an issue",
    operation_id="listDeliveries",
)
def list_deliveries(request: SignedInRequest, issue_id: int, status: str = "") -> list[Delivery]:
    """The first thousand, by address; with `status` those alone."""
    found = _issue(request, issue_id).deliveries.order_by("address")
    return list((found.filter(status=status) if status else found)[:MOST_LISTED])


@router.post(
    "/newsletter/issues/{int:issue_id}/{verb}",
    response=IssueData,
    summary="Send an issue, cancel it, or take it back to a draft",
    operation_id="changeIssue",
)
def change_issue(request: SignedInRequest, issue_id: int, verb: Literal["send", "cancel", "withdraw"]) -> IssueData:
    change = {"send": newsletter.send_now, "cancel": newsletter.cancel, "withdraw": newsletter.withdraw}[verb]
    return _issue_data(change(_issue(request, issue_id), request.user))


@router.post(
    "/newsletter/deliveries/{int:delivery_id}/again",
    response=DeliveryData,
    summary="Send a mail again that failed, or whose fate is unknown",
    operation_id="sendAgain",
)
def send_again(request: SignedInRequest, delivery_id: int) -> Delivery:
    found = Delivery.objects.filter(issue__digest__owner=request.user, pk=delivery_id).select_related("issue__digest")
    delivery = found.first()
    if delivery is None:
        raise NotFound("There is no such delivery of yours.")
    return newsletter.resend_unknown(delivery, request.user)


@router.get(
    "/newsletter/subscribers",
    response=list[SubscriberData],
    summary="List who gets your series",
    operation_id="listSubscribers",
)
def list_subscribers(request: SignedInRequest, q: str = "", state: str = "") -> list[SubscriberData]:
    """The first thousand, by address; `q` is part of an address."""
    return [_subscriber_data(one) for one in readers_of(request.user, q, state)[:MOST_LISTED]]


@router.post(
    "/newsletter/subscribers",
    response={201: SubscriberData},
    summary="Add somebody who agreed to get your series",
    operation_id="addSubscriber",
)
def add_subscriber(request: SignedInRequest, wanted: NewSubscriber) -> Status[SubscriberData]:
    series = list(Series.objects.of(request.user).filter(pk__in=wanted.series))
    if len(series) < len(set(wanted.series)):
        raise NotFound("There is no such series in your library.")
    made = newsletter.add_by_hand(request.user, series, wanted.address, wanted.consent)
    return Status(201, _subscriber_data(readers_of(request.user).get(pk=made.pk)))


def _issue(request: SignedInRequest, issue_id: int) -> NewsletterIssue:
    mine = NewsletterIssue.objects.filter(digest__owner=request.user).select_related("digest__series")
    found = mine.filter(pk=issue_id).first()
    if found is None:
        raise NotFound("There is no such issue of yours.")
    return found


def _issue_data(issue: NewsletterIssue) -> IssueData:
    return IssueData(
        **_listed(issue, newsletter.counts_of([issue])[issue.pk]),
        text=newsletter.words_of(issue).text if issue.digest.writer else "",
        hindrances=[] if issue.is_frozen else list(newsletter.hindrances(issue)),
    )


def _listed(issue: NewsletterIssue, counts: dict[str, int]) -> dict[str, Any]:
    kept = ("state", "preheader", "send_on", "send_hour", "trouble")
    told = {name: getattr(issue, name) for name in kept}
    return told | {"id": issue.pk, "digest": issue.digest_id, "subject": str(issue), "deliveries": counts}


def _subscriber_data(one: Subscriber) -> SubscriberData:
    told = {name: getattr(one, name) for name in SubscriberData.model_fields if name not in HELD}
    origin, consent = how_of(one)
    series = [held.series_id for held in getattr(one, "mine")]  # noqa: B009
    return SubscriberData(series=series, origin=origin, consent=consent, **told)
