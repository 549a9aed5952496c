"""Marks and places by HTTP."""

import uuid

import pytest

from curation.reading.models import Mark, Reading
from tests.web.cast import FIRST, SECOND, TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(shelf):
    return f"/sources/{shelf.source.pk}"


def test_words_are_marked_by_a_span_or_by_themselves(send, at):
    start = TEXT.index(SECOND)
    by_span = send("POST", f"{at}/marks", {"start": start, "end": start + 13, "colour": "blue"})
    by_words = send("POST", f"{at}/marks", {"quote": "an eval for the refusals", "kind": "puzzle"})
    assert [(code, made["quote"]) for code, made in (by_span, by_words)] == [
        (201, "The dashboard"),
        (201, "an eval for the refusals"),
    ]


def test_the_same_token_twice_makes_one_mark(send, at):
    told = {"quote": SECOND, "token": str(uuid.uuid4())}
    first, again = send("POST", f"{at}/marks", told), send("POST", f"{at}/marks", told)
    assert first == again
    assert Mark.objects.count() == 2


def test_words_that_are_not_there_are_refused(send, at):
    code, problem = send("POST", f"{at}/marks", {"quote": "The moon is made of green cheese, they say"})
    assert (code, problem["detail"][:24]) == (422, "These words do not stand")


def test_marks_are_listed_in_the_library_and_in_a_source(send, at, shelf):
    [in_source] = send("GET", f"{at}/marks")[1]
    assert (in_source["quote"], in_source["start"]) == (FIRST, 0)
    assert send("GET", "/marks?only=yellow&q=count")[1] == {"items": [in_source], "count": 1}
    assert send("GET", "/marks?only=puzzle")[1]["count"] == 0


def test_a_note_that_another_wrote_meanwhile_is_kept(send, shelf):
    told = {"note": "Or not.", "note_was": "Something older."}
    assert send("PATCH", f"/marks/{shelf.mark.pk}", told)[1]["note"] == "Count them again.\n\nOr not."


def test_a_mark_is_taken_away(program, shelf):
    assert program.delete(f"/api/marks/{shelf.mark.pk}").status_code == 204
    assert not Mark.objects.exists()


def test_to_ask_where_a_device_was_begins_no_pass(send, at):
    code, told = send("GET", f"{at}/place?device=e-reader")
    assert (code, told) == (200, {"start": 0, "elsewhere": 0, "furthest": 0})
    assert not Reading.objects.exists()


def test_a_program_tells_where_it_is_and_asks_for_it(send, at):
    start = TEXT.index(SECOND)
    told = send("PUT", f"{at}/place", {"device": "e-reader", "start": start, "reached": start + 4})
    asked = send("GET", f"{at}/place?device=e-reader")
    assert told == asked == (200, {"start": start, "elsewhere": 0, "furthest": start + 4})


def test_marks_beyond_any_library_are_refused(client, ada):
    client.force_login(ada)
    assert client.get(f"/api/marks?offset={10**20}").status_code == 422
