import pytest

from curation.models import Run
from curation.reading import passes
from curation.reading.models import ExpertsWords, Explanation, Question, Reading
from tests.readers import have_read
from tests.web.cast import FIRST, SECOND, put_explanation, put_talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(shelf):
    """Its source is read, in pass 2."""
    have_read(shelf.source)
    return shelf


INVENTED = {"text": "It snowed.", "status": "unsupported", "reason": "It cites nothing.", "citations": []}


def test_an_answer_comes_with_what_it_was_made_of(send, shelf):
    status, answer = send("POST", "/ask", {"question": "How many traces were wrong?"})
    assert status == 200
    assert FIRST in answer["answer"][0]["text"]
    assert (answer["fell_back"], answer["withheld"]) == ("", [])
    assert shelf.passage.pk in {passage["id"] for passage in answer["passages"]}


def test_a_question_without_words_is_refused(send):
    assert send("POST", "/ask", {"question": "  "})[0] == 422


@pytest.mark.parametrize(
    "only", [{"author": "a\0"}, {"kind": "\0"}, {"kind": "boat"}, {"kinds": "episode"}, {"theme": "first"}]
)
def test_what_narrows_nothing_is_refused_and_not_passed_over(send, shelf, only):
    status, told = send("POST", "/ask", {"question": "How many traces were wrong?", "only": only})
    assert (status, bool(told["errors"])) == (422, True)


@pytest.mark.parametrize("only", [{}, {"kind": "episode"}, {"author": "Ada"}, {"theme": 10**30}])
def test_what_narrows_is_kept_with_the_thread(send, shelf, only):
    status, answer = send("POST", "/ask", {"question": "How many traces were wrong?", "only": only})
    assert (status, Question.objects.get(pk=answer["id"]).thread.scope) == (200, only)


def test_a_question_is_kept(send, shelf):
    _, answer = send("POST", "/ask", {"question": "How many traces were wrong?"})
    assert Question.objects.get(pk=answer["id"]).text == "How many traces were wrong?"


def test_there_is_no_explanation_before_it_is_asked_for(send, shelf):
    assert send("GET", f"/sources/{shelf.source.pk}/explanation")[0] == 404


def test_it_is_explained_at_once_without_a_model(send, shelf):
    status, explained = send("POST", f"/sources/{shelf.source.pk}/explanation", {})
    assert (status, explained["writer"], explained["run"]) == (200, "extractive", None)
    assert explained["gist"][0]["citations"][0]["status"] == "verified"


def test_with_a_model_it_is_promised(send, shelf, settings):
    settings.CHAT = "tests.reading.scripted.scripted_chat"
    status, explained = send("POST", f"/sources/{shelf.source.pk}/explanation", {})
    assert (status, explained["made_at"], explained["run"]["status"]) == (202, None, "queued")
    assert Run.objects.filter(kind=Run.Kind.EXPLAIN, subject=shelf.source.pk).exists()


def test_it_says_what_was_withheld(send, shelf, ada):
    explanation = put_explanation(ada, shelf.source, shelf.passage)
    Explanation.objects.update(content=explanation.content | {"withheld": [INVENTED]})
    _, explained = send("GET", f"/sources/{shelf.source.pk}/explanation")
    assert explained["withheld"] == [{"text": "It snowed.", "reason": "It cites nothing."}]
    assert explained["points"][0]["text"] == FIRST


def test_a_reading_tells_its_pass(send, ada):
    source = put_talk(ada)
    _, told = send("GET", f"/sources/{source.pk}/reading")
    assert (told["current_pass"], told["quiet"], told["bound"]) == (1, True, None)


def test_a_pass_is_ended_with_those_before_it(send, ada):
    source = put_talk(ada)
    _, told = send("POST", f"/sources/{source.pk}/reading/end", {"ends": 2})
    assert (told["current_pass"], told["first_ended"]) == (3, "reader")


def test_there_is_no_fourth_pass(send, ada):
    assert send("POST", f"/sources/{put_talk(ada).pk}/reading/end", {"ends": 4})[0] == 422


