"""The editing desk over HTTP: with htmx and as plain forms."""

import pytest
from django.urls import reverse

from curation.models import Theme
from digests.models import Correction, Digest, Statement
from tests.digests.published import put_draft
from tests.shelf import put_passage
from tests.web.cast import FIRST, SECOND, THIRD

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


def at_desk(reader, shelf, **query):
    return reader.get(reverse("desk", args=[shelf.digest.pk]), query).content.decode()


def do(reader, name, thing, verb, headers=None, **form):
    return reader.post(reverse(name, args=[thing.pk, verb]), form, headers=headers)


def test_the_desk_shows_a_statement_beside_its_evidence(reader, shelf):
    shown = at_desk(reader, shelf, at=shelf.statement.pk)
    assert f'data-statement="{shelf.statement.pk}"' in shown
    assert f"<mark>{FIRST}</mark> {SECOND}" in shown
    assert THIRD in shown
    assert "0 of 4 read" in shown


def test_an_id_that_is_none_shows_the_first(reader, shelf):
    for at in ("x", "-1", "9" * 30, "²"):
        assert "1 of 4" in at_desk(reader, shelf, at=at)


def test_a_plain_form_comes_back_to_the_desk(reader, shelf):
    answer = do(reader, "change-statement", shelf.statement, "rewrite", text=SECOND)
    assert answer.url == f"{reverse('desk', args=[shelf.digest.pk])}?at={shelf.statement.pk}#pane"
    shelf.statement.refresh_from_db()
    assert (shelf.statement.text, shelf.statement.by_hand) == (SECOND, True)


def test_htmx_gets_the_desk_and_what_was_done(reader, shelf):
    answer = do(reader, "change-statement", shelf.statement, "approve", HTMX)
    assert answer.status_code == 200
    assert "Approved." in answer.content.decode()
    assert "✓ Read" in answer.content.decode()


def test_the_verdict_on_words_being_written_stores_nothing(reader, shelf):
    answer = reader.post(reverse("check-statement", args=[shelf.statement.pk]), {"text": "Nine hundred cakes burnt."})
    assert "Not supported" in answer.content.decode()
    assert "Not saved yet." in answer.content.decode()
    shelf.statement.refresh_from_db()
    assert shelf.statement.text == FIRST


@pytest.mark.parametrize("headers", [None, HTMX])
def test_what_was_typed_and_refused_is_still_there(reader, shelf, headers):
    lead = "A word. " * 300
    answer = do(reader, "change-desk", shelf.digest, "lead", headers, text=lead)
    assert answer.status_code == 422
    assert f">{lead}</textarea>" in answer.content.decode()
    note = do(reader, "change-statement", shelf.statement, "rewrite", headers, text="Mine.", note="x" * 201)
    assert ">Mine.</textarea>" in note.content.decode()
    assert "The note to your readers is too long" in note.content.decode()


def test_signs_that_no_text_may_hold_are_told_or_left_out(reader, shelf):
    assert reader.get(reverse("desk", args=[shelf.digest.pk]), {"q": "a\0b"}).status_code == 200
    answer = do(reader, "change-statement", shelf.statement, "rewrite", text="a\0b")
    assert "Null characters are not allowed." in answer.content.decode()


def test_what_was_met_before_stands_at_the_desk(reader, shelf):
    met = shelf.source.passages.last()
    beside = {"novelty": "updates", "novelty_reason": "Updates it.", "met_quote": THIRD, "met_passage": met}
    Statement.objects.filter(pk=shelf.statement.pk).update(**beside, met_source=shelf.source)
    shown = at_desk(reader, shelf, at=shelf.statement.pk)
    assert "What was met before, beside it" in shown
    assert "Readers see both." in shown


@pytest.mark.parametrize("headers", [None, HTMX])
def test_what_is_refused_says_why_in_place(reader, shelf, headers):
    answer = do(reader, "change-statement", shelf.statement, "rewrite", headers, text=" ")
    assert answer.status_code == 422
    assert "A statement needs words" in answer.content.decode()


def test_a_dropped_statement_is_listed_and_restored(reader, shelf):
    pk = shelf.statement.pk
    do(reader, "change-statement", shelf.statement, "drop")
    shown = at_desk(reader, shelf)
    dropped = shelf.digest.owner.edits.get(verb="digest-drop")
    assert f'value="{dropped.pk}"' in shown
    do(reader, "change-desk", shelf.digest, "restore", edit=dropped.pk)
    assert Statement.objects.get(pk=pk).citations.count() == 1


def test_the_last_change_is_undone(reader, shelf):
    do(reader, "change-desk", shelf.digest, "title", text="Mine")
    do(reader, "change-desk", shelf.digest, "undo")
    assert Digest.objects.get().title == "Reading by hand"
    assert "There is nothing to undo." in do(reader, "change-desk", shelf.digest, "undo").content.decode()


def test_headings_leads_and_places_are_set(reader, shelf):
    section = shelf.statement.section
    do(reader, "change-section", section, "heading", text="By hand")
    do(reader, "change-desk", shelf.digest, "lead", text="We read them.")
    assert "It is the first already." in do(reader, "change-section", section, "up").content.decode()
    section.refresh_from_db()
    assert (section.heading, Digest.objects.get().lead) == ("By hand", "We read them.")


def test_another_passage_is_cited_and_left_out_again(reader, shelf):
    other = shelf.source.passages.last()
    do(reader, "change-statement", shelf.statement, "cite", passage=other.pk)
    assert shelf.statement.citations.count() == 2
    do(reader, "change-statement", shelf.statement, "uncite", passage=other.pk)
    assert shelf.statement.citations.get().passage == shelf.passage


