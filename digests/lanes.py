"""In: a digest as it is kept. Out: the same, a theme's pick from out of its lane quoted in its section."""

from django.db import transaction

from curation.checking import check_drafts
from curation.lanes import LanePicked, lane_picks_of
from curation.models import Passage
from curation.offers import offered
from curation.writing.readability import asks, clear, has_verb, litter, words_in
from curation.writing.schemas import CitationDraft, Offer, StatementDraft
from curation.writing.sentences import sentences
from digests.keep import keep_statement
from digests.models import Digest, Section, Statement

LANE = Statement.Role.OUT_OF_LANE
_LENGTH = 6, 45
_CLEAR = 0.8


@transaction.atomic
def quote_lane_picks(digest: Digest) -> None:
    """One for each section whose theme has a pick in the period, once; a hand's work stays as it is."""
    held = Digest.objects.select_for_update().get(pk=digest.pk)
    if held.is_the_hands:
        return
    for section in held.sections.filter(is_lead=False).exclude(theme=None).exclude(statements__role=LANE):
        picks = lane_picks_of(section.theme, held.period_start, held.period_end) if section.theme else []
        if picks:
            _quote(section, picks[0])


def _quote(section: Section, picked: LanePicked) -> None:
    """From the passage nearest to the theme where that has a sentence that stands alone, else from another."""
    offers = offered(Passage.objects.filter(source=picked.source))
    offers.sort(key=lambda offer: (offer.passage_id != picked.passage.pk, offer.position))
    quotation = next(filter(None, map(_sentence, offers)), None)
    if quotation is None:
        return
    for checked in check_drafts([quotation], offers):
        kept = keep_statement(section, LANE, 0, checked)
        Statement.objects.filter(pk=kept.pk).update(novelty_reason=picked.pick.reason)


def _sentence(offer: Offer) -> StatementDraft | None:
    """Out: its first sentence that stands alone."""
    for sentence in sentences(offer.text):
        fits = _LENGTH[0] <= words_in(sentence.text) <= _LENGTH[1] and not litter(sentence.text)
        if fits and not asks(sentence.text) and has_verb(sentence.text) and clear(sentence.text) >= _CLEAR:
            quote = CitationDraft(passage_id=offer.passage_id, quote=sentence.text)
            return StatementDraft(text=sentence.text, citations=[quote])
    return None
