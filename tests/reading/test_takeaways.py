"""Pass 2: takeaways that lead on, what the reader marked and did not get, what the library held, and three levels."""

import uuid
from datetime import date

import pytest

from curation.errors import ModelAway, NothingToDo
from curation.models import Source
from curation.reading import aids
from curation.reading.explaining import check_explanation, content_of, explain
from curation.reading.models import Explanation, Mark, NewcomersWords, Unpuzzling, fingerprint
from curation.reading.offering import offers_of
from curation.reading.pass_two import lay_out
from curation.wishes import Wish
from curation.writing.schemas import ExplanationDraft, OnwardDraft, RetoldDraft, RetoldLine, WordsDraft
from tests.readers import have_read, read_to
from tests.reading.scripted import cited
from tests.shelf import put_passage
from tests.web.cast import FIRST, SECOND, THIRD, put_talk

pytestmark = pytest.mark.django_db

QUOTING = Wish(quoting=True)


@pytest.fixture
def talk(talk):
    """Read, in pass 2."""
    return have_read(talk)


def put_mark(source, quote, kind=Mark.Kind.HIGHLIGHT):
    start = source.text.index(quote)
    return Mark.objects.create(
        owner=source.owner,
        source=source,
        kind=kind,
        quote=quote,
        start=start,
        end=start + len(quote),
        text_hash=fingerprint(source.text),
        token=uuid.uuid4(),
    )


def led(talk, **onward):
    """Where the takeaway leads that a writer gave these."""
    point = cited(FIRST, talk.passages.first(), FIRST)
    draft = ExplanationDraft(points=[point], onward=[OnwardDraft(point=1, **onward)])
    return check_explanation(draft, offers_of(talk)).points[0].onward


def test_a_takeaway_leads_to_an_open_question(talk):
    assert led(talk, question="Which wrong traces would a customer notice first?").question


@pytest.mark.parametrize(
    "question",
    [
        "The traces were wrong.",
        "Were 512 traces wrong?",
        "Do penguins enjoy opera on Tuesdays?",
        "Are the wrong traces at https://elsewhere.example/ too?",
    ],
)
def test_a_question_that_states_something_of_its_own_is_left_out(talk, question):
    assert led(talk, question=question) is None


def test_a_rabbit_hole_keeps_the_words_to_look_up(talk):
    onward = led(talk, rabbit_hole="Look into how traces are sampled.", search="trace sampling")
    assert (onward.rabbit_hole, onward.search) == ("Look into how traces are sampled.", "trace sampling")


def test_a_link_that_the_source_does_not_give_is_left_out(talk):
    assert led(talk, rabbit_hole="Look into traces.", link="https://invented.example/traces").link == ""


def test_a_link_that_the_source_gives_stays(ada):
    source = have_read(put_passage(ada, "Read more on locks at https://locks.example/rising before you go.").source)
    point = cited(source.text, source.passages.get())
    draft = ExplanationDraft(points=[point], onward=[OnwardDraft(point=1, link="https://locks.example/rising")])
    assert check_explanation(draft, offers_of(source)).points[0].onward.link == "https://locks.example/rising"


def test_what_is_withheld_leads_nowhere_else(talk):
    points = [cited("It snowed in Lisbon.", talk.passages.first()), cited(THIRD, talk.passages.last())]
    draft = ExplanationDraft(points=points, onward=[OnwardDraft(point=1, question="Which traces were wrong?")])
    assert [one.onward for one in check_explanation(draft, offers_of(talk)).points] == [None]


def test_a_writer_is_told_what_was_marked(talk, model):
    put_mark(talk, SECOND)
    model.script(ExplanationDraft(gist=[cited(FIRST, talk.passages.first(), FIRST)]))
    explain(talk, model)
    assert model.marked == [SECOND]


def test_what_was_marked_is_shown_as_that(talk, model):
    put_mark(talk, "had an eval")
    first, last = talk.passages.all()
    model.script(ExplanationDraft(points=[cited(FIRST, first, FIRST), cited(THIRD, last)]))
    shown = lay_out(explain(talk, model))
    assert [one.is_marked for one in shown.takeaways] == [False, True]


def test_a_writer_is_told_what_was_marked_and_stands_in_the_text(talk, model):
    put_mark(talk, SECOND)
    Mark.objects.update(quote="Words that have gone since then.", text_hash="of an earlier text")
    model.script(ExplanationDraft(gist=[cited(FIRST, talk.passages.first(), FIRST)]))
    explain(talk, model)
    assert model.marked == []


def test_what_was_marked_is_shown_where_it_stands_now(talk, model):
    put_mark(talk, THIRD)
    Mark.objects.update(start=0, end=len(THIRD), text_hash="of an earlier text")
    first, last = talk.passages.all()
    model.script(ExplanationDraft(points=[cited(FIRST, first, FIRST), cited(THIRD, last)]))
    shown = lay_out(explain(talk, model))
    assert [one.is_marked for one in shown.takeaways] == [False, True]


def test_what_was_marked_is_among_the_quoted_takeaways(ada):
    lines = [f"The {word} pump was mended by the crew in the third week." for word in ("red", "blue", "grey")]
    text = " ".join([*lines, "Nobody in the town had kept the spare valves dry."])
    source = have_read(put_passage(ada, text).source)
    put_mark(source, "kept the spare valves dry")
    told = content_of(aids.ask_for(Explanation, source))
    assert any("spare valves" in one.text for one in told.points)


