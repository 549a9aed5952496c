import pytest
from django.db import connection

from curation.errors import ModelAway, ModelFailed, NothingToDo, Refused
from curation.evidence import Status
from curation.models import Theme
from curation.writing.labels import UNTITLED
from curation.writing.schemas import CitationDraft, LeadDraft, Offer, SectionDraft, StatementDraft
from curation.writing.whole_digest import ThemeOffer, digest
from digests.assemble import document_of
from digests.compose import compose, write_again
from digests.editing import approve, rewrite
from digests.models import Digest, Section, Statement
from tests.digests.library import DAY, THEMES, WEEK
from tests.digests.scripted_writer import ScriptedWriter, falling_back
from tests.shelf import put_source

pytestmark = pytest.mark.django_db

AWAY = ModelAway("The model at models.example.org does not answer.")
NONSENSE = ModelFailed("The model answered in a form that nobody asked for.")


def themed(digest):
    return {section.heading: section for section in digest.sections.filter(is_lead=False)}


def test_each_section_names_its_writer(ada, themes):
    digest = compose(ada, *WEEK, falling_back(None, NONSENSE))
    assert [(one.writer, one.fell_back) for one in digest.sections.filter(is_lead=False)] == [
        ("scripted-model", ""),
        ("extractive", str(NONSENSE)),
        ("scripted-model", ""),
    ]
    assert digest.writer == "scripted-model and extractive"


def test_a_digest_is_written_whatever_becomes_of_the_model(ada, themes):
    digest = compose(ada, *WEEK, falling_back(None, AWAY, AWAY))
    assert [one.writer for one in digest.sections.filter(is_lead=False)] == ["scripted-model", *["extractive"] * 2]
    assert Statement.objects.filter(section__digest=digest, status=Status.VERIFIED).count() >= len(THEMES)


@pytest.mark.parametrize("name", ["🚀", "https://mill.example/plans", "mill.example/pricing and plans", "iPhone notes"])
def test_a_theme_is_headed_as_a_hand_named_it(ada, themes, name):
    Theme.objects.filter(pk=themes[0].pk).update(name=name)
    assert name in themed(compose(ada, *WEEK, ScriptedWriter()))


def test_a_digest_is_brought_under_any_name_as_well():
    offers = [Offer(1, 1, "A trace that nobody reads is a receipt.")]
    draft = digest([ThemeOffer("🚀", offers)]).read('{"sections": [], "lead": []}')
    assert [section.heading for section in draft.sections] == [UNTITLED]


def test_the_lead_s_statements_follow_what_was_counted(ada, themes):
    document = document_of(compose(ada, *WEEK, ScriptedWriter()))
    assert document.lead.endswith("You met 7 notes by Philippa Drummond.")
    assert [one.status for one in document.opening.statements] == [Status.VERIFIED]
    assert document.opening.statements[0].citations[0].number == 1


def test_the_lead_is_checked_against_what_it_was_shown(ada, themes):
    hidden = themes[2].placements.first().passage
    said = StatementDraft(text=hidden.text, citations=[CitationDraft(passage_id=hidden.pk, quote=hidden.text)])
    silent = SectionDraft(heading="Small kitchens")
    digest = compose(ada, *WEEK, ScriptedWriter(None, None, silent, LeadDraft(statements=[said])))
    assert Statement.objects.get(section__is_lead=True, section__digest=digest).status == Status.UNSUPPORTED


def test_the_lead_says_nothing_in_the_words_of_a_section(ada, themes):
    text = themes[0].placements.order_by("pk").first().passage
    said = [StatementDraft(text=text.text, citations=[CitationDraft(passage_id=text.pk, quote=text.text)])]
    section = SectionDraft(heading="Reading traces", statements=said)
    digest = compose(ada, *WEEK, ScriptedWriter(section, None, None, LeadDraft(statements=said)))
    assert document_of(digest).opening is None


def test_the_quoting_writer_adds_no_lead_of_its_own(ada, themes):
    writer = falling_back(AWAY, AWAY)
    document = document_of(compose(ada, *WEEK, writer))
    assert (document.opening.statements, document.opening.fell_back) == ((), str(AWAY))


