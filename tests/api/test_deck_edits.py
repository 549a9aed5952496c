import pytest

from digests.models import Deck
from tests.digests.deck_hand import FERRY, LOAVES, put_cited, put_hand_deck

pytestmark = pytest.mark.django_db


@pytest.fixture
def deck(ada):
    return put_hand_deck(ada)


@pytest.fixture
def at(deck, send):
    """Sends to an address of the deck."""

    def ask(method, path="", body=None):
        return send(method, f"/decks/{deck.pk}{path}", body)

    return ask


def lines(answer, slide="s2"):
    return [line["text"] for one in answer["outline"]["slides"] if one["id"] == slide for line in one["lines"]]


def test_an_outline_tells_ids_and_the_version(at):
    status, told = at("GET", "/outline")
    assert (status, told["version"], told["undo"], told["address"]) == (200, 0, "", "")
    assert [one["id"] for one in told["outline"]["slides"]] == [*(f"s{n}" for n in range(1, 8)), "sources"]


def test_a_line_is_checked_and_rewritten(at):
    said = {"text": "The ferry was late on 9 of 10 days.", "was": FERRY}
    assert at("POST", "/slides/s2/lines/1/check", {"text": said["text"]})[1]["status"] == "verified"
    status, told = at("PATCH", "/slides/s2/lines/1", said)
    assert (status, lines(told)[1], told["version"]) == (200, said["text"], 1)


def test_what_is_not_borne_out_is_refused_and_kept_only_as_own_words(at):
    wrong = {"text": LOAVES.replace("64", "65")}
    status, told = at("PATCH", "/slides/s2/lines/0", wrong)
    assert (status, told["code"]) == (422, "refused")
    assert told["detail"].startswith("Not saved.")
    status, told = at("PATCH", "/slides/s2/lines/0", wrong | {"own_words": True})
    assert told["outline"]["slides"][1]["lines"][0]["citations"] == []


def test_two_edits_of_the_same_words_are_a_conflict(at):
    shorter = "The bakery on Quince Lane sold 64 loaves."
    assert at("PATCH", "/slides/s2/lines/0", {"text": shorter, "was": LOAVES})[0] == 200
    status, told = at("PATCH", "/slides/s2/lines/0", {"text": "Bread.", "was": LOAVES})
    assert (status, told["code"]) == (409, "changed_meanwhile")


def test_an_older_version_moves_nothing(at):
    assert at("PATCH", "/slides/s2", {"place": 3, "version": 0})[0] == 200
    assert at("PATCH", "/slides/s3", {"place": 1, "version": 0})[0] == 409
    assert at("DELETE", "/slides/s3?version=0")[0] == 409
    assert at("DELETE", "/slides/s3?version=1")[0] == 200


def test_a_slide_is_changed_in_one_request(at):
    change = {"title": "Boats", "notes": "Slowly.", "layout": "two_columns", "place": 2}
    status, told = at("PATCH", "/slides/s2", change)
    slide = told["outline"]["slides"][1]
    assert (status, slide["title"], slide["notes"], slide["layout"]) == (200, "Boats", "Slowly.", "two_columns")
    _, told = at("PATCH", "/slides/s2", {"headings": {"0": "Bread", "1": "Boats"}})
    assert [one["heading"] for one in told["outline"]["slides"][1]["columns"]] == ["Bread", "Boats"]


def test_slides_lines_and_highlights_are_added(at, ada):
    status, told = at("POST", "/slides", {"title": "Then", "lines": ["We bake."], "after": "s2"})
    assert (status, lines(told, told["slide"])) == (201, ["We bake."])
    assert at("POST", f"/slides/{told['slide']}/lines", {"text": "We row."})[0] == 201
    passage = put_cited(ada, "Salt is added last.", kind="highlight")
    status, told = at("POST", "/highlights", {"passage": passage.pk, "after": "s2", "as_line": True})
    assert (status, lines(told)[-1]) == (201, "Salt is added last.")


def test_a_stranger_s_passage_cannot_be_added(at, cleo):
    assert at("POST", "/highlights", {"passage": put_cited(cleo, "Salt is added last.").pk})[0] == 404


def test_versions_are_listed_gone_back_to_and_undone(at):
    at("PATCH", "/outline", {"title": "Quince Lane", "audience": "bakers", "look": "night"})
    said = [one["said"] for one in at("GET", "/versions")[1]]
    assert said == ["Gave it the look “Night”.", "Said whom it is for: bakers.", "Called the deck “Quince Lane”."]
    assert at("POST", "/versions/1/back")[1]["title"] == "The lane"
    assert at("POST", "/undo")[1]["title"] == "Quince Lane"


@pytest.mark.parametrize("place", ["/versions/1/back", "/undo"])
def test_whoever_saw_an_older_deck_takes_nothing_back(at, place):
    at("PATCH", "/outline", {"title": "Quince Lane"})
    assert at("POST", f"{place}?version=0")[0] == 409
    assert at("POST", f"{place}?version=1")[1]["title"] == "The lane"


def test_a_link_is_made_and_revoked(at, deck, client):
    address = at("POST", "/share")[1]["address"]
    token = Deck.objects.get().share_token
    assert address.endswith(f"/s/{token}/")
    assert client.get(f"/s/{token}/").status_code == 200
    assert at("DELETE", "/share")[1]["address"] == ""
    assert client.get(f"/s/{token}/").status_code == 404
