"""Things for a library under test, with as little said about each as the test needs."""

import datetime
from itertools import count

from curation.models import Passage, Placement, Source, Theme

_numbers = count(1)
MET_ON = datetime.date(2026, 3, 2)


def put_source(owner, text="Small teams ship faster.", **fields):
    number = next(_numbers)
    defaults = {"kind": "note", "title": f"Note {number}", "identity": f"shelf:{number}", "met_on": MET_ON}
    return Source.objects.create(owner=owner, text=text, **(defaults | fields))


def put_passage(owner, text="Small teams ship faster.", *, source=None, theme=None):
    source = source or put_source(owner, text)
    position = source.passages.count()
    passage = Passage.objects.create(owner=owner, source=source, position=position, start=0, end=len(text), text=text)
    if theme:
        Placement.objects.create(passage=passage, theme=theme)
    return passage


def put_theme(owner, name="Small teams", *, passages=0, **fields):
    theme = Theme.objects.create(owner=owner, name=name, **fields)
    for _ in range(passages):
        put_passage(owner, theme=theme)
    return theme
