"""What of a comparison with the owner's library everybody may read, in every form alike."""

import pytest

from curation.models import Source
from digests import editing
from digests.models import Digest
from digests.public import public_document
from digests.publishing import private_in_words
from digests.renderers.digest_view import digest_view
from digests.renderers.notes import anchored, notes_of
from tests.digests.reading_order import out_of_order
from tests.digests.test_public_forms import FORMS, in_words, page
from tests.digests.two_weeks import (
    KNOWN,
    MET_PRICE,
    NEW,
    NEW_PRICE,
    NEW_SHARE,
    OFF_LANE,
    WHY,
    composed,
    put_lane_pick,
    put_weeks,
)
from tests.fakes import WordEmbedder

pytestmark = pytest.mark.django_db


@pytest.fixture
def digest(ada, monkeypatch):
    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)
    put_lane_pick(put_weeks(ada))
    return composed(ada)


@pytest.fixture
def document(ada, digest):
    editing.publish(editing.approve(digest, ada), ada)
    return public_document(Digest.objects.get(pk=digest.pk))


@pytest.fixture
def section(document):
    return document.sections[0]


def test_what_the_owner_knew_is_told_like_the_rest(section):
    assert KNOWN in [one.text for one in section.fresh]
    assert not section.known


def test_where_the_owner_met_it_stays_theirs(section):
    [known] = [one for one in section.statements if one.text == KNOWN]
    assert (known.met, known.novelty_reason) == (None, "")


def test_two_quotes_beside_each_other_are_for_everybody(section):
    sides = {one.text: [side.citation.quote for side in one.sides] for one in section.statements}
    assert sides[NEW_PRICE] == [MET_PRICE]
    assert len(sides[NEW_SHARE]) == 2


def test_their_reason_names_no_source_and_no_reader(section):
    reasons = {one.novelty_reason for one in section.statements if one.sides}
    assert reasons == {"This brings up to date what was said before.", "These two disagree."}


def test_out_of_the_owner_s_lane_is_a_quotation_like_others(section):
    assert section.lane == ()
    assert [one.novelty_reason for one in section.quotations if one.text == OFF_LANE] == [""]


def test_the_publisher_is_told_of_their_own_words_of_before(digest):
    Source.objects.update(kind="article")
    Source.objects.filter(text=MET_PRICE).update(kind="memo")
    assert private_in_words(digest) == "1 quotation is from your own memos."


def test_how_much_the_theme_holds_stays_the_owner_s(ada, digest):
    digest.sections.update(source_count=77)
    editing.publish(editing.approve(digest, ada), ada)
    assert [one.sources for one in public_document(Digest.objects.get(pk=digest.pk)).sections] == [5]


def test_numbers_rise_as_one_reads_and_leave_no_gap(document):
    notes = notes_of(anchored(digest_view(document)))
    assert [one.number for one in notes] == [str(number) for number in range(1, 8)]


def told(document):
    """What every form says, in the order in which it is read."""
    [section] = document.sections
    yield from (document.title, "1 min read · 5 sources", document.lead, document.news, section.heading, section.about)
    yield from (NEW, NEW_PRICE, MET_PRICE, "These two disagree.", NEW_SHARE, KNOWN, OFF_LANE)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_it_in_the_same_order(document, form):
    shown = in_words(form, document)
    from_the_lead = shown[shown.index("".join(document.lead.split())) :] if form == "epub" else shown
    apart = (document.title, "1 min read · 5 sources") if form == "epub" else ()
    assert out_of_order(from_the_lead, [words for words in told(document) if words not in apart]) == []


def test_of_two_quotes_beside_each_other_the_later_is_marked(document):
    shown = page(document)
    later = shown[shown.index('<blockquote class="side side--later"') :]
    assert later.index("Later: “") < later.index(NEW_SHARE) < later.index("</blockquote>")
    assert shown.count("side--later") == 1


@pytest.mark.parametrize("form", FORMS)
def test_every_form_shows_both_quotes(document, form):
    shown = in_words(form, document)
    wanted = (MET_PRICE, NEW_PRICE, NEW_SHARE, OFF_LANE, KNOWN, "These two disagree.", document.news)
    assert [words for words in wanted if "".join(words.split()) not in shown] == []


@pytest.mark.parametrize("form", FORMS)
def test_no_form_speaks_of_what_the_owner_met(document, form):
    shown = in_words(form, document)
    assert not [
        words for words in (WHY, "Out of your lane", "Known already", "You met") if "".join(words.split()) in shown
    ]
