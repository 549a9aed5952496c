import pytest
from django.urls import reverse

from curation.models import Appeal, Example, Interest, Run, Source
from curation.signal import DEFAULT_INTERESTS
from tests.fakes import WordEmbedder
from tests.readers import have_read
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def light_embedder(monkeypatch):
    embedder = WordEmbedder()
    monkeypatch.setattr("curation.embedding.get_embedder", lambda: embedder)
    return embedder


def page(reader, name, *args, **query):
    return reader.get(reverse(name, args=args), query).content.decode()


def sent(*wishes, rows=()):
    """The form of the page with these phrases and weights."""
    told = {"form-TOTAL_FORMS": len(wishes), "form-INITIAL_FORMS": 0}
    for number, (phrase, weight) in enumerate(wishes):
        told |= {f"form-{number}-phrase": phrase, f"form-{number}-weight": weight}
    return told | {f"form-{number}-row": row for number, row in enumerate(rows)}


def put_filtered(owner, text="The ferry was late again.", cause="far", **fields):
    facts = {"cause": cause, "interest": "ferries", "near": 0.1, "acts": ["claims"]}
    told = {"kind": "post", "standing": "filtered", "signal_reason": "Far from all.", "signal_facts": facts}
    return put_source(owner, text, **(told | fields))


def put_post(owner, text, embedder, **fields):
    source = put_source(owner, text, kind="post", **fields)
    passage = put_passage(owner, text, source=source)
    passage.vector = embedder.embed([text])[0].tolist()
    passage.save()
    return source


def read_page(reader, source):
    """In pass 1 a source does not tell what its score is made of."""
    return page(reader, "source", have_read(source).pk)


def test_a_reason_is_not_said_twice(reader, ada):
    facts = {"cause": "near", "interest": "ferries", "near": 0.9, "acts": ["claims", "explains"]}
    kept = put_source(ada, "A ferry.", signal_reason="Close to “ferries”.", signal_facts=facts)
    shown = read_page(reader, kept)
    assert shown.count("lose to “ferries”") == 1
    assert '<p class="signal-words">Explains something</p>' in shown


def test_the_page_begins_with_the_defaults(reader):
    shown = page(reader, "interests")
    assert all(phrase.replace("'", "&#x27;") in shown for phrase in DEFAULT_INTERESTS)
    assert "These are the defaults" in shown


def test_what_is_saved_is_the_reader_s_own_and_has_all_judged_anew(reader, ada):
    reader.post(reverse("interests"), sent(("river ferries", "2"), ("harbour gossip", "-1"), ("", "1")))
    assert list(Interest.objects.values_list("phrase", "weight")) == [("river ferries", 2.0), ("harbour gossip", -1.0)]
    assert Run.objects.get().kind == Run.Kind.JUDGE
    assert "These are your own" in page(reader, "interests")


def test_a_reworded_phrase_keeps_its_row(reader, ada):
    row = Interest.objects.create(owner=ada, phrase="river ferries")
    reader.post(reverse("interests"), sent(("lake ferries", "1"), rows=[row.pk]))
    assert Interest.objects.get().pk == row.pk


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        ([("river ferries", "1"), ("River  Ferries", "1")], "stands there twice"),
        ([("harbour gossip", "-1")], "Keep at least one phrase"),
        ([("ab", "1")], "3 to 120 characters"),
        ([("river ferries", "7")], "Select a valid choice"),
    ],
)
def test_a_list_that_will_not_do_is_answered_in_place(reader, wishes, told):
    answer = reader.post(reverse("interests"), sent(*wishes))
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_row_of_somebody_else_is_not_taken_over(reader, ben):
    row = Interest.objects.create(owner=ben, phrase="lace")
    reader.post(reverse("interests"), sent(("river ferries", "1"), rows=[row.pk]))
    row.refresh_from_db()
    assert row.phrase == "lace"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_trial_says_what_would_change_and_saves_nothing(reader, ada, light_embedder, headers):
    put_post(ada, "River ferries cross twice a day in winter", light_embedder, title="Winter", standing="filtered")
    put_post(ada, "Language models of training models evaluate", light_embedder, title="Models")
    answer = reader.post(reverse("try-interests"), sent(("river ferries", "1")), headers=headers)
    shown = answer.content.decode()
    assert shown.index("Would be kept") < shown.index("Winter") < shown.index("Would be filtered")
    assert Source.objects.get(title="Winter").standing == "filtered"
    assert not Interest.objects.exists()


def test_a_trial_of_an_odd_list_says_so(reader):
    answer = reader.post(reverse("try-interests"), sent(("x", "1")), headers={"HX-Request": "true"})
    assert "3 to 120 characters" in answer.content.decode()


