import ast
from pathlib import Path

import pytest

from curation.errors import ChangedMeanwhile, NotFound, NothingToDo, Refused
from curation.models import Profile, ProfileChange
from curation.profile import NOTHING_TOLD, ProfileTold, profile_of
from curation.profile.changing import change_of, history_of, keep, propose, put_back, shown_anew

ROOT = Path(__file__).resolve().parents[3]
WRITES = {"save", "create", "get_or_create", "update_or_create", "bulk_create", "update", "bulk_update", "delete"}

pytestmark = pytest.mark.django_db


def kept(owner, **fields):
    return keep(propose(owner, fields))


def test_who_never_said_anything_has_an_empty_profile(ada):
    assert profile_of(ada) == NOTHING_TOLD
    assert profile_of(ada).short == ""


def test_a_change_that_is_only_shown_changes_nothing(ada):
    propose(ada, {"does": "I run a ferry."})
    assert profile_of(ada) == NOTHING_TOLD


def test_a_change_that_is_kept_is_the_profile(ada):
    kept(ada, does="I run a ferry.", level="newcomer")
    assert profile_of(ada) == ProfileTold(does="I run a ferry.", level="newcomer", version=1)


def test_one_person_s_profile_is_nobody_else_s(ada, ben):
    kept(ada, does="I run a ferry.")
    assert profile_of(ben) == NOTHING_TOLD


def test_a_change_of_somebody_else_is_not_found(ada, ben):
    change = propose(ada, {"does": "I run a ferry."})
    with pytest.raises(NotFound):
        change_of(ben, change.pk)


def test_two_clicks_keep_a_change_once(ada):
    change = propose(ada, {"does": "I run a ferry."})
    keep(change)
    assert keep(change).version == 1


def test_fields_that_are_not_named_stay(ada):
    kept(ada, does="I run a ferry.", after="Quieter engines.")
    kept(ada, does="I run two ferries.")
    assert profile_of(ada).after == "Quieter engines."


def test_a_change_shown_beside_an_older_profile_is_not_kept(ada):
    late = propose(ada, {"does": "I run a ferry."})
    kept(ada, does="I mend nets.")
    with pytest.raises(ChangedMeanwhile):
        keep(late)


def test_a_late_change_is_shown_anew_and_loses_nothing(ada):
    late = propose(ada, {"does": "I run a ferry."})
    kept(ada, after="Quieter engines.")
    again = shown_anew(late)
    assert (again.after["does"], again.after["after"]) == ("I run a ferry.", "Quieter engines.")


def test_a_page_filled_from_an_older_version_takes_nothing_back(ada):
    kept(ada, does="I run a ferry.")
    kept(ada, after="Quieter engines.")
    change = propose(ada, {"does": "I run a ferry.", "after": "", "knows": "Tides."}, seen=1)
    assert (change.after["after"], change.after["knows"]) == ("Quieter engines.", "Tides.")


def test_another_page_s_change_stays_where_it_can_still_be_kept(ada):
    first = propose(ada, {"does": "I run a ferry."})
    propose(ada, {"does": "I mend nets."})
    assert keep(change_of(ada, first.pk)).does == "I run a ferry."


def test_what_is_put_back_is_shown_first(ada):
    kept(ada, does="I run a ferry.")
    kept(ada, does="I mend nets.")
    change = put_back(history_of(ada)[0])
    assert profile_of(ada).does == "I mend nets."
    assert keep(change).does == "I run a ferry."


def test_the_history_holds_what_was_kept_only(ada):
    kept(ada, does="I run a ferry.")
    propose(ada, {"does": "I mend nets."})
    assert [change.after["does"] for change in history_of(ada)] == ["I run a ferry."]


def test_nothing_new_is_no_change(ada):
    kept(ada, does="I run a ferry.")
    with pytest.raises(NothingToDo):
        propose(ada, {"does": " I run a ferry. "})


@pytest.mark.parametrize(
    "fields", [{"does": "x" * 1001}, {"level": "wizard"}, {"colour": "red"}, {"knows": "a\0b"}], ids=str
)
def test_what_is_no_profile_is_refused(ada, fields):
    with pytest.raises(Refused):
        propose(ada, fields)
    assert not ProfileChange.objects.exists()


def test_a_prompt_is_given_a_line_for_every_field(ada):
    told = kept(ada, does="I run\na ferry.", told="Short.")
    assert told.words == "What I do: I run a ferry.\nHow I like to be told: Short."


def test_an_output_says_for_whom_it_was_told(ada):
    assert kept(ada, does="I run a ferry.", level="expert").short == "I run a ferry · expert"


def test_only_the_verb_of_the_reader_s_hand_writes_a_profile():
    """Every module that names the model, looked through for calls that write."""
    writing = {str(path.relative_to(ROOT)) for path in _modules() if _names_profile(path) and _writes(path)}
    assert writing == {"curation/profile/changing.py"}


def _modules():
    for package in ("curation", "ingest", "digests"):
        yield from (path for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts)


def _names_profile(path):
    nodes = ast.walk(ast.parse(path.read_text()))
    return any(
        isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("curation.models")
        and any(alias.name in {"Profile", "ProfileChange"} for alias in node.names)
        for node in nodes
    ) and path.name != "__init__.py"  # fmt: skip


def _writes(path):
    calls = (node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    return any(isinstance(call, ast.Attribute) and call.attr in WRITES for call in calls)


def test_a_profile_has_one_row(ada):
    kept(ada, does="I run a ferry.")
    kept(ada, does="I mend nets.")
    assert Profile.objects.filter(owner=ada).count() == 1
