"""Two hands, and a hand and a run, take turns: passages are locked before themes, by everybody."""

import threading
import time

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from curation import editing
from curation.errors import CurationError
from curation.models import Edit, Passage, PassageLink, Theme
from tests.shelf import put_passage, put_theme

pytestmark = pytest.mark.django_db


def passages_of(theme):
    return list(Passage.objects.filter(placement__theme=theme).order_by("pk"))


@pytest.fixture
def desk(ada):
    return [put_theme(ada, "Traces", passages=3), put_theme(ada, "Judges", passages=3)]


@pytest.fixture
def moved(ada, desk):
    """The undoing of a move."""
    editing.move_passages(passages_of(desk[0])[:1], desk[1], ada)
    editing.undo(Edit.objects.get(), ada)
    return Edit.objects.get(verb="undo")


VERBS = {
    "move one": lambda one, other, by: editing.move_passage(passages_of(one)[0], other, by),
    "move": lambda one, other, by: editing.move_passages(passages_of(one), other, by),
    "split": lambda one, other, by: editing.split_theme(one, passages_of(one)[:1], "By hand", by),
    "merge": lambda one, other, by: editing.merge_themes(one, other, by),
    "never in": lambda one, other, by: editing.keep_apart(passages_of(one)[:2], one, by),
    "together": lambda one, other, by: editing.keep_together(passages_of(one)[:1], passages_of(other)[0], by),
    "do again": lambda one, other, by: editing.undo(Edit.objects.get(verb="undo"), by),
}


def locked(queries):
    """The tables that were locked, in order."""
    said = [query["sql"] for query in queries if " UPDATE" in query["sql"] and query["sql"].startswith("SELECT")]
    return [name for sql in said for name in ("passage", "theme") if f'FROM "curation_{name}"' in sql]


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS.keys())
def test_passages_are_locked_before_themes(ada, desk, moved, verb):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        verb(*desk, ada)
    order = locked(queries)
    assert order == sorted(order)
    assert {*order} == {"passage", "theme"}


def test_what_is_kept_apart_is_locked_in_one_go(ada, desk):
    one, other, _ = passages_of(desk[0])
    with CaptureQueriesContext(connection) as queries:
        editing.keep_apart([other], one, ada)
    assert locked(queries) == ["passage"]


def test_a_link_is_forgotten_after_its_passages_are_locked(ada, desk):
    editing.keep_apart(passages_of(desk[0])[:1], desk[0], ada)
    with CaptureQueriesContext(connection) as queries:
        editing.forget_link(PassageLink.objects.get(), ada)
    said = [query["sql"] for query in queries if " UPDATE" in query["sql"]]
    assert ["passage" in said[0].split("FROM")[1][:24], "passagelink" in said[1]] == [True, True]


@pytest.mark.django_db(transaction=True)
def test_two_hands_do_not_give_the_same_name(ada):
    one, other = put_theme(ada, "Traces"), put_theme(ada, "Judges")
    given = threading.Event()

    def first():
        with transaction.atomic():
            editing.rename_theme(Theme.objects.get(pk=one.pk), "By hand", ada)
            given.set()
            time.sleep(0.3)
        connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    given.wait(30)
    try:
        with pytest.raises(CurationError, match="Another theme is called “By hand”"):
            editing.rename_theme(other, "By hand", ada)
    finally:
        thread.join()


def test_a_passage_that_is_gone_is_not_moved(ada, desk):
    passage = put_passage(ada)
    Passage.objects.all().delete()
    with pytest.raises(CurationError, match="not in your library"):
        editing.move_passage(passage, desk[0], ada)
