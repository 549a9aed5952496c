"""Help in pass 1 leaks nothing from beyond the reader's place: neither to a model, nor onto a page, nor by the API.

Each probe is a source of its own with a word in each passage that stands nowhere else, and a place drawn at random.
"""

import json
import random
import uuid
from collections.abc import Callable

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string

from curation.models import Chapter, Handover, Passage, Run
from curation.reading import asking
from curation.reading.models import Exercise, Mark, Selection, fingerprint
from curation.writers import quoting_writer
from tests.fakes import WordEmbedder
from tests.readers import read_to
from tests.shelf import put_source

pytestmark = pytest.mark.django_db

PROBES = 200
PASSAGES = 7
SUBJECTS = ("kettle", "ferry", "orchard", "loom", "beacon", "quarry", "granary", "viaduct")


@pytest.fixture(autouse=True)
def quoting(monkeypatch):
    """The real writers; only what embeds is light."""
    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)
    monkeypatch.setattr("curation.writers.get_embedder", WordEmbedder)


@pytest.fixture(autouse=True)
def server(settings, double, quoting, monkeypatch):
    """A model that answers from whatever it is shown."""
    from curation.ai.openai_chat import openai_chat

    monkeypatch.setattr("curation.runs.send", lambda run: None)
    monkeypatch.setattr("curation.reading.background.send", lambda run: None)
    openai_chat.cache_clear()
    quoting_writer.cache_clear()
    settings.CHAT, settings.OPENAI_BASE_URL = "curation.ai.openai_chat.openai_chat", double.url
    settings.LLM_MODELS = {"small": "small-model", "large": "large-model"}
    yield double
    openai_chat.cache_clear()
    quoting_writer.cache_clear()


def canary(number):
    return f"Zyq{number}{uuid.uuid4().hex[:8]}"


def put_probe(owner, dice):
    """Out: a source of some passages, each a chapter; their words and titles, each with the offset before which it may
    not be told.
    """
    words, titles = ([canary(number) for number in range(PASSAGES)] for _ in range(2))
    subjects = dice.sample(SUBJECTS, PASSAGES)
    texts = [
        f"The {subject} is a thing that everybody in the valley knows. "
        f"Why does nobody mend the {subject} before winter comes again? "
        f"In the {number + 3} years since, the {subject} was looked after by {word}, who kept its books."
        for number, (subject, word) in enumerate(zip(subjects, words, strict=True))
    ]
    text = "\n\n".join(texts)
    source = put_source(owner, text, title="", kind="episode", author="Ottoline Brask")
    for number, part in enumerate(texts):
        start = text.index(part)
        told = {"title": titles[number], "by_machine": True, "start": start, "end": start + len(part)}
        chapter = Chapter.objects.create(source=source, position=number, **told)
        Passage.objects.create(
            owner=owner, source=source, chapter=chapter, position=number, start=start, end=start + len(part), text=part
        )
    # A title is told of where its chapter begins, a word of the text behind the place.
    kept_back = {title: text.index(part) - 1 for title, part in zip(titles, texts, strict=True)}
    return source, kept_back | {word: text.index(word) for word in words}


def work():
    """Whatever was promised is done."""
    for run in Run.objects.filter(status=Run.Status.QUEUED):
        import_string(settings.RUN_TASKS[run.kind])(run.pk)


def asked(client, name, source, **said):
    """What the page says after it was asked for, done, and looked at again."""
    page = client.post(reverse(name, args=[source.pk]), said, follow=True)
    work()
    text_itself = page.request["PATH_INFO"] == reverse("source", args=[source.pk])
    return "" if text_itself else page.content.decode()


def explanation(client, source, place):
    first = asked(client, "explanation", source)
    told = client.get(f"/api/sources/{source.pk}/explanation").content.decode()
    return first + client.get(reverse("explanation", args=[source.pk])).content.decode() + told


def explanation_by_api(client, source, place):
    client.post(f"/api/sources/{source.pk}/explanation", "{}", content_type="application/json")
    work()
    return client.get(f"/api/sources/{source.pk}/explanation").content.decode()


def levels(client, source, place):
    asked(client, "explanation", source)
    pages = [asked(client, "explanation", source, aid=level) for level in ("newcomer", "expert")]
    return "".join(pages) + client.get(reverse("explanation", args=[source.pk]), {"level": "newcomer"}).content.decode()


def opinion(client, source, place):
    asked(client, "opinion", source)
    source.refresh_from_db()
    return render_to_string("reading/_pass_two.html", {"source": source, "opinion": getattr(source, "opinion", None)})


def cleaned(client, source, place):
    asked(client, "cleaned", source)
    return client.get(reverse("cleaned", args=[source.pk])).content.decode()


def handover(client, source, place):
    page = asked(client, "hand-over-source", source)
    handed = Handover.objects.order_by("-pk").first()
    told = client.post(f"/api/sources/{source.pk}/handover").content.decode()
    return page + told + (client.get(reverse("handover-file", args=[handed.pk])).content.decode() if handed else "")


