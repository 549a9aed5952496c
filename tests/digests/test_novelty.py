import datetime

import pytest
from django.db import connection

from curation.models import Passage, Source
from digests.assemble import document_of
from digests.models import Digest, Statement
from digests.novelty import FIRST as NOTHING_BEFORE
from digests.novelty import compare, held_before
from tests.digests.two_weeks import (
    FIRST,
    KNOWN,
    MET_PRICE,
    MET_SHARE,
    NEW,
    NEW_PRICE,
    NEW_SHARE,
    SECOND,
    composed,
    put_weeks,
    week_of,
)
from tests.fakes import WordEmbedder
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def light_vectors(monkeypatch):
    monkeypatch.setattr("curation.embedding.get_embedder", WordEmbedder)


@pytest.fixture
def theme(ada):
    return put_weeks(ada)


def novelties(digest):
    return dict(Statement.objects.filter(section__digest=digest).values_list("text", "novelty"))


def section_of(digest):
    return document_of(digest).sections[0]


def test_each_statement_is_set_beside_what_was_met_before(ada, theme):
    found = novelties(composed(ada))
    assert found == {NEW: "new", NEW_PRICE: "updates", NEW_SHARE: "disagrees", KNOWN: "known"}


def test_what_is_known_names_where_it_was_met_first(ada, theme):
    known = Statement.objects.get(section__digest=composed(ada), text=KNOWN)
    assert known.met_quote == KNOWN
    assert (known.met_source.author, known.met_source.met_on) == ("Marlow Quill", FIRST)
    assert known.novelty_reason == "You met this on 2 March 2026 from Marlow Quill."


@pytest.mark.parametrize(("text", "before"), [(NEW_PRICE, MET_PRICE), (NEW_SHARE, MET_SHARE)])
def test_both_quotes_stand_in_stored_passages(ada, theme, text, before):
    said = Statement.objects.get(section__digest=composed(ada), text=text)
    assert said.met_quote == before
    assert said.met_quote in said.met_passage.text
    assert said.citations.get().quote in said.citations.get().passage.text


def test_a_section_leads_with_what_is_new(ada, theme):
    kinds = [one.novelty for one in section_of(composed(ada)).statements]
    order = ["new", "updates", "disagrees", "known"]
    assert kinds == sorted(kinds, key=order.index)


def test_in_the_first_period_everything_is_new_and_it_is_said_once(ada, theme):
    digest = composed(ada, FIRST)
    reasons = Statement.objects.filter(section__digest=digest).values_list("novelty", "novelty_reason")
    assert set(reasons) == {("new", NOTHING_BEFORE)}
    assert document_of(digest).news == "All of it is new to you."


def test_the_first_period_needs_no_vectors(ada, theme, monkeypatch):
    digest = composed(ada, FIRST)
    Statement.objects.update(novelty="")
    embedder = WordEmbedder()
    compare(digest, embedder)
    assert embedder.asked == []


def test_what_was_met_in_the_period_itself_counts_for_nothing(ada, theme):
    assert set(held_before(composed(ada)).values_list("source__met_on", flat=True)) == {FIRST}


def test_nobody_knows_who_says_we_in_an_episode_without_names(ada):
    met, now = "We have 12 people on payroll.", "We have 40 people on payroll."
    put_weeks(ada, {FIRST: [("Larder Talk", "Larder Talk 8", met)], SECOND: [("Larder Talk", "Larder Talk 9", now)]})
    assert novelties(composed(ada)) == {now: "updates"}
    Source.objects.update(kind="episode")
    digest = Digest.objects.get()
    Statement.objects.update(novelty="")
    assert novelties(compare(digest, WordEmbedder())) == {now: "new"}


def test_another_s_library_counts_for_nothing(ada, ben, theme):
    put_passage(ben, NEW, source=put_source(ben, NEW, met_on=FIRST))
    assert novelties(composed(ada))[NEW] == "new"


