"""Which layout a statement is given, and what two formats and three lengths make of the same material."""

from dataclasses import replace
from datetime import date

import pytest

from digests.document import DocumentStatement
from digests.outline import Deck, DeckMaterial, plan_deck
from digests.outline.claims import best_claim, claims, headline
from digests.outline.excerpt import ELLIPSIS
from digests.outline.material import Count, Picture
from digests.outline.model import SlideCitation
from tests.digests.deck_material import cited_source, material

PROSE = ("bullets", "big_number", "quotation", "timeline", "two_columns", "comparison")
CHART = Count(
    title="How much was said on what",
    kind="bar",
    categories=("Ferries", "Bread"),
    series=(("Statements", (4.0, 2.0)),),
    counted="Statements in the digest of 14–20 November 2026",
    beside=("Most is said of ferries.",),
)


def layouts(deck: Deck) -> list[str]:
    return [slide.layout for slide in deck.slides]


def on(deck: Deck, layout: str):
    return next(slide for slide in deck.slides if slide.layout == layout)


def only(*statements: DocumentStatement, layout: str = "") -> DeckMaterial:
    """One section of these statements, with the layout that a writer proposed."""
    section = replace(material().sections[0], statements=statements, quotations=(), questions=())
    return replace(material(), sections=(section,), layouts=(layout,))


def said(text: str, *, section: int = 0, place: int = 0) -> DocumentStatement:
    """A statement of the material in other words, with its first citation, which quotes it."""
    one = material().sections[section].statements[place]
    return replace(one, text=text, citations=(replace(one.citations[0], quote=text),))


def words(deck: Deck, of: str) -> float:
    counts = [
        slide.words if of == "slides" else len(slide.notes.split()) for slide in deck.slides if slide.layout in PROSE
    ]
    return sum(counts) / len(counts)


def test_a_detailed_slide_says_twice_as_much_as_a_presenter_s():
    detailed, presenter = (plan_deck(material(), format=form) for form in ("detailed", "presenter"))
    assert words(detailed, "slides") > 2 * words(presenter, "slides")


def test_a_presenter_s_notes_say_more_than_a_detailed_deck_s():
    detailed, presenter = (plan_deck(material(), format=form) for form in ("detailed", "presenter"))
    assert words(presenter, "notes") > 1.3 * words(detailed, "notes")
    assert all("~" in slide.notes for slide in presenter.slides if slide.layout in PROSE)


@pytest.mark.parametrize("form", ["detailed", "presenter"])
def test_longer_decks_have_more_slides_up_to_their_length(form):
    many = tuple(replace(one, heading=f"{one.heading} {n}") for n in range(4) for one in material().sections)
    wide = replace(material(), sections=many)
    counts = [len(plan_deck(wide, format=form, length=length).slides) for length in ("short", "usual", "long")]
    assert counts == sorted(set(counts))
    assert (counts[0] <= 8, counts[1] <= 15, counts[2] <= 25) == (True, True, True)


def test_statements_of_several_days_stand_in_the_order_of_their_days():
    deck = plan_deck(material())
    days = [moment.when for slide in deck.slides if slide.layout == "timeline" for moment in slide.moments]
    assert len(set(days)) >= 3
    assert days == sorted(days, key=lambda day: int(day.split()[0]))


def test_statements_of_one_day_have_no_timeline():
    one = material().sections[0].statements[0]
    same = replace(one.citations[0], source=replace(one.citations[0].source, met_on=date(2026, 11, 14)))
    flat = [said(f"Loaf {n} was weighed twice before the oven.") for n in range(4)]
    assert "timeline" not in layouts(plan_deck(only(*[replace(told, citations=(same,)) for told in flat])))


def test_what_disagrees_with_what_was_met_before_stands_beside_it():
    later = said("The ferry leaves at nine.")
    met = replace(later.citations[0], quote="The ferry leaves at noon.", source=cited_source(2, 900))
    slide = on(plan_deck(only(replace(later, novelty="disagrees", met=met))), "comparison")
    assert [column.heading for column in slide.columns] == ["Before", "Later"]
    assert [line.text for line in slide.body] == ["The ferry leaves at noon.", "The ferry leaves at nine."]
    assert all(line.citations for line in slide.body)


def test_an_update_stands_beside_what_it_brings_up_to_date():
    now = said("The ferry has cost six crowns since May.")
    met = replace(now.citations[0], quote="The ferry costs four crowns.", source=cited_source(2, 900))
    slide = on(plan_deck(only(replace(now, novelty="updates", met=met))), "comparison")
    assert slide.columns[1].lines[0].text == now.text


