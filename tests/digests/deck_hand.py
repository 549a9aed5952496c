"""A deck under ada's hands: one slide of each layout, each line with the passage that it cites."""

import datetime
from secrets import token_urlsafe

from digests.deck_editing.evidence import citation_of
from digests.models import Deck
from digests.outline import Column, ColumnsSlide, Slide, SlideLine, TableSlide, TimelineSlide
from digests.outline import Deck as Outline
from digests.outline.model import Moment
from digests.outline.notes import evidence
from tests.shelf import put_passage, put_source

DAY = datetime.date(2026, 3, 2)
LOAVES = "The bakery on Quince Lane sold 64 loaves and did not raise its price."
FERRY = "The ferry was late on 9 of 10 days because nobody had read the tide table."
KILN = "A kiln that is opened early cracks every third pot in it."
TRACES = "Marlow Quill read forty traces by hand before lunch."


def put_cited(owner, text, **fields):
    fields = {"title": "The lane, part 1", "author": "Philippa Drummond", "met_on": DAY} | fields
    source = put_source(owner, text, **fields)
    return put_passage(owner, text, source=source)


def line_from(passage, text=""):
    return SlideLine(text=text or passage.text, citations=[citation_of(passage, passage.text)])


def put_hand_deck(owner, *, shared=False):
    """Title, bullets of two, quotation, big number, columns, timeline, table: s1 to s7."""
    cited = {"On loaves": LOAVES, "On ferries": FERRY, "On kilns": KILN, "On traces": TRACES}
    loaves, ferry, kiln, traces = (put_cited(owner, text, title=title) for title, text in cited.items())
    two = [line_from(loaves), line_from(ferry)]
    number = [line_from(loaves, "64"), line_from(loaves)]
    columns = [Column(heading="Bread", lines=[line_from(loaves)]), Column(heading="Boats", lines=[line_from(ferry)])]
    cells = [[SlideLine(text="Pots", own_words=True), line_from(kiln)], [SlideLine(text="Traces"), line_from(traces)]]
    slides = [
        Slide(layout="title", title="The lane", lines=[SlideLine(text="For: everyone · Level: practitioner")]),
        Slide(layout="bullets", title="Bread and boats", lines=two, notes=evidence(two)),
        Slide(layout="quotation", title="In the words of Philippa Drummond", lines=[line_from(kiln)]),
        Slide(layout="big_number", title="Loaves", lines=number),
        ColumnsSlide(layout="comparison", title="Beside each other", columns=columns),
        TimelineSlide(title="When", moments=[Moment(when="2 March 2026", line=line_from(traces))]),
        TableSlide(title="Counted", header=["What", "How"], rows=cells),
    ]
    named = [slide.model_copy(update={"id": f"s{place}"}) for place, slide in enumerate(slides, start=1)]
    outline = Outline(title="The lane", slides=named).model_dump(mode="json")
    token = token_urlsafe(32) if shared else None
    return Deck.objects.create(owner=owner, title="The lane", outline=outline, writer="extractive", share_token=token)