def test_the_counts_of_the_lead_are_those_of_its_day(ada, themes):
    digest = compose(ada, *WEEK, ScriptedWriter())
    put_source(ada, met_on=DAY)
    assert document_of(digest).sources == 7
    assert "You met 7 notes" in document_of(digest).lead


def test_the_writer_is_asked_the_same_in_the_same_order(ada, themes):
    first, second = ScriptedWriter(), ScriptedWriter()
    for writer in (first, second):
        compose(ada, *WEEK, writer)
    assert first.asked == second.asked == [*THEMES, "lead"]


def test_progress_is_told_by_section(ada, themes):
    told = []
    compose(ada, *WEEK, ScriptedWriter(), tell=lambda *far: told.append(far))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_patient_writer_lets_the_model_s_time_through(ada, themes):
    busy = ModelAway("Too many questions at once.", after=300)
    with pytest.raises(ModelAway, match="Too many"):
        compose(ada, *WEEK, falling_back(None, busy, patient=True))
    assert not Digest.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_writer_writes(ada, themes):
    class Watchful(ScriptedWriter):
        def _told(self, task):
            self.open = getattr(self, "open", False) or connection.in_atomic_block
            return super()._told(task)

    writer = Watchful()
    digest = compose(ada, *WEEK, writer)
    Section.objects.update(fell_back="Away.")
    write_again(digest, writer)
    assert not writer.open


def test_what_a_hand_did_while_the_writer_wrote_stands(ada, themes):
    digest = compose(ada, *WEEK, ScriptedWriter())

    def edit(done, _total):
        Digest.objects.filter(pk=digest.pk).update(edited_by_hand=True, title="My week")

    assert compose(ada, *WEEK, ScriptedWriter(), tell=edit).title == "My week"


def test_a_quote_goes_on_in_the_words_of_the_source(ada, themes):
    passage = themes[1].placements.first().passage
    loud = CitationDraft(passage_id=passage.pk, quote=passage.text.upper())
    said = SectionDraft(heading="Judges of models", statements=[StatementDraft(text=passage.text, citations=[loud])])
    digest = compose(ada, *WEEK, ScriptedWriter(None, said))
    assert themed(digest)["Judges of models"].statements.get().citations.get().quote in passage.text


@pytest.mark.parametrize("heading", ["Judges fell by 90 percent", "What Tarquin Bellweather hides about judges"])
def test_a_heading_says_no_number_and_no_name_of_its_own(ada, themes, heading):
    passage = themes[1].placements.first().passage
    cited = [CitationDraft(passage_id=passage.pk, quote=passage.text)]
    said = SectionDraft(heading=heading, statements=[StatementDraft(text=passage.text, citations=cited)])
    digest = compose(ada, *WEEK, ScriptedWriter(None, said))
    assert "Judges of models" in themed(digest)


def test_a_heading_may_be_the_writer_s_own(ada, themes):
    passage = themes[1].placements.first().passage
    cited = [CitationDraft(passage_id=passage.pk, quote=passage.text)]
    said = SectionDraft(
        heading="When 91 percent agree", statements=[StatementDraft(text=passage.text, citations=cited)]
    )
    assert "When 91 percent agree" in themed(compose(ada, *WEEK, ScriptedWriter(None, said)))


def test_only_what_fell_back_is_written_again(ada, themes):
    digest = compose(ada, *WEEK, falling_back(None, NONSENSE))
    before = set(themed(digest)["Reading traces"].statements.values_list("pk", flat=True))
    writer = ScriptedWriter()
    digest = write_again(digest, writer)
    assert writer.asked == ["Judges of models"]
    assert set(themed(digest)["Reading traces"].statements.values_list("pk", flat=True)) == before
    assert (digest.writer, digest.sections.fell_back().count()) == ("scripted-model", 0)


def test_a_lead_that_fell_back_is_written_again(ada, themes):
    digest = compose(ada, *WEEK, falling_back(None, None, None, NONSENSE))
    writer = ScriptedWriter()
    write_again(digest, writer)
    lead = digest.sections.get(is_lead=True)
    assert (writer.asked, lead.writer, lead.statements.count()) == (["lead"], "scripted-model", 1)


