import pytest

from curation.errors import ChangedMeanwhile, CurationError, NotFound, NothingToDo, Refused
from curation.models import Passage, Run
from digests import deck_editing
from digests.deck_board import board_of
from digests.deck_editing.evidence import in_own_words, verdict_on
from digests.deck_editing.stored import editable
from digests.decks import outline_of
from digests.models import DeckVersion
from digests.outline import Deck as Outline
from digests.outline import Slide
from digests.outline.notes import spoken
from digests.outline.paging import paged
from digests.renderers.deck_html import render_deck_html
from digests.renderers.deck_markdown import render_deck_markdown
from tests.digests.deck_hand import FERRY, KILN, LOAVES, TRACES, line_from, put_cited, put_hand_deck

pytestmark = pytest.mark.django_db

BULLETS, QUOTATION, NUMBER, COLUMNS, WHEN, TABLE = "s2", "s3", "s4", "s5", "s6", "s7"
CHEAPER = "The bakery on Quince Lane sold 64 loaves and did raise its price."
NEARLY = "The bakery on Quince Lane sold 64 loaves, and it did not raise its price."


@pytest.fixture
def deck(ada):
    return put_hand_deck(ada)


def slides(deck):
    deck.refresh_from_db()
    return {slide.id: slide for slide in outline_of(deck).slides}


def order(deck):
    return list(slides(deck))


def texts(deck, slide_id=BULLETS):
    return [line.text for line in slides(deck)[slide_id].body]


def numbers(deck, slide_id=BULLETS):
    return [[mark.number for mark in line.marks] for line in slides(deck)[slide_id].body]


def test_a_line_that_is_too_long_for_its_slide_is_shown_on_several_pages(deck, ada):
    deck_editing.edit_line(deck, BULLETS, 0, "We bake, we row and we read. " * 60, ada, own_words=True)
    parts = [one for one in paged(outline_of(deck)).slides if one.id == BULLETS]
    assert len(parts) > 1
    assert len([one for one in outline_of(deck).slides if one.id == BULLETS]) == 1
    assert len(board_of(deck, BULLETS).current.parts) == len(parts)


def test_a_first_edit_lists_the_sources(deck, ada):
    deck_editing.move_slide(deck, QUOTATION, 2, ada)
    assert order(deck) == ["s1", "s3", "s2", "s4", "s5", "s6", "s7", "sources"]
    assert deck.edited_by_hand


def test_slides_without_ids_keep_those_that_they_are_first_shown_with(deck, ada):
    deck.outline["slides"] = [slide | {"id": ""} for slide in deck.outline["slides"]]
    deck.save()
    shown = order(deck)
    deck_editing.move_slide(deck, shown[2], 2, ada)
    assert order(deck) == [*(shown[at] for at in (0, 2, 1, 3, 4, 5, 6)), "sources"]


def test_sources_are_numbered_anew_as_one_meets_them(deck, ada):
    deck_editing.edit_title(deck, BULLETS, "Boats and bread", ada)
    assert numbers(deck) == [[1], [2]]
    deck_editing.move_line(deck, BULLETS, 0, 1, ada)
    assert (texts(deck), numbers(deck)) == ([FERRY, LOAVES], [[1], [2]])
    assert slides(deck)["sources"].lines[0].citations[0].quote == FERRY


def test_a_source_that_nothing_cites_any_more_is_not_listed(deck, ada):
    deck_editing.drop_slide(deck, WHEN, ada)
    before = len(slides(deck)["sources"].lines)
    deck_editing.drop_slide(deck, TABLE, ada)
    assert len(slides(deck)["sources"].lines) == before - 1


def test_the_sources_stay_where_they_are(deck, ada):
    deck_editing.move_slide(deck, BULLETS, 99, ada)
    assert order(deck)[-2:] == [BULLETS, "sources"]
    for verb in (deck_editing.drop_slide, lambda *rest: deck_editing.move_slide(rest[0], rest[1], 1, rest[2])):
        with pytest.raises(Refused, match="stays at the end"):
            verb(deck, "sources", ada)


def test_new_words_that_the_source_bears_out_stay_verified(deck, ada):
    deck_editing.edit_line(deck, BULLETS, 1, "The ferry was late on 9 of 10 days.", ada, was=FERRY)
    line = slides(deck)[BULLETS].lines[1]
    assert (line.text, line.retold, bool(line.citations)) == ("The ferry was late on 9 of 10 days.", False, True)


