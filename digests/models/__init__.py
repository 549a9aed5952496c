"""Digests and what is made from them: decks, newsletter issues and their deliveries."""

from digests.models.decks import Deck, DeckLook, DeckVersion
from digests.models.digests import EVIDENCE_CHOICES, Citation, Correction, Digest, DigestQuerySet, Section, Statement
from digests.models.newsletter import Delivery, Letter, NewsletterIssue, Refusal, Subscriber, Subscription, Thumb
from digests.models.series import Series, SeriesQuerySet

__all__ = [
    "EVIDENCE_CHOICES",
    "Citation",
    "Correction",
    "Deck",
    "DeckLook",
    "DeckVersion",
    "Delivery",
    "Digest",
    "DigestQuerySet",
    "Letter",
    "NewsletterIssue",
    "Refusal",
    "Section",
    "Series",
    "SeriesQuerySet",
    "Statement",
    "Subscriber",
    "Subscription",
    "Thumb",
]
