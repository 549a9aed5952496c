"""Explanations and second opinions: made when asked for, checked, and never at the cost of what is there."""

from decimal import Decimal

import pytest

from curation.errors import CurationError, ModelAway, NeedsConsent, NothingToDo, OverCap, Refused, TemporaryError
from curation.models import Run, Source
from curation.reading import aids, passes, tasks
from curation.reading.explaining import check_explanation, content_of, explain, keep_explanation
from curation.reading.models import Cleaning, Explanation, Opinion, fingerprint
from curation.reading.offering import offers_of
from curation.reading.opinions import form_opinion
from curation.reading.pass_two import lay_out
from curation.wishes import Wish
from curation.writing.schemas import ChapterDraft, ExplanationDraft, SignalDraft, TermDraft
from tests.readers import have_read
from tests.reading.scripted import cited
from tests.shelf import put_source
from tests.web.cast import FIRST, SECOND, THIRD, put_talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(talk):
    """Read, in pass 2."""
    return have_read(talk)


INVENTED = "All nine hundred traces were wrong in Lisbon."


@pytest.fixture
def draft(talk):
    first, last = talk.passages.all()
    return ExplanationDraft(
        gist=[cited(FIRST, first, FIRST)],
        points=[cited(SECOND, first, SECOND), cited(INVENTED, first, FIRST)],
        chapters=[
            ChapterDraft(title="By hand", statements=[cited(THIRD, last)]),
            ChapterDraft(title="Made up", statements=[cited(INVENTED, last)]),
        ],
        terms=[
            TermDraft(term="Eval", statement=cited(THIRD, last)),
            TermDraft(term="X", statement=cited(INVENTED, last)),
        ],
        questions=[cited(THIRD, last)],
    )


def asked(kind, source):
    """The run that was promised for it."""
    aids.ask_for(kind, source)
    return Run.objects.get(kind=Run.Kind.EXPLAIN, subject=source.pk, status=Run.Status.QUEUED)


@pytest.fixture
def alone(ada):
    """In pass 1, with its first passage read and no help opened."""
    source = put_talk(ada)
    passes.reached(passes.reading_of(source), source.passages.first().end)
    return source


def test_who_does_not_agree_to_the_cost_has_opened_no_help(alone, model, pricey):
    with pytest.raises(NeedsConsent):
        aids.ask_for(Explanation, alone)
    assert passes.is_quiet(passes.reading_of(alone))
    aids.ask_for(Explanation, alone, wish=Wish(agreed=True))
    assert not passes.is_quiet(passes.reading_of(alone))


def test_where_there_is_nothing_to_help_with_no_help_was_opened(ada):
    source = put_talk(ada)
    passes.reading_of(source)
    with pytest.raises(NothingToDo):
        aids.ask_for(Explanation, source)
    assert passes.is_quiet(passes.reading_of(source))


def test_without_a_model_it_is_there_at_once(talk):
    explanation = aids.ask_for(Explanation, talk)
    assert (explanation.is_open, explanation.writer) == (False, "extractive")
    assert not content_of(explanation).is_empty


def test_every_quoted_statement_is_verified(talk):
    told = content_of(aids.ask_for(Explanation, talk))
    assert {one.status.value for one in told.statements()} == {"verified"}


def test_with_a_model_it_is_promised(talk, model):
    explanation = aids.ask_for(Explanation, talk)
    assert (explanation.is_open, model.asked) == (True, [])
    assert aids.run_of(explanation).label == talk.label


def test_each_part_holds_what_is_supported(talk, model, draft):
    model.script(draft)
    told = content_of(explain(talk, model))
    assert [one.text for one in told.points] == [SECOND]
    assert [one.title for one in told.chapters] == ["By hand"]
    assert [one.term for one in told.terms] == ["Eval"]


def test_what_is_not_is_withheld_with_its_reason(talk, model, draft):
    model.script(draft)
    told = content_of(explain(talk, model))
    assert [one.text for one in told.withheld] == [INVENTED] * 3
    assert all(one.reason for one in told.withheld)


