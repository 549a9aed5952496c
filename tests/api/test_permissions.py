"""Every route of the API, asked for by everybody it is not meant for."""

import pytest
from django.test import Client

from curation.models import SavedSearch
from curation.project.api import api
from tests.api.conftest import json_of, program_of

pytestmark = pytest.mark.django_db

OWN = {  # routes without an id: everybody works in their own library
    "listSources": ("GET", "/sources", None),
    "searchLibrary": ("GET", "/search?q=teams", None),
    "listSearches": ("GET", "/searches", None),
    "saveSearch": ("POST", "/searches", {"query": "teams"}),
    "listThreads": ("GET", "/threads", None),
    "listThemes": ("GET", "/themes", None),
    "listLinks": ("GET", "/links", None),
    "listEdits": ("GET", "/edits", None),
    "listDigests": ("GET", "/digests", None),
    "createUpload": ("POST", "/uploads", {"text": "Small teams ship faster."}),
    "composeDigest": ("POST", "/digests", {}),
    "handOverDigest": ("POST", "/digests/handover", {}),
    "listSeries": ("GET", "/series", None),
    "startSeries": ("POST", "/series", {"name": "Mondays"}),
    "listIssues": ("GET", "/newsletter/issues", None),
    "listSubscribers": ("GET", "/newsletter/subscribers", None),
    "listFeeds": ("GET", "/feeds", None),
    "lookAtFeed": ("POST", "/feeds/look", {"url": "https://kitchen.example.org/1.xml"}),
    "followFeed": ("POST", "/feeds", {"url": "https://kitchen.example.org/2.xml"}),
    "importFeeds": ("POST", "/feeds/import", None),
    "exportFeeds": ("GET", "/feeds.opml", None),
    "getLedger": ("GET", "/ledger", None),
    "listCalls": ("GET", "/ledger/calls", None),
    "listInterests": ("GET", "/interests", None),
    "setInterests": ("PUT", "/interests", {"interests": [{"phrase": "river ferries"}]}),
    "addInterest": ("POST", "/interests", {"phrase": "river ferries"}),
    "resetInterests": ("DELETE", "/interests", None),
    "tryInterests": ("POST", "/interests/trial", {"interests": [{"phrase": "river ferries"}]}),
    "getLearned": ("GET", "/interests/learned", None),
    "listAppeals": ("GET", "/appeals", None),
    "getProfile": ("GET", "/profile", None),
    "listProfile": ("GET", "/profile/changes", None),
    "proposeProfile": ("POST", "/profile/changes", {"does": "Mend nets.", "version": 0}),
    "listMarks": ("GET", "/marks", None),
    "getToday": ("GET", "/today", None),
    "setToday": ("PATCH", "/today", {"minutes": 25}),
    "getReview": ("GET", "/review", None),
    "askForMoreCards": ("POST", "/review/more", None),
    "undoReview": ("POST", "/review/undo", None),
    "listCards": ("GET", "/cards", None),
    "exportCards": ("GET", "/cards.txt", None),
}


def _search(shelf):
    return SavedSearch.objects.get_or_create(owner=shelf.source.owner, name="Traces", query="traces")[0].pk


