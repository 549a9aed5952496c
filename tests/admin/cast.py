"""One of everything that the admin lists, and the hands that work with it."""

import datetime

from django.contrib.messages import get_messages
from django.urls import reverse

from curation.models import (
    Allowance,
    ApiToken,
    Appeal,
    Chapter,
    Edit,
    Example,
    Handover,
    Interest,
    KeptReply,
    LanePick,
    Likeness,
    ModelCall,
    Passage,
    PassageLink,
    Placement,
    Run,
    Source,
    Theme,
    ThemeEvent,
    Transcript,
)
from curation.reading.models import (
    Card,
    Cleaning,
    Exercise,
    Explanation,
    Mark,
    Opinion,
    Practice,
    Question,
    Reading,
    Thread,
)
from digests.models import (
    Citation,
    Correction,
    Deck,
    DeckLook,
    DeckVersion,
    Delivery,
    Digest,
    NewsletterIssue,
    Refusal,
    Section,
    Series,
    Statement,
    Subscriber,
    Subscription,
    Thumb,
)
from ingest.models import Feed, FeedEntry, Upload
from tests.shelf import put_passage, put_source, put_theme
from tests.web.cast import put_mark_of

DAY = datetime.date(2026, 3, 2)
MODELS = [
    Source,
    Chapter,
    Passage,
    Theme,
    Placement,
    Likeness,
    Transcript,
    Run,
    Upload,
    Feed,
    FeedEntry,
    Digest,
    Section,
    Statement,
    Citation,
    Deck,
    DeckVersion,
    DeckLook,
    NewsletterIssue,
    Delivery,
    Refusal,
    Question,
    Thread,
    Reading,
    Mark,
    Explanation,
    Cleaning,
    Opinion,
    Practice,
    Exercise,
    Card,
    ApiToken,
    ModelCall,
    KeptReply,
    Allowance,
    PassageLink,
    ThemeEvent,
    Interest,
    Example,
    Appeal,
    LanePick,
    Edit,
    Handover,
    Series,
    Correction,
    Subscriber,
    Subscription,
    Thumb,
]
OWNED = [model for model in MODELS if model not in {Refusal, Allowance}]
READ = [
    DeckVersion,
    DeckLook,
    ModelCall,
    KeptReply,
    Thread,
    Reading,
    Mark,
    Explanation,
    Cleaning,
    Opinion,
    Practice,
    Exercise,
    Card,
    PassageLink,
    ThemeEvent,
    Example,
    Appeal,
    LanePick,
    Edit,
    Handover,
    Correction,
    Subscriber,
    Subscription,
    Thumb,
]
ADDED = [model for model in MODELS if model not in {FeedEntry, *READ}]


def stock(owner):
    """One of everything. Out: by model."""
    source = put_source(owner)
    chapter = Chapter.objects.create(source=source, position=0, title="One", start=0, end=9)
    theme = put_theme(owner)
    passage = put_passage(owner, source=source, theme=theme)
    digest = Digest.objects.create(owner=owner, title="The week", period_start=DAY, period_end=DAY, writer="none")
    section = Section.objects.create(digest=digest, theme=theme, position=0, heading="Teams")
    statement = Statement.objects.create(
        section=section, position=0, text="Small teams ship faster.", status="verified"
    )
    citation = Citation.objects.create(
        statement=statement, passage=passage, source=source, quote="Small teams", status="verified"
    )
    issue = NewsletterIssue.objects.create(digest=digest, subject="The week", html="<p>", text="-")
    things = [
        source,
        chapter,
        theme,
        passage,
        passage.placement,
        digest,
        section,
        statement,
        citation,
        issue,
        delivery := Delivery.objects.create(issue=issue, address="reader@example.org"),
        Thumb.objects.create(delivery=delivery, section=section, up=True),
        deck := Deck.objects.create(owner=owner, title="Teams", theme=theme, outline={}),
        DeckVersion.objects.create(deck=deck, number=1, outline={}, title="Teams", said="Moved a slide.", by=owner),
        DeckLook.objects.create(owner=owner, name="Ours"),
        Likeness.objects.create(source=source, of=source, relation="same", severed=True),
        Transcript.objects.create(source=source, raw="Um, hello.", duration_ms=61_000),
        Run.objects.create(owner=owner, kind="group"),
        Upload.objects.create(owner=owner, name="notes.md", sha256="0" * 64, size=1, content="uploads/none"),
        feed := Feed.objects.create(owner=owner, url="https://kitchen.example.org/feed.xml"),
        FeedEntry.objects.create(feed=feed, key="k", title="Essay 1", state="failed"),
        Question.objects.create(owner=owner, text="Why?", writer="none"),
        *(aid.objects.create(owner=owner, source=source) for aid in (Explanation, Cleaning, Opinion, Practice)),
        Thread.objects.create(owner=owner, title="Why?"),
        Reading.objects.create(owner=owner, source=source),
        put_mark_of(source, source.text),
        Exercise.objects.create(owner=owner, source=source, identity="a" * 64, kind="open", question="Why?"),
        Card.objects.create(owner=owner, source=source, origin="highlight", front="Why?", back="So.", guid="f" * 32),
        ApiToken.objects.create(owner=owner, label="Notebook", digest=f"{owner.pk:064}"),
        ModelCall.objects.create(owner=owner, task="answer", model="quill-large"),
        KeptReply.objects.create(owner=owner, task="answer", model="quill-large", key="k", text="{}"),
        Allowance.objects.create(owner=owner, monthly_cap=5),
        PassageLink.objects.create(owner=owner, kind="cannot", passage=passage, theme=theme),
        ThemeEvent.objects.create(theme=theme, kind="born", on=DAY, size=1),
        Interest.objects.create(owner=owner, phrase="small teams"),
        Example.objects.create(source=source, wanted="more"),
        Appeal.objects.create(source=source, by=owner, note="Not noise.", against="Too short."),
        LanePick.objects.create(theme=theme, source=source, week=DAY, reason="Near to it."),
        Edit.objects.create(owner=owner, by=owner, verb="drop", said="Dropped a note.", source=source),
        Handover.objects.create(owner=owner, kind="digest", mark="m"),
        series := Series.objects.create(owner=owner, name="Weekly", slug=f"weekly-{owner.pk}"),
        reader := Subscriber.objects.create(address=f"reader{owner.pk}@example.org", state="active"),
        Subscription.objects.create(subscriber=reader, series=series),
        Correction.objects.create(digest=digest, was="Teams shipped.", now="Small teams ship faster.", by=owner),
        Refusal.objects.get_or_create(address="no@example.org")[0],
    ]
    return {type(thing): thing for thing in things}