def test_help_is_opened_where_the_reader_is(send, ada):
    source = put_talk(ada)
    passes.reached(passes.reading_of(source), 40)
    _, told = send("POST", f"/sources/{source.pk}/reading/help")
    assert (told["quiet"], told["helped_percent"], told["bound"]) == (False, 22, 40)


def test_an_explicit_wish_opens_help_and_looks_no_further(send, ada):
    source = put_talk(ada)
    passes.reached(passes.reading_of(source), source.passages.first().end)
    _, told = send("POST", f"/sources/{source.pk}/explanation", {})
    assert told["bound"] == source.passages.first().end
    assert not passes.is_quiet(passes.reading_of(source))


def test_what_was_begun_and_not_read_cannot_be_explained(send, ada):
    source = put_talk(ada)
    passes.reading_of(source)
    status, told = send("POST", f"/sources/{source.pk}/explanation", {})
    assert (status, "have read none of it" in told["detail"]) == (409, True)


def test_what_was_never_begun_is_explained_whole_where_that_is_asked_for(send, ada):
    source = put_talk(ada)
    _, told = send("POST", f"/sources/{source.pk}/explanation", {})
    assert (told["bound"], Reading.objects.filter(source=source).count()) == (None, 0)


def test_who_has_read_it_elsewhere_says_so_with_the_wish(send, ada):
    status, told = send("POST", f"/sources/{put_talk(ada).pk}/explanation", {"read": True})
    assert (status, told["bound"]) == (200, None)


def test_it_is_told_for_a_level(send, shelf, ada):
    put_explanation(ada, shelf.source, shelf.passage)
    again = {"text": "Told anew.", "status": "close", "citations": []}
    status, told = send("POST", f"/sources/{shelf.source.pk}/explanation", {"level": "expert"})
    assert (status, told["level"], told["gist"][0]["text"]) == (200, "expert", FIRST)
    ExpertsWords.objects.update(content={FIRST: again})
    levels = ["expert", "newcomer", "practitioner"]
    told = [send("GET", f"/sources/{shelf.source.pk}/explanation?level={one}")[1] for one in levels]
    assert [one["points"][0]["text"] for one in told] == ["Told anew.", FIRST, FIRST]


def test_for_a_level_there_must_be_an_explanation(send, shelf):
    assert send("POST", f"/sources/{shelf.source.pk}/explanation", {"level": "expert"})[0] == 404
    assert not ExpertsWords.objects.exists()


def test_with_a_model_the_other_words_are_promised(send, shelf, ada, settings):
    put_explanation(ada, shelf.source, shelf.passage)
    settings.CHAT = "tests.reading.scripted.scripted_chat"
    status, told = send("POST", f"/sources/{shelf.source.pk}/explanation", {"level": "expert"})
    assert (status, told["run"]["status"], told["gist"][0]["text"]) == (202, "queued", FIRST)


def select(send, source, words, **said):
    start = source.text.index(words)
    return send("POST", f"/sources/{source.pk}/select", {"start": start, "end": start + len(words), **said})


def test_words_are_told_of(send, shelf):
    status, told = select(send, shelf.source, f"{FIRST} {SECOND}", kind="simplify")
    assert (status, told["kind"], told["bound"], told["writer"]) == (200, "simplify", None, "extractive")
    assert [one["text"] for one in told["statements"]] == [FIRST, SECOND]


def test_in_pass_1_words_are_told_of_from_what_was_read(send, ada):
    source = put_talk(ada)
    passes.reached(passes.reading_of(source), len(FIRST))
    status, told = select(send, source, "a customer would notice")
    assert (status, told["bound"]) == (200, len(FIRST))
    assert not passes.is_quiet(passes.reading_of(source))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"start": 9000, "end": 9001}, "refused"),
        ({"start": 9, "end": 3}, "refused"),
        ({"start": 0, "end": 9, "kind": "translate"}, "refused"),
        ({"start": 0, "end": 9, "kind": "sing"}, "invalid"),
        ({"start": -1, "end": 9}, "invalid"),
    ],
)
def test_what_cannot_be_told_of_is_refused(send, shelf, said, code):
    status, told = send("POST", f"/sources/{shelf.source.pk}/select", said)
    assert (status, told["code"]) == (422, code)
