from dataclasses import replace

import pytest

from curation.errors import NothingToDo, Refused
from digests.outline import AnySlide, Deck, DeckMaterial, Slide, SlideLine, plan_deck
from digests.outline.excerpt import capitalised, clause, figure, unquoted
from digests.outline.measure import line_count, word_count
from digests.outline.paging import paged
from digests.renderers.deck_pdf import render_deck_pdf
from digests.wording import FELL_BACK_DECK
from tests.digests.deck_material import CLOSE, HOSTILE, UNSUPPORTED, material

FORMATS = ("detailed", "presenter")
LEVELS = ("newcomer", "practitioner", "expert")


PROSE = ("bullets", "big_number", "quotation", "timeline", "two_columns", "comparison")


def content(deck: Deck) -> list[AnySlide]:
    return [slide for slide in deck.slides if slide.layout in PROSE]


def shown(deck: Deck) -> str:
    return "\n".join(line.text for slide in deck.slides for line in slide.body)


def whole(**wanted) -> Deck:
    """With everything that there is to show."""
    return plan_deck(material(), length="long", **wanted)


def all_text(deck: Deck) -> str:
    return shown(deck) + "\n".join(slide.notes for slide in deck.slides)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("level", LEVELS)
def test_no_two_slides_share_a_title(format, level):
    titles = [slide.title for slide in plan_deck(material(), format=format, level=level).slides]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("format", FORMATS)
def test_every_line_is_cited_or_in_our_own_words(format):
    lines = [line for slide in plan_deck(material(), format=format).slides for line in slide.body]
    assert all(line.citations or line.own_words for line in lines)


@pytest.mark.parametrize("format", FORMATS)
def test_every_slide_has_notes(format):
    assert all(slide.notes for slide in plan_deck(material(), format=format).slides)


@pytest.mark.parametrize("format", FORMATS)
def test_what_its_source_does_not_bear_out_stays_out(format):
    deck = plan_deck(material(), format=format, level="newcomer")
    assert UNSUPPORTED not in all_text(deck)
    assert "1 statement withheld: not borne out by the sources." in deck.slides[0].notes


def test_what_is_retold_is_marked_and_shows_its_source_s_words():
    deck = plan_deck(material())
    retold = [line.text for slide in deck.slides for line in slide.body if line.retold]
    assert set(retold) == {CLOSE}
    assert "21 statements, 1 retold, from 9 sources" in shown(deck)


def test_the_notes_of_a_spoken_slide_say_what_is_retold():
    notes = "\n".join(slide.notes for slide in plan_deck(material(), format="presenter").slides)
    assert f"{CLOSE} (retold)" in notes


def test_the_cover_says_who_arranged_it_and_what_fell_back():
    written = replace(material(), writer="gpt-x and extractive", note=FELL_BACK_DECK)
    lines = [line.text for line in plan_deck(written).slides[0].lines]
    assert lines[-2:] == ["Written by gpt-x and the extractive writer", FELL_BACK_DECK]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("nobody reads the second page.", "Nobody reads the second page."),
        ("écrire, c'est relire.", "Écrire, c'est relire."),
        ("no full stop, no sentence", "no full stop, no sentence"),
        ("iOS and its kin wait for nobody.", "iOS and its kin wait for nobody."),
        ("@ada read it twice.", "@ada read it twice."),
        ("traces.py holds the loop.", "traces.py holds the loop."),
        ("Already so.", "Already so."),
        ("3 of 5 agreed.", "3 of 5 agreed."),
    ],
)
def test_a_whole_sentence_begins_with_a_capital(text, line):
    assert capitalised(text) == line


def test_a_quotation_stays_as_it_was_said():
    first = material().sections[0]
    said = replace(first.quotations[0], text="we shipped it on a Tuesday.")
    low = replace(first.statements[0], text="nobody noticed it until Friday.")
    section = replace(first, statements=(low, *first.statements[1:]), quotations=(said,))
    deck = plan_deck(replace(material(), sections=(section,)))
    assert "we shipped it on a Tuesday." in shown(deck)
    assert "Nobody noticed it until Friday." in shown(deck)


def test_more_slides_than_an_agenda_holds_have_none():
    many = tuple(replace(material().sections[0], heading=f"Claim {number}") for number in range(12))
    deck = plan_deck(replace(material(), sections=many))
    assert "agenda" not in {slide.layout for slide in deck.slides}


