"""A writer that is away costs the composed prose, never the work, and the draft says so."""

import pytest

from curation.errors import Misconfigured, ModelAway, ModelFailed, OverCap
from curation.writing.extractive import ExtractiveWriter
from curation.writing.fallback import FallbackWriter
from curation.writing.schemas import LeadDraft, Offer, SectionDraft
from tests.fakes import WordEmbedder

OFFERS = [Offer(1, 1, "Bakers who weigh their flour throw away a third less bread than those who do not.")]


class ScriptedWriter(ExtractiveWriter):
    """Raises what its script says, one entry a section; None is a section of its own."""

    name = "scripted"

    def __init__(self, *script: Exception | None) -> None:
        super().__init__(WordEmbedder())
        self.script = list(script)
        self.asked = 0

    def write_section(self, theme, offers, *, statements=4, brief=None):
        self.asked += 1
        error = self.script.pop(0)
        if error:
            raise error
        return SectionDraft(heading="Composed", writer="somebody else", fell_back="made up")


def sections(writer: FallbackWriter, count: int) -> list[SectionDraft]:
    return [writer.write_section("Flour", OFFERS) for _ in range(count)]


def fallback(*script: Exception | None, patient: bool = False) -> tuple[FallbackWriter, ScriptedWriter]:
    first = ScriptedWriter(*script)
    return FallbackWriter(first, ExtractiveWriter(WordEmbedder()), patient=patient), first


def test_it_signs_what_the_first_writer_wrote_whatever_that_says_of_itself():
    writer, _ = fallback(None)
    [draft] = sections(writer, 1)
    assert (draft.heading, draft.writer, draft.fell_back) == ("Composed", "scripted", "")


@pytest.mark.parametrize("kind", [ModelAway, ModelFailed, OverCap, Misconfigured])
def test_it_writes_with_the_second_and_says_why(kind):
    writer, _ = fallback(kind("It is away."))
    [draft] = sections(writer, 1)
    assert (draft.writer, draft.fell_back) == ("extractive", "It is away.")
    assert draft.statements


def test_a_model_found_away_twice_is_not_asked_again():
    writer, first = fallback(ModelAway("Gone."), None, ModelAway("Gone."), None)
    assert [draft.writer for draft in sections(writer, 4)] == ["extractive", "scripted", "extractive", "extractive"]
    assert first.asked == 3


def test_a_passed_cap_is_not_tried_again():
    writer, first = fallback(OverCap("The cap."), None)
    assert [draft.fell_back for draft in sections(writer, 2)] == ["The cap.", "The cap."]
    assert first.asked == 1


def test_nonsense_once_does_not_give_the_model_up():
    writer, _ = fallback(ModelFailed("Nonsense."), ModelFailed("Nonsense."), None)
    assert [draft.writer for draft in sections(writer, 3)] == ["extractive", "extractive", "scripted"]


@pytest.mark.parametrize(("after", "waits"), [(300.0, True), (0.0, False), (86_400.0, False)])
def test_where_it_is_patient_it_waits_for_a_model_that_names_a_time_soon(after, waits):
    writer, _ = fallback(ModelAway("Busy.", after=after), patient=True)
    if waits:
        with pytest.raises(ModelAway):
            sections(writer, 1)
    else:
        assert sections(writer, 1)[0].fell_back == "Busy."


def test_what_a_reader_waits_for_is_written_at_once():
    writer, _ = fallback(ModelAway("Busy.", after=2.0))
    assert sections(writer, 1)[0].writer == "extractive"


def test_every_other_task_falls_back_as_well():
    writer, _ = fallback()
    assert isinstance(writer.write_lead([]), LeadDraft)
    assert writer.explain(OFFERS).writer == "scripted"
    assert writer.answer("How do bakers throw away less bread?", OFFERS).statements