def test_two_who_speak_of_one_thing_are_compared_where_a_writer_says_so():
    pair = (said("The ferry is slow in winter."), said("The ferry is quick in spring.", section=1))
    slide = on(plan_deck(only(*pair, layout="comparison")), "comparison")
    assert [column.heading for column in slide.columns] == ["Ana Ruiz", "Chidi Mensah"]


@pytest.mark.parametrize("layout", ["comparison", "two_columns", "big_number", "timeline", "video", "quotation"])
def test_a_proposal_that_does_not_fit_becomes_bullets(layout):
    pair = (said("The ferry is slow in winter."), said("The ferry is quick in the spring."))
    deck = plan_deck(only(*pair, layout=layout))
    assert "bullets" in layouts(deck)
    assert layout not in layouts(deck)


def test_a_number_that_a_writer_puts_first_stands_on_its_own():
    slide = on(plan_deck(only(said("It caught 73% of the faults."), layout="big_number")), "big_number")
    assert [line.text for line in slide.lines] == ["73%", "It caught 73% of the faults."]


def test_a_chart_says_in_words_what_was_counted():
    slide = on(plan_deck(replace(material(), counts=(CHART,)), length="long"), "chart")
    assert slide.counted == CHART.counted
    assert "Ferries: 4 Statements" in slide.notes


def test_a_picture_follows_the_first_slide_that_cites_its_source():
    cited = SlideCitation(passage_id=5, source_id=3, title="Notes on retrieval that forgets")
    shown = Picture(7, "A shelf of maps", "The maps of 1904.", 800, 600, cited)
    deck = plan_deck(replace(material(), pictures=(shown,)), length="long")
    place = layouts(deck).index("picture")
    assert any(mark.source_id == 3 for mark in deck.slides[place - 1].cited)
    assert (deck.slides[place].picture, deck.slides[place].alt) == (7, "A shelf of maps")


def test_a_table_has_a_cited_line_for_each_source():
    slide = on(plan_deck(material(), length="long"), "table")
    assert all(row[2].citations and not row[2].own_words for row in slide.rows)
    assert len({row[2].citations[0].source_id for row in slide.rows}) == len(slide.rows)


def test_what_to_take_away_is_cited_in_a_deck_that_is_read():
    slide = on(plan_deck(material()), "closing")
    assert len(slide.lines) == 3
    assert all(line.citations for line in slide.lines)


def test_a_speaker_calls_back_to_the_themes():
    slide = on(plan_deck(material(), format="presenter"), "closing")
    assert all(line.own_words for line in slide.lines)
    assert "Source: " in slide.notes


def test_in_a_short_deck_two_themes_share_a_slide_before_one_is_lost():
    many = tuple(
        replace(one, heading=f"Theme {n}", statements=(said(f"The {n}. ferry leaves at noon and is seldom late."),))
        for n, one in enumerate(material().sections * 2)
    )
    deck = plan_deck(replace(material(), sections=many), length="short")
    assert "two_columns" in layouts(deck)
    assert len(deck.slides) <= 8


@pytest.mark.parametrize("form", ["detailed", "presenter"])
def test_every_slide_has_a_name_of_its_own(form):
    names = [slide.id for slide in plan_deck(material(), format=form).slides]
    assert len(set(names)) == len(names)
    assert all(len(name) == 8 and int(name, 16) >= 0 for name in names)


def test_equal_material_gives_an_equal_deck():
    assert plan_deck(material()) == plan_deck(material())


def test_a_theme_that_is_all_of_the_deck_is_not_called_as_it_again():
    alone = replace(material(), title="Ferries", sections=(replace(material().sections[1], heading="Ferries"),))
    assert [slide.title for slide in plan_deck(alone).slides].count("Ferries") == 1


def test_no_line_of_a_presenter_is_cut_where_a_whole_sentence_fits():
    told = said(
        "Nobody asked for the feature. It took longer than all else that was ever built beside the water of the town."
    )
    (line,) = on(plan_deck(only(told), format="presenter"), "bullets").lines
    assert line.text == "Nobody asked for the feature."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ferry is slow in winter. But it is never late.", []),
        ("This is why the ferry waits. The crew stays on board all year.", ["The crew stays on board all year."]),
        ("The ferry leaves at noon.", ["The ferry leaves at noon."]),
        ("What a day!", []),
    ],
)
def test_a_claim_stands_without_its_neighbours(text, found):
    assert claims(text, 20) == found


def test_the_best_claim_is_never_cut():
    assert not best_claim("One thing that nobody in the house ever wanted to hear, " * 4, 12).endswith(ELLIPSIS)


def test_a_title_speaks_of_no_i_and_no_you():
    assert headline(["I read every trace by hand. I count them on a Monday."], ()) == ""
    assert headline(["The judge reads every trace by hand. I count them."], ()) == "The judge reads every trace by hand"
