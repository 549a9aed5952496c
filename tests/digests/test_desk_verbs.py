"""The hand on a draft: what each verb does, and that it can be undone."""

import pytest
from django.db import connection

from curation.errors import CurationError, NotFound, NothingToDo
from curation.models import Edit, Passage
from digests import editing
from digests.desk import desk_of, evidence_of, next_of, passages_beside
from digests.editing import Chosen
from digests.models import Citation, Digest, Section, Statement
from tests.digests.published import ARTICLE, EPISODE, MEMO, POST, put_draft
from tests.shelf import put_passage, put_theme

pytestmark = pytest.mark.django_db
MET = "Four loaves go for each cake."
BESIDE = ("novelty", "novelty_reason", "met_quote", "met_passage", "met_source")


@pytest.fixture
def draft(ada):
    return put_draft(ada)


@pytest.fixture
def said(draft):
    """Its first statement, which its owner knew."""
    first = Statement.objects.filter(section__digest=draft, role="statement").order_by("pk").first()
    met = put_passage(draft.owner, MET)
    beside = {"novelty": "known", "novelty_reason": "Met on Monday.", "met_quote": MET}
    Statement.objects.filter(pk=first.pk).update(**beside, met_passage=met, met_source=met.source)
    first.refresh_from_db()
    return first


def words_of(digest):
    return [one.text for part in desk_of(digest).parts for one in part.statements]


def rows_of(digest):
    """Everything that a hand can change, as it stands."""
    sections = list(Section.objects.filter(digest=digest).order_by("pk").values("pk", "heading", "position"))
    fields = ("pk", "section", "role", "position", "text", "status", "approved", "by_hand", *BESIDE)
    statements = list(Statement.objects.filter(section__digest=digest).order_by("pk").values(*fields))
    cited = list(Citation.objects.filter(statement__section__digest=digest).order_by("pk").values())
    head = Digest.objects.filter(pk=digest.pk).values_list("title", "lead").get()
    return head, sections, statements, cited


def first_section(digest):
    return digest.sections.order_by("position").first()