def test_fewer_words_of_a_passage_are_quoted(reader, shelf):
    do(reader, "change-statement", shelf.statement, "cite", passage=shelf.passage.pk, quote=SECOND)
    assert shelf.statement.citations.get().quote == SECOND


def test_a_passage_becomes_a_quotation(reader, shelf):
    do(reader, "change-section", shelf.statement.section, "quote", passage=shelf.source.passages.last().pk)
    assert Statement.objects.get(text=THIRD).status == "verified"


def test_a_stranger_s_passage_is_not_there(reader, shelf, cleo):
    theirs = put_passage(cleo, "A stranger's words.")
    for verb in ("cite", "uncite"):
        assert do(reader, "change-statement", shelf.statement, verb, passage=theirs.pk).status_code == 422
    assert "A stranger" not in at_desk(reader, shelf, q="stranger")


def test_all_that_are_verified_are_approved_at_once(reader, shelf):
    do(reader, "change-desk", shelf.digest, "approve-verified")
    assert not Statement.objects.filter(approved=False).exists()


def test_what_stands_in_the_way_of_approval_is_said(reader, shelf):
    Statement.objects.filter(pk=shelf.statement.pk).update(status="unsupported")
    assert "One statement is not borne out" in at_desk(reader, shelf)
    reader.post(reverse("change-digest", args=[shelf.digest.pk, "approve"]))
    assert Digest.objects.get().state == "draft"


def test_a_note_to_the_readers_is_kept_with_the_correction(reader, ada):
    from tests.digests.published import put_published

    public = put_published(ada)
    said = Statement.objects.filter(section__digest=public).first()
    assert (
        "every change from here on is told to its readers"
        in reader.get(reverse("desk", args=[public.pk])).content.decode()
    )
    do(reader, "change-statement", said, "drop", note="It was said twice.")
    assert Correction.objects.get().note == "It was said twice."
    assert do(reader, "change-statement", said, "drop", note="x" * 201).status_code in {404, 422}


def test_the_publisher_sees_what_of_their_own_is_quoted(reader, ada):
    draft = put_draft(ada)
    address = reverse("publication", args=[draft.pk])
    assert "is a draft; approve it" in reader.get(address).content.decode()
    reader.post(reverse("change-digest", args=[draft.pk, "approve"]))
    shown = reader.get(address).content.decode()
    assert "1 quotation is from your own memos." in shown
    assert "From 4 sources by Perpetua Lindqvist" in shown


def test_what_is_public_is_not_offered_again(reader, ada):
    from tests.digests.published import put_published

    shown = reader.get(reverse("publication", args=[put_published(ada).pk])).content.decode()
    assert "It is public: everybody may read it at" in shown
    assert "/publish/" not in shown


def test_a_desk_asks_as_often_when_the_digest_is_long(reader, shelf, ada, django_assert_num_queries):
    with django_assert_num_queries(13) as short:
        at_desk(reader, shelf, at=shelf.statement.pk)
    for number in range(6):
        section = shelf.digest.sections.create(position=number + 1, heading="More", theme=Theme.objects.first())
        section.statements.create(position=0, text=SECOND, status="verified")
    with django_assert_num_queries(len(short)):
        at_desk(reader, shelf, at=shelf.statement.pk)


def test_a_digest_that_nobody_composed_has_no_desk(reader, shelf):
    Digest.objects.update(writer="")
    assert reader.get(reverse("desk", args=[shelf.digest.pk])).status_code == 404


@pytest.mark.parametrize("headers", [None, HTMX])
def test_of_two_tabs_the_second_save_is_told_what_stands_now(reader, shelf, headers):
    do(reader, "change-statement", shelf.statement, "rewrite", headers, text="Mine.", was=FIRST)
    answer = do(reader, "change-statement", shelf.statement, "rewrite", headers, text="No, mine.", was=FIRST)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "It was changed meanwhile to “Mine.”: save again to put your words in its place." in shown
    assert ">No, mine.</textarea>" in shown
    assert Statement.objects.get(pk=shelf.statement.pk).text == "Mine."


def test_who_has_been_told_may_save_all_the_same(reader, shelf):
    do(reader, "change-statement", shelf.statement, "rewrite", text="Mine.", was=FIRST)
    told = do(reader, "change-statement", shelf.statement, "rewrite", text="No, mine.", was=FIRST)
    assert told.content.decode().count('<input type="hidden" name="was" value="Mine.">') == 2
    do(reader, "change-statement", shelf.statement, "rewrite", text="No, mine.", was="Mine.")
    assert Statement.objects.get(pk=shelf.statement.pk).text == "No, mine."


def test_the_same_words_twice_are_saved_in_silence(reader, shelf):
    for _ in range(2):
        assert do(reader, "change-statement", shelf.statement, "rewrite", text="Mine.", was=FIRST).status_code == 302


def test_words_that_were_changed_meanwhile_are_not_approved_unread(reader, shelf):
    do(reader, "change-statement", shelf.statement, "rewrite", text=SECOND, was=FIRST)
    answer = do(reader, "change-statement", shelf.statement, "approve", was=FIRST)
    assert f"It was changed meanwhile to “{SECOND}”: read it before you approve it." in answer.content.decode()
    assert not Statement.objects.get(pk=shelf.statement.pk).approved


def test_space_in_a_statement_is_no_change(reader, shelf):
    Statement.objects.filter(pk=shelf.statement.pk).update(text="One\n two  three.")
    answer = do(reader, "change-statement", shelf.statement, "rewrite", text=SECOND, was="One\r\n two  three.")
    assert answer.status_code == 302
