"""Sources and themes by HTTP."""

import json

import pytest
from django.core.management import call_command

from curation.models import Source, Theme
from tests.api.conftest import program_of
from tests.web.cast import FIRST, TEXT, put_talk

pytestmark = pytest.mark.django_db


def _told(capsys, *words):
    call_command(*words, "--json", "--owner", "ada")
    return json.loads(capsys.readouterr().out)["data"]


def test_sources_are_listed_as_the_command_lists_them(send, shelf, capsys):
    status, page = send("GET", "/sources")
    assert (status, page["count"]) == (200, 1)
    assert page["items"] == _told(capsys, "sources")
    assert (page["items"][0]["title"], page["items"][0]["passages"]) == ("Reading traces", 2)


def test_a_source_is_told_as_the_command_tells_it(send, shelf, capsys):
    _, source = send("GET", f"/sources/{shelf.source.pk}")
    assert source == _told(capsys, "show", str(shelf.source.pk))
    assert source["text"] == TEXT
    assert source["chapters"][0]["title"] == source["passages"][0]["chapter"] == "By hand"
    first = source["passages"][0]
    assert source["text"][first["start"] : first["end"]] == first["text"]


def test_themes_are_listed_as_the_command_lists_them(send, shelf, capsys):
    _, themes = send("GET", "/themes")
    assert themes == _told(capsys, "themes")
    assert [(theme["name"], theme["passages"], theme["sources"]) for theme in themes] == [
        ("Reading traces by hand", 2, 1),
        ("Judges of models", 0, 0),
    ]


def test_sources_are_narrowed_and_paged(send, shelf, ada):
    put_talk(ada, kind="memo", title="Walk home", standing="filtered")
    put_talk(ada, kind="memo", title="Walk out")
    assert send("GET", "/sources?kind=memo&standing=kept")[1]["items"][0]["title"] == "Walk out"
    _, page = send("GET", "/sources?limit=1&offset=1")
    assert (page["count"], [one["title"] for one in page["items"]]) == (3, ["Walk home"])


def test_lists_ask_as_often_when_they_are_long(send, shelf, ada, django_assert_num_queries):
    send("GET", "/sources")
    for number in range(4):
        put_talk(ada, title=f"Talk {number}")
    for path, queries in (("/sources", 4), ("/themes", 3), (f"/sources/{shelf.source.pk}", 5)):
        with django_assert_num_queries(queries):
            send("GET", path)


def test_a_source_is_dropped_and_restored_by_hand(send, shelf):
    _, dropped = send("POST", f"/sources/{shelf.source.pk}/drop")
    assert (dropped["standing"], dropped["reason"]) == ("filtered", "Dropped by hand.")
    _, restored = send("POST", f"/sources/{shelf.source.pk}/restore")
    assert (restored["standing"], restored["passages"]) == ("kept", 2)
    assert Source.objects.get(pk=shelf.source.pk).standing_by_hand


def test_a_theme_is_renamed_by_hand(send, shelf):
    status, theme = send("PATCH", f"/themes/{shelf.theme.pk}", {"name": " Traces "})
    assert (status, theme["name"], theme["named_by_hand"]) == (200, "Traces", True)


@pytest.mark.parametrize("name", ["", "x", "x" * 121, "two\nlines", "judges of MODELS"])
def test_a_name_that_will_not_do_is_refused(send, shelf, name):
    status, problem = send("PATCH", f"/themes/{shelf.theme.pk}", {"name": name})
    assert (status, bool(problem["detail"])) == (422, True)
    assert Theme.objects.get(pk=shelf.theme.pk).name == "Reading traces by hand"


def test_a_theme_is_merged_into_another(send, shelf):
    status, theme = send("POST", f"/themes/{shelf.theme.pk}/merge", {"into": shelf.other_theme.pk})
    assert (status, theme["id"], theme["passages"]) == (200, shelf.other_theme.pk, 2)


def test_a_theme_is_not_merged_into_itself(send, shelf):
    assert send("POST", f"/themes/{shelf.theme.pk}/merge", {"into": shelf.theme.pk})[0] == 422


def test_a_source_answers_a_question(send, shelf):
    status, told = send("POST", "/ask", {"question": "How many traces were wrong?", "source": shelf.source.pk})
    assert (status, told["abstained"]) == (200, False)
    assert told["answer"][0]["citations"][0]["source_id"] == shelf.source.pk
    assert FIRST in told["passages"][0]["text"]


def test_where_the_library_says_nothing_it_says_so(ben):
    answer = program_of(ben).post("/api/ask", {"question": "Who won?"}, content_type="application/json").json()
    assert (answer["abstained"], answer["answer"], answer["passages"]) == (True, [], [])
