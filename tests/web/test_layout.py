import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.bars import Week, chart
from curation.layout import lay_out
from curation.models import Chapter, Passage
from curation.templatetags.shown import clock, web_address
from tests.web.cast import today


def passage(text, words, *, pk=1, **fields):
    start = text.index(words)
    return Passage(pk=pk, start=start, end=start + len(words), text=words, **fields)


def words_of(text, parts):
    pieces = [piece for part in parts for paragraph in part.paragraphs for piece in paragraph.pieces]
    return "".join(words_in(text, piece) for piece in pieces)


def words_in(text, piece):
    return "".join(text[stretch.start : stretch.end] for stretch in piece.stretches)


def test_it_keeps_paragraphs():
    parts = lay_out("One.\n\nTwo.\n \nThree.", [], [])
    assert [len(part.paragraphs) for part in parts] == [3]


def test_a_passage_over_two_paragraphs_opens_once():
    text = "One.\n\nTwo."
    pieces = [p.pieces[0] for p in lay_out(text, [passage(text, text)], [])[0].paragraphs]
    assert [(words_in(text, piece), piece.passage_id, piece.opens) for piece in pieces] == [
        ("One.", 1, True),
        ("Two.", 1, False),
    ]


def test_words_between_passages_are_kept():
    text = "One. Two. Three."
    [paragraph] = lay_out(text, [passage(text, "One."), passage(text, "Three.", pk=3)], [])[0].paragraphs
    assert [(words_in(text, piece), piece.passage_id) for piece in paragraph.pieces] == [
        ("One.", 1),
        (" Two. ", 0),
        ("Three.", 3),
    ]


def test_a_speaker_is_named_when_another_begins():
    text = "A.\n\nB.\n\nC.\n\nD."
    said = [
        passage(text, words, speaker=speaker, pk=pk)
        for pk, (words, speaker) in enumerate([("A.", "Ada"), ("B.", "Ada"), ("C.", "Ben"), ("D.", "Ada")], start=1)
    ]
    assert [p.speaker for p in lay_out(text, said, [])[0].paragraphs] == ["Ada", "", "Ben", "Ada"]


def test_text_before_the_first_chapter_has_a_part_of_its_own():
    text = "Hello.\n\nThe chapter."
    parts = lay_out(text, [], [Chapter(title="First", start=8, end=len(text))])
    assert [(part.title, part.number) for part in parts] == [("", 0), ("First", 1)]


def test_a_chapter_does_not_say_its_title_twice():
    text = "First\n\nThe chapter."
    [part] = lay_out(text, [], [Chapter(title="First", start=0, end=len(text))])
    assert words_of(text, [part]) == "The chapter."


@given(
    text=st.text(alphabet="ab .\n", max_size=80),
    cuts=st.lists(st.integers(0, 80), max_size=8),
    chapters=st.sets(st.integers(0, 80), max_size=3),
)
def test_no_letter_is_lost_or_said_twice(text, cuts, chapters):
    edges = sorted({min(cut, len(text)) for cut in cuts})
    spans = [Passage(pk=start + 1, start=start, end=end) for start, end in zip(edges[::2], edges[1::2], strict=False)]
    starts = sorted({min(start, len(text)) for start in chapters})
    rows = [Chapter(title="no such line", start=start, end=len(text)) for start in starts]
    laid_out = words_of(text, lay_out(text, spans, rows))
    assert re.sub(r"\s", "", laid_out) == re.sub(r"\s", "", text)


def test_a_chart_says_in_words_what_its_bars_show():
    drawn = chart([Week(today(), 0), Week(today(), 4), Week(today(), 2)])
    assert [bar.height for bar in drawn.bars] == [1, 40, 20]
    assert "4 in the week of" in drawn.words


def test_an_empty_chart_says_so():
    assert chart([Week(today(), 0)]).words == "Nothing in the last 1 weeks."


@pytest.mark.parametrize(
    ("milliseconds", "shown"), [(None, ""), (0, "0:00"), (246_471, "4:06"), (3_846_000, "1:04:06")]
)
def test_it_shows_times_as_players_do(milliseconds, shown):
    assert clock(milliseconds) == shown


def test_it_links_to_the_web_only():
    assert web_address("https://example.org/") == "https://example.org/"
    assert web_address("javascript:alert(1)") == ""