def stock_more(owner, shelf, number):
    """Another row of what lists show beside other rows."""
    theme = put_theme(owner, f"Theme {number}")
    passage = put_passage(owner, theme=theme)
    source = passage.source
    section = shelf[Digest].sections.create(position=number + 1, heading="More", theme=theme)
    statement = section.statements.create(position=0, text="So.", status="close")
    statement.citations.create(passage=passage, source=source, quote="So.", status="close")
    ModelCall.objects.create(owner=owner, run=shelf[Run], task="answer", model="quill-large")
    PassageLink.objects.create(owner=owner, kind="cannot", passage=passage, theme=shelf[Theme])
    ThemeEvent.objects.create(theme=theme, kind="grew", on=DAY, other=shelf[Theme], by=owner)
    Interest.objects.create(owner=owner, phrase=f"teams of {number}")
    Example.objects.create(source=source, wanted="less")
    Appeal.objects.create(source=source, by=owner)
    LanePick.objects.create(theme=theme, source=source, week=DAY, reason="Near.")
    Edit.objects.create(owner=owner, by=owner, verb="drop", said="Dropped.", source=source, theme=theme)
    Handover.objects.create(owner=owner, kind="deck", mark="m", subject=number)
    series = Series.objects.create(owner=owner, name=f"Series {number}", slug=f"series-{owner.pk}-{number}")
    reader = Subscriber.objects.create(address=f"more{owner.pk}-{number}@example.org")
    Subscription.objects.create(subscriber=reader, series=series)
    Thumb.objects.create(delivery=shelf[Delivery], section=section, up=False)
    days = {"period_start": DAY, "period_end": DAY}
    digest = Digest.objects.create(owner=owner, series=series, title="More", writer="none", **days)
    Correction.objects.create(digest=digest, was="So.", by=owner)
    Likeness.objects.create(source=source, of=shelf[Source], relation="same")
    DeckVersion.objects.create(deck=shelf[Deck], number=number + 2, outline={}, title="Teams", said="Moved.", by=owner)
    DeckLook.objects.create(owner=owner, name=f"Ours {number}")
    Run.objects.create(owner=owner, kind="read", subject=900 + number, status="failed")
    Upload.objects.create(owner=owner, name="n.md", sha256=f"{number + 1:064}", size=1, status="failed")


def url_of(what, page, *args):
    return reverse(f"admin:{what._meta.app_label}_{what._meta.model_name}_{page}", args=args)


def act(desk, action, things, **data):
    """Choose things in their list and run an action on them. Out: what the desk says."""
    chosen = [thing.pk for thing in things]
    response = desk.post(url_of(things[0], "changelist"), {"action": action, "_selected_action": chosen} | data)
    return said(response)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def form_of(desk, url):
    """The fields of a change form as a browser would post them back unchanged."""
    form = desk.get(url).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    inlines = {}
    for formset in desk.get(url).context["inline_admin_formsets"]:
        management = formset.formset.management_form
        inlines |= {f"{management.prefix}-{name}": value for name, value in management.initial.items()}
        for row in formset.formset.forms:
            inlines |= {row.add_prefix(name): row[name].value() for name in row.fields}
    return {name: value for name, value in (data | inlines).items() if value not in (None, [])}
