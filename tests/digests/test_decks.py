import pytest
from django.utils import timezone

from curation.errors import ModelAway, ModelFailed, NothingToDo, Refused
from curation.models import Chapter, Run
from curation.writing.schemas import (
    CitationDraft,
    DeckBrief,
    OutlineDraft,
    SectionDraft,
    SlideDraft,
    StatementDraft,
)
from digests.compose import compose
from digests.decks import make_deck, outline_of, render
from digests.models import Deck, Digest
from digests.order import order_deck, order_deck_again, run_of_deck
from digests.tasks import make_deck as task
from tests.digests.library import WEEK
from tests.digests.scripted_writer import ScriptedWriter, falling_back
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db

AWAY = ModelAway("The model at models.example.org does not answer.")
BUSY = ModelAway("The model at models.example.org asks for five minutes.", after=300)
FIRST = "A judge that shares the model's training shares its blind spots as well."


@pytest.fixture
def digest(ada, themes):
    return compose(ada, *WEEK, ScriptedWriter())


@pytest.fixture
def judge(themes):
    return themes[1].placements.order_by("pk").first().passage


def quoting(passage, text=""):
    cited = CitationDraft(passage_id=passage.pk, quote=passage.text)
    return StatementDraft(text=text or passage.text, citations=[cited])


def outlined(*slides, title="A week with judges"):
    drafts = [SlideDraft(title=name, statements=list(statements)) for name, *statements in slides]
    return ScriptedWriter(OutlineDraft(title=title, slides=drafts))


def lines_of(deck, layout="bullets"):
    return [line.text for slide in outline_of(deck).slides if slide.layout == layout for line in slide.lines]


def titles_of(deck):
    return [slide.title for slide in outline_of(deck).slides]


def cover_of(deck):
    return [line.text for line in outline_of(deck).slides[0].lines]


def test_the_writer_s_slides_are_the_deck_s(ada, digest, judge):
    deck = make_deck(ada, digest=digest, writer=outlined(("Judges are blind as well", quoting(judge))))
    assert titles_of(deck)[:2] == [digest.title, "Judges are blind as well"]
    assert lines_of(deck) == [FIRST]
    assert (deck.writer, deck.fell_back) == ("scripted-model", "")


def test_what_the_writer_says_otherwise_is_checked_like_any_draft(ada, digest, judge):
    invented = quoting(judge, "The judge was wrong in 64 percent of the cases.")
    retold = quoting(judge, "A judge that shares a model's training shares its blind spots as well.")
    deck = make_deck(ada, digest=digest, writer=outlined(("Judges", quoting(judge), invented, retold)))
    assert lines_of(deck) == [FIRST, retold.text]
    assert [line.retold for slide in outline_of(deck).slides[1:2] for line in slide.lines] == [False, True]
    assert "1 statement withheld" in outline_of(deck).slides[0].notes


def test_a_passage_that_no_section_cites_cannot_be_shown(ada, digest, judge):
    foreign = put_passage(ada, "The harbour was dredged in spring.")
    deck = make_deck(ada, digest=digest, writer=outlined(("Judges", quoting(judge), quoting(foreign))))
    assert lines_of(deck) == [FIRST]


def test_the_words_of_one_passage_are_not_shown_under_another_s_name(ada, digest, judge, themes):
    other = themes[2].placements.first().passage
    wrong = StatementDraft(text=FIRST, citations=[CitationDraft(passage_id=other.pk, quote=FIRST)])
    deck = make_deck(ada, digest=digest, writer=outlined(("Judges", wrong), ("Kitchens", quoting(other))))
    assert lines_of(deck) == [other.text]


@pytest.mark.parametrize("title", ["Judges fail in 64 percent", "Ottoline Marchbanks on judges"])
def test_a_slide_s_title_says_no_number_and_no_name_of_its_own(ada, digest, judge, title):
    deck = make_deck(ada, digest=digest, writer=outlined((title, quoting(judge)), title=title))
    assert titles_of(deck)[:2] == [digest.title, "Judges of models"]


