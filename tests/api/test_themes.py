"""The hand by HTTP: every verb, the log, and undo."""

import pytest

from curation.models import Edit, PassageLink, Placement, Theme
from tests.shelf import put_passage, put_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def traces(ada):
    """A theme of four passages."""
    return put_theme(ada, "Traces", passages=4)


@pytest.fixture
def two(traces):
    return list(traces.placements.order_by("passage").values_list("passage", flat=True)[:2])


def test_passages_are_moved_and_moved_back(send, ada, traces, two):
    judges = put_theme(ada, "Judges")
    status, done = send("POST", "/passages/move", {"passages": two, "theme": judges.pk})
    assert (status, done["edit"]["said"], done["edit"]["by"]) == (200, "Moved 2 passages to “Judges”.", "ada")
    status, undone = send("POST", f"/edits/{done['edit']['id']}/undo")
    assert (status, undone["undoable"], bool(undone["undone_at"])) == (200, False, True)
    assert traces.placements.count() == 4


def test_doing_it_again_makes_no_edit(send, ada, traces, two):
    for _ in range(2):
        status, done = send("POST", "/passages/move", {"passages": two, "theme": None})
    assert (status, done) == (200, {"edit": None})


def test_a_theme_is_split(send, traces, two):
    status, fresh = send("POST", f"/themes/{traces.pk}/split", {"passages": two, "name": "By hand"})
    assert (status, fresh["passages"], fresh["split_from"]) == (200, 2, traces.pk)


@pytest.mark.parametrize(
    ("verb", "field", "value"),
    [("pin", "pinned", True), ("unpin", "pinned", False), ("hide", "state", "hidden"), ("show", "state", "alive")],
)
def test_a_theme_is_pinned_and_hidden(send, traces, verb, field, value):
    status, theme = send("POST", f"/themes/{traces.pk}/{verb}")
    assert (status, theme[field]) == (200, value)


def test_there_is_no_other_verb(send, traces):
    assert send("POST", f"/themes/{traces.pk}/burn")[0] == 422


def test_hidden_themes_are_listed_when_asked_for(send, traces):
    send("POST", f"/themes/{traces.pk}/hide")
    assert send("GET", "/themes")[1] == []
    assert [theme["name"] for theme in send("GET", "/themes?state=hidden")[1]] == ["Traces"]


def test_passages_are_kept_out_of_a_theme_until_that_is_forgotten(send, traces, two):
    send("POST", "/passages/apart", {"passages": two, "theme": traces.pk})
    _, links = send("GET", "/links")
    assert [(link["kind"], link["passage"], link["theme"]) for link in links] == [
        ("cannot", two[0], traces.pk),
        ("cannot", two[1], traces.pk),
    ]
    assert send("DELETE", f"/links/{links[0]['id']}")[0] == 200
    assert PassageLink.objects.count() == 1


def test_passages_are_kept_together_and_apart(send, two):
    send("POST", "/passages/together", {"passages": two[:1], "passage": two[1]})
    assert send("GET", "/links")[1][0]["kind"] == "must"
    send("POST", "/passages/apart", {"passages": two[:1], "passage": two[1]})
    assert [link["kind"] for link in send("GET", "/links")[1]] == ["cannot"]


@pytest.mark.parametrize("other", [{}, {"theme": 1, "passage": 1}])
def test_apart_from_one_thing_only(send, two, other):
    assert send("POST", "/passages/apart", {"passages": two, **other})[0] == 422


@pytest.mark.parametrize("chosen", [[], list(range(1001)), "all", [True, None]])
def test_passages_are_named_by_their_ids(send, chosen):
    assert send("POST", "/passages/move", {"passages": chosen, "theme": None})[0] == 422


def test_somebody_elses_passage_is_not_found(send, ben, traces):
    passage = put_passage(ben)
    status, problem = send("POST", "/passages/move", {"passages": [passage.pk], "theme": traces.pk})
    assert (status, problem["code"]) == (404, "not_found")
    assert not Placement.objects.filter(passage=passage).exists()


def test_edits_are_listed_by_theme_and_in_pages(send, ada, traces):
    judges = put_theme(ada, "Judges")
    for theme in (traces, judges):
        send("POST", f"/themes/{theme.pk}/pin")
    _, page = send("GET", f"/edits?theme={traces.pk}")
    assert [edit["said"] for edit in page["items"]] == ["Pinned “Traces”."]
    _, page = send("GET", "/edits?limit=1&offset=1")
    assert (page["count"], page["items"][0]["theme"]) == (2, traces.pk)


def test_what_was_changed_on_top_is_undone_first(send, traces):
    for name in ("One", "Two"):
        send("PATCH", f"/themes/{traces.pk}", {"name": name})
    first = send("GET", "/edits")[1]["items"][1]
    status, problem = send("POST", f"/edits/{first['id']}/undo")
    assert (status, problem["detail"]) == (422, "Undo that first: Renamed “One” to “Two”.")


def test_what_was_done_to_a_digest_is_undone_at_its_desk(send, ada):
    edit = Edit.objects.create(owner=ada, by=ada, verb="digest-lead", said="Rewrote.", before={"digest": 1})
    assert send("GET", "/edits")[1]["items"][0]["undoable"] is False
    status, problem = send("POST", f"/edits/{edit.pk}/undo")
    assert (status, problem["detail"]) == (422, "This was done to a digest; undo it at the desk of that digest.")


@pytest.mark.parametrize("huge", [10**18, 10**30])
def test_what_no_library_holds_is_not_found(send, traces, two, huge):
    sent = [({"passages": [huge], "theme": traces.pk}), {"passages": two, "theme": huge}]
    assert [send("POST", "/passages/move", one)[0] for one in sent] == [404, 404]


def test_an_undoing_is_undone(send, traces):
    send("POST", f"/themes/{traces.pk}/pin")
    for _ in range(2):
        latest = send("GET", "/edits?limit=1")[1]["items"][0]
        send("POST", f"/edits/{latest['id']}/undo")
    assert Theme.objects.get().pinned


def test_lists_ask_as_often_when_they_are_long(send, traces, two, django_assert_num_queries):
    send("POST", "/passages/apart", {"passages": two, "theme": traces.pk})
    send("POST", f"/themes/{traces.pk}/pin")
    for path, queries in (("/edits", 4), ("/links", 3)):
        with django_assert_num_queries(queries):
            send("GET", path)
