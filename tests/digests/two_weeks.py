"""Two weeks of one library: what was met in the first, and what the second says again, anew and otherwise."""

import datetime

from curation.embedding import embed_passages
from curation.facts import Cause
from curation.models import LanePick, Passage
from curation.writing.schemas import CitationDraft, ComparisonDraft, LeadDraft, SectionDraft, StatementDraft
from curation.writing.sentences import sentences
from digests.compose import compose
from tests.fakes import WordEmbedder
from tests.shelf import put_passage, put_source, put_theme

FIRST, SECOND = datetime.date(2026, 3, 2), datetime.date(2026, 3, 9)
KNOWN = "Judges that share the model's training share its blind spots as well."
MET_PRICE, NEW_PRICE = "A Fennel judge costs 40 euros a month.", "A Fennel judge now costs 55 euros a month."
MET_SHARE = "The Fennel judge agrees with two editors in 91 percent of the cases."
NEW_SHARE = "The Fennel judge agrees with two editors in 74 percent of the cases."
NEW = "A judge prompt of one page beats a judge prompt of ten pages, because an editor can still read it."
OFF_LANE = "Bees vote on a new home by dancing, and the swarm moves when enough of them stop."
WHY = "Outside your interests, yet near this theme."
WEEKS = {
    FIRST: [("Oda Winkel", "What a judge costs", MET_PRICE), ("Marlow Quill", "", f"{KNOWN} {MET_SHARE}")],
    SECOND: [
        ("Oda Winkel", "What a judge costs now", NEW_PRICE),
        ("Teo Varga", "Counted again", NEW_SHARE),
        ("Ines Calloway", "Heard again", KNOWN),
        ("Pavel Stroud", "One page", NEW),
    ],
}


def week_of(day):
    return day - datetime.timedelta(days=6), day


def put_weeks(owner, weeks=WEEKS):
    theme = put_theme(owner, "Judges of models")
    for day, rows in weeks.items():
        for author, title, text in rows:
            source = put_source(owner, text, author=author, title=title, met_on=day)
            put_passage(owner, text, source=source, theme=theme)
    embed_passages(owner, WordEmbedder())
    return theme


def put_lane_pick(theme, **fields):
    far = {"standing": "filtered", "signal_facts": {"cause": Cause.FAR}}
    source = put_source(theme.owner, OFF_LANE, title="How swarms decide", met_on=SECOND, **far, **fields)
    Passage.objects.create(owner=theme.owner, source=source, position=0, start=0, end=len(OFF_LANE), text=OFF_LANE)
    embed_passages(theme.owner, WordEmbedder())
    return LanePick.objects.create(theme=theme, source=source, week=SECOND, reason=WHY)


class WholeWriter:
    """Quotes every sentence that it is offered."""

    name = "whole"

    def write_section(self, theme, offers, *, statements=4, brief=None):
        said = [self._said(offer, one.text) for offer in offers for one in sentences(offer.text)]
        return SectionDraft(heading=theme, statements=said)

    def write_lead(self, sections, *, brief=None):
        return LeadDraft(statements=[])

    def compare(self, cases):
        return ComparisonDraft()

    def _said(self, offer, text):
        return StatementDraft(text=text, citations=[CitationDraft(passage_id=offer.passage_id, quote=text)])


def composed(owner, day=SECOND):
    return compose(owner, *week_of(day), WholeWriter())
