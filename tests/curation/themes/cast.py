"""A library whose subjects are directions in space, and a writer that names a theme by its subject."""

import datetime

import numpy as np

from curation.models import Passage, Placement, Source, Theme, ThemeEvent
from curation.themes import regroup
from curation.writing.extractive import ExtractiveWriter
from curation.writing.schemas import NameDraft
from tests.fakes import WordEmbedder
from tests.shelf import put_source

MONDAY = datetime.date(2026, 3, 2)
SUBJECTS = ("harbour", "bakery", "violin", "orchard", "tramway", "glacier")


def week(number):
    return MONDAY + datetime.timedelta(weeks=number)


class SubjectWriter(ExtractiveWriter):
    """Names a theme by the first word that most of its passages begin with. `meanwhile` happens while it thinks."""

    def __init__(self, meanwhile=None):
        super().__init__(WordEmbedder())
        self.meanwhile = meanwhile
        self.offered = []

    def name_theme(self, offers, *, background, taken):
        self.offered.append(offers)
        if self.meanwhile:
            self.meanwhile()
        first = [offer.text.split()[0].capitalize() for offer in offers]
        name = max(sorted(set(first)), key=first.count)
        while name in taken:
            name += " again"
        return NameDraft(name=name)


def run(owner, meanwhile=None):
    return regroup(owner, SubjectWriter(meanwhile))


def direction(subject):
    """Shape (384,), of length 1; subjects are at right angles."""
    return np.eye(384, dtype=np.float32)[sum(map(ord, subject)) % 384]


def vector(subject, seed, *, noise=0.5, style=None):
    wobble = np.random.default_rng(seed).normal(size=384)
    mixed = direction(subject) + noise * wobble / np.linalg.norm(wobble)
    if style is not None:
        mixed = mixed + style
    return mixed / np.linalg.norm(mixed)


def put_one(owner, subject, *, source=None, theme=None, on=MONDAY, text="", style=None, **fields):
    """A passage on the subject, of a source of its own unless one is given."""
    source = source or put_source(owner, met_on=on)
    text = text or f"{subject} is what this passage is about and it says so in many words."
    number, position = Passage.objects.count(), source.passages.count()
    vector_ = vector(subject, number, style=style)
    passage = source.passages.create(
        owner=owner, position=position, start=0, end=len(text), text=text, vector=vector_, **fields
    )
    if theme:
        Placement.objects.create(passage=passage, theme=theme)
    return passage


def put(owner, subject, count=8, **fields):
    return [put_one(owner, subject, **fields) for _ in range(count)]


def theme_of(passage):
    return Theme.objects.get(placements__passage=passage)


def named(owner, name):
    return Theme.objects.of(owner).get(name=name)


def told(theme):
    """What became of it, in order."""
    return list(theme.events.values_list("kind", flat=True))


def everything():
    """Every row that a run may write."""
    tables = (Theme, Placement, ThemeEvent, Source, Passage)
    return [[str(row) for row in table.objects.order_by("pk").values_list()] for table in tables]
