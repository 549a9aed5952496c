"""A small library with one of everything that has a page."""

import datetime
import uuid
from dataclasses import dataclass
from secrets import token_urlsafe

from django.utils import timezone

from curation.handovers import text_hash
from curation.models import (
    Chapter,
    Edit,
    Handover,
    Inset,
    Likeness,
    Passage,
    PassageLink,
    Placement,
    ProfileChange,
    Run,
    Source,
    Theme,
)
from curation.profile.changing import propose
from curation.reading.models import Attempt, Card, Exercise, Explanation, Mark, Question, Thread, fingerprint
from digests.models import (
    Citation,
    Deck,
    DeckVersion,
    Delivery,
    Digest,
    NewsletterIssue,
    Section,
    Series,
    Statement,
    Subscriber,
    Subscription,
)
from digests.outline import Deck as Outline
from ingest.models import Feed, FeedEntry, Upload
from tests.shelf import put_source

LETTER = "20261121-094345-6ca7d68b.eml"
FIRST = "Forty-one of the hundred and twenty traces were wrong in a way a customer would notice."
SECOND = "The dashboard said ninety-four per cent passed."
THIRD = "We had an eval for the refusals only."
TEXT = f"{FIRST} {SECOND}\n\n{THIRD}"


@dataclass(frozen=True)
class Shelf:
    source: Source
    passage: Passage
    theme: Theme
    other_theme: Theme
    digest: Digest
    statement: Statement
    deck: Deck
    question: Question
    upload: Upload
    run: Run
    likeness: Likeness
    entry: FeedEntry
    handover: Handover
    link: PassageLink
    edit: Edit
    series: Series
    exercise: Exercise
    card: Card
    inset: Inset
    change: ProfileChange
    mark: Mark
    delivery: Delivery


def put_talk(owner, text=TEXT, **fields):
    """A source of one chapter and two speakers."""
    fields = {
        "kind": "episode",
        "title": "Reading traces",
        "author": "Marlow Quill",
        "met_on": today(),
    } | fields
    source = put_source(owner, text, **fields)
    chapter = Chapter.objects.create(source=source, position=0, title="By hand", start=0, end=len(text), start_ms=0)
    for position, words in enumerate([f"{FIRST} {SECOND}", THIRD]):
        start = text.index(words)
        Passage.objects.create(
            owner=owner,
            source=source,
            chapter=chapter,
            position=position,
            start=start,
            end=start + len(words),
            text=words,
            speaker=["Marlow Quill", "Philippa Drummond-Hay"][position],
            start_ms=position * 61_000,
        )
    return source


def put_digest(owner, passage, theme, *, end=None, quote=FIRST):
    end = end or today()
    start = end - datetime.timedelta(days=6)
    digest = Digest.objects.create(
        owner=owner,
        title="Reading by hand",
        period_start=start,
        period_end=end,
        writer="extractive",
        lead="You met it.",
    )
    section = Section.objects.create(digest=digest, theme=theme, position=0, heading=theme.name, source_count=1)
    for position, role in enumerate(Statement.Role.values):
        statement = Statement.objects.create(
            section=section, role=role, position=position, text=quote, status="verified"
        )
        Citation.objects.create(
            statement=statement, passage=passage, source=passage.source, quote=quote, status="verified"
        )
    return digest


def put_question(owner, passage):
    citation = {
        "passage_id": passage.pk,
        "source_id": passage.source_id,
        "quote": FIRST,
        "status": "verified",
    }
    answer = [{"text": FIRST, "status": "verified", "citations": [citation]}]
    fields = {"offered": [passage.pk], "answer": answer, "writer": "extractive", "answered_at": timezone.now()}
    talk = Thread.objects.create(owner=owner, title="How many were wrong?")
    return Question.objects.create(owner=owner, thread=talk, text="How many were wrong?", **fields)


def put_explanation(owner, source, passage):
    """As the extractive writer explains a talk."""
    [gist] = put_question(owner, passage).answer
    content = {"gist": [gist], "terms": [{"term": "Traces", "statement": gist}], "questions": [gist]}
    content |= {"points": [gist], "chapters": [{"title": "By hand", "statements": [gist]}]}
    fields = {"content": content, "writer": "extractive", "text_hash": fingerprint(source.text)}
    now = timezone.now()
    return Explanation.objects.create(owner=owner, source=source, asked_at=now, made_at=now, **fields)


def put_handover(owner, source):
    """A prompt to explain it, as it was taken to a chat."""
    offered = [[passage.pk, text_hash(passage.text)] for passage in source.passages.order_by("position")]
    about = {"text_hash": fingerprint(source.text)}
    told = {"kind": Handover.Kind.EXPLANATION, "subject": source.pk, "about": about, "offered": offered}
    return Handover.objects.create(owner=owner, mark="0f0f0f0f", **told)


def put_upload(owner, **fields):
    defaults = {"name": "talk.vtt", "sha256": "a" * 64, "size": 12, "status": Upload.Status.INGESTED}
    upload = Upload(owner=owner, **(defaults | fields))
    upload.content.name = f"uploads/{owner.pk}/missing"
    upload.save()
    return upload


def put_likeness(owner, shown):
    double = put_source(owner, FIRST, title="", author="", met_on=today())
    return Likeness.objects.create(source=double, of=shown, relation=Likeness.Relation.SAME)


