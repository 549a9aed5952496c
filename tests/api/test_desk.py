"""Editing and publishing by HTTP."""

import pytest

from digests.models import Digest
from tests.web.cast import FIRST, SECOND, THIRD

pytestmark = pytest.mark.django_db


def desk(send, shelf):
    return send("GET", f"/digests/{shelf.digest.pk}/desk")[1]


def test_the_desk_tells_every_statement_with_its_id(send, shelf):
    told = desk(send, shelf)
    first = told["sections"][0]["statements"][0]
    assert (first["id"], first["text"], first["approved"]) == (shelf.statement.pk, FIRST, False)
    assert first["citations"] == [{"passage": shelf.passage.pk, "quote": FIRST, "status": "verified"}]


def test_words_are_set_and_checked(send, shelf):
    _, told = send("PATCH", f"/statements/{shelf.statement.pk}", {"text": "Nine hundred cakes burnt."})
    assert told["sections"][0]["statements"][0]["status"] == "unsupported"
    assert told["hindrance"].startswith("One statement is not borne out")
    assert send("POST", f"/digests/{shelf.digest.pk}/desk/approve")[0] == 422


def test_title_lead_and_heading_are_set(send, shelf):
    send("PATCH", f"/digests/{shelf.digest.pk}/desk", {"title": "Mine", "lead": "All of it."})
    _, told = send("PATCH", f"/sections/{shelf.statement.section_id}", {"heading": "By hand"})
    assert (told["title"], told["lead"], told["sections"][0]["heading"]) == ("Mine", "All of it.", "By hand")


def test_of_a_change_that_is_refused_nothing_stays(send, shelf):
    status, _ = send("PATCH", f"/digests/{shelf.digest.pk}/desk", {"title": "Mine", "lead": "word " * 500})
    assert status == 422
    assert Digest.objects.get().title == "Reading by hand"


def test_a_statement_is_read_moved_and_dropped(send, shelf):
    address = f"/statements/{shelf.statement.pk}"
    assert send("PATCH", address, {"approved": True})[1]["sections"][0]["statements"][0]["approved"]
    assert send("PATCH", address, {"move": "up"})[1]["detail"] == "It is the first already."
    _, told = send("DELETE", address)
    assert told["dropped"][0]["said"].startswith("Dropped “Forty-one")
    _, told = send("POST", f"/digests/{shelf.digest.pk}/dropped/{told['dropped'][0]['id']}")
    assert told["sections"][0]["statements"][0]["id"] == shelf.statement.pk


def test_it_cites_what_it_is_told_to(send, shelf):
    wanted = {"citations": [{"passage": shelf.passage.pk, "quote": SECOND}]}
    _, told = send("PUT", f"/statements/{shelf.statement.pk}/citations", wanted)
    assert told["sections"][0]["statements"][0]["citations"][0]["quote"] == SECOND
    assert send("PUT", f"/statements/{shelf.statement.pk}/citations", {"citations": []})[0] == 422


def test_a_passage_is_quoted(send, shelf):
    passage = shelf.source.passages.last()
    status, told = send("POST", f"/sections/{shelf.statement.section_id}/quotations", {"passage": passage.pk})
    assert status == 201
    assert THIRD in [one["text"] for one in told["sections"][0]["statements"]]


def test_it_is_approved_published_and_withdrawn(send, shelf):
    address = f"/digests/{shelf.digest.pk}/desk"
    states = [send("POST", f"{address}/{verb}")[1]["state"] for verb in ("approve", "publish", "withdraw")]
    assert states == ["approved", "published", "draft"]
    told = send("GET", f"/digests/{shelf.digest.pk}/publication")[1]
    assert told["address"].endswith("/read/reading-by-hand/")


def test_an_edit_is_undone(send, shelf):
    send("PATCH", f"/digests/{shelf.digest.pk}/desk", {"title": "Mine"})
    assert desk(send, shelf)["undo"] == "Called it “Mine”."
    send("POST", f"/digests/{shelf.digest.pk}/desk/undo")
    assert Digest.objects.get().title == "Reading by hand"
    assert send("POST", f"/digests/{shelf.digest.pk}/desk/undo")[0] == 409


def test_a_stranger_s_passage_is_not_found(send, shelf, cleo):
    from tests.shelf import put_passage

    theirs = put_passage(cleo)
    wanted = {"citations": [{"passage": theirs.pk}]}
    assert send("PUT", f"/statements/{shelf.statement.pk}/citations", wanted)[0] == 404
    assert send("POST", f"/sections/{shelf.statement.section_id}/quotations", {"passage": theirs.pk})[0] == 404


def test_words_that_were_changed_meanwhile_are_not_written_over(send, shelf):
    address = f"/statements/{shelf.statement.pk}"
    send("PATCH", address, {"text": "Mine.", "was": FIRST})
    status, told = send("PATCH", address, {"text": "No, mine.", "was": FIRST})
    assert (status, told["code"]) == (409, "changed_meanwhile")
    assert "It was changed meanwhile to “Mine.”" in told["detail"]
    assert send("PATCH", address, {"approved": True, "was": FIRST})[0] == 409
    assert send("PATCH", address, {"text": "No, mine.", "approved": True, "was": "Mine."})[1]["code"] == "error"
    assert send("PATCH", address, {"text": SECOND, "approved": True, "was": "Mine."})[0] == 200