def test_what_was_not_understood_is_answered_with_the_explanation(talk, model):
    mark = put_mark(talk, "an eval", Mark.Kind.PUZZLE)
    first = talk.passages.first()
    model.script(
        ExplanationDraft(gist=[cited(FIRST, first, FIRST)]), WordsDraft(statements=[cited(SECOND, first, SECOND)])
    )
    aids.ask_for_and_wait(Explanation, talk)
    mark.refresh_from_db()
    assert ([one["text"] for one in mark.reply], mark.reply_writer) == ([SECOND], "scripted")


def test_a_reply_that_the_source_does_not_bear_out_is_none(talk, model):
    put_mark(talk, "an eval", Mark.Kind.PUZZLE)
    model.script(
        WordsDraft(statements=[cited("Evals are sold in Lisbon.", talk.passages.first())], general="So it is.")
    )
    aids.ask_for_and_wait(Unpuzzling, talk)
    assert (Mark.objects.get().reply, Mark.objects.get().reply_writer) == ([], "scripted")


def test_one_that_another_stood_in_for_is_told_of(talk, model):
    put_mark(talk, "an eval", Mark.Kind.PUZZLE)
    put_mark(talk, "refusals", Mark.Kind.PUZZLE)
    model.script(ModelAway("The model at example.org is away."), WordsDraft())
    unpuzzling = aids.ask_for_and_wait(Unpuzzling, talk)
    assert unpuzzling.fell_back == "The model at example.org is away."


def test_a_mark_is_answered_once(talk):
    put_mark(talk, "an eval", Mark.Kind.PUZZLE)
    aids.ask_for(Unpuzzling, talk)
    assert lay_out(aids.ask_for(Explanation, talk)).waiting == 0


def test_in_pass_1_a_reply_that_quotes_what_comes_later_is_kept_back(ada):
    talk = put_talk(ada)
    mark, last = put_mark(talk, "Forty-one", Mark.Kind.PUZZLE), talk.passages.last()
    cites = {"passage_id": last.pk, "source_id": talk.pk, "quote": THIRD, "status": "verified"}
    aids.ask_for(Explanation, talk)
    mark.reply = [{"text": THIRD, "status": "verified", "citations": [cites]}]
    mark.save(update_fields=["reply"])
    read_to(talk, len(FIRST))
    assert [one.replies for one in lay_out(Explanation.objects.get()).puzzles] == [[]]
    have_read(talk)
    assert [[said.text for said in one.replies] for one in lay_out(Explanation.objects.get()).puzzles] == [[THIRD]]


def test_what_the_library_held_before_stands_beside_it(ada, talk, model):
    before = put_passage(ada, SECOND)
    before.source.met_on = date(2020, 1, 1)
    before.source.save()
    model.script(ExplanationDraft(gist=[cited(SECOND, talk.passages.first(), SECOND)]))
    [pair] = content_of(explain(talk, model)).beside
    assert (pair.novelty, pair.now.text, pair.met.citations[0].passage_id) == ("known", SECOND, before.pk)


def test_what_comes_later_and_was_not_read_is_not_held_against_it(ada, talk, model):
    later = put_passage(ada, SECOND).source
    later.met_on = date(2099, 1, 1)
    later.save()
    model.script(ExplanationDraft(gist=[cited(SECOND, talk.passages.first(), SECOND)]))
    assert content_of(explain(talk, model)).beside == ()


@pytest.fixture
def explained(talk, model):
    first = talk.passages.first()
    model.script(ExplanationDraft(gist=[cited(SECOND, first, SECOND)], points=[cited(FIRST, first, FIRST)]))
    return explain(talk, model)


def retold(model, talk, text):
    model.script(RetoldDraft(lines=[RetoldLine(statement=1, text=text)]))
    return aids.ask_for_and_wait(NewcomersWords, talk)


def test_a_level_has_other_words_and_the_same_quotations(talk, model, explained):
    retelling = retold(model, talk, "The dashboard said that ninety-four per cent passed.")
    plain, new = lay_out(explained), lay_out(explained, level="newcomer", retelling=retelling)
    assert new.gist[0].text != plain.gist[0].text
    assert [one.quote for one in new.gist[0].citations] == [one.quote for one in plain.gist[0].citations]


def test_words_that_fail_the_check_stay_the_practitioner_s(talk, model, explained):
    retelling = retold(model, talk, "The dashboard said twelve per cent passed.")
    assert lay_out(explained, level="newcomer", retelling=retelling).gist[0].text == SECOND


def test_an_expert_gets_the_takeaways_and_nothing_before_them(explained):
    shown = lay_out(explained, level="expert")
    assert (shown.gist, shown.terms, len(shown.takeaways)) == ([], [], 1)


def test_a_newcomer_gets_what_stands_around_a_takeaway(explained):
    shown = lay_out(explained, level="newcomer")
    assert shown.takeaways[0].around == ("", SECOND)


def test_in_pass_1_an_explanation_of_the_whole_is_not_retold(ada, model):
    source = put_talk(ada)
    model.script(ExplanationDraft(gist=[cited(THIRD, source.passages.last())]))
    explain(source, model)
    read_to(source, source.passages.first().end)
    with pytest.raises(NothingToDo):
        aids.ask_for_and_wait(NewcomersWords, Source.objects.get(pk=source.pk))
    assert model.asked == ["explain"]