def test_what_is_filtered_counts_for_nothing(ada, theme):
    Source.objects.filter(met_on=FIRST).update(standing="filtered")
    assert set(novelties(composed(ada)).values()) == {"new"}


def test_a_picked_digest_is_compared_with_what_came_before_its_first_pick(ada, theme):
    digest = composed(ada)
    digest.picked = True
    digest.save()
    digest.picks.set(Source.objects.filter(met_on=SECOND))
    put_passage(ada, NEW, source=put_source(ada, NEW, met_on=SECOND - datetime.timedelta(days=1)))
    assert SECOND - datetime.timedelta(days=1) in held_before(digest).values_list("source__met_on", flat=True)


def test_what_a_hand_has_touched_is_not_compared_again(ada, theme):
    digest = composed(ada)
    Statement.objects.filter(section__digest=digest).update(novelty="")
    Digest.objects.filter(pk=digest.pk).update(edited_by_hand=True)
    compare(Digest.objects.get(pk=digest.pk), WordEmbedder())
    assert set(novelties(digest).values()) == {""}


def test_comparing_twice_changes_nothing(ada, theme):
    digest = composed(ada)
    before = list(Statement.objects.filter(section__digest=digest).order_by("pk").values())
    compare(digest, WordEmbedder())
    assert list(Statement.objects.filter(section__digest=digest).order_by("pk").values()) == before


def test_what_its_source_does_not_bear_out_is_not_compared(ada, theme):
    digest = composed(ada)
    Statement.objects.filter(section__digest=digest).update(novelty="", status="unsupported")
    compare(digest, WordEmbedder())
    assert set(novelties(digest).values()) == {""}


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_vectors_are_computed(ada):
    put_weeks(ada)
    digest = composed(ada)
    Statement.objects.update(novelty="")

    class Watchful(WordEmbedder):
        def embed(self, texts):
            self.open = getattr(self, "open", False) or connection.in_atomic_block
            return super().embed(texts)

    embedder = Watchful()
    compare(digest, embedder)
    assert embedder.asked
    assert not embedder.open


def test_a_disagreement_shows_both_sides_and_marks_the_later(ada, theme):
    said = next(one for one in section_of(composed(ada)).statements if one.text == NEW_SHARE)
    assert [(side.citation.quote, side.later) for side in said.sides] == [(MET_SHARE, False), (NEW_SHARE, True)]
    assert all(side.citation.status == "verified" and side.citation.number for side in said.sides)


def test_a_disagreement_whose_other_side_is_gone_is_no_longer_told(ada, theme):
    digest = composed(ada)
    Passage.objects.filter(source__met_on=FIRST).update(text="Something else.")
    said = next(one for one in section_of(digest).statements if one.text == NEW_SHARE)
    assert (said.novelty, said.sides) == ("new", ())


def test_what_is_known_folds_into_one_line(ada, theme):
    section = section_of(composed(ada))
    assert KNOWN not in [one.text for one in section.fresh]
    assert section.known_line.startswith("Known already: 1, first met in ")
    assert "(2 March 2026)" in section.known_line


def test_a_section_that_is_all_known_comes_last_and_is_one_line(ada):
    same = [("Oda Winkel", "Four cooks", "A kitchen of four cooks needs no head of sauces.")]
    put_weeks(ada, {FIRST: same * 3, SECOND: same * 3})
    put_weeks(ada, {SECOND: [("Teo Varga", "One page", NEW), ("Ines Calloway", "Price", NEW_PRICE)]})
    sections = document_of(composed(ada)).sections
    assert [one.is_known for one in sections] == [False, True]
    assert sections[1].read == ()


def test_the_lead_counts_what_is_new(ada, theme):
    assert document_of(composed(ada)).news == "1 new, 1 update, 1 disagreement, 1 known already."


def test_a_week_in_which_nothing_was_met_makes_nothing(ada, theme):
    from curation.errors import NothingToDo
    from digests.compose import compose

    with pytest.raises(NothingToDo):
        compose(ada, *week_of(datetime.date(2025, 1, 8)))
    assert not Digest.objects.exists()