def _with_an_id(shelf):
    source, theme = f"/sources/{shelf.source.pk}", f"/themes/{shelf.theme.pk}"
    issue = f"/newsletter/issues/{shelf.delivery.issue_id}"
    return {
        "getSource": ("GET", source, None),
        "renameSearch": ("PATCH", f"/searches/{_search(shelf)}", {"name": "Mine"}),
        "deleteSearch": ("DELETE", f"/searches/{_search(shelf)}", None),
        "getReading": ("GET", f"{source}/reading", None),
        "endPass": ("POST", f"{source}/reading/end", {}),
        "openHelp": ("POST", f"{source}/reading/help", None),
        "keepProfile": ("POST", f"/profile/changes/{shelf.change.pk}/keep", None),
        "dropSource": ("POST", f"{source}/drop", None),
        "restoreSource": ("POST", f"{source}/restore", None),
        "setExample": ("POST", f"{source}/example", {"wanted": "less"}),
        "appealSource": ("POST", f"{source}/appeal", {}),
        "renameTheme": ("PATCH", theme, {"name": "Mine"}),
        "mergeTheme": ("POST", f"{theme}/merge", {"into": shelf.other_theme.pk}),
        "splitTheme": ("POST", f"{theme}/split", {"passages": [shelf.passage.pk], "name": "Mine"}),
        "changeTheme": ("POST", f"{theme}/hide", None),
        "movePassages": ("POST", "/passages/move", {"passages": [shelf.passage.pk], "theme": None}),
        "keepApart": ("POST", "/passages/apart", {"passages": [shelf.passage.pk], "theme": shelf.theme.pk}),
        "keepTogether": ("POST", "/passages/together", {"passages": [shelf.passage.pk], "passage": shelf.passage.pk}),
        "forgetLink": ("DELETE", f"/links/{shelf.link.pk}", None),
        "undoEdit": ("POST", f"/edits/{shelf.edit.pk}/undo", None),
        "getUpload": ("GET", f"/uploads/{shelf.upload.pk}", None),
        "getDigest": ("GET", f"/digests/{shelf.digest.pk}", None),
        "composeAgain": ("POST", f"/digests/{shelf.digest.pk}/again", None),
        "pickSources": ("POST", "/digests/picked", {"title": "Mine", "sources": [shelf.source.pk]}),
        "pickMoreSources": ("POST", f"/digests/{shelf.digest.pk}/picks", {"sources": [shelf.source.pk]}),
        "unpickSources": ("POST", f"/digests/{shelf.digest.pk}/picks/remove", {"sources": [shelf.source.pk]}),
        "getSeries": ("GET", f"/series/{shelf.series.pk}", None),
        "changeSeries": ("PUT", f"/series/{shelf.series.pk}", {"name": "Mine"}),
        "removeSeries": ("DELETE", f"/series/{shelf.series.pk}", None),
        "makeSeriesNow": ("POST", f"/series/{shelf.series.pk}/digests", {}),
        "pauseSeries": ("POST", f"/series/{shelf.series.pk}/pause", None),
        "makeIssue": ("POST", f"/digests/{shelf.digest.pk}/issue", None),
        "getIssue": ("GET", issue, None),
        "wordIssue": ("PATCH", issue, {"subject": "Mine"}),
        "approveIssue": ("POST", f"{issue}/approve", {}),
        "testIssue": ("POST", f"{issue}/test", {"address": "cleo@example.org"}),
        "changeIssue": ("POST", f"{issue}/send", None),
        "listDeliveries": ("GET", f"{issue}/deliveries", None),
        "sendAgain": ("POST", f"/newsletter/deliveries/{shelf.delivery.pk}/again", None),
        "addSubscriber": (
            "POST",
            "/newsletter/subscribers",
            {"address": "dora@example.org", "series": [shelf.series.pk], "consent": "Said so at the meeting."},
        ),
        "getDesk": ("GET", f"/digests/{shelf.digest.pk}/desk", None),
        "editDigest": ("PATCH", f"/digests/{shelf.digest.pk}/desk", {"title": "Mine"}),
        "getPublication": ("GET", f"/digests/{shelf.digest.pk}/publication", None),
        "changeDigest": ("POST", f"/digests/{shelf.digest.pk}/desk/publish", None),
        "restoreStatement": ("POST", f"/digests/{shelf.digest.pk}/dropped/1", None),
        "editSection": ("PATCH", f"/sections/{shelf.statement.section_id}", {"heading": "Mine"}),
        "addQuotation": (
            "POST",
            f"/sections/{shelf.statement.section_id}/quotations",
            {"passage": shelf.passage.pk},
        ),
        "editStatement": ("PATCH", f"/statements/{shelf.statement.pk}", {"text": "Mine."}),
        "citePassages": (
            "PUT",
            f"/statements/{shelf.statement.pk}/citations",
            {"citations": [{"passage": shelf.passage.pk}]},
        ),
        "dropStatement": ("DELETE", f"/statements/{shelf.statement.pk}", None),
        "pinQuestion": ("POST", f"/digests/{shelf.digest.pk}/pins", {"question": shelf.question.pk}),
        "unpinQuestion": ("DELETE", f"/digests/{shelf.digest.pk}/pins/{shelf.question.pk}", None),
        "getDeck": ("GET", f"/decks/{shelf.deck.pk}", None),
        "createDeck": ("POST", "/decks", {"digest": shelf.digest.pk}),
        "getDeckFile": ("GET", f"/decks/{shelf.deck.pk}.md", None),
        "getOutline": ("GET", f"/decks/{shelf.deck.pk}/outline", None),
        "editDeck": ("PATCH", f"/decks/{shelf.deck.pk}/outline", {"title": "Mine"}),
        "addSlide": ("POST", f"/decks/{shelf.deck.pk}/slides", {"title": "Mine"}),
        "addHighlight": ("POST", f"/decks/{shelf.deck.pk}/highlights", {"passage": shelf.passage.pk}),
        "editSlide": ("PATCH", f"/decks/{shelf.deck.pk}/slides/s1", {"title": "Mine"}),
        "dropSlide": ("DELETE", f"/decks/{shelf.deck.pk}/slides/s1", None),
        "makeSlideAgain": ("POST", f"/decks/{shelf.deck.pk}/slides/s1/again", {}),
        "addLine": ("POST", f"/decks/{shelf.deck.pk}/slides/s1/lines", {"text": "Mine."}),
        "editLine": ("PATCH", f"/decks/{shelf.deck.pk}/slides/s1/lines/0", {"text": "Mine."}),
        "dropLine": ("DELETE", f"/decks/{shelf.deck.pk}/slides/s1/lines/0", None),
        "checkLine": ("POST", f"/decks/{shelf.deck.pk}/slides/s1/lines/0/check", {"text": "Mine."}),
        "listVersions": ("GET", f"/decks/{shelf.deck.pk}/versions", None),
        "goBack": ("POST", f"/decks/{shelf.deck.pk}/versions/1/back", None),
        "undoDeck": ("POST", f"/decks/{shelf.deck.pk}/undo", None),
        "shareDeck": ("POST", f"/decks/{shelf.deck.pk}/share", None),
        "stopSharingDeck": ("DELETE", f"/decks/{shelf.deck.pk}/share", None),
        "handOverSource": ("POST", f"{source}/handover", None),
        "handOverQuestion": ("POST", f"/questions/{shelf.question.pk}/handover", None),
        "goOnAnswering": ("POST", f"/questions/{shelf.question.pk}/go-on", {}),
        "getThread": ("GET", f"/threads/{shelf.question.thread_id}", None),
        "exportThread": ("GET", f"/threads/{shelf.question.thread_id}.md", None),
        "renameThread": ("PATCH", f"/threads/{shelf.question.thread_id}", {"title": "Mine"}),
        "deleteThread": ("DELETE", f"/threads/{shelf.question.thread_id}", None),
        "handOverDeck": ("POST", "/decks/handover", {"digest": shelf.digest.pk}),
        "getHandover": ("GET", f"/handovers/{shelf.handover.pk}", None),
        "takeAnswer": ("POST", f"/handovers/{shelf.handover.pk}/answer", {"text": "{}"}),
        "getFeed": ("GET", f"/feeds/{shelf.entry.feed_id}", None),
        "listEntries": ("GET", f"/feeds/{shelf.entry.feed_id}/entries", None),
        "renameFeed": ("PATCH", f"/feeds/{shelf.entry.feed_id}", {"name": "Mine"}),
        "leaveFeed": ("DELETE", f"/feeds/{shelf.entry.feed_id}", None),
        "changeFeed": ("POST", f"/feeds/{shelf.entry.feed_id}/pause", None),
        "changeEntry": ("POST", f"/feed-entries/{shelf.entry.pk}/audio", None),
        "listMarksOfSource": ("GET", f"{source}/marks", None),
        "markWords": ("POST", f"{source}/marks", {"quote": "The dashboard said"}),
        "selectWords": ("POST", f"{source}/select", {"start": 0, "end": 9}),
        "changeMark": ("PATCH", f"/marks/{shelf.mark.pk}", {"note": "Mine"}),
        "removeMark": ("DELETE", f"/marks/{shelf.mark.pk}", None),
        "getPlace": ("GET", f"{source}/place?device=phone", None),
        "setPlace": ("PUT", f"{source}/place", {"device": "phone", "start": 0}),
        "getPractice": ("GET", f"{source}/practice", None),
        "practiseSource": ("POST", f"{source}/practice", {}),
        "endPractice": ("POST", f"{source}/practice/end", None),
        "answerExercise": ("POST", f"/exercises/{shelf.exercise.pk}/attempts", {"answer": "Forty-one."}),
        "overruleVerdict": (
            "POST",
            f"/attempts/{shelf.exercise.attempts.get().pk}/verdict",
            {"verdict": "right"},
        ),
        "createCard": ("POST", "/cards", {"mark": shelf.card.mark_id}),
        "editCard": ("PATCH", f"/cards/{shelf.card.pk}", {"front": "Mine?"}),
        "deleteCard": ("DELETE", f"/cards/{shelf.card.pk}", None),
        "rateCard": ("POST", f"/cards/{shelf.card.pk}/reviews", {"rating": 3}),
        "getExplanation": ("GET", f"{source}/explanation", None),
        "explainSource": ("POST", f"{source}/explanation", {}),
        "askQuestion": ("POST", "/ask", {"question": "How many?", "source": shelf.source.pk}),
    }