def selected(wanted) -> Callable[..., str]:
    def select(client, source, place):
        words = source.text[:place].split("\n\n")[-1][-90:].strip() or source.text[:12]
        start = max(0, source.text.find(words))
        asked(client, "select-words", source, wanted=wanted, quote=words, start=start, language="de")
        found = Selection.objects.filter(source=source).first()
        return client.get(reverse("selection", args=[found.pk])).content.decode() if found else ""

    return select


def selected_ahead(wanted) -> Callable[..., str]:
    """The first words of the last passage, which a reader may look at as they like."""

    def select(client, source, place):
        start = source.text.rindex("\n\n") + 2
        words = source.text[start : start + 30].strip()
        asked(client, "select-words", source, wanted=wanted, quote=words, start=start)
        found = Selection.objects.filter(source=source).first()
        return client.get(reverse("selection", args=[found.pk])).content.decode() if found else ""

    return select


def put_mark(source, start, end, kind):
    Mark.objects.create(
        owner=source.owner,
        source=source,
        kind=kind,
        quote=source.text[start:end],
        start=start,
        end=end,
        text_hash=fingerprint(source.text),
        token=uuid.uuid4(),
    )


def puzzle(client, source, place):
    """Marked in the last words that were read."""
    put_mark(source, max(0, place - 20), max(place, 8), Mark.Kind.PUZZLE)
    asked(client, "explanation", source)
    asked(client, "explanation", source, aid="puzzles")
    return client.get(reverse("explanation", args=[source.pk])).content.decode()


def question(client, source, place):
    question = asking.ask_and_wait(source.owner, "Who looked after it, and why does nobody mend it?", source=source)
    return client.get(reverse("question", args=[question.pk])).content.decode() + json.dumps(question.answer)


def streamed(client, source, place):
    question = asking.ask(source.owner, "Who looked after it, and why does nobody mend it?", source=source)
    work()
    events = b"".join(client.get(reverse("answer-stream", args=[question.pk])).streaming_content)
    return events.decode() + client.get(reverse("answer", args=[question.pk])).content.decode()


def talk(client, source, place):
    """Gone on with, kept and taken away; what was said of the whole in an earlier turn is not said again to a model."""
    first = asking.ask_and_wait(source.owner, "Who looked after it?", source=source)
    asking.ask_and_wait(source.owner, "And why does nobody mend it?", thread=first.thread)
    page = client.get(reverse("thread", args=[first.thread.pk])).content.decode()
    return page + client.get(reverse("thread-file", args=[first.thread.pk, "md"])).content.decode()


def practice(client, source, place):
    """It asks nothing back in pass 1, however it is asked for: not of words that were marked ahead either."""
    put_mark(source, source.text.rindex("In the "), len(source.text), Mark.Kind.HIGHLIGHT)
    page = client.post(reverse("practice", args=[source.pk]), follow=True).content.decode()
    told = client.post(f"/api/sources/{source.pk}/practice", "{}", content_type="application/json").content.decode()
    work()
    kept = json.dumps(
        list(Exercise.objects.filter(source=source).values("question", "answer", "steps", "key")), default=str
    )
    return page + told + kept


HELP = {
    "explanation": explanation,
    "explanation by API": explanation_by_api,
    "levels": levels,
    "opinion": opinion,
    "cleaned transcript": cleaned,
    "own chat": handover,
    "explain words": selected("explain"),
    "simplify words": selected("simplify"),
    "translate words": selected("translate"),
    "explain words ahead": selected_ahead("explain"),
    "simplify words ahead": selected_ahead("simplify"),
    "puzzle": puzzle,
    "question": question,
    "streamed answer": streamed,
    "talk": talk,
    "practice": practice,
}


@pytest.mark.parametrize("kind", HELP)
def test_help_in_pass_1_leaks_nothing_from_beyond_the_place(ada, server, kind):
    dice, client = random.Random(f"leaks of {kind}"), Client()
    client.force_login(ada)
    leaks = []
    for _ in range(-(-PROBES // len(HELP))):
        source, canaries = put_probe(ada, dice)
        place = dice.randrange(len(source.text))
        read_to(source, place)
        seen = HELP[kind](client, source, place) + "".join(request.prompt for request in server.requests)
        leaks += [(place, word) for word, start in canaries.items() if start >= place and word in seen]
        server.requests.clear()
    assert leaks == []


def test_the_probes_would_see_a_leak(ada, server):
    """What was read to the end is shown to the model and on the page, word by word."""
    client = Client()
    client.force_login(ada)
    source, canaries = put_probe(ada, random.Random(6))
    read_to(source, len(source.text))
    cleaned(client, source, 0)
    explanation(client, source, 0)
    assert [word for word in canaries if word not in "".join(one.prompt for one in server.requests)] == []