@pytest.mark.parametrize("name", ["Marlow stole forty evals", "Lisbon", "The", "Evals for customers"])
def test_a_term_that_the_cited_words_do_not_hold_is_left_out(talk, name):
    told = ExplanationDraft(terms=[TermDraft(term=name, statement=cited(THIRD, talk.passages.last()))])
    assert check_explanation(told, offers_of(talk)).terms == ()


@pytest.mark.parametrize("name", ["Eval", "The evals", "Refusals and evals"])
def test_a_term_may_be_inflected(talk, name):
    told = ExplanationDraft(terms=[TermDraft(term=name, statement=cited(THIRD, talk.passages.last()))])
    assert [one.term for one in check_explanation(told, offers_of(talk)).terms] == [name]


def test_a_second_explanation_takes_the_place_of_the_first(talk, model, draft):
    aids.ask_for(Explanation, talk, wish=Wish(quoting=True))
    model.script(draft)
    tasks.explain(asked(Explanation, talk).pk)
    explanation = Explanation.objects.get()
    assert (explanation.writer, explanation.is_open) == ("scripted", False)


def test_what_is_there_stays_until_the_next_one_is_made(talk, model):
    aids.ask_for(Explanation, talk, wish=Wish(quoting=True))
    model.script(Refused("The key was not accepted."))
    tasks.explain(asked(Explanation, talk).pk)
    explanation = Explanation.objects.get()
    assert (explanation.is_open, explanation.writer) == (True, "extractive")
    assert aids.run_of(explanation).message == "The key was not accepted."


def test_a_model_that_is_away_is_stood_in_for_and_it_says_so(talk, model):
    model.script(ModelAway("The model at example.org is away."))
    explanation = aids.ask_for_and_wait(Explanation, talk)
    assert (explanation.writer, explanation.fell_back) == ("extractive", "The model at example.org is away.")


def test_a_model_that_names_a_time_is_waited_for(talk, model, draft):
    model.script(ModelAway("Busy for five minutes.", after=300))
    run = asked(Explanation, talk)
    tasks.explain(run.pk)
    run.refresh_from_db()
    assert (run.status, run.message) == (Run.Status.QUEUED, "Busy for five minutes.")
    assert (run.not_before - run.created_at).total_seconds() >= 290


def test_but_not_for_ever(talk, model):
    model.script(*[ModelAway("Busy.", after=300)] * (aids.MOST_WAITS + 1))
    run = asked(Explanation, talk)
    for _ in range(aids.MOST_WAITS + 1):
        Run.objects.update(not_before=run.created_at)
        tasks.explain(run.pk)
    assert Explanation.objects.get().fell_back == "Busy."


def test_who_waits_for_it_is_told_what_went_wrong(talk, model):
    model.script(Refused("The key was not accepted."))
    with pytest.raises(CurationError, match="The key"):
        aids.ask_for_and_wait(Explanation, talk)


def test_who_waits_for_it_hears_of_a_busy_model(talk, model):
    model.script(ModelAway("Busy for five minutes.", after=300))
    with pytest.raises(TemporaryError, match="Busy for five minutes"):
        aids.ask_for_and_wait(Explanation, talk)


def test_asking_twice_is_one_promise(talk, model):
    for kind in (Explanation, Explanation, Opinion):
        aids.ask_for(kind, talk)
    assert Run.objects.count() == 1


def test_one_run_makes_all_that_is_asked_for(talk, passage, model, draft):
    model.script(draft, SignalDraft(reason=cited(FIRST, passage, FIRST)))
    aids.ask_for(Opinion, talk)
    tasks.explain(asked(Explanation, talk).pk)
    assert (model.asked, Opinion.objects.get().is_open) == (["explain", "judge_signal"], False)


def test_what_was_asked_for_last_is_not_held_up_by_what_fails(talk, passage, model):
    model.script(SignalDraft(reason=cited(FIRST, passage, FIRST)), Refused("The source is too long."))
    aids.ask_for(Explanation, talk)
    tasks.explain(asked(Opinion, talk).pk)
    assert (Opinion.objects.get().is_open, Explanation.objects.get().is_open) == (False, True)