def test_nearly_its_words_are_told_as_retold(deck, ada):
    deck_editing.edit_line(deck, BULLETS, 0, NEARLY, ada)
    assert slides(deck)[BULLETS].lines[0].aside == "retold"


@pytest.mark.parametrize(
    "text", [CHEAPER, LOAVES.replace("64", "46"), LOAVES.replace("bakery", "tannery"), "Bread cures every illness."]
)
def test_a_lost_not_a_changed_number_and_a_new_claim_are_refused(deck, ada, text):
    with pytest.raises(Refused, match=r"^Not saved\. "):
        deck_editing.edit_line(deck, BULLETS, 0, text, ada)
    deck.refresh_from_db()
    assert outline_of(deck).slides[1].lines[0].text == LOAVES
    assert not DeckVersion.objects.exists()


def test_what_is_kept_as_one_s_own_words_cites_nothing(deck, ada):
    deck_editing.edit_line(deck, BULLETS, 0, CHEAPER, ada, own_words=True)
    line = slides(deck)[BULLETS].lines[0]
    assert (line.citations, line.own_words, line.aside) == ([], True, "own words")
    assert "(own words)" in render_deck_markdown(outline_of(deck))


def test_the_verdict_is_told_before_it_is_saved(deck):
    told = [deck_editing.check_line(deck, BULLETS, 0, text).status for text in (LOAVES, NEARLY, CHEAPER)]
    assert told == ["verified", "close", "unsupported"]
    assert not DeckVersion.objects.exists()


def test_a_quotation_holds_exact_words_only(deck, ada):
    deck_editing.edit_line(deck, QUOTATION, 0, "A kiln that is opened early cracks every third pot", ada)
    with pytest.raises(Refused, match="exact words"):
        deck_editing.edit_line(deck, QUOTATION, 0, "A kiln that's opened early cracks every third pot in it.", ada)
    with pytest.raises(Refused, match="another layout"):
        deck_editing.edit_line(deck, QUOTATION, 0, "Mine.", ada, own_words=True)


def test_a_large_number_is_one_of_the_words_beneath_it(deck, ada):
    with pytest.raises(Refused, match="stands in the words beneath it"):
        deck_editing.edit_line(deck, NUMBER, 0, "65", ada)
    deck_editing.edit_line(deck, NUMBER, 0, "64 loaves", ada)
    assert texts(deck, NUMBER)[0] == "64 loaves"


@pytest.mark.parametrize(
    "number", ["5 percent", "15", "1", "20", "rise", "rise by 15 percent", "2 percent", "3", "1.2"]
)
def test_a_piece_of_a_number_is_no_large_number(ada, deck, number):
    told = put_cited(ada, "Sales did not rise by 15 percent in 2019, nor by 1.2 percent or $3 million.")
    slide = Slide(layout="big_number", title="Sales", lines=[line_from(told, "15 percent"), line_from(told)])
    assert verdict_on(ada, slide, slide.lines[0], number).status == "unsupported"


@pytest.mark.parametrize("number", ["15 percent", "2019", "1.2 percent", "$3 million"])
def test_a_number_with_its_unit_is_a_large_number(ada, deck, number):
    told = put_cited(ada, "Sales did not rise by 15 percent in 2019, nor by 1.2 percent or $3 million.")
    slide = Slide(layout="big_number", title="Sales", lines=[line_from(told, "15 percent"), line_from(told)])
    assert verdict_on(ada, slide, slide.lines[0], number).status == "verified"


def test_a_large_number_follows_the_words_beneath_it(ada, deck):
    deck_editing.edit_line(deck, NUMBER, 1, LOAVES.rstrip("."), ada)
    assert texts(deck, NUMBER)[0] == "64"


def test_a_passage_that_has_left_the_library_bears_nothing_out(deck, ada):
    Passage.objects.filter(text=LOAVES).delete()
    with pytest.raises(Refused, match="left the library"):
        deck_editing.edit_line(deck, BULLETS, 0, "The bakery on Quince Lane sold 64 loaves.", ada)


@pytest.mark.parametrize(("slide", "at"), [(COLUMNS, 1), (WHEN, 0), (TABLE, 3)])
def test_lines_of_typed_slides_are_checked_where_they_stand(deck, ada, slide, at):
    words = outline_of(deck).slides[int(slide[1]) - 1].body[at].text
    with pytest.raises(Refused):
        deck_editing.edit_line(deck, slide, at, "Nobody ever said this of 77 herons.", ada)
    deck_editing.edit_line(deck, slide, at, words.removesuffix("."), ada)
    assert texts(deck, slide)[at] == words.removesuffix(".")