def _ask(client, method, path, body):
    return client.generic(method, f"/api{path}", json_of(body), content_type="application/json")


def test_every_route_is_listed_here(shelf):
    paths = api.get_openapi_schema()["paths"].values()
    operations = {operation["operationId"] for path in paths for operation in path.values()}
    assert operations == OWN.keys() | _with_an_id(shelf).keys()


def test_the_anonymous_are_told_to_say_who_they_are(shelf):
    routes = [*OWN.values(), *_with_an_id(shelf).values(), ("GET", "/openapi.json", None)]
    for client in (Client(), Client(enforce_csrf_checks=True)):
        for route in routes:
            answer = _ask(client, *route)
            assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized"), route
            assert answer["WWW-Authenticate"] == "Bearer"


def test_a_stranger_finds_nothing(cleo, shelf):
    for name, route in _with_an_id(shelf).items():
        answer = _ask(program_of(cleo), *route)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), name


def test_a_stranger_changes_nothing(cleo, shelf):
    for route in _with_an_id(shelf).values():
        _ask(program_of(cleo), *route)
    shelf.source.refresh_from_db()
    shelf.theme.refresh_from_db()
    assert (shelf.source.standing, shelf.source.standing_by_hand) == ("kept", False)
    assert (shelf.theme.name, shelf.theme.state) == ("Reading traces by hand", "alive")
    shelf.entry.refresh_from_db()
    assert (shelf.entry.state, shelf.entry.feed.state, shelf.entry.feed.name) == ("audio", "active", "")


@pytest.mark.parametrize("kind", ["source", "theme", "digest"])
def test_a_stranger_makes_no_deck_of_what_is_not_theirs(cleo, shelf, kind):
    answer = _ask(program_of(cleo), "POST", "/decks", {kind: getattr(shelf, kind).pk})
    assert answer.status_code == 404


def test_a_theme_is_not_merged_into_a_stranger_s(send, shelf, cleo):
    from tests.shelf import put_theme

    theirs = put_theme(cleo)
    assert send("POST", f"/themes/{shelf.theme.pk}/merge", {"into": theirs.pk})[0] == 404


@pytest.mark.parametrize("path", ["/sources", "/themes", "/digests", "/feeds", "/series"])
def test_a_stranger_sees_a_library_of_their_own(cleo, shelf, path):
    answer = _ask(program_of(cleo), "GET", path, None).json()
    assert answer in ([], {"items": [], "count": 0})


def test_an_id_that_no_number_can_be_is_not_found(send, shelf):
    assert send("GET", f"/sources/{10**30}")[0] == 404