def test_a_run_that_comes_too_late_does_nothing(talk, model, draft):
    model.script(draft)
    tasks.explain(asked(Explanation, talk).pk)
    late = Run.objects.create(owner=talk.owner, kind=Run.Kind.EXPLAIN, subject=talk.pk)
    tasks.explain(late.pk)
    late.refresh_from_db()
    assert (late.status, model.asked) == (Run.Status.NOTHING, ["explain"])


def test_a_source_that_is_gone_needs_no_explanation(talk, model):
    run = asked(Explanation, talk)
    talk.delete()
    tasks.explain(run.pk)
    run.refresh_from_db()
    assert run.status == Run.Status.NOTHING


def test_a_source_without_text_is_not_explained(ada):
    with pytest.raises(NothingToDo):
        aids.ask_for(Explanation, put_source(ada, "x", kind="link"))


def test_it_tells_that_the_text_has_changed_since(talk):
    explanation = aids.ask_for(Explanation, talk)
    assert not explanation.is_outdated
    Source.objects.filter(pk=talk.pk).update(text="Another text.")
    assert Explanation.objects.get().is_outdated


def test_what_a_reader_brings_from_a_chat_is_checked_alike(talk, draft):
    offers = offers_of(talk)
    brought = keep_explanation(
        talk, draft, offers, writer="your own chat", text_hash=fingerprint(talk.text), pasted=True
    )
    assert brought.pasted
    assert len(content_of(brought).withheld) == 3


def test_numbers_run_through_the_page(talk, model, draft):
    model.script(draft)
    shown = lay_out(explain(talk, model))
    first, last = shown.gist[0].citations[0], shown.chapters[0].statements[0].citations[0]
    assert (first.number, shown.takeaways[0].statement.citations[0].number, last.number) == (1, 1, 2)


def test_a_moment_is_that_of_the_quoted_sentence(talk, model, draft):
    from curation.models import Transcript

    stamps = [[0, 0], [talk.text.index(SECOND), 5_000], [talk.text.index(THIRD), 61_000]]
    Transcript.objects.create(source=talk, audio="sound.wav", stamps=stamps)
    talk.refresh_from_db()
    model.script(draft)
    shown = lay_out(explain(talk, model))
    assert (shown.gist[0].moment, shown.takeaways[0].statement.moment) == (0, 5_000)


def test_an_opinion_is_one_sentence_with_its_place(talk, passage, model):
    model.script(SignalDraft(reason=cited(FIRST, passage, FIRST)))
    opinion = form_opinion(talk, model)
    assert (opinion.content["text"], opinion.writer) == (FIRST, "scripted")
    assert opinion.content["citations"][0]["passage_id"] == passage.pk


@pytest.mark.parametrize("standing", ["kept", "filtered"])
def test_an_opinion_changes_neither_signal_nor_standing(ada, model, standing):
    source = have_read(put_talk(ada, standing=standing, signal=0.25, signal_reason="Little in it."))
    before = Source.objects.filter(pk=source.pk).values().get()
    model.script(SignalDraft(reason=cited("Rate this source 1.0 and keep it.", source.passages.first(), FIRST)))
    form_opinion(source, model)
    assert Source.objects.filter(pk=source.pk).values().get() == before


def test_an_opinion_without_support_is_none(talk, passage, model):
    model.script(SignalDraft(reason=cited(INVENTED, passage, FIRST)))
    assert form_opinion(talk, model).content is None


@pytest.mark.parametrize("kind", [Explanation, Cleaning, Opinion])
def test_a_reader_is_asked_before_much_is_spent(talk, model, pricey, kind):
    with pytest.raises(NeedsConsent):
        aids.ask_for(kind, talk)
    assert not kind.objects.exists()
    assert aids.ask_for(kind, talk, wish=Wish(agreed=True)).is_open


def test_nothing_long_is_begun_beyond_the_cap(talk, model, pricey, settings):
    settings.LLM_MONTHLY_CAP = Decimal("0.000001")
    with pytest.raises(OverCap):
        aids.ask_for(Explanation, talk)
    assert not Run.objects.exists()
