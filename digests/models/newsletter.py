"""Who gets the newsletter, its issues, and every single delivery."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from digests.models.digests import Digest, Section
from digests.models.series import Series

if TYPE_CHECKING:
    from datetime import datetime


def new_token() -> str:
    """Opaque; 256 bits."""
    return secrets.token_urlsafe(32)


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def named(self, address: str) -> SubscriberQuerySet:
        return self.filter(address__iexact=address.strip())

    def active(self) -> SubscriberQuerySet:
        return self.filter(state=Subscriber.State.ACTIVE)


class Subscriber(models.Model):
    """An address that asked for mail, and how it wants it; of no account, and of all owners of series alike.

    `token` is what its links name; it is made anew when somebody who left comes back, so that old links do nothing.
    """

    class State(models.TextChoices):
        PENDING = "pending", "Not confirmed yet"
        ACTIVE = "active", "Active"
        UNSUBSCRIBED = "unsubscribed", "Unsubscribed"
        BOUNCED = "bounced", "Bounced"
        COMPLAINED = "complained", "Complained"

    class Format(models.TextChoices):
        HTML = "html", "With pictures of type and colour"
        TEXT = "text", "Plain text"

    address = models.EmailField(max_length=254)
    state = models.CharField(max_length=12, choices=State, default=State.PENDING)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    format = models.CharField(max_length=4, choices=Format, default=Format.HTML)
    time_zone = models.CharField(max_length=64, default="UTC", help_text="An IANA name, as Europe/Vienna.")
    weekday = models.PositiveSmallIntegerField(null=True, blank=True, help_text="0 is Monday; empty for any.")
    hour = models.PositiveSmallIntegerField(null=True, blank=True, help_text="0 to 23, in the zone; empty for any.")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_from = models.CharField(max_length=64, blank=True, editable=False, help_text="A keyed hash of its network.")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    bounces = models.PositiveSmallIntegerField(default=0, help_text="In a row; a delivery that arrives sets it back.")
    series = models.ManyToManyField(Series, through="Subscription", related_name="subscribers")

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ["address"]
        constraints = [models.UniqueConstraint(Lower("address"), name="one_subscriber_per_address")]

    def __str__(self) -> str:
        return self.address


class Subscription(models.Model):
    """One series that a subscriber gets, and how that came; for the eyes of its owner alone."""

    class Origin(models.TextChoices):
        FORM = "form", "Subscribed by form"
        CHOSEN = "chosen", "Chosen in the preferences"
        IMPORT = "import", "Imported"
        HAND = "hand", "Added by hand"

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    series = models.ForeignKey(Series, models.CASCADE, related_name="subscriptions")
    since = models.DateTimeField(default=timezone.now)
    origin = models.CharField(max_length=6, choices=Origin, default=Origin.FORM)
    consent = models.CharField(max_length=300, blank=True, help_text="What it agreed to, where and how.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "series"], name="one_subscription_per_series")]

    def __str__(self) -> str:
        return f"{self.subscriber} to {self.series}"


class NewsletterIssue(models.Model):
    """A digest as a mail. From approval on its words are frozen: sending composes nothing and calls no model.

    With `send_on`, each subscriber gets it on that day at `send_hour` of their own zone; without, as soon as it is
    sent. Who asked for a day or an hour gets it then, not before that day. `slots` marks the places in the frozen
    words that differ from reader to reader; `trouble` is why its sending stands still.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        APPROVED = "approved", "Approved"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        CANCELLED = "cancelled", "Cancelled"

    digest = models.OneToOneField(Digest, models.CASCADE, related_name="issue")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    subject = models.CharField(max_length=200, blank=True)
    preheader = models.CharField(max_length=200, blank=True)
    html = models.TextField(blank=True)
    text = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the frozen words.")
    created_at = models.DateTimeField(default=timezone.now)
    frozen_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    send_on = models.DateField(null=True, blank=True)
    send_hour = models.PositiveSmallIntegerField(default=7)
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    slots = models.CharField(max_length=32, blank=True, editable=False)
    trouble = models.CharField(max_length=300, blank=True, editable=False)
    trouble_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        """Until a hand words its subject, that is the digest's title."""
        return self.subject or self.digest.title

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> DeliveryQuerySet:
        return self.filter(status__in=(Delivery.Status.QUEUED, Delivery.Status.DEFERRED))

    def unstarted(self) -> DeliveryQuerySet:
        """What may still be stopped: it waits, or is claimed and not handed to any server yet."""
        claimed = Q(status=Delivery.Status.CLAIMED, started_at=None)
        return self.filter(claimed | Q(status__in=(Delivery.Status.QUEUED, Delivery.Status.DEFERRED)))

    def due(self, now: datetime) -> DeliveryQuerySet:
        """What may be claimed now, of issues that are being sent; longest waiting first."""
        waits = Q(status__in=(Delivery.Status.QUEUED, Delivery.Status.DEFERRED), not_before__lte=now)
        return self.filter(waits, issue__state=NewsletterIssue.State.SENDING).order_by("not_before", "pk")


