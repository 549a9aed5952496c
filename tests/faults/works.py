"""Four pieces of work that ask a model, seen alike: promised to ada, done as a worker does it, and looked at."""

import datetime
import json
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from curation.models import Run, Theme
from curation.reading import aids, asking
from curation.reading import tasks as reading_tasks
from curation.reading.explaining import content_of
from curation.reading.models import Explanation
from curation.writing.schemas import DeckBrief
from digests import tasks as digest_tasks
from digests.order import order_again, order_deck, order_deck_again, order_digest
from tests.readers import have_read
from tests.shelf import put_passage, put_source, put_theme

DAY = datetime.date(2026, 3, 2)
WEEK = (DAY - datetime.timedelta(days=6), DAY)
THEMES = {
    "Tide tables": [
        "The tide tables of Port Ellery were wrong by nine minutes for a whole winter.",
        "Nobody checks a tide table that has been right for thirty years.",
    ],
    "Ferry crews": [
        "A ferry crew of three needs no mate, said the mate of the ferry.",
        "The crew of the morning ferry rows on Sundays and wins nothing.",
    ],
    "Lamp oil": [
        "Lamp oil costs four coins a can since the wreck of the tanker.",
        "The lighthouse burns two cans of lamp oil a night in winter.",
    ],
}
ALL = [text for texts in THEMES.values() for text in texts]
QUESTION = "How many cans of lamp oil does the lighthouse burn a night?"


@dataclass
class Work:
    """`calls` is how often a model is asked for all of it when nothing goes wrong."""

    owner: object
    calls: int = 1
    thing: object = None

    def repeat(self):
        """All of it, once more."""
        return self.again()

    def silent(self):
        """What of it says nothing in the words of the sources."""
        return [] if set(self.texts()) & set(ALL) else [self.kind]

    def owed(self):
        """How many calls are left to make for all of it to be composed."""
        return len(self.reasons())

    def run(self):
        return Run.objects.filter(owner=self.owner, kind=self.kind).order_by("-pk").first()

    def do(self):
        """Now, however long it was told to wait. Out: the run as it is then."""
        run = self.run()
        Run.objects.filter(pk=run.pk).update(not_before=timezone.now())
        self.task(run_id=run.pk)
        self.thing.refresh_from_db()
        return self.run()

    def page(self, client):
        client.force_login(self.owner)
        return client.get(self.url()).content.decode()


@dataclass
class DigestWork(Work):
    calls: int = len(THEMES) + 1
    kind, task = Run.Kind.DIGEST, staticmethod(digest_tasks.compose_digest)

    def promise(self):
        self.thing = order_digest(self.owner, *WEEK)
        return self

    def repeat(self):
        return self.promise()

    def again(self):
        """What fell back, and nothing else."""
        order_again(self.thing)
        return self

    def silent(self):
        """The themes without a statement in the words of one of their sources."""
        said = {(one.section.theme.name, one.text) for one in self._statements()}
        return [name for name, texts in THEMES.items() if not said & {(name, text) for text in texts}]

    def _statements(self):
        themed = self.thing.sections.filter(is_lead=False)
        return [one for section in themed for one in section.statements.filter(role="statement")]

    def url(self):
        return reverse("digest", args=[self.thing.pk])

    def reasons(self):
        return [reason for reason in self.thing.sections.values_list("fell_back", flat=True) if reason]

    def texts(self):
        return [one.text for section in self.thing.sections.all() for one in section.statements.all()]


@dataclass
class ExplanationWork(Work):
    kind, task = Run.Kind.EXPLAIN, staticmethod(reading_tasks.explain)

    def promise(self):
        source = put_source(self.owner, "\n\n".join(ALL), title="The harbour year", kind="article")
        for text in ALL:
            put_passage(self.owner, text, source=source)
        have_read(source)
        self.thing = aids.ask_for(Explanation, source, announce=False)
        return self

    def again(self):
        aids.ask_for(Explanation, self.thing.source, announce=False)
        return self

    def url(self):
        return reverse("explanation", args=[self.thing.source_id])

    def reasons(self):
        return [self.thing.fell_back] if self.thing.fell_back else []

    def texts(self):
        return [one.text for one in content_of(self.thing).statements() if one.is_supported]


@dataclass
class AnswerWork(Work):
    kind, task = Run.Kind.ANSWER, staticmethod(reading_tasks.answer)

    def promise(self):
        self.thing = asking.ask(self.owner, QUESTION)
        return self

    def again(self):
        asking.ask_again(self.thing)
        return self

    def url(self):
        return reverse("question", args=[self.thing.pk])

    def reasons(self):
        return [self.thing.fell_back] if self.thing.fell_back else []

    def texts(self):
        return [one["text"] for one in self.thing.answer]


@dataclass
class DeckWork(Work):
    """A theme's statements, and then their arrangement on slides."""

    calls: int = 2
    kind, task = Run.Kind.DECK, staticmethod(digest_tasks.make_deck)

    def promise(self):
        self.thing = order_deck(self.owner, DeckBrief(), theme=Theme.objects.get(owner=self.owner, name="Lamp oil"))
        return self

    def repeat(self):
        return self.promise()

    def again(self):
        order_deck_again(self.thing)
        return self

    def owed(self):
        """The slides are arranged anew where the statements on them are."""
        return self.calls if self.thing.fell_back else 0

    def url(self):
        return reverse("deck", args=[self.thing.pk])

    def reasons(self):
        return [self.thing.fell_back] if self.thing.fell_back else []

    def texts(self):
        return [text for text in ALL if text in json.dumps(self.thing.outline, ensure_ascii=False)]


KINDS = {"digest": DigestWork, "explanation": ExplanationWork, "answer": AnswerWork, "deck": DeckWork}


def put_harbour(owner):
    """A week of three themes, each spoken of by two sources."""
    for name, texts in THEMES.items():
        theme = put_theme(owner, name)
        for text in texts:
            source = put_source(owner, text, author="Ines Fallow", met_on=DAY)
            put_passage(owner, text, source=source, theme=theme)
