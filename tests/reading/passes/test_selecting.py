"""Selected words: explained, simplified or translated, each by what it may be."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from curation.errors import CurationError, NeedsConsent, Refused, TemporaryError
from curation.models import Chapter, Passage, Run
from curation.reading import passes, selecting
from curation.reading.models import Reading, Selection
from curation.reading.selecting import Selected
from curation.wishes import Wish
from curation.writing.schemas import TranslationDraft, WordsDraft
from tests.readers import have_read, read_to
from tests.reading.scripted import cited
from tests.shelf import put_passage, put_source
from tests.web.cast import FIRST, SECOND, THIRD, put_talk

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


def test_words_that_are_being_told_of_are_not_asked_for_once_more(bench, model):
    first = told(bench, "explain", "slip gauge")
    assert told(bench, "explain", "slip gauge") == first
    assert (Selection.objects.count(), Run.objects.filter(kind=Run.Kind.WORDS).count()) == (1, 1)


def test_words_of_which_nothing_came_are_asked_for_anew(bench, model):
    first = told(bench, "explain", "slip gauge")
    Run.objects.update(status=Run.Status.FAILED)
    assert told(bench, "explain", "slip gauge") != first


def test_quotes_do_not_wait_for_a_model(bench, model):
    told(bench, "explain", "slip gauge")
    quoted = selecting.select(bench, Selected("slip gauge", "explain"), wish=Wish(quoting=True))
    assert (quoted.writer, quoted.is_open) == ("extractive", False)


def test_who_waits_is_told_why_nothing_came(bench, model, monkeypatch):
    monkeypatch.setattr(selecting, "tell", fails_with(CurationError("The model is not there any more.")))
    with pytest.raises(CurationError, match="The model is not there any more"):
        selecting.select_and_wait(bench, Selected("slip gauge", "explain"))


def test_who_waits_is_told_that_another_is_at_it(bench, model):
    told(bench, "explain", "slip gauge")
    Run.objects.update(status=Run.Status.RUNNING, lease_until=timezone.now() + timedelta(minutes=5))
    with pytest.raises(TemporaryError, match="by another process"):
        selecting.select_and_wait(bench, Selected("slip gauge", "explain"))


def fails_with(error):
    def fail(*_args):
        raise error

    return fail


def put_log(owner, days):
    lines = [f"On day {number} the crew wrote down what broke." for number in range(days)]
    source, at = put_source(owner, "\n\n".join(lines)), 0
    for position, line in enumerate(lines):
        told = {"position": position, "start": at, "end": at + len(line), "text": line}
        Passage.objects.create(owner=owner, source=source, **told)
        at += len(line) + 2
    return have_read(source)


def test_a_long_source_is_asked_no_more_often(ada):
    counts = []
    for source in [put_log(ada, days) for days in (2, 30)]:
        with CaptureQueriesContext(connection) as asked:
            told(source, "explain", "On day 1 the crew")
        counts.append(len(asked))
    assert counts[0] == counts[1]


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


@pytest.fixture
def begun(ada):
    """In pass 1, with its first sentence read."""
    return read_to(put_talk(ada), len(FIRST))


def test_in_pass_1_a_model_sees_no_more_than_was_read(begun, model):
    seen = []
    model.script(lambda offers: seen.extend(one.text for one in offers) or WordsDraft())
    selecting.select_and_wait(begun, Selected("Forty-one of the hundred", "explain"))
    assert not [text for text in seen if THIRD in text]


def test_words_beyond_the_place_are_seen_and_nothing_after_them(begun, model):
    seen = []
    model.script(lambda offers: seen.extend(one.text for one in offers) or WordsDraft())
    selecting.select_and_wait(begun, Selected(THIRD[:12], "explain"))
    assert [text for text in seen if THIRD[:12] in text]
    assert not [text for text in seen if THIRD in text]


@pytest.mark.parametrize(("place", "title"), [(len(FIRST), ""), (len(f"{FIRST} {SECOND}") + 6, "Why refusals")])
def test_the_title_of_a_chapter_is_seen_when_it_is_reached(ada, model, place, title):
    talk = put_talk(ada)
    start = talk.text.index(THIRD)
    fields = {"title": "Why refusals", "start": start, "end": len(talk.text), "by_machine": True}
    talk.passages.filter(text=THIRD).update(chapter=Chapter.objects.create(source=talk, position=1, **fields))
    seen = []
    model.script(lambda offers: seen.extend(offers) or WordsDraft())
    selecting.select_and_wait(read_to(talk, place), Selected(THIRD[:12], "explain"))
    assert [one.chapter for one in seen if THIRD[:12] in one.text] == [title]


def test_who_does_not_agree_to_the_cost_has_opened_no_help(ada, model, pricey):
    talk = put_talk(ada)
    passes.reached(passes.reading_of(talk), len(FIRST))
    with pytest.raises(NeedsConsent):
        told(talk, "explain", "traces")
    assert passes.is_quiet(passes.reading_of(talk))


def test_selecting_opens_help_and_leaves_the_reader_where_they_are(begun):
    told(begun, "explain", THIRD)
    reading = passes.reading_of(begun)
    assert (passes.is_quiet(reading), reading.furthest) == (False, len(FIRST))


def test_selecting_the_last_words_ends_no_pass(begun):
    told(begun, "explain", begun.text[-12:])
    assert passes.reading_of(begun).current_pass == 1


def test_what_was_never_begun_is_told_of_whole_and_begins_no_pass(ada):
    assert told(put_talk(ada), "explain", FIRST).bound is None
    assert not Reading.objects.exists()


def test_what_was_told_in_pass_1_is_told_anew_when_more_is_read(begun, model):
    model.script(WordsDraft(), WordsDraft())
    first = selecting.select_and_wait(begun, Selected(SECOND, "explain"))
    have_read(begun)
    assert selecting.select_and_wait(begun, Selected(SECOND, "explain")) != first