def put_feed(owner, number=1, *, with_source=False, **fields):
    """A feed that is well, with one entry that was taken in and one that has only audio. Out: the latter."""
    now = datetime.datetime.now(datetime.UTC)
    told = {"title": "The Kitchen Table", "checked_at": now, "succeeded_at": now, "interval_seconds": 7200}
    feed = Feed.objects.create(owner=owner, url=f"https://kitchen.example.org/{number}.xml", **(told | fields))
    taken = feed.entries.create(key="a" * 64, title="Slow build 41", state="taken", published_at=now)
    if with_source:
        upload = put_upload(owner, sha256=f"{number:x}".rjust(64, "f"), name="slow-build-41.vtt")
        upload.sources.add(put_source(owner, title="Slow build 41"))
        taken.uploads.add(upload)
    made_of = {"audio": {"url": "https://kitchen.example.org/42.mp3"}}
    return feed.entries.create(key="b" * 64, title="Slow build 42", state="audio", made_of=made_of)


def put_exercise(owner, source, *, identity="a" * 64):
    """A question that was answered, and not right."""
    [told] = put_question(owner, source.passages.first()).answer
    told = {"owner": owner, "source": source, "question": "How many traces were wrong?", "answer": [told]}
    exercise = Exercise.objects.create(identity=identity, **told)
    said = {"text": "All of them.", "verdict": "wrong", "judged_by": "words", "reason": "Little of it is there."}
    Attempt.objects.create(owner=owner, exercise=exercise, judged_at=timezone.now(), **said)
    return exercise


def put_mark_of(source, quote=FIRST, **fields):
    start = source.text.index(quote)
    told = {"start": start, "end": start + len(quote), "text_hash": fingerprint(source.text), "token": uuid.uuid4()}
    return Mark.objects.create(owner=source.owner, source=source, quote=quote, **(told | fields))


def put_card_of(mark, **fields):
    """New, and due."""
    told = {"origin": "highlight", "front": f"Fill the gap: “{mark.quote[:40]} ____”", "back": mark.quote}
    told |= {"quote": mark.quote, "guid": mark.token.hex, "source": mark.source, "mark": mark}
    return Card.objects.create(owner=mark.owner, **(told | fields))


def put_deck(owner, theme):
    """Shared by a link, and changed once."""
    slide = {"id": "s1", "layout": "title", "title": "Reading by hand", "lines": []}
    outline = Outline.model_validate({"title": "Reading by hand", "slides": [slide]})
    told = {"title": outline.title, "outline": outline.model_dump(mode="json")}
    deck = Deck.objects.create(owner=owner, theme=theme, share_token=token_urlsafe(32), **told)
    DeckVersion.objects.create(deck=deck, number=1, said="Called a slide “Reading by hand”.", by=owner, **told)
    return deck


def put_reader(series, address="cleo@example.org", consent="By the form.", **fields):
    """Somebody who has subscribed to it and confirmed."""
    told = {"state": Subscriber.State.ACTIVE, "confirmed_at": timezone.now()}
    reader = Subscriber.objects.create(address=address, **(told | fields))
    Subscription.objects.create(subscriber=reader, series=series, consent=consent)
    return reader


def put_delivery(digest, reader):
    """A mail of it that nobody knows the fate of."""
    issue = NewsletterIssue.objects.create(digest=digest, subject=digest.title)
    return Delivery.objects.create(
        issue=issue, subscriber=reader, address=reader.address, status="unknown", error="The connection broke."
    )


def put_shelf(owner) -> Shelf:
    source = put_talk(owner)
    passage = source.passages.first()
    theme = Theme.objects.create(owner=owner, name="Reading traces by hand")
    for one in source.passages.all():
        Placement.objects.create(passage=one, theme=theme)
    digest = put_digest(owner, passage, theme)
    marked = put_mark_of(source, note="Count them again.")
    series = Series.objects.create(owner=owner, name="Kitchen Mondays", slug="kitchen-mondays", newsletter=True)
    return Shelf(
        inset=Inset.objects.create(source=source, kind="image", position=0, start=0, end=0, alt="Reading traces"),
        change=propose(owner, {"does": "Reading by hand."}),
        source=source,
        passage=passage,
        theme=theme,
        other_theme=Theme.objects.create(owner=owner, name="Judges of models"),
        digest=digest,
        statement=Statement.objects.filter(section__digest=digest, role=Statement.Role.STATEMENT).get(),
        deck=put_deck(owner, theme),
        question=put_question(owner, passage),
        upload=put_upload(owner),
        run=Run.objects.create(owner=owner, kind=Run.Kind.EMBED, status=Run.Status.RUNNING, done=4, total=10),
        likeness=put_likeness(owner, source),
        entry=put_feed(owner),
        handover=put_handover(owner, source),
        link=PassageLink.objects.create(owner=owner, kind="cannot", passage=passage, other=source.passages.last()),
        edit=Edit.objects.create(owner=owner, by=owner, verb="pin", said="Pinned “Reading traces by hand”."),
        series=series,
        delivery=put_delivery(digest, put_reader(series)),
        exercise=put_exercise(owner, source),
        card=put_card_of(marked),
        mark=marked,
    )


def today():
    return datetime.datetime.now(datetime.UTC).date()