def test_two_who_saw_the_same_words_do_not_overwrite_each_other(deck, ada):
    deck_editing.edit_line(deck, BULLETS, 0, "The bakery on Quince Lane sold 64 loaves.", ada, was=LOAVES)
    with pytest.raises(ChangedMeanwhile, match="sold 64 loaves"):
        deck_editing.edit_line(deck, BULLETS, 0, NEARLY, ada, was=LOAVES)
    assert texts(deck)[0] == "The bakery on Quince Lane sold 64 loaves."


def test_whoever_saw_an_older_deck_moves_and_drops_nothing(deck, ada):
    deck_editing.move_slide(deck, BULLETS, 4, ada, version=0)
    with pytest.raises(ChangedMeanwhile, match="Moved “Bread and boats” to place 4"):
        deck_editing.drop_slide(deck, QUOTATION, ada, version=0)
    with pytest.raises(ChangedMeanwhile):
        deck_editing.drop_line(deck, BULLETS, 0, ada, version=0)


def test_lines_move_between_columns_and_rows_as_a_whole(deck, ada):
    deck_editing.change_layout(deck, COLUMNS, "two_columns", ada)
    deck_editing.add_line(deck, COLUMNS, "Mine.", ada)
    deck_editing.move_line(deck, COLUMNS, 1, 1, ada)
    assert [len(one.lines) for one in slides(deck)[COLUMNS].columns] == [1, 2]
    deck_editing.move_line(deck, TABLE, 1, 1, ada)
    assert texts(deck, TABLE) == ["Traces", TRACES, "Pots", KILN]
    deck_editing.drop_line(deck, TABLE, 0, ada)
    assert texts(deck, TABLE) == ["Pots", KILN]


@pytest.mark.parametrize("slide", [QUOTATION, NUMBER, COLUMNS, WHEN])
def test_no_slide_is_emptied_line_by_line(deck, ada, slide):
    with pytest.raises(Refused):
        deck_editing.drop_line(deck, slide, 0, ada)


def test_headings_of_columns_are_the_hand_s_and_days_the_library_s(deck, ada):
    deck_editing.edit_label(deck, COLUMNS, 0, "Loaves", ada, was="Bread")
    deck_editing.edit_label(deck, TABLE, 1, "So", ada)
    assert (slides(deck)[COLUMNS].labels, slides(deck)[TABLE].labels) == (["Loaves", "Boats"], ["What", "So"])
    with pytest.raises(Refused, match="not changed by hand"):
        deck_editing.edit_label(deck, WHEN, 0, "3 March 2026", ada)


def test_a_slide_takes_another_layout_where_its_lines_allow_it(deck, ada):
    deck_editing.change_layout(deck, BULLETS, "two_columns", ada)
    assert [line.text for line in slides(deck)[BULLETS].columns[1].lines] == [FERRY]
    deck_editing.change_layout(deck, BULLETS, "bullets", ada)
    assert texts(deck) == [LOAVES, FERRY]
    with pytest.raises(Refused, match="one line"):
        deck_editing.change_layout(deck, BULLETS, "quotation", ada)
    deck_editing.change_layout(deck, NUMBER, "quotation", ada)
    assert texts(deck, NUMBER) == [LOAVES]
    with pytest.raises(Refused, match="no number"):
        deck_editing.change_layout(deck, QUOTATION, "big_number", ada)


def test_numbers_that_the_hand_puts_into_a_title_stay(deck, ada):
    deck_editing.edit_title(deck, BULLETS, "Votes (7/9)", ada)
    deck_editing.edit_title(deck, QUOTATION, "Kilns", ada)
    shown = editable(outline_of(deck))
    assert [shown.slides[1].title, paged(shown).slides[1].title] == ["Votes (7/9)", "Votes (7/9)"]


def test_the_numbers_of_parts_are_none_of_a_title(deck):
    told = outline_of(deck)
    parts = [told.slides[at].model_copy(update={"title": f"Votes ({at}/2)"}) for at in (1, 2)]
    shown = editable(told.model_copy(update={"slides": [*parts, *told.slides[3:]]}))
    assert [slide.title for slide in shown.slides[:2]] == ["Votes", "Votes"]


def test_notes_that_list_the_evidence_follow_the_lines(deck, ada):
    deck_editing.drop_line(deck, BULLETS, 1, ada)
    assert slides(deck)[BULLETS].notes == "Source: Philippa Drummond, On loaves, met 2 March 2026"
    deck_editing.edit_notes(deck, BULLETS, "Breathe.\r\nThen speak.", ada)
    assert slides(deck)[BULLETS].notes == "Breathe.\nThen speak."


