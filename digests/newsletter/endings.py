"""In: issues that are being sent. Out: those that are through, ended; and whoever sent them told of what went wrong."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from digests.models import Delivery, Letter, NewsletterIssue, Series
from digests.newsletter import letters
from digests.newsletter.wording import empty_letter, ended_letter, trouble_letter
from digests.wording import counted, listed

AGAIN = timedelta(hours=1)
_OPEN = (Delivery.Status.QUEUED, Delivery.Status.CLAIMED, Delivery.Status.DEFERRED)
_AMISS = (Delivery.Status.FAILED, Delivery.Status.UNKNOWN, Delivery.Status.BOUNCED, Delivery.Status.COMPLAINED)


def end_sent() -> None:
    """What has nothing left that waits is sent."""
    waits = Delivery.objects.filter(issue=OuterRef("pk"), status__in=_OPEN)
    sending = NewsletterIssue.objects.filter(~Exists(waits), state=NewsletterIssue.State.SENDING)
    for issue in sending.select_related("digest__owner"):
        _end(issue)


def tell_of_trouble() -> None:
    """By mail once an hour at most: it may have to wait for the very server that is away; the page does not.

    Of what keeps an issue from its beginning once: that changes by a hand alone.
    """
    now = timezone.now()
    still = Q(trouble_at__lt=now - AGAIN, state=NewsletterIssue.State.SENDING)
    troubled = NewsletterIssue.objects.filter(Q(trouble_at=None) | still).exclude(trouble="")
    for issue in troubled.select_related("digest__owner"):
        mine = NewsletterIssue.objects.filter(pk=issue.pk, trouble_at=issue.trouble_at)
        with transaction.atomic():
            if mine.update(trouble_at=now):
                _tell(issue, *trouble_letter(issue.subject, issue.trouble, _page(issue)))


def tell_of_empty(series: Series, told: str) -> None:
    """Inside the transaction that passes the due time: once for each."""
    if series.newsletter and series.owner.email:
        page = settings.SITE_URL + reverse("series-list")
        letters.write(Letter.Kind.CURATOR, series.owner.email, *empty_letter(series.name, told, page))


@transaction.atomic
def _end(issue: NewsletterIssue) -> None:
    """Looked at again under a lock: a hand may have sent one again meanwhile, or another sender ended it."""
    mine = NewsletterIssue.objects.filter(pk=issue.pk, state=NewsletterIssue.State.SENDING)
    if mine.select_for_update().first() is None or issue.deliveries.filter(status__in=_OPEN).exists():
        return
    mine.update(state=NewsletterIssue.State.SENT, ended_at=timezone.now(), trouble="")
    amiss = issue.deliveries.filter(status__in=_AMISS).values_list("status").annotate(number=Count("pk"))
    if amiss:
        told = [f"{number} {Delivery.Status(status).label.lower()}" for status, number in sorted(amiss)]
        sent = issue.deliveries.filter(status=Delivery.Status.SENT).count()
        _tell(issue, *ended_letter(issue.subject, f"{counted(sent, 'mail')} sent, {listed(told)}.", _page(issue)))


def _tell(issue: NewsletterIssue, subject: str, text: str) -> None:
    owner = issue.digest.owner
    if owner.email:
        letters.write(Letter.Kind.CURATOR, owner.email, subject, text)


def _page(issue: NewsletterIssue) -> str:
    return settings.SITE_URL + reverse("issue-deliveries", args=[issue.pk])
