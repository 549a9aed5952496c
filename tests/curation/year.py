"""A year of weekly runs over a library that grows, with fixed vectors."""

import datetime
from collections import Counter
from collections.abc import Sequence

import numpy as np

from curation.models import Passage, Source, Theme
from curation.themes import regroup
from curation.writing.extractive import ExtractiveWriter
from tests.fakes import WordEmbedder

START = datetime.date(2025, 1, 6)
A_WEEK = 6
WORDS = {
    "kilns": "The potter fires each kiln slowly because clay cracks where the heat arrives too fast",
    "boats": "A wooden boat keeps dry when its planks swell and the harbour master checks every hull",
    "bees": "The keeper opens the hive at noon and counts brood frames before the swarm leaves",
    "bread": "Sourdough bread rises overnight and the baker scores every loaf before the oven is hot",
    "maps": "An old map shows the valley roads that surveyors drew before the railway was built",
    "clocks": "The clockmaker oils each escapement and sets the pendulum by the noon signal bell",
}
TOPICS = list(WORDS)
# The last subject is met from the middle of the year on.
FROM_WEEK = dict.fromkeys(TOPICS, 0) | {"clocks": 26}


class Year:
    """`pass_week` brings a week's passages and regroups; `theme` finds the theme that most of a subject is in."""

    def __init__(self, owner) -> None:
        self.owner, self.week = owner, 0
        self.writer = ExtractiveWriter(WordEmbedder())
        self.draw = np.random.default_rng(7)
        self.centres = dict(zip(TOPICS, np.linalg.qr(self.draw.normal(size=(384, len(TOPICS))))[0].T, strict=True))

    def pass_weeks(self, until: int) -> None:
        while self.week < until:
            met = [topic for topic in TOPICS if self.week >= FROM_WEEK[topic]]
            self._meet([met[(self.week + number) % len(met)] for number in range(A_WEEK)])
            self.week += 1
            regroup(self.owner, self.writer)

    def theme(self, topic: str) -> Theme:
        placed = Passage.objects.filter(source__author=topic, placement__theme__state="alive")
        theme, _ = Counter(placed.values_list("placement__theme", flat=True)).most_common(1)[0]
        return Theme.objects.get(pk=theme)

    def passages(self, topic: str, number: int, *, after: int = 0) -> list[Passage]:
        """So many passages of the subject that a run has placed in its theme, the earliest first."""
        found = self.theme(topic).placements.filter(by_hand=False, passage__source__author=topic)
        return [placement.passage for placement in found.order_by("passage")[after : after + number]]

    def _meet(self, topics: Sequence[str]) -> None:
        sources = Source.objects.bulk_create(self._source(topic, day) for day, topic in enumerate(topics))
        Passage.objects.bulk_create(self._passage(source) for source in sources)

    def _source(self, topic: str, day: int) -> Source:
        text = f"{WORDS[topic]}, as noted on day {day} of week {self.week}."
        met_on = START + datetime.timedelta(weeks=self.week, days=day)
        told = {"kind": "note", "author": topic, "signal_reason": "Kept.", "identity": f"year:{self.week}:{day}"}
        return Source(owner=self.owner, text=text, met_on=met_on, **told)

    def _passage(self, source: Source) -> Passage:
        span = {"position": 0, "start": 0, "end": len(source.text), "text": source.text}
        told = {"vector": self._vector(source.author), "vector_model": "year"}
        return Passage(owner=self.owner, source=source, **told, **span)

    def _vector(self, topic: str) -> list[float]:
        vector = self.centres[topic] + self.draw.normal(size=384) * 0.035
        return (vector / np.linalg.norm(vector)).tolist()
