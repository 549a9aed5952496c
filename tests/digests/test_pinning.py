"""A question and its answer in a digest: in every form of it, removable, and as careful in public as the rest."""

import pytest
from django.test import Client
from django.urls import reverse

from curation.asked import asked_by
from curation.errors import CurationError, NotFound, Refused
from curation.models import Edit
from curation.reading.models import Question
from curation.reading.threads.keeping import remove
from digests.assemble import document_of
from digests.editing import approve, pin_answer, publish, undo, unpin
from digests.files import render_digest
from digests.keep import Whole, _keep_whole
from digests.models import Digest, Section
from digests.public import public_document
from tests.web.cast import FIRST, SECOND, put_shelf

pytestmark = pytest.mark.django_db

QUESTION = "How many were wrong?"
INVENTED = {"text": "It snowed in Lisbon.", "status": "unsupported", "reason": "No.", "citations": []}


@pytest.fixture
def shelf(ada):
    return put_shelf(ada)


@pytest.fixture
def pinned(shelf, ada):
    shelf.question.answer = [*shelf.question.answer, INVENTED]
    shelf.question.save()
    return pin_answer(shelf.digest, asked_by(ada, shelf.question.pk), ada)


def test_only_what_is_borne_out_is_pinned(pinned):
    assert [one.text for one in pinned.statements.all()] == [FIRST]


def corrected(shelf, old, new):
    """As a re-import does it: the passage keeps its id."""
    shelf.passage.text = shelf.passage.text.replace(old, new)
    shelf.passage.save(update_fields=["text"])


def test_an_answer_whose_words_have_gone_is_not_pinned(shelf, ada):
    corrected(shelf, "Forty-one", "Forty-three")
    with pytest.raises(Refused, match="stand there no longer"):
        asked_by(ada, shelf.question.pk)


def test_what_a_correction_left_standing_is_pinned_as_it_stands_now(shelf, ada):
    cites = {"passage_id": shelf.passage.pk, "source_id": shelf.source.pk, "status": "verified"}
    said = {"text": SECOND, "status": "verified", "citations": [{**cites, "quote": SECOND}, {**cites, "quote": FIRST}]}
    shelf.question.answer = [*shelf.question.answer, said]
    shelf.question.save()
    corrected(shelf, "Forty-one", "In all, forty-three")
    [statement] = asked_by(ada, shelf.question.pk).statements
    start = shelf.passage.text.index(SECOND)
    [citation] = statement.citations
    assert (statement.text, statement.status, citation.start, citation.quote) == (SECOND, "verified", start, SECOND)


def test_an_answer_whose_passage_has_left_the_library_is_not_pinned(shelf, ada):
    shelf.passage.delete()
    with pytest.raises(Refused):
        asked_by(ada, shelf.question.pk)


def test_it_stands_after_the_themes_as_asked(pinned, shelf):
    section = document_of(shelf.digest).sections[-1]
    assert (section.heading, section.asked, section.about) == (QUESTION, True, "Asked · 1 source · 1 min")


def test_it_is_in_the_edit_log(pinned, shelf):
    assert Edit.objects.filter(verb="digest-pin", before__digest=shelf.digest.pk).get().said == f"Pinned “{QUESTION}”."


def test_it_stays_when_its_talk_goes(pinned, shelf):
    remove(shelf.question.thread)
    assert Section.objects.get(pk=pinned.pk).statements.count() == 1


def test_it_survives_a_digest_that_is_written_anew(pinned, shelf):
    _keep_whole(shelf.digest, Whole(sources=[shelf.source], sections=[], writer="extractive"))
    assert [one.heading for one in shelf.digest.sections.all()] == [QUESTION]


def test_it_is_taken_out_and_undo_brings_it_back(pinned, shelf, ada):
    unpin(pinned, ada)
    assert not Section.objects.filter(asked=shelf.question.pk).exists()
    undo(shelf.digest, ada)
    again = Section.objects.get(asked=shelf.question.pk)
    assert [one.citations.get().quote for one in again.statements.all()] == [FIRST]


def test_undo_takes_out_what_was_pinned(pinned, shelf, ada):
    undo(shelf.digest, ada)
    assert not Section.objects.filter(asked=shelf.question.pk).exists()


def test_a_theme_s_section_is_not_taken_out_so(shelf, ada):
    with pytest.raises(CurationError):
        unpin(shelf.digest.sections.get(), ada)


def test_a_stranger_s_question_is_not_there(shelf, cleo):
    with pytest.raises(NotFound):
        asked_by(cleo, shelf.question.pk)


def test_a_stranger_pins_nothing_to_it(shelf, ada, cleo):
    with pytest.raises(NotFound):
        pin_answer(shelf.digest, asked_by(ada, shelf.question.pk), cleo)


def test_whose_profile_shaped_it_stands_on_the_owner_s_page_only(shelf, ada, client):
    Question.objects.update(told_for="I run a ferry", writer="quill")
    pin_answer(shelf.digest, asked_by(ada, shelf.question.pk), ada)
    Digest.objects.update(writer="quill")
    client.force_login(ada)
    own = client.get(reverse("digest", args=[shelf.digest.pk])).content.decode()
    assert "Told for: <bdi>I run a ferry</bdi>" in own
    approve(shelf.digest, ada)
    publish(shelf.digest, ada)
    published = Digest.objects.get()
    files = [render_digest(published, form) for form in ("md", "html")]
    public = Client().get(reverse("read", args=[published.slug])).content
    assert not any(b"ferry" in one for one in (*files, public))


def test_it_is_pinned_once(pinned, shelf, ada):
    with pytest.raises(Refused):
        pin_answer(shelf.digest, asked_by(ada, shelf.question.pk), ada)


@pytest.mark.parametrize("form", ["md", "html"])
def test_it_is_in_the_files(pinned, shelf, form):
    shown = render_digest(shelf.digest, form).decode()
    assert QUESTION in shown
    assert "Asked" in shown


def test_the_public_sees_it_as_the_rest_and_no_address_of_the_library(pinned, shelf, ada):
    section = public_document(shelf.digest).sections[-1]
    assert (section.heading, section.id, section.asked) == (QUESTION, 0, True)
    assert all("/sources/" not in one.source.url for said in section.statements for one in said.citations)


def test_readers_of_a_published_digest_are_told_of_it(shelf, ada):
    approve(shelf.digest, ada)
    publish(shelf.digest, ada)
    pin_answer(Digest.objects.get(pk=shelf.digest.pk), asked_by(ada, shelf.question.pk), ada)
    assert QUESTION in [one.now for one in shelf.digest.corrections.all()]
