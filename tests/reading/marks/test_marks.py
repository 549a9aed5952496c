"""Marks: made once, changed by two tabs, taken away and put back, kept through a corrected text."""

import json
import uuid

import pytest
from django.utils import timezone

from curation.errors import CurationError, NotFound
from curation.models import Source
from curation.reading.marks import mark, mark_words, marks_of, put_back, remark, unmark
from curation.reading.marks.exporting import as_file
from curation.reading.marks.listing import marks_in_library, marks_in_order, sources_named
from curation.reading.models import Card, CardReview, Mark
from curation.reading.review.making import card_of_mark
from curation.reading.review.rating import rate
from tests.shelf import put_source

pytestmark = pytest.mark.django_db

TEXT = "The oven 🔥 was cold. Nobody had lit it.\n\nThe bread rose anyway, slowly."


@pytest.fixture
def source(ada):
    return put_source(ada, TEXT)


def marked(source, words, **told):
    start = source.text.index(words)
    return mark(source.owner, source, start, start + len(words), **{"token": uuid.uuid4(), **told})


def reworded(source, text):
    Source.objects.filter(pk=source.pk).update(text=text)
    return Source.objects.get(pk=source.pk)


def test_it_keeps_the_words_and_what_stands_around(source):
    made = marked(source, "was cold")
    assert (made.prefix, made.quote, made.suffix) == ("The oven 🔥 ", "was cold", TEXT[19:])


def test_white_space_at_the_edges_is_not_marked(source):
    assert marked(source, " was cold. ").quote == "was cold."


def test_the_same_mark_sent_twice_is_one(source):
    token = uuid.uuid4()
    first, second = marked(source, "oven", token=token), marked(source, "oven", token=token)
    assert first == second
    assert Mark.objects.count() == 1


def test_words_that_moved_before_they_were_sent_are_marked_where_they_stand(source):
    changed = reworded(source, f"A line before. {TEXT}")
    made = mark(source.owner, changed, 21, 29, token=uuid.uuid4(), quote="Nobody had lit it.")
    assert (made.quote, made.start) == ("Nobody had lit it.", changed.text.index("Nobody"))


def test_a_quote_over_two_paragraphs_is_taken_as_the_page_shows_it(source):
    start = TEXT.index("lit it.")
    made = mark(source.owner, source, start, start + 18, token=uuid.uuid4(), quote="lit it.\r\n\r\nThe bread")
    assert made.quote == "lit it.\n\nThe bread"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 2), (0, 9999), (-3, 4)])
def test_what_is_no_span_of_the_text_is_refused(source, start, end):
    with pytest.raises(CurationError, match="do not stand in the text"):
        mark(source.owner, source, start, end, token=uuid.uuid4())


def test_words_can_be_marked_by_typing_them(source):
    made = mark_words(source.owner, source, " Nobody  had lit it. ", kind="puzzle", token=uuid.uuid4())
    assert (made.quote, made.kind) == ("Nobody had lit it.", "puzzle")


def test_words_that_are_not_there_cannot_be_marked(source):
    with pytest.raises(CurationError, match="do not stand"):
        mark_words(source.owner, source, "Somebody lit the lamp at noon", token=uuid.uuid4())


def test_it_is_found_again_in_a_corrected_text(source):
    made = marked(source, "The bread rose anyway", note="How?")
    changed = reworded(source, "A new first line.\n\n" + TEXT.replace("anyway", "any way"))
    [now] = marks_of(changed)
    assert (now.pk, now.quote, now.note) == (made.pk, "The bread rose any way", "How?")
    assert changed.text[now.start : now.end] == now.quote


def test_it_is_kept_when_its_words_have_gone_and_comes_back_with_them(source):
    made = marked(source, "Nobody had lit it.")
    gone = marks_of(reworded(source, "Something else entirely stands here now."))
    again = marks_of(reworded(source, TEXT))
    assert [(one.start, one.quote) for one in (*gone, *again)] == [(None, made.quote), (made.start, made.quote)]


def test_a_note_written_meanwhile_is_not_lost(source):
    made = marked(source, "oven", note="Old.")
    remark(made, note="From one tab.", note_was="Old.")
    assert remark(made, note="From the other.", note_was="Old.").note == "From one tab.\n\nFrom the other."


def test_what_is_not_told_stays(source):
    made = marked(source, "oven", note="Kept.", colour="blue")
    assert (remark(made, colour="pink").note, remark(made, note="").colour) == ("Kept.", "pink")


def test_a_mark_taken_away_can_be_put_back_as_it_was(source):
    made = marked(source, "oven", note="Kept.", colour="green")
    was = unmark(made)
    assert not Mark.objects.exists()
    back, again = put_back(source.owner, was), put_back(source.owner, was)
    assert (back.note, back.colour, back.start, back.token) == ("Kept.", "green", 4, made.token)
    assert again == back


@pytest.mark.parametrize("by_hand", [False, True])
def test_its_card_comes_back_with_what_was_reviewed(source, by_hand):
    made = marked(source, "oven")
    card = card_of_mark(made)
    rate(card, CardReview.Rating.GOOD, timezone.now())
    if by_hand:
        Card.objects.update(edited_at=timezone.now(), front="In my words")
    was = unmark(made)
    assert Card.objects.exists() is by_hand
    back = put_back(source.owner, was)
    put_back(source.owner, was)
    again = Card.objects.get()
    assert (again.guid, again.mark, again.review_count) == (card.guid, back, 1)
    assert CardReview.objects.get().card == again


def test_nobody_puts_a_mark_into_a_stranger_s_library(source, cleo):
    was = unmark(marked(source, "oven"))
    with pytest.raises(NotFound):
        put_back(cleo, was)
    with pytest.raises(CurationError, match="cannot be put back"):
        put_back(source.owner, was + "x")


def test_a_mark_that_is_gone_cannot_be_changed(source):
    made = marked(source, "oven")
    unmark(Mark.objects.get(pk=made.pk))
    with pytest.raises(NotFound):
        remark(made, note="Too late.")


def test_they_are_listed_by_colour_and_by_words(ada, source):
    marked(source, "oven", colour="blue")
    puzzle = marked(source, "lit it", kind="puzzle", note="Who?")
    assert [one.quote for one in marks_in_library(ada, only="blue")] == ["oven"]
    assert list(marks_in_library(ada, only="puzzle")) == list(marks_in_library(ada, words="who")) == [puzzle]


def exported(owner, kind):
    rows = list(marks_in_order(owner))
    return as_file(kind, rows, sources_named(owner, rows), lambda one: f"https://read.example/m{one.pk}")


def test_they_can_be_taken_away_as_markdown(ada, source):
    made = marked(source, "lit it.\n\nThe bread", note="# No heading")
    assert f"> lit it.\n>\n> The bread\n\n# No heading\n\nYellow: <https://read.example/m{made.pk}>" in exported(
        ada, "md"
    )


def test_they_can_be_taken_away_as_json(ada, source):
    made = marked(source, "oven 🔥", colour="pink")
    [row] = json.loads(exported(ada, "json"))
    assert (row["quote"], row["colour"], row["start"]) == ("oven 🔥", "pink", made.start)