def test_there_is_a_way_back_to_the_defaults(reader, ada):
    Interest.objects.create(owner=ada, phrase="river ferries")
    reader.post(reverse("default-interests"))
    assert not Interest.objects.exists()


def test_what_was_filtered_is_shown_by_reason(reader, ada):
    put_filtered(ada, title="A ferry")
    put_filtered(ada, title="A joke", cause="joke")
    put_filtered(ada, title="Dropped", standing_by_hand=True)
    put_source(ada, title="Kept")
    shown = page(reader, "filtered")
    assert "Far from your interests <span>1</span>" in shown
    assert "Dropped by hand <span>1</span>" in shown
    assert "Kept</a>" not in shown
    jokes = page(reader, "filtered", reason="joke")
    assert "A joke" in jokes
    assert "A ferry" not in jokes


@pytest.mark.parametrize("query", [{"reason": "x"}, {"kind": "x"}, {"page": "x"}, {"q": "'\"&|!("}])
def test_a_question_that_makes_no_sense_breaks_nothing(reader, ada, query):
    put_filtered(ada)
    assert reader.get(reverse("filtered"), query).status_code == 200


def test_an_appeal_keeps_it_at_once_and_is_told(reader, ada):
    source = put_filtered(ada)
    reader.post(reverse("appeal", args=[source.pk]), {"note": "I row there."})
    source.refresh_from_db()
    assert (source.standing, source.standing_by_hand) == ("kept", True)
    shown = read_page(reader, source)
    assert "kept because you appealed" in shown
    assert "You appealed against “Far from all.”: I row there." in shown


def test_an_appeal_leads_back_to_the_list(reader, ada):
    back = reverse("filtered") + "?reason=far"
    assert reader.post(reverse("appeal", args=[put_filtered(ada).pk]), {"back": back}).url == back


def test_what_is_kept_needs_no_appeal(reader, ada):
    answer = reader.post(reverse("appeal", args=[put_source(ada).pk]), follow=True)
    assert "kept already" in answer.content.decode()
    assert not Appeal.objects.exists()


def test_an_example_is_named_and_taken_back(reader, ada):
    source = put_source(ada, title="Ferries")
    reader.post(reverse("example", args=[source.pk]), {"wanted": "less"})
    assert Example.objects.get().wanted == "less"
    assert "Less like this" in page(reader, "interests")
    reader.post(reverse("example", args=[source.pk]), {"wanted": "none"})
    assert not Example.objects.exists()


def test_a_source_shows_what_its_score_is_made_of(reader, ada):
    source = put_filtered(ada)
    assert "Far from all, closest is “ferries” · claims something" in read_page(reader, source)


def test_a_source_shows_which_example_weighed(reader, ada):
    other = put_source(ada, title="Old ferries", standing="filtered", standing_by_hand=True)
    weighed = [{"source": other.pk, "sign": "dropped", "likeness": 0.7}]
    source = put_filtered(ada, signal_facts={"cause": "like_dropped", "weighed": weighed, "push": -0.4})
    shown = read_page(reader, source)
    assert "you dropped one like it" in shown
    assert "Old ferries</a>" in shown


def test_what_was_learned_is_counted(reader, ada):
    Interest.objects.create(owner=ada, phrase="ferries")
    other = put_source(ada, title="Old ferries", standing="filtered", standing_by_hand=True)
    weighed = [{"source": other.pk, "sign": "dropped", "likeness": 0.7}]
    put_filtered(ada, signal_facts={"cause": "far", "interest": "ferries", "weighed": weighed})
    shown = page(reader, "interests")
    assert '<tr><th scope="row">ferries</th><td>0</td><td>1</td></tr>' in shown
    assert "you dropped</span></th><td>0</td><td>1</td></tr>" in shown


def test_what_another_tab_added_meanwhile_stays(reader, ada):
    row = Interest.objects.create(owner=ada, phrase="river ferries")
    Interest.objects.create(owner=ada, phrase="added in another tab")
    reader.post(reverse("interests"), sent(("lake ferries", "1"), rows=[row.pk]))
    assert sorted(Interest.objects.values_list("phrase", flat=True)) == ["added in another tab", "lake ferries"]


def test_an_appealed_source_that_was_dropped_since_is_not_said_to_be_kept(reader, ada):
    source = put_filtered(ada)
    reader.post(reverse("appeal", args=[source.pk]))
    assert "kept because you appealed" in read_page(reader, source)
    reader.post(reverse("drop-source", args=[source.pk]))
    assert "kept because you appealed" not in read_page(reader, source)
