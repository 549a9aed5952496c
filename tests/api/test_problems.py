"""What goes wrong is said as RFC 9457 asks."""

import pytest

from curation import errors
from tests.api.conftest import json_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (errors.Refused, 422, "refused"),
        (errors.UnreadableUpload, 422, "unreadable"),
        (errors.CurationError, 422, "error"),
        (errors.NotFound, 404, "not_found"),
        (errors.NothingToDo, 409, "nothing_to_do"),
        (errors.TemporaryError, 503, "temporary"),
        (errors.Misconfigured, 500, "misconfigured"),
    ],
)
def test_every_error_has_its_status(program, monkeypatch, error, status, code):
    def refuse(owner, text, **_):
        raise error("Not today.")

    monkeypatch.setattr("curation.reading.asking.ask_and_wait", refuse)
    answer = program.post("/api/ask", json_of({"question": "When?"}), content_type="application/json")
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem.pop("title")
    assert problem == {"type": "about:blank", "status": status, "detail": "Not today.", "code": code}


def test_an_error_of_a_finer_kind_keeps_its_status(program, monkeypatch):
    class Busy(errors.TemporaryError):
        pass

    def refuse(owner, text, **_):
        raise Busy("Later.")

    monkeypatch.setattr("curation.reading.asking.ask_and_wait", refuse)
    answer = program.post("/api/ask", json_of({"question": "When?"}), content_type="application/json")
    assert answer.status_code == 503


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("GET", "/sources?kind=poem", None, "kind"),
        ("GET", "/sources?standing=lost", None, "standing"),
        ("GET", "/sources?limit=0", None, "limit"),
        ("GET", "/sources?limit=201", None, "limit"),
        ("GET", "/sources?offset=-1", None, "offset"),
        ("GET", f"/sources?offset={10**20}", None, "offset"),
        ("POST", "/digests", {"from": "soon"}, "from"),
        ("POST", "/decks", {"digest": 1, "slides": 400}, "slides"),
        ("POST", "/decks", {"digest": 1, "audience": "a\0b"}, "audience"),
        ("POST", "/decks", {"digest": 1, "level": "genius"}, "level"),
        ("POST", "/ask", {}, "question"),
        ("POST", "/digests", {"start": "2026-03-02"}, "start"),
        ("POST", "/ask", {"question": "Wh\0y?"}, "question"),
        ("POST", "/ask", {"question": "\ud800"}, "question"),
        ("POST", "/uploads", {"text": "So.", "kind": "poem"}, "kind"),
        ("POST", "/uploads", {"text": "So.", "title": "a\0b"}, "title"),
    ],
)
def test_a_wrong_field_is_named(send, method, path, body, field):
    status, problem = send(method, path, body)
    assert (status, problem["code"]) == (422, "invalid")
    assert [one["field"] for one in problem["errors"]] == [field]
    assert problem["detail"].startswith(f"{field}: ")


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[]", b"7", b""])
@pytest.mark.parametrize("path", ["/ask", "/uploads", "/decks", "/digests"])
def test_what_is_no_json_object_is_a_problem(program, path, body):
    answer = program.post(f"/api{path}", body, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert answer["Content-Type"] == "application/problem+json"
