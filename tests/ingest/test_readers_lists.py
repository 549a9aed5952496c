import pytest

from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import read
from ingest.readers.book import book_of
from ingest.readers.commonplace import starts as book_starts
from ingest.readers.timeline import starts as timeline_starts


def f1(labelled, pattern, starts_of):
    right = counted = 0
    for lines, starts in labelled(pattern):
        ours = set(starts_of(book_of("\n".join(lines)))) - {0}
        right += len(ours & (starts - {0}))
        counted += len(ours) + len(starts - {0})
    return 2 * right / counted


def test_timelines_come_apart(labelled):
    assert f1(labelled, "timeline_*.txt", timeline_starts) > 0.88


def test_commonplace_books_come_apart(labelled):
    assert f1(labelled, "book_*.txt", book_starts) > 0.88


def test_a_scene_stays_whole_and_answers_stand_alone():
    text = "\n".join(
        [
            "@lena no, that was the other bridge",
            "A baker and a thief meet at a scale.",
            "Thief: I came for the weights.",
            "Baker: take the light one",
            "puts it in a bag",
            "Thief: thank you",
            "@lena yes, that one",
        ]
    )
    result = read(Given.of(text.encode(), name="x.txt"))
    assert [draft.text.count("\n") + 1 for draft in result.drafts] == [1, 5, 1]
    assert [draft.reply_to for draft in result.drafts] == ["lena", "", "lena"]


def test_meaning_parts_what_layout_cannot():
    lines = [
        "Copper prices rose again at the exchange on Monday morning, traders report.",
        "Smelters across Chile cut output by nearly a tenth over winter.",
        "Otters returned to rivers near Leeds for a second spring running.",
        "Wardens counted eleven pups between the weir and an abandoned mill.",
    ]

    class Topics:
        model, dimensions = "by hand", 2

        def embed(self, texts):
            import numpy as np

            return np.array([[1, 0], [1, 0], [0, 1], [0, 1]], dtype=np.float32)

    starts = timeline_starts(book_of("\n".join(lines), Topics()))
    assert 2 in starts
    assert 3 not in starts


def test_a_title_with_its_remark_is_a_link(labelled):
    lines = next(labelled("book_craft.txt"))[0]
    drafts = read(Given.of("\n".join(lines).encode(), name="book.txt")).drafts
    links = [draft for draft in drafts if draft.kind is Kind.LINK]
    assert [link.title for link in links] == [
        "On Sharpening",
        "Notes from a bell foundry",
        "How to read a drawing",
    ]


def test_an_exchange_keeps_its_turns(labelled):
    lines = next(labelled("book_craft.txt"))[0]
    drafts = read(Given.of("\n".join(lines).encode(), name="book.txt")).drafts
    turns = next(draft.turns for draft in drafts if draft.turns)
    assert [turn.speaker for turn in turns] == ["Ingrid Solberg", "Tomas Reyes", "Ingrid Solberg"]
    assert turns[0].start_ms == 760_000


def test_a_quotation_with_an_ellipsis_line_is_one_entry(labelled):
    lines = next(labelled("book_biology.txt"))[0]
    drafts = read(Given.of("\n".join(lines).encode(), name="book.txt")).drafts
    assert any("[…]" in draft.text and draft.text.startswith("It is a mistake") for draft in drafts)


@pytest.mark.inputs
def test_the_real_commonplace_book(one_input):
    drafts = read(Given.of(one_input("003"), name="003.txt")).drafts
    kinds = [draft.kind for draft in drafts]
    assert set(kinds) == {Kind.HIGHLIGHT, Kind.LINK}
    assert kinds.count(Kind.LINK) > 15
    assert {turn.speaker for draft in drafts for turn in draft.turns} >= {"Casey Handmer", "Matt Turck"}