def test_what_falls_back_again_says_so_again(ada, themes):
    digest = compose(ada, *WEEK, falling_back(None, NONSENSE))
    digest = write_again(digest, falling_back(AWAY))
    assert themed(digest)["Judges of models"].fell_back == str(AWAY)
    assert themed(digest)["Judges of models"].statements.exists()


def test_a_section_that_a_hand_has_touched_is_not_written_again(ada, themes):
    digest = compose(ada, *WEEK, falling_back(NONSENSE, NONSENSE))
    mine = themed(digest)["Reading traces"]
    rewrite(mine.statements.first(), mine.statements.first().text, ada)
    writer = ScriptedWriter()
    write_again(digest, writer)
    assert writer.asked == ["Judges of models"]
    assert themed(digest)["Reading traces"].fell_back


def test_nothing_is_written_again_where_nothing_fell_back(ada, themes):
    digest = compose(ada, *WEEK, ScriptedWriter())
    with pytest.raises(NothingToDo):
        write_again(digest, ScriptedWriter())


def test_an_approved_digest_is_not_written_again(ada, themes):
    digest = approve(compose(ada, *WEEK, falling_back(NONSENSE)), ada)
    with pytest.raises(Refused, match="draft again first"):
        write_again(digest, ScriptedWriter())


class Interrupted(ScriptedWriter):
    """A hand does something while it writes again."""

    def __init__(self, hand):
        super().__init__()
        self.hand = hand

    def _told(self, task):
        self.hand()
        return super()._told(task)


@pytest.fixture
def fallen(ada, themes):
    digest = compose(ada, *WEEK, falling_back(None, NONSENSE))
    digest.also_met.set([put_source(ada, "Left on the tram.", met_on="2020-01-01")])
    return digest


def told_of(digest):
    digest.refresh_from_db()
    return digest.title, digest.lead, digest.source_count, list(digest.also_met.all())


def test_what_a_hand_rewrote_while_it_was_written_again_stands(ada, fallen):
    section = themed(fallen)["Judges of models"]
    said = section.statements.first()
    write_again(fallen, Interrupted(lambda: rewrite(said, said.text, ada)))
    assert list(section.statements.filter(by_hand=True)) == [said]
    assert themed(fallen)["Judges of models"].fell_back == str(NONSENSE)


@pytest.mark.parametrize("hand", ["rewrite", "approve"])
def test_what_is_told_of_a_digest_the_hand_has_touched_meanwhile_stands(ada, fallen, hand):
    said = themed(fallen)["Reading traces"].statements.first()
    before = told_of(fallen)
    touch = {"rewrite": lambda: rewrite(said, said.text, ada), "approve": lambda: approve(fallen, ada)}[hand]
    write_again(fallen, Interrupted(touch))
    assert told_of(fallen) == before


def test_an_approved_digest_keeps_what_fell_back_of_it(ada, fallen):
    write_again(fallen, Interrupted(lambda: approve(fallen, ada)))
    assert themed(fallen)["Judges of models"].fell_back == str(NONSENSE)


def test_written_again_it_is_called_and_counted_alike(ada, themes):
    digest = compose(ada, *WEEK, falling_back(NONSENSE))
    put_source(ada, met_on=DAY)
    text = themes[0].placements.order_by("pk").first().passage
    said = [StatementDraft(text=text.text, citations=[CitationDraft(passage_id=text.pk, quote=text.text)])]
    digest = write_again(digest, ScriptedWriter(SectionDraft(heading="Traces read aloud", statements=said)))
    assert digest.title.startswith("Traces read aloud, with")
    assert "You met 8 notes" in digest.lead
    assert "traces read aloud (3 sources)" in digest.lead
    assert digest.source_count == 8


def test_what_lost_its_theme_stays_as_it_is(ada, themes):
    digest = compose(ada, *WEEK, falling_back(NONSENSE, NONSENSE))
    put_source(ada, met_on=DAY)
    themes[0].delete()
    writer = ScriptedWriter()
    write_again(digest, writer)
    assert writer.asked == ["Judges of models"]
    assert themed(digest)["Reading traces"].fell_back == str(NONSENSE)