def test_a_detailed_deck_shows_every_verified_statement_in_full():
    told = shown(whole())
    for section in material().sections:
        for statement in section.statements:
            assert statement.status == "unsupported" or statement.text in told


def test_a_detailed_slide_holds_40_to_120_words():
    deck = plan_deck(material())
    words = [slide.words for slide in deck.slides if slide.layout == "bullets"]
    assert all(40 <= count <= 120 for count in words)


@pytest.mark.parametrize("level", LEVELS)
def test_a_presenter_slide_shows_25_words_at_most(level):
    deck = plan_deck(material(), format="presenter", level=level)
    assert max(slide.words for slide in content(deck)) <= 25


def test_a_presenter_deck_tells_the_whole_statements_in_its_notes():
    deck = plan_deck(material(), format="presenter")
    notes = "\n".join(slide.notes for slide in deck.slides)
    for section in material().sections:
        for statement in section.statements:
            assert statement.status == "unsupported" or statement.text in notes


def test_presenter_notes_name_the_timing_and_the_source():
    slide = content(plan_deck(material(), format="presenter"))[0]
    assert slide.notes.startswith("~½ min")
    assert "Source: Ana Ruiz, Evals before features, met 14 November 2026" in slide.notes


def test_the_two_formats_differ_by_more_than_half_of_their_words():
    detailed, presenter = (plan_deck(material(), format=format) for format in FORMATS)
    words = [sum(slide.words for slide in content(deck)) / len(content(deck)) for deck in (detailed, presenter)]
    assert words[1] < words[0] / 2


def test_presenter_lines_are_beginnings_of_what_was_said():
    texts = [x.text for s in material().sections for x in (*s.statements, *s.quotations, *s.questions)]
    deck = plan_deck(material(), format="presenter")
    lines = [line.text for slide in content(deck) for line in slide.lines if slide.layout != "big_number"]
    assert all(any(text.startswith(line.removesuffix(" …")) for text in texts) for line in lines)


def test_a_striking_number_stands_on_its_own_with_its_clause():
    deck = plan_deck(material(), format="presenter")
    big = next(slide for slide in deck.slides if slide.layout == "big_number")
    assert big.lines[0].text == "73%"
    assert "73%" in big.lines[1].text


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("most", range(3, 16))
def test_a_bounded_deck_keeps_to_its_bound_title_and_sources(format, most):
    slides = plan_deck(material(), format=format, slides=most).slides
    assert len(slides) <= most
    assert (slides[0].layout, slides[-1].layout) == ("title", "sources")


def test_a_bounded_deck_says_what_it_left_out():
    assert "left out" in plan_deck(material(), slides=4).slides[0].notes


def test_a_deck_of_two_slides_is_refused():
    with pytest.raises(Refused, match="at least 3 slides"):
        plan_deck(material(), slides=2)


def test_a_bound_that_the_strongest_statement_exceeds_is_refused():
    first = material().sections[0]
    endless = replace(first.statements[0], text="word and another, " * 400)
    only = replace(material(), sections=(replace(first, statements=(endless,), quotations=()),))
    with pytest.raises(Refused, match="ask for a few more"):
        plan_deck(only, slides=3)


def test_material_without_a_verified_statement_makes_no_deck():
    with pytest.raises(NothingToDo):
        plan_deck(DeckMaterial("Empty", "", "", ()))


@pytest.mark.parametrize("format", FORMATS)
def test_the_sources_list_every_number_once_and_in_order(format):
    deck = plan_deck(material(), format=format)
    listed = [line.citations[0].number for s in deck.slides if s.layout == "sources" for line in s.lines]
    used = {mark.number for slide in content(deck) for mark in slide.cited}
    assert listed == sorted(used) == list(range(1, len(used) + 1))


def test_a_small_deck_has_no_agenda():
    small = replace(material(), sections=material().sections[:2])
    assert "agenda" not in {slide.layout for slide in plan_deck(small).slides}


def test_a_newcomer_gets_fewer_statements_a_slide_and_the_terms():
    newcomer, expert = (whole(level=level) for level in ("newcomer", "expert"))
    assert len(content(newcomer)) > len(content(expert))
    terms = next(slide for slide in newcomer.slides if slide.title == "Terms you will meet")
    assert terms.lines[0].text == "RAG: Retrieval augmented generation"


