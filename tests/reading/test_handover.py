"""Passes 2 and 3 by a reader's own chat: an hour later, with a library that has changed, checked as ever."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from curation import handovers
from curation.errors import ModelFailed, NotFound, NothingToDo, Refused
from curation.handovers import match, messages_of, take
from curation.models import Handover, ModelCall, Passage, Run
from curation.profile.changing import keep, propose
from curation.reading import asking
from curation.reading.cited import answer_of
from curation.reading.explaining import explain
from curation.reading.handover import hand_over_question, hand_over_source
from curation.reading.models import Explanation, Question
from curation.reading.pass_two import lay_out
from curation.writing.extractive import ExtractiveWriter
from tests.fakes import WordEmbedder
from tests.readers import have_read
from tests.shelf import put_source
from tests.web.cast import FIRST, SECOND, THIRD

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(talk):
    """Read, in pass 2."""
    return have_read(talk)


def said(text, number, quote=""):
    return {"text": text, "citations": [{"passage": number, "quote": quote or text}]}


def explained(*statements, **more):
    told = {"gist": list(statements[:1]), "points": list(statements[1:])} | more
    return f"Here is your answer:\n```json\n{json.dumps(told)}\n```\n"


def answered(*statements):
    return json.dumps({"abstained": not statements, "statements": list(statements)})


@pytest.fixture
def handover(talk):
    return hand_over_source(talk)


@pytest.fixture
def question(ada, talk):
    return asking.ask(ada, "How many traces were wrong?")


def statuses(question):
    return [one["status"] for one in question.answer]


def test_the_prompt_holds_every_passage_under_its_number(handover):
    [message] = messages_of(handover, match(handover))
    assert "[1] episode, “Reading traces”" in message
    assert f"> {FIRST} {SECOND}\n" in message
    assert "[2] by Philippa Drummond-Hay" in message
    assert message.count(handover.mark) > 3


def test_no_word_of_the_library_is_kept_with_it(handover):
    kept = json.dumps([handover.offered, handover.about, handover.mark])
    assert "traces" not in kept
    assert str(handover.offered[0][0]) in kept


def test_asked_for_twice_it_is_the_same_until_it_was_answered(talk, handover):
    assert hand_over_source(talk) == handover
    take(handover, explained(said(FIRST, 1)))
    assert hand_over_source(talk) != handover


def test_what_is_old_is_forgotten(talk, handover, question):
    Handover.objects.filter(pk=handover.pk).update(made_at=timezone.now() - timedelta(days=91))
    hand_over_question(question)
    assert [one.kind for one in Handover.objects.all()] == [Handover.Kind.QUESTION]


def test_what_is_given_out_again_is_as_new(talk, handover, question):
    Handover.objects.filter(pk=handover.pk).update(made_at=timezone.now() - timedelta(days=89))
    hand_over_source(talk)
    handover.refresh_from_db()
    assert timezone.now() - handover.made_at < timedelta(hours=1)


def test_a_source_is_explained_by_what_was_pasted(talk, handover):
    taken = take(handover, explained(said(FIRST, 1), said(THIRD, 2)), chat="Hearth")
    explanation = Explanation.objects.get(source=talk)
    shown = lay_out(explanation)
    assert [one.text for one in (*shown.gist, *(each.statement for each in shown.takeaways))] == [FIRST, THIRD]
    assert (explanation.writer, explanation.pasted) == ("your own chat (Hearth)", True)
    assert taken.counts == {"verified": 2, "close": 0, "unsupported": 0}


def test_what_it_claims_is_checked_and_struck_through(talk, handover):
    taken = take(handover, explained(said(FIRST, 1), said("Forty-two traces were wrong.", 1, FIRST)))
    [withheld] = lay_out(Explanation.objects.get()).withheld
    assert "42" in withheld.reason
    assert taken.counts["unsupported"] == 1


def test_it_costs_nothing_and_asks_no_model(handover, settings):
    settings.CHAT = "tests.nobody.asks_it"
    take(handover, explained(said(FIRST, 1)))
    assert not ModelCall.objects.exists()
    assert not Run.objects.exists()


def test_a_passage_that_was_not_shown_bears_nothing_out(ada, talk, handover):
    other = put_source(ada, "Elsewhere nobody reads traces.")
    Passage.objects.create(owner=ada, source=other, position=0, start=0, end=30, text="Elsewhere nobody reads traces.")
    taken = take(handover, explained(said(FIRST, 1), said("Elsewhere nobody reads traces.", 3)))
    assert taken.counts["unsupported"] == 1


def test_an_answer_is_understood_when_the_library_has_grown(ada, talk, handover):
    for passage in talk.passages.order_by("-position"):
        Passage.objects.filter(pk=passage.pk).update(position=passage.position + 1)
    Passage.objects.create(owner=ada, source=talk, position=0, start=0, end=8, text="Welcome!")
    taken = take(handover, explained(said(FIRST, 1), said(THIRD, 2)))
    assert (taken.counts["verified"], taken.stale) == (2, 0)


def test_what_cites_a_changed_passage_is_not_supported(talk, handover):
    Passage.objects.filter(source=talk, text=THIRD).update(text=f"{THIRD} Now there are two.")
    taken = take(handover, explained(said(FIRST, 1), said(THIRD, 2)))
    assert taken.stale == 1
    assert taken.counts == {"verified": 1, "close": 0, "unsupported": 1}


def test_what_cites_a_passage_that_has_gone_is_not_supported(talk, handover):
    Passage.objects.filter(source=talk, text=THIRD).delete()
    taken = take(handover, explained(said(FIRST, 1), {"text": THIRD, "citations": ["[2]"]}))
    assert (taken.stale, taken.counts["unsupported"]) == (1, 1)


def test_a_prompt_of_what_has_changed_is_not_shown_again(talk, handover):
    Passage.objects.filter(source=talk, text=THIRD).update(text="Something else.")
    assert messages_of(handover, match(handover)) == ()
    with pytest.raises(Refused, match="make a new one"):
        handovers.whole_of(handover)


def test_a_source_that_has_gone_is_said_to_be_gone(talk, handover):
    talk.delete()
    with pytest.raises(NotFound, match="has left the library"):
        take(handover, explained(said(FIRST, 1)))


@pytest.mark.parametrize(
    ("text", "fault"),
    [("", "Nothing was pasted."), ("It is about traces.", "“gist”, “points”"), (explained(points=[]), "no statement")],
)
def test_what_is_no_explanation_changes_nothing(handover, text, fault):
    with pytest.raises((ModelFailed, Refused), match=fault):
        take(handover, text)
    handover.refresh_from_db()
    assert (handover.used_at, Explanation.objects.exists()) == (None, False)


def test_what_is_too_long_is_refused_unread(handover):
    with pytest.raises(Refused, match="longer than 2 MB"):
        take(handover, "é" * 1_000_001)


def test_while_a_model_writes_nothing_is_put_in_its_place(talk, handover, model):
    from curation.reading import aids

    aids.ask_for(Explanation, talk)
    with pytest.raises(Refused, match="just now"):
        take(handover, explained(said(FIRST, 1)))


def test_a_source_without_text_has_no_prompt(ada):
    with pytest.raises(NothingToDo):
        hand_over_source(put_source(ada, "x", kind="link", url="https://example.org/"))


def test_a_question_is_answered_by_what_was_pasted(question):
    number = 1 + question.offered.index(Passage.objects.get(text__startswith=FIRST).pk)
    take(hand_over_question(question), answered(said(FIRST, number)))
    question.refresh_from_db()
    assert [one.text for one in answer_of(question).statements] == [FIRST]
    assert (question.writer, question.pasted, question.fell_back) == ("your own chat", True, "")


def test_prose_with_numbers_answers_a_question(question):
    take(hand_over_question(question), f"I looked it up. {FIRST} [1] It snowed in Lisbon [1].")
    question.refresh_from_db()
    assert statuses(question) == ["verified", "unsupported"]


@pytest.fixture
def explained_once(talk, handover):
    take(handover, explained(said(FIRST, 1)), chat="Hearth")
    return hand_over_source(talk)


def test_an_explanation_is_replaced_only_after_saying_so(explained_once):
    with pytest.raises(Refused, match=r"An explanation by your own chat \(Hearth\) is there already"):
        take(explained_once, explained(said(SECOND, 1)))
    take(explained_once, explained(said(SECOND, 1)), replacing=True)
    assert [one.text for one in lay_out(Explanation.objects.get()).gist] == [SECOND]


def test_an_explanation_that_bears_nothing_out_replaces_none(explained_once):
    with pytest.raises(Refused, match="what is there stays"):
        take(explained_once, explained(said("It snowed in Lisbon.", 1, FIRST)), replacing=True)
    assert [one.text for one in lay_out(Explanation.objects.get()).gist] == [FIRST]


def test_what_was_only_quoted_is_replaced_without_asking(talk, handover):
    explain(talk, ExtractiveWriter(WordEmbedder()))
    take(handover, explained(said(FIRST, 1)))
    assert Explanation.objects.get().pasted


def test_an_answer_is_replaced_only_after_saying_so(question):
    Question.objects.update(writer="a model")
    with pytest.raises(Refused, match="An answer by a model is there already"):
        take(hand_over_question(question), answered(said(FIRST, 1)))
    take(hand_over_question(question), answered(said(FIRST, 1)), replacing=True)
    assert Question.objects.get().pasted


@pytest.mark.parametrize("told", [answered(), answered(said("It snowed in Lisbon.", 1, FIRST))])
def test_an_answer_that_bears_nothing_out_replaces_none(question, told):
    before = question.answer
    with pytest.raises(Refused, match="what is there stays"):
        take(hand_over_question(question), told, replacing=True)
    question.refresh_from_db()
    assert (question.answer, question.pasted) == (before, False)


def test_a_chat_may_find_that_the_library_does_not_say(question):
    Question.objects.update(answer=[], abstained=True)
    taken = take(hand_over_question(question), answered())
    question.refresh_from_db()
    assert (question.abstained, list(taken.kept.statuses)) == (True, [])


def test_a_question_that_found_nothing_has_no_prompt(ada):
    with pytest.raises(NothingToDo):
        hand_over_question(Question.objects.create(owner=ada, text="Who won?"))


def test_a_question_that_has_gone_is_said_to_be_gone(question):
    handover = hand_over_question(question)
    question.delete()
    with pytest.raises(NotFound, match="has been deleted"):
        take(handover, answered(said(FIRST, 1)))


@pytest.mark.parametrize(
    ("chat", "writer"),
    [
        ("", "your own chat"),
        ("...", "your own chat"),
        ("<b>Hearth</b> https://evil.example.org/x", "your own chat (Hearth)"),
        ("H" * 90, f"your own chat ({'H' * 40})"),
    ],
)
def test_what_the_chat_is_called_is_one_plain_line(talk, handover, chat, writer):
    take(handover, explained(said(FIRST, 1)), chat=chat)
    assert Explanation.objects.get().writer == writer


def test_a_long_source_comes_in_parts_and_may_be_answered_in_parts(ada, settings):
    settings.OWN_CHAT_SHORT = 6000
    texts = [f"Loaf {number} rose {number} centimetres. " + "It rose slowly. " * 40 for number in range(30)]
    source = have_read(put_source(ada, "\n\n".join(texts)))
    for position, text in enumerate(texts):
        Passage.objects.create(owner=ada, source=source, position=position, start=0, end=len(text), text=text)
    handover = hand_over_source(source)
    messages = messages_of(handover, match(handover))
    assert len(messages) > 3
    several = "\nNext part:\n".join(
        explained(said(f"Loaf {number} rose {number} centimetres.", number + 1)) for number in (1, 2)
    )
    assert take(handover, several).counts["verified"] == 2


def test_the_handover_of_another_is_not_found(ben, handover):
    from curation.choose import handover_of

    with pytest.raises(NotFound):
        handover_of(ben, handover.pk)
    assert Handover.objects.of(ben).count() == 0


def prompt_of(handover):
    return "\n".join(messages_of(handover, match(handover)))


def test_the_prompt_carries_what_its_reader_says_of_themselves(ada, talk):
    keep(propose(ada, {"does": "I run a ferry."}))
    assert "> What I do: I run a ferry." in prompt_of(hand_over_source(talk))


def test_a_prompt_that_was_carried_off_stays_as_it_was(ada, talk):
    handover = hand_over_source(talk)
    before = prompt_of(handover)
    keep(propose(ada, {"does": "I run a ferry."}))
    assert prompt_of(handover) == before
    assert hand_over_source(talk).pk != handover.pk