@pytest.fixture
def spoken_deck(deck, ada):
    told = "\n\n".join(["~1 min", *(spoken(line) for line in slides(deck)[BULLETS].body)])
    return deck_editing.edit_notes(deck, BULLETS, told, ada)


def test_no_source_stands_in_the_notes_under_one_s_own_words(spoken_deck, ada):
    deck_editing.edit_line(spoken_deck, BULLETS, 0, CHEAPER, ada, own_words=True)
    notes = slides(spoken_deck)[BULLETS].notes
    assert notes.startswith(f"~1 min\n\n{CHEAPER} (own words)\n\n{FERRY}\nSource: ")
    assert "On loaves" not in notes


def test_what_is_dropped_from_a_slide_leaves_its_notes_with_its_sources(spoken_deck, ada):
    deck_editing.drop_line(spoken_deck, BULLETS, 0, ada)
    assert slides(spoken_deck)[BULLETS].notes.startswith(f"~1 min\n\n{FERRY}\nSource: ")


def test_a_line_that_moves_leaves_the_notes_as_they_are(spoken_deck, ada):
    before = slides(spoken_deck)[BULLETS].notes
    deck_editing.move_line(spoken_deck, BULLETS, 0, 1, ada)
    assert slides(spoken_deck)[BULLETS].notes == before


def test_notes_that_say_more_than_a_line_are_not_cut_into(deck, ada):
    deck_editing.edit_notes(deck, BULLETS, f"{LOAVES} And more.\nSource: mine", ada)
    deck_editing.edit_line(deck, BULLETS, 0, CHEAPER, ada, own_words=True)
    assert slides(deck)[BULLETS].notes == f"{LOAVES} And more.\nSource: mine"


@pytest.mark.parametrize("layout", ["title", "agenda", "section", "closing"])
def test_a_line_of_one_s_own_is_marked_wherever_it_stands(layout):
    slide = Slide(layout=layout, title="The lane")
    deck = Outline(title="The lane", slides=[slide.model_copy(update={"lines": [in_own_words(slide, "Bread cures.")]})])
    for render in (render_deck_markdown, render_deck_html):
        assert "(own words)" in render(deck)


def test_nothing_is_put_into_another_s_mouth(deck, ada):
    with pytest.raises(Refused, match="under who said it"):
        deck_editing.move_line(deck, COLUMNS, 0, 1, ada)
    with pytest.raises(Refused, match="under who said it"):
        deck_editing.add_line(deck, COLUMNS, "Mine.", ada)
    with pytest.raises(Refused, match="under who said it"):
        deck_editing.add_highlight(deck, put_cited(ada, "Salt is added last."), "", ada, after=COLUMNS, as_line=True)


def test_a_column_of_one_speaker_takes_no_line_of_another(deck, ada):
    deck_editing.change_layout(deck, COLUMNS, "two_columns", ada)
    deck_editing.edit_label(deck, COLUMNS, 0, "Philippa Drummond", ada)
    with pytest.raises(Refused, match="under who said it"):
        deck_editing.add_line(deck, COLUMNS, "Mine.", ada)


def test_a_slide_of_one_s_own_is_never_taken_for_a_source_s(deck, ada):
    _, made = deck_editing.add_slide(deck, "What we do now", "Bake less.\n\nRead the table.", ada, after=BULLETS)
    assert order(deck)[2] == made
    assert [line.aside for line in slides(deck)[made].lines] == ["own words", "own words"]
    _, part = deck_editing.add_slide(deck, "Part two", "", ada, after="sources")
    assert (order(deck)[-2:], slides(deck)[part].layout) == ([part, "sources"], "section")


def test_words_of_a_passage_are_added_with_their_citation(deck, ada):
    passage = put_cited(ada, "Salt is added last. Nobody at the bakery weighs it.", title="On salt")
    _, made = deck_editing.add_highlight(deck, passage, "nobody at the bakery weighs it", ada, after=BULLETS)
    slide = slides(deck)[made]
    assert (slide.layout, slide.lines[0].text) == ("quotation", "Nobody at the bakery weighs it")
    assert [mark.number for mark in slide.lines[0].marks] == [3]
    deck_editing.add_highlight(deck, passage, "Salt is added last.", ada, after=BULLETS, as_line=True)
    assert numbers(deck) == [[1], [2], [3]]


