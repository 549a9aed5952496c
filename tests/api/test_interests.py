import pytest

from curation.models import Interest, Run
from curation.signal import DEFAULT_INTERESTS
from tests.shelf import put_source

pytestmark = pytest.mark.django_db


def test_the_defaults_have_no_ids(send):
    status, rows = send("GET", "/interests")
    assert (status, rows[0]) == (200, {"id": None, "phrase": DEFAULT_INTERESTS[0], "weight": 1.0})


def test_the_list_is_set_as_a_whole_and_reset(send, ada):
    status, rows = send("PUT", "/interests", {"interests": [{"phrase": "locks"}, {"phrase": "ferries", "weight": 2}]})
    assert (status, [row["phrase"] for row in rows]) == (200, ["ferries", "locks"])
    assert Run.objects.get().kind == Run.Kind.JUDGE
    send("DELETE", "/interests")
    assert not Interest.objects.exists()


def test_an_interest_is_added(send):
    status, rows = send("POST", "/interests", {"phrase": "ferries", "weight": -1})
    assert (status, rows[-1]["phrase"]) == (200, "ferries")


@pytest.mark.parametrize("sent", [{"phrase": "x"}, {"phrase": "ferries", "weight": 7}, {"phrase": "a\nb ferries\x00"}])
def test_what_will_not_do_is_refused_in_words(send, sent):
    status, problem = send("POST", "/interests", sent)
    assert 400 <= status < 500
    assert problem["detail"]


def test_a_trial_tells_and_saves_nothing(send, ada):
    status, told = send("POST", "/interests/trial", {"interests": [{"phrase": "ferries"}]})
    assert (status, told) == (200, {"looked_at": 0, "all_open": 0, "kept": [], "filtered": []})
    assert not Interest.objects.exists()


def test_an_appeal_keeps_the_source(send, ada):
    source = put_source(ada, standing="filtered", signal_reason="A greeting.")
    status, made = send("POST", f"/sources/{source.pk}/appeal", {"note": "It is not."})
    assert (status, made["state"], made["against"]) == (200, "open", "A greeting.")
    assert send("GET", f"/sources/{source.pk}")[1]["standing"] == "kept"
    assert send("GET", "/appeals")[1] == [made]


def test_an_example_is_said_and_taken_back(send, ada):
    source = put_source(ada)
    assert send("POST", f"/sources/{source.pk}/example", {"wanted": "less"})[0] == 200
    assert send("POST", f"/sources/{source.pk}/example", {"wanted": "none"})[0] == 200
    assert not hasattr(source.__class__.objects.get(pk=source.pk), "example")


def test_a_source_tells_the_parts_of_its_score(send, ada):
    facts = {"near": 0.5, "interest": "ferries", "acts": ["shows"], "cause": "near"}
    source = put_source(ada, signal_facts=facts)
    told = send("GET", f"/sources/{source.pk}")[1]["facts"]
    assert {name: told[name] for name in facts} == facts


def test_what_was_learned_is_counted(send, ada):
    Interest.objects.create(owner=ada, phrase="ferries")
    put_source(ada, signal_facts={"interest": "ferries", "cause": "near"})
    told = send("GET", "/interests/learned")[1]
    assert told == {"phrases": [{"phrase": "ferries", "kept": 1, "filtered": 0}], "examples": []}