def test_the_title_slide_says_for_whom_the_deck_is():
    cover = plan_deck(material(), audience="founders", level="expert").slides[0]
    assert cover.lines[0].text == "For: founders · Level: expert"


def test_the_open_questions_have_a_slide():
    slide = next(s for s in whole().slides if s.title == "What is still open")
    assert len(slide.lines) == 4


def test_a_quotation_without_an_author_gets_no_slide():
    quoting = [slide for slide in plan_deck(material()).slides if slide.layout == "quotation"]
    assert quoting
    assert all(slide.lines[0].citations[0].author for slide in quoting)


def test_hostile_words_stay_as_they_are():
    assert HOSTILE in shown(plan_deck(material()))


def test_a_deck_survives_being_stored_as_json():
    deck = plan_deck(material())
    assert Deck.model_validate_json(deck.model_dump_json()) == deck


def test_paging_a_paged_deck_changes_nothing():
    deck = plan_deck(material())
    assert paged(deck) == deck


def test_a_slide_that_does_not_fit_is_split_and_numbered():
    lines = [SlideLine(text=f"Line {n} " + "with many words " * 12, own_words=True) for n in range(9)]
    deck = paged(Deck(title="D", slides=[Slide(layout="bullets", title="Much", lines=lines)]))
    assert [slide.title for slide in deck.slides] == ["Much (1/3)", "Much (2/3)", "Much (3/3)"]
    assert [line for slide in deck.slides for line in slide.lines] == lines


def test_a_line_longer_than_a_slide_is_split_without_losing_a_word():
    text = "word and another, " * 400
    lines = [SlideLine(text=text.strip(), own_words=True)]
    deck = paged(Deck(title="D", slides=[Slide(layout="bullets", title="Long", lines=lines)]))
    assert len(deck.slides) > 2
    assert " ".join(line.text for slide in deck.slides for line in slide.lines).split() == text.split()


def test_a_title_too_long_is_cut_and_kept_in_the_notes():
    title = "A heading that goes on " * 12
    deck = paged(Deck(title="D", slides=[Slide(layout="bullets", title=title.strip())]))
    assert deck.slides[0].title.endswith("…")
    assert title.strip() in deck.slides[0].notes


def test_a_clause_never_stops_before_the_word_that_limits_it():
    text = "The new model is better at everything, but only when somebody else pays for all of it."
    assert clause(text, 9) == ""


def test_a_clause_is_cut_where_the_sentence_breathes():
    text = "Customers asked for a fixed price, which surprised the founders more than the revenue did."
    assert clause(text, 10) == "Customers asked for a fixed price …"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It rose by 11.5% in May.", "11.5%"),
        ("It cost $1.4 million, twice.", "$1.4 million"),
        ("In 2026, 4 teams.", ""),
    ],
)
def test_figures_are_taken_as_they_are_written(text, number):
    assert figure(text) == number


def test_only_marks_around_the_whole_quotation_are_taken_off():
    assert unquoted("“One.”") == "One."
    assert unquoted("“One” and “two”") == "“One” and “two”"


def test_words_are_counted_in_scripts_without_spaces():
    assert word_count("three words … here") == 3
    assert word_count("評価は最初に") == 3


def test_a_word_wider_than_the_line_is_broken():
    assert line_count("m" * 100, 20, 200) > 5


def test_a_long_subtitle_and_audience_are_cut_to_what_the_cover_holds():
    long = "A very long line that goes on about everything that was met in a very long week " * 6
    deck = plan_deck(replace(material(), title=long, subtitle=long), audience=long)
    cover = deck.slides[0]
    assert len(cover.title.split()) < 25
    assert len(cover.subtitle.split()) < 30
    assert len(cover.lines[0].text.split()) < 30
    assert render_deck_pdf(deck)


def test_whole_sentences_go_before_a_part_of_one():
    text = "Ten people said yes at once. Nobody paid, and when we asked them why they talked about the weather."
    assert clause(text, 12) == "Ten people said yes at once."


def test_a_cover_without_audience_is_for_everyone():
    cover = plan_deck(replace(material(), subtitle="")).slides[0]
    assert cover.subtitle == ""
    assert cover.lines[0].text == "For: everyone · Level: practitioner"