def test_words_that_do_not_stand_in_the_passage_are_not_added(deck, ada):
    passage = put_cited(ada, "Salt is added last.")
    with pytest.raises(Refused, match="do not stand"):
        deck_editing.add_highlight(deck, passage, "Salt is added first.", ada)


def test_a_cut_that_turns_the_meaning_is_not_added(deck, ada):
    passage = put_cited(ada, "It is not true that the bakery closed in May.")
    with pytest.raises(Refused):
        deck_editing.add_highlight(deck, passage, "the bakery closed in May", ada)


def test_a_deck_and_its_cover_are_called_as_the_hand_says(deck, ada):
    deck_editing.retitle(deck, "Quince Lane", ada, was="The lane")
    assert (slides(deck)["s1"].title, deck.title) == ("Quince Lane", "Quince Lane")
    deck_editing.set_audience(deck, "the Monday team", ada)
    assert texts(deck, "s1") == ["For: the Monday team · Level: practitioner"]


def test_only_a_look_that_there_is_is_taken(deck, ada):
    with pytest.raises(Refused, match="There is no look"):
        deck_editing.set_look(deck, "own-1", ada)


def test_undo_goes_back_step_by_step(deck, ada):
    deck_editing.edit_title(deck, BULLETS, "One", ada)
    deck_editing.edit_title(deck, BULLETS, "Two", ada)
    deck_editing.undo(deck, ada)
    assert slides(deck)[BULLETS].title == "One"
    deck_editing.undo(deck, ada)
    assert slides(deck)[BULLETS].title == "Bread and boats"
    with pytest.raises(NothingToDo):
        deck_editing.undo(deck, ada)


def test_what_was_done_after_undoing_is_undone_first(deck, ada):
    deck_editing.edit_title(deck, BULLETS, "One", ada)
    deck_editing.edit_title(deck, BULLETS, "Two", ada)
    deck_editing.undo(deck, ada)
    deck_editing.edit_title(deck, BULLETS, "Three", ada)
    told = [deck_editing.undo(deck, ada) and slides(deck)[BULLETS].title for _ in range(2)]
    assert told == ["One", "Bread and boats"]


def test_every_version_can_be_gone_back_to(deck, ada):
    deck_editing.drop_slide(deck, QUOTATION, ada)
    deck_editing.retitle(deck, "Quince Lane", ada)
    deck_editing.go_back(deck, 1, ada)
    assert (deck.title, QUOTATION in slides(deck)) == ("The lane", True)
    said = list(DeckVersion.objects.order_by("number").values_list("number", "said", "by__username"))
    assert said[0] == (1, "Dropped “In the words of Philippa Drummond”.", "ada")
    assert said[2][1] == "Went back to version 1."


def test_the_last_fifty_versions_are_kept(deck, ada):
    for number in range(53):
        deck_editing.edit_title(deck, BULLETS, f"Take {number}", ada)
    assert list(DeckVersion.objects.order_by("number").values_list("number", flat=True)) == list(range(4, 54))
    with pytest.raises(NotFound):
        deck_editing.go_back(deck, 3, ada)


def test_what_changes_nothing_leaves_no_version(deck, ada):
    deck_editing.edit_title(deck, BULLETS, "Bread and boats", ada)
    deck_editing.move_slide(deck, BULLETS, 2, ada)
    assert not DeckVersion.objects.exists()


def test_a_stranger_edits_nothing(deck, cleo):
    with pytest.raises(NotFound):
        deck_editing.edit_title(deck, BULLETS, "Mine", cleo)
    with pytest.raises(NotFound):
        deck_editing.share(deck, cleo)


def test_a_deck_that_is_being_made_again_waits(deck, ada):
    Run.objects.create(owner=ada, kind=Run.Kind.DECK, subject=deck.pk)
    with pytest.raises(Refused, match="being made again"):
        deck_editing.drop_slide(deck, BULLETS, ada)


def test_a_deck_without_slides_cannot_be_edited(deck, ada):
    deck.outline = {}
    deck.save()
    with pytest.raises(CurationError, match="not made yet"):
        deck_editing.retitle(deck, "Mine", ada)


def test_a_link_is_made_once_and_revoked(deck, ada):
    token = deck_editing.share(deck, ada).share_token
    assert (len(token), deck_editing.share(deck, ada).share_token) == (43, token)
    deck_editing.stop_sharing(deck, ada)
    assert deck_editing.share(deck, ada).share_token != token