class Delivery(models.Model):
    """One mail to one address. At most one per issue and address, whatever is restarted.

    `claimed` until its lease ends. What a killed sender had claimed and not begun waits again then; what it had begun
    (`started_at`) is `unknown` and is not sent again by itself. `token` is in the envelope's sender, so that a bounce
    names its delivery.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", "Queued"
        CLAIMED = "claimed", "Claimed"
        SENT = "sent", "Sent"
        DEFERRED = "deferred", "Deferred"
        FAILED = "failed", "Failed"
        BOUNCED = "bounced", "Bounced"
        COMPLAINED = "complained", "Complained"
        SKIPPED = "skipped", "Skipped"
        UNKNOWN = "unknown", "Unknown"

    issue = models.ForeignKey(NewsletterIssue, models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, models.SET_NULL, null=True, blank=True, related_name="deliveries")
    address = models.EmailField()
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    message_id = models.CharField(max_length=200, blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True, db_index=True)
    smtp_code = models.PositiveSmallIntegerField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["issue", "address"], name="one_delivery_per_address")]
        indexes = [models.Index(fields=["status", "not_before"], name="delivery_due")]

    def __str__(self) -> str:
        return f"{self.issue} to {self.address}"


class Thumb(models.Model):
    """What a reader of a mail thought of one of its sections."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="thumbs")
    section = models.ForeignKey(Section, models.CASCADE, related_name="thumbs")
    up = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "section"], name="one_thumb_per_section")]

    def __str__(self) -> str:
        return f"{'Up' if self.up else 'Down'}: {self.section}"


class Refusal(models.Model):
    """An address or, written as @example.org, a domain that wants no mail. Nothing is ever sent to it."""

    class Reason(models.TextChoices):
        ASKED = "asked", "Asked for none"
        COMPLAINED = "complained", "Complained"
        BOUNCED = "bounced", "Bounced"
        BLOCKED = "blocked", "Blocked by a curator"

    address = models.CharField(max_length=254, unique=True)
    reason = models.CharField(max_length=10, choices=Reason, default=Reason.ASKED)
    since = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.address


class Letter(models.Model):
    """A mail of the service's own, to confirm an address or to tell a curator; kept for a day after it went out.

    Its rows also count what is asked of the form: of one that gets no answer (`silent`) only hashes are kept.
    """

    class Kind(models.TextChoices):
        CONFIRM = "confirm", "Confirm your address"
        KNOWN = "known", "You are subscribed already"
        CURATOR = "curator", "To a curator"
        SILENT = "silent", "No answer"

    kind = models.CharField(max_length=8, choices=Kind)
    address = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    address_hash = models.CharField(max_length=64, blank=True, editable=False)
    network_hash = models.CharField(max_length=64, blank=True, editable=False)
    written_at = models.DateTimeField(default=timezone.now, db_index=True)
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.subject or self.get_kind_display()
