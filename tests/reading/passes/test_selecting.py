"""Selected words: explained, simplified or translated, each by what it may be."""

import pytest

from curation.errors import NeedsConsent, Refused
from curation.models import Run
from curation.reading import passes, selecting
from curation.reading.models import Selection
from curation.reading.selecting import Selected
from curation.writing.schemas import TranslationDraft, WordsDraft
from tests.readers import have_read
from tests.reading.scripted import cited
from tests.shelf import put_passage
from tests.web.cast import FIRST, SECOND, put_talk

pytestmark = pytest.mark.django_db

KEPT = "The shop keeps one slip gauge in a drawer; nobody uses it."
TEXT = f"A slip gauge is a block of steel cut to a known length. {KEPT}"


@pytest.fixture
def bench(ada):
    return have_read(put_passage(ada, TEXT).source)


def told(source, wanted, quote, **said):
    return selecting.select(source, Selected(quote=quote, wanted=wanted, **said))


def test_a_term_is_explained_by_the_sentence_that_defines_it(bench):
    [statement] = told(bench, "explain", "slip gauge").statements
    assert statement["text"].startswith("A slip gauge is a block of steel")


def test_what_this_source_does_not_say_is_looked_for_in_the_library(ada, bench):
    other = put_passage(ada, "A caliper is a tool that measures the width of a thing.").source
    bench.text += " The caliper is lost."
    bench.save()
    found = told(bench, "explain", "caliper").statements
    assert {cited["source_id"] for one in found for cited in one["citations"]} == {other.pk}


def test_without_a_model_it_is_laid_out_sentence_by_sentence(bench):
    assert [one["text"] for one in told(bench, "simplify", TEXT).statements][1:] == [KEPT]


def test_one_sentence_does_not_come_apart_without_a_model(bench):
    assert told(bench, "simplify", KEPT).statements == []


def test_a_translation_needs_a_model(bench):
    assert told(bench, "translate", "slip gauge", language="de").translation == ""


def test_a_model_translates(bench, model):
    model.script(TranslationDraft(text="Endmaß"))
    found = selecting.select_and_wait(bench, Selected("slip gauge", "translate", language="de"))
    assert (found.translation, found.language) == ("Endmaß", "de")


def test_what_a_model_knows_itself_is_kept_apart(bench, model):
    passage = bench.passages.get()
    model.script(WordsDraft(statements=[cited(TEXT[:55], passage, TEXT[:55])], general="Machinists stack them."))
    found = selecting.select_and_wait(bench, Selected("slip gauge", "explain"))
    assert ([one["status"] for one in found.statements], found.general) == (["verified"], "Machinists stack them.")


def test_what_the_words_do_not_bear_out_is_left_out(bench, model):
    model.script(WordsDraft(statements=[cited("Nine gauges were sold in Lisbon.", bench.passages.get())]))
    assert selecting.select_and_wait(bench, Selected("slip gauge", "explain")).statements == []


def test_the_same_words_are_asked_of_a_model_once(bench, model):
    model.script(TranslationDraft(text="Endmaß"))
    wanted = Selected("slip gauge", "translate", language="de")
    first = selecting.select_and_wait(bench, wanted)
    assert (selecting.select_and_wait(bench, wanted), model.asked) == (first, ["translate"])


def test_the_reader_is_asked_before_money_is_spent(bench, model, pricey):
    with pytest.raises(NeedsConsent):
        told(bench, "explain", "slip gauge")
    assert not Selection.objects.exists()


@pytest.mark.parametrize(
    "selected",
    [
        Selected("", "explain"),
        Selected("slip gauge", "sing"),
        Selected("a spirit level", "explain"),
        Selected("slip gauge", "translate", language="xx"),
        Selected("slip " * 600, "explain"),
    ],
)
def test_what_cannot_be_told_of_is_refused(bench, selected):
    with pytest.raises(Refused):
        selecting.select(bench, selected)
    assert not Run.objects.filter(kind=Run.Kind.WORDS).exists()


def test_words_are_found_whatever_their_white_space(bench):
    assert told(bench, "explain", " slip\n gauge ").start == TEXT.index("slip")


def test_of_words_that_stand_twice_the_ones_that_were_selected_count(bench):
    place = TEXT.rindex("slip gauge")
    assert told(bench, "explain", "slip gauge", start=place + 1).start == place


def test_in_pass_1_a_model_sees_no_more_than_was_read(ada, model):
    talk = put_talk(ada)
    seen = []
    model.script(lambda offers: seen.extend(one.text for one in offers) or WordsDraft())
    selecting.select_and_wait(talk, Selected("Forty-one of the hundred", "explain"))
    assert seen == ["Forty-one of the hundred"]


def test_selecting_opens_help_and_tells_how_far_the_reader_is(ada):
    talk = put_talk(ada)
    told(talk, "explain", FIRST)
    reading = passes.reading_of(talk)
    assert (passes.is_quiet(reading), reading.furthest) == (False, len(FIRST))


def test_what_was_told_in_pass_1_is_told_anew_when_more_is_read(ada, model):
    talk = put_talk(ada)
    model.script(WordsDraft(), WordsDraft())
    first = selecting.select_and_wait(talk, Selected(SECOND, "explain"))
    have_read(talk)
    assert selecting.select_and_wait(talk, Selected(SECOND, "explain")) != first
