"""A reader's own chat for programs: a prompt is got, an answer is brought, by HTTP and by the command line."""

import io
import json
import sys

import pytest
from django.core.management import call_command

from curation.reading.models import Explanation
from tests.readers import have_read
from tests.web.cast import FIRST

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(shelf):
    """Its source is read, in pass 2."""
    have_read(shelf.source)
    return shelf


ANSWER = json.dumps({"gist": [{"text": FIRST, "citations": [{"passage": 1, "quote": FIRST}]}], "points": []})


@pytest.fixture
def verb(capsys):
    def run(*words):
        capsys.readouterr()
        call_command(*words, "--json", "--owner", "ada")
        return json.loads(capsys.readouterr().out)["data"]

    return run


@pytest.mark.parametrize("of", ["source", "question", "digest", "deck"])
def test_a_prompt_is_got_for_each_kind(send, shelf, of):
    path, body = {
        "source": (f"/sources/{shelf.source.pk}/handover", None),
        "question": (f"/questions/{shelf.question.pk}/handover", None),
        "digest": ("/digests/handover", {"to": str(shelf.source.met_on)}),
        "deck": ("/decks/handover", {"digest": shelf.digest.pk, "format": "presenter"}),
    }[of]
    if of == "digest":
        shelf.digest.delete()
    status, data = send("POST", path, body)
    assert (status, data["kind"], data["stale"]) == (201, {"source": "explanation"}.get(of, of), 0)
    assert FIRST in "".join(data["messages"])


def test_a_prompt_is_read_again_in_shorter_messages(send, shelf, settings):
    settings.OWN_CHAT_SHORT = 4000
    path = f"/handovers/{shelf.handover.pk}"
    assert len(send("GET", path)[1]["messages"]) > len(send("GET", f"{path}?room=long")[1]["messages"]) == 1


def test_an_answer_is_brought(send, shelf):
    status, data = send("POST", f"/handovers/{shelf.handover.pk}/answer", {"text": ANSWER, "chat": "Hearth"})
    assert (status, data["verified"], data["unsupported"], data["id"]) == (200, 1, 0, shelf.source.pk)
    assert send("GET", f"/sources/{shelf.source.pk}/explanation")[1]["writer"] == "your own chat (Hearth)"


def test_what_is_no_answer_is_a_problem_in_words(send, shelf):
    status, data = send("POST", f"/handovers/{shelf.handover.pk}/answer", {"text": "It is about traces."})
    assert (status, data["code"]) == (422, "model_failed")
    assert "“gist”, “points”" in data["detail"]


def test_by_command_it_goes_through_files(verb, shelf, tmp_path):
    told = verb("prompt", "explanation", "--source", str(shelf.source.pk))
    (tmp_path / "answer.txt").write_text(ANSWER)
    taken = verb("paste", str(told["id"]), str(tmp_path / "answer.txt"), "--chat", "Hearth")
    assert (taken["verified"], Explanation.objects.get().writer) == (1, "your own chat (Hearth)")


def test_by_command_it_goes_through_pipes(shelf, capsys, monkeypatch):
    call_command("prompt", "explanation", "--source", str(shelf.source.pk), "--owner", "ada")
    printed = capsys.readouterr()
    assert FIRST in printed.out
    number = printed.err.split("paste ")[1].split()[0]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ANSWER.encode())))
    call_command("paste", number, "--owner", "ada")
    assert "1 verified, 0 retold, 0 not supported" in capsys.readouterr().out


@pytest.mark.parametrize("what", ["question", "digest", "deck"])
def test_by_command_there_is_a_prompt_for_each_kind(verb, shelf, what):
    which = {
        "question": ["--question", str(shelf.question.pk)],
        "digest": ["--to", str(shelf.source.met_on)],
        "deck": ["--digest", str(shelf.digest.pk), "--slides", "5"],
    }[what]
    if what == "digest":
        shelf.digest.delete()
    assert FIRST in "".join(verb("prompt", what, *which)["messages"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["prompt", "explanation"], "--source ID"),
        (["prompt", "question"], "--question ID"),
        (["prompt", "deck"], "one thing"),
        (["paste", "999999"], "There is no prompt 999999 of this library."),
    ],
)
def test_what_is_missing_is_said(shelf, capsys, words, said):
    with pytest.raises(SystemExit):
        call_command(*words, "--json", "--owner", "ada")
    assert said in json.loads(capsys.readouterr().out)["error"]["message"]


def test_a_file_that_is_not_there_is_said(shelf, capsys, tmp_path):
    with pytest.raises(SystemExit):
        call_command("paste", str(shelf.handover.pk), str(tmp_path / "no.txt"), "--json", "--owner", "ada")
    assert "cannot be read: No such file" in json.loads(capsys.readouterr().out)["error"]["message"]