EDITS = {
    "rewrite": lambda digest, said, by: editing.rewrite(said, "The bakery on Quince Lane sells four loaves.", by),
    "approve": lambda digest, said, by: editing.approve_statement(said, by),
    "approve all": lambda digest, said, by: editing.approve_verified(digest, by),
    "drop": lambda digest, said, by: editing.drop_statement(said, by),
    "move": lambda digest, said, by: editing.move_statement(said, 1, by),
    "move a section": lambda digest, said, by: editing.move_section(first_section(digest), 1, by),
    "heading": lambda digest, said, by: editing.rewrite_heading(first_section(digest), "Bread", by),
    "title": lambda digest, said, by: editing.retitle(digest, "Bread", by),
    "lead": lambda digest, said, by: editing.rewrite_lead(digest, "Bread, mostly.", by),
    "cite": lambda digest, said, by: editing.cite(said, [Chosen(Passage.objects.get(text=POST))], by),
    "quote": lambda digest, said, by: editing.add_quotation(
        first_section(digest), Chosen(Passage.objects.get(text=POST)), by
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_every_edit_can_be_undone(ada, draft, said, edit):
    before = rows_of(draft)
    EDITS[edit](draft, said, ada)
    assert rows_of(draft) != before
    editing.undo(draft, ada)
    assert rows_of(draft) == before


def test_all_edits_can_be_undone_one_after_the_other(ada, draft, said):
    before = rows_of(draft)
    others = [name for name in EDITS if name != "drop"]
    for name in [*others, "drop"]:
        EDITS[name](draft, said, ada)
    for _ in EDITS:
        editing.undo(draft, ada)
    assert rows_of(draft) == before
    with pytest.raises(NothingToDo):
        editing.undo(draft, ada)


def test_what_was_dropped_can_be_restored_after_other_edits(ada, draft, said):
    editing.drop_statement(said, ada)
    editing.retitle(draft, "Bread", ada)
    assert ARTICLE not in words_of(draft)[:1]
    editing.restore_statement(draft, editing.dropped_from(draft).get().pk, ada)
    assert words_of(draft)[0] == ARTICLE
    assert Citation.objects.filter(statement__text=ARTICLE).count() == 2


def test_it_is_not_restored_twice(ada, draft, said):
    editing.drop_statement(said, ada)
    edit = editing.dropped_from(draft).get()
    editing.undo(draft, ada)
    with pytest.raises(NotFound):
        editing.restore_statement(draft, edit.pk, ada)


def test_a_restored_statement_does_without_a_source_that_has_left(ada, draft, said):
    dropped = said.pk
    editing.drop_statement(said, ada)
    Passage.objects.get(text=ARTICLE).source.delete()
    editing.undo(draft, ada)
    assert Statement.objects.get(pk=dropped).citations.count() == 0


def beside(statement):
    return Statement.objects.filter(pk=statement.pk).values_list(*BESIDE).get()


@pytest.mark.parametrize("edit", ["rewrite", "cite"])
def test_what_old_words_were_beside_what_was_met_before_is_not_said_of_new_ones(ada, draft, said, edit):
    was = beside(said)
    EDITS[edit](draft, said, ada)
    assert beside(said) == ("", "", "", None, None)
    editing.undo(draft, ada)
    assert beside(said) == was


def test_the_same_words_stay_beside_what_was_met_before(ada, said):
    was = beside(said)
    editing.rewrite(said, ARTICLE, ada)
    assert beside(said) == was


def test_why_something_is_out_of_the_lane_is_said_of_its_source(ada, said):
    Statement.objects.filter(pk=said.pk).update(role=Statement.Role.OUT_OF_LANE)
    said.refresh_from_db()
    assert editing.rewrite(said, "Four loaves for every cake.", ada).novelty_reason == "Met on Monday."


@pytest.mark.parametrize("edit", ["rewrite", "drop", "cite"])
def test_to_undo_does_without_what_was_met_before_and_has_left(ada, draft, said, edit):
    pk = said.pk
    EDITS[edit](draft, said, ada)
    Passage.objects.get(text=MET).source.delete()
    editing.undo(draft, ada)
    connection.check_constraints()
    assert beside(Statement(pk=pk)) == ("known", "Met on Monday.", MET, None, None)


def test_to_undo_a_heading_leaves_its_theme_as_it_is_now(ada, draft):
    section, other = first_section(draft), put_theme(ada, "Rye")
    editing.rewrite_heading(section, "Bread", ada)
    gone = section.theme
    Section.objects.filter(pk=section.pk).update(theme=other)
    gone.delete()
    editing.undo(draft, ada)
    section.refresh_from_db()
    assert (section.heading, section.theme) == ("Loaves", other)


def test_statements_change_places(ada, draft, said):
    editing.move_statement(said, 1, ada)
    assert words_of(draft)[:2] == [POST, ARTICLE]
    with pytest.raises(CurationError, match="last already"):
        editing.move_statement(said, 1, ada)


def test_sections_change_places(ada, draft):
    editing.move_section(first_section(draft), 1, ada)
    assert [one.heading for one in draft.sections.order_by("position")] == ["Cakes", "Loaves"]


def test_what_it_cites_decides_anew(ada, draft, said):
    editing.approve_statement(said, ada)
    cited = editing.cite(said, [Chosen(Passage.objects.get(text=POST))], ada)
    assert (cited.status, cited.approved) == ("unsupported", False)
    with pytest.raises(CurationError, match="do not bear it out"):
        editing.approve_statement(said, ada)


def test_a_quotation_is_words_of_its_passage(ada, draft):
    passage = Passage.objects.get(text=POST)
    made = editing.add_quotation(first_section(draft), Chosen(passage, "keeps a day longer"), ada)
    assert (made.status, made.role, made.citations.get().quote) == ("verified", "quotation", "keeps a day longer")
    assert editing.add_quotation(first_section(draft), Chosen(passage, "keeps nine days"), ada).status == "unsupported"


def test_new_words_have_to_be_read_again(ada, draft, said):
    editing.approve_statement(said, ada)
    assert editing.rewrite(said, ARTICLE, ada).approved
    assert not editing.rewrite(said, "The bakery on Quince Lane sells four loaves.", ada).approved


def test_nothing_unsupported_is_approved(ada, draft, said):
    editing.rewrite(said, "The bakery on Quince Lane burnt down in 1987.", ada)
    with pytest.raises(CurationError, match="One statement is not borne out by what it cites"):
        editing.approve(draft, ada)
    editing.drop_statement(said, ada)
    assert editing.approve(draft, ada).state == Digest.State.APPROVED


def test_what_is_retold_is_read_by_a_person_first(ada, draft, said):
    Statement.objects.filter(pk=said.pk).update(status="close")
    with pytest.raises(CurationError, match="One retold statement has not been read"):
        editing.approve(draft, ada)
    editing.approve_statement(said, ada)
    assert editing.approve(draft, ada).approved_at


def test_what_a_hand_has_edited_is_not_composed_again(ada, draft, said):
    editing.drop_statement(said, ada)
    draft.refresh_from_db()
    assert draft.is_the_hands
    assert first_section(draft).by_hand


@pytest.mark.parametrize("edit", EDITS)
def test_nobody_edits_somebody_else_s_digest(ben, draft, said, edit):
    before = rows_of(draft)
    with pytest.raises(NotFound):
        EDITS[edit](draft, said, ben)
    assert rows_of(draft) == before
    assert not Edit.objects.exists()


def test_somebody_else_s_passage_is_not_cited(ada, ben, draft, said):
    theirs = put_passage(ben, ARTICLE)
    with pytest.raises(NotFound):
        editing.cite(said, [Chosen(theirs)], ada)
    assert said.citations.get().passage.owner == ada


def test_the_desk_begins_with_what_nobody_has_read(ada, draft, said):
    editing.approve_statement(said, ada)
    desk = desk_of(draft)
    assert (desk.current.text, desk.number, desk.tally.approved) == (POST, 2, 1)


def test_it_goes_on_in_reading_order_and_back_at_the_end(draft):
    statements = [one for part in desk_of(draft).parts for one in part.statements]
    assert [one.text for one in statements] == [ARTICLE, POST, ARTICLE, EPISODE, MEMO]
    assert next_of(statements[0]) == statements[1].pk
    assert next_of(statements[-1]) == statements[-2].pk


def test_the_quoted_words_are_marked_amid_their_surroundings(ada, draft, said):
    citation = said.citations.get()
    citation.quote = "four loaves"
    citation.save()
    source = citation.source
    source.text = f"Before it. {ARTICLE} After it."
    source.save()
    Passage.objects.filter(pk=citation.passage_id).update(start=11, end=11 + len(ARTICLE))
    [shown] = evidence_of(said)
    assert (shown.before, shown.quoted, shown.after) == ("Before it. ", "four loaves", " After it.")
    assert shown.lead + shown.quoted + shown.trail == ARTICLE


def test_other_passages_are_those_of_the_theme(ada, draft, said):
    assert [one.text for one in passages_beside(said, ada)] == [POST]
    assert not passages_beside(said, ada, "no such words")
