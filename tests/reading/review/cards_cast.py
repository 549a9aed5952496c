"""Marks and cards, with as little said about each as the test needs."""

import datetime
import uuid

from curation.reading.models import Card, Mark, fingerprint
from curation.reading.review.making import card_of_mark
from curation.reading.review.rating import rate
from tests.web.cast import FIRST

NOON = datetime.datetime(2031, 5, 5, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def put_mark(source, quote=FIRST, **fields):
    start = source.text.index(quote)
    told = {"start": start, "end": start + len(quote), "text_hash": fingerprint(source.text), "token": uuid.uuid4()}
    return Mark.objects.create(owner=source.owner, source=source, quote=quote, **(told | fields))


def put_card(source, quote=FIRST, **fields):
    """New, and due since the day before NOON."""
    card = card_of_mark(put_mark(source, quote))
    Card.objects.filter(pk=card.pk).update(due_at=NOON - DAY, made_at=NOON - DAY, **fields)
    card.refresh_from_db()
    return card


def put_cards(source, count):
    return [put_card(source) for _ in range(count)]


def reviewed(card, at, rating=3):
    return rate(card, rating, at)