def test_a_statement_is_shown_once(ada, digest, judge):
    deck = make_deck(ada, digest=digest, writer=outlined(("Judges", quoting(judge)), ("Again", quoting(judge))))
    assert lines_of(deck) == [FIRST]


def test_an_outline_of_nothing_leaves_the_plain_arrangement(ada, digest, judge):
    deck = make_deck(ada, digest=digest, writer=outlined(("Judges", quoting(judge, "It cost 9 million dollars."))))
    assert "Reading traces" in titles_of(deck)
    assert deck.fell_back == "Nothing that was arranged is borne out by the sources."


def test_a_deck_is_laid_out_plainly_where_the_model_is_away(ada, digest):
    deck = make_deck(ada, digest=digest, writer=falling_back(AWAY))
    assert "Reading traces" in titles_of(deck)
    assert deck.fell_back == str(AWAY)
    assert cover_of(deck)[-2:] == [
        "Written by scripted-model and the extractive writer",
        "Laid out plainly: no answer of the model could be used.",
    ]


@pytest.mark.parametrize("name", ["🚀", "mill.example/pricing and plans"])
def test_a_theme_s_deck_is_called_as_a_hand_named_the_theme(ada, themes, name):
    themes[0].name = name
    themes[0].save()
    assert titles_of(make_deck(ada, theme=themes[0], writer=ScriptedWriter()))[0] == name


def test_a_deck_says_where_its_statements_are_quoted_instead(ada, themes):
    deck = make_deck(ada, theme=themes[0], writer=falling_back(ModelFailed("It answered in rhyme.")))
    assert cover_of(deck)[-1] == "Quoted, not composed: no answer of the model could be used."
    assert deck.fell_back == "It answered in rhyme."


def test_the_quoting_writer_arranges_as_it_always_did(ada, themes):
    digest = compose(ada, *WEEK, falling_back(AWAY, AWAY))
    deck = make_deck(ada, digest=digest, writer=ScriptedWriter())
    told = [title for title in titles_of(deck)[1:] if title.startswith(tuple(theme.name for theme in themes))]
    assert [title.split(":")[0] for title in told] == [theme.name for theme in themes]


@pytest.mark.parametrize("title", ["https://threepass.example/page", "…"])
def test_a_source_whose_name_is_no_label_keeps_it(ada, title):
    source = put_source(ada, FIRST, title=title)
    put_passage(ada, FIRST, source=source)
    assert make_deck(ada, source=source, writer=ScriptedWriter()).title == title


def test_a_source_is_told_chapter_by_chapter(ada):
    source = put_source(ada, FIRST, title="Two talks")
    for position, words in enumerate([FIRST, "The small kitchen closed on Mondays and lost no guest over it."]):
        passage = put_passage(ada, words, source=source)
        passage.chapter = Chapter.objects.create(
            source=source, position=position, title=f"Part {position}", start=0, end=1
        )
        passage.save()
    writer, told = ScriptedWriter(), []
    deck = order_and_plan(ada, source, writer, told)
    assert (writer.asked, told) == (["summary", "summary", "outline"], [(0, 3), (1, 3), (2, 3)])
    assert deck.outline["slides"]


def order_and_plan(owner, source, writer, told):
    from digests.decks import new_deck, plan_anew

    deck = new_deck(owner, DeckBrief(), source=source)
    deck.save()
    return plan_anew(deck, writer, lambda *far: told.append(far))


def work(run):
    Run.objects.filter(pk=run.pk).update(not_before=timezone.now())
    task(run_id=run.pk)
    run.refresh_from_db()
    return run


def test_with_a_model_a_deck_is_promised_and_then_made(ada, digest, a_model, writes):
    writes(ScriptedWriter())
    deck = order_deck(ada, DeckBrief(format="presenter", slides=9), digest=digest)
    with pytest.raises(Refused, match="not made yet"):
        render(deck, "md")
    run = work(run_of_deck(deck))
    deck.refresh_from_db()
    assert (run.status, outline_of(deck).format) == ("done", "presenter")
    assert len(outline_of(deck).slides) <= 9


def test_a_deck_waits_for_as_long_as_the_model_asks(ada, digest, a_model, writes):
    writes(falling_back(BUSY, patient=True))
    run = work(run_of_deck(order_deck(ada, DeckBrief(), digest=digest)))
    assert (run.status, run.message) == ("queued", str(BUSY))


def test_a_deck_of_nothing_says_so_in_its_run(ada, themes, a_model, writes):
    writes(ScriptedWriter())
    run = work(run_of_deck(order_deck(ada, DeckBrief(), source=put_source(ada))))
    assert (run.status, run.message) == ("nothing", "There is nothing in it that a slide could say.")


def test_a_deck_that_fell_back_is_made_again_as_it_was_asked_for(ada, digest, a_model, writes):
    writes(falling_back(AWAY))
    deck = order_deck(ada, DeckBrief(audience="the Monday team"), digest=digest)
    work(run_of_deck(deck))
    writes(ScriptedWriter())
    deck.refresh_from_db()
    work(run_of_deck(order_deck_again(deck)))
    deck.refresh_from_db()
    assert (deck.fell_back, outline_of(deck).audience) == ("", "the Monday team")


def test_a_deck_that_did_not_fall_back_is_left_alone(ada, digest, a_model):
    with pytest.raises(NothingToDo):
        order_deck_again(make_deck(ada, digest=digest, writer=ScriptedWriter()))


def test_no_deck_is_made_of_a_digest_that_is_not_there_yet(ada, digest):
    Digest.objects.update(writer="")
    digest.refresh_from_db()
    with pytest.raises(Refused, match="not composed yet"):
        make_deck(ada, digest=digest, writer=ScriptedWriter())
    assert not Deck.objects.exists()


def with_quotation(judge, themes):
    """A digest's second section, which quotes what the first of its passages says."""
    first, second = (one.passage for one in themes[1].placements.order_by("pk"))
    return SectionDraft(heading="Judges of models", statements=[quoting(first)], quotations=[quoting(second)])


def test_a_slide_that_retells_keeps_the_quotations_of_its_section(ada, themes, judge):
    digest = compose(ada, *WEEK, ScriptedWriter(None, with_quotation(judge, themes)))
    retold = quoting(judge, "A judge that shares a model's training shares its blind spots as well.")
    deck = make_deck(ada, digest=digest, writer=outlined(("Judges", retold)))
    assert lines_of(deck) == [retold.text]
    assert lines_of(deck, "quotation") == ["The judge agreed with two editors in 91 percent of the cases."]


def test_a_writer_is_named_once_whatever_its_name(ada, themes):
    writer = ScriptedWriter()
    writer.name = "salt and pepper"
    assert make_deck(ada, theme=themes[0], writer=writer).writer == "salt and pepper"


def test_a_hand_s_title_is_the_deck_s(ada, digest, a_model, writes):
    writes(falling_back(AWAY))
    deck = order_deck(ada, DeckBrief(), digest=digest)
    work(run_of_deck(deck))
    Deck.objects.update(title="For Monday")
    writes(ScriptedWriter())
    deck.refresh_from_db()
    work(run_of_deck(order_deck_again(deck)))
    deck.refresh_from_db()
    assert (deck.title, deck.fell_back, outline_of(deck).title) == ("For Monday", "", digest.title)


def test_otherwise_it_is_called_as_what_it_is_made_of_now(ada, digest, a_model, writes):
    writes(falling_back(AWAY))
    work(run_of_deck(order_deck(ada, DeckBrief(), digest=digest)))
    Digest.objects.update(title="The week of the judges")
    work(run_of_deck(order_deck_again(Deck.objects.get())))
    assert Deck.objects.get().title == "The week of the judges"


def test_an_order_undoes_nothing_that_was_planned_since(ada, digest, a_model, writes):
    stale = order_deck(ada, DeckBrief(), digest=digest)
    writes(ScriptedWriter())
    work(run_of_deck(stale))
    order_deck_again(stale)
    assert Deck.objects.get().outline["slides"]
