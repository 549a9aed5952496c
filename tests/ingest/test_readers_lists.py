from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from bench.segment import labelled as rows_in
from bench.segment import measured
from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import read
from ingest.readers.book import book_of
from ingest.readers.commonplace import starts as book_starts
from ingest.readers.entries import signs_of
from ingest.readers.points import POINTS
from ingest.readers.speech import is_name
from ingest.readers.timeline import starts as timeline_starts
from ingest.readers.view import REACH, View


class Topics:
    """An Embedder for which the first so many lines speak of one thing, the next so many of another."""

    model, dimensions = "by hand", 4

    def __init__(self, *sizes):
        self.vectors = np.repeat(np.eye(4, dtype=np.float32)[: len(sizes)], sizes, axis=0)

    def embed(self, texts):
        return self.vectors[: len(texts)]


def f1(labelled, pattern, starts_of):
    right = counted = 0
    for lines, starts in labelled(pattern):
        book = book_of("\n".join(lines))
        ours = {book.lines[start].number for start in starts_of(book)} - {0}
        right += len(ours & (starts - {0}))
        counted += len(ours) + len(starts - {0})
    return 2 * right / counted


def drafts(*lines, name="book.txt", kind=Kind.HIGHLIGHT):
    return read(Given.of("\n".join(lines).encode(), name=name, kind=kind)).drafts


def test_timelines_come_apart(labelled):
    assert f1(labelled, "timeline_*.txt", timeline_starts) > 0.8


def test_commonplace_books_come_apart(labelled):
    assert f1(labelled, "book_*.txt", book_starts) > 0.9


def test_timelines_that_nothing_was_set_by_come_apart(labelled):
    assert f1(labelled, "held_out/timeline_*.txt", timeline_starts) > 0.75


def test_commonplace_books_that_nothing_was_set_by_come_apart(labelled):
    assert f1(labelled, "held_out/book_*.txt", book_starts) > 0.8


def test_every_sign_has_its_points(labelled):
    for lines, _ in labelled("*/*.txt"):
        book = book_of("\n".join(lines), Topics(len(lines)))
        seen = {name for at in range(1, len(book.lines)) for name, _ in signs_of(View(book, at))}
        assert seen <= POINTS.keys()


def test_an_entry_has_its_limit_and_the_book_has_none():
    starts = timeline_starts(book_of("- and so on\n" * 1_000))
    assert max(later - earlier for earlier, later in pairwise([*starts, 1_000])) == REACH


def test_an_empty_book_has_no_entries():
    assert timeline_starts(book_of("\n \n")) == []


def test_nearness_is_told_against_lines_that_stand_apart():
    book = book_of("\n".join(["one"] * 20 + ["two"] * 20), Topics(20, 20))
    near = book.nearness(0, 1, 40)
    assert near[0] > 0 > near[-1]


def test_affinity_counts_rare_words_alone():
    book = book_of("\n".join(["The harbour froze.", "A frozen harbour.", "Two kettles."] + ["Kettles sing."] * 60))
    near = book.affinities(0, 1, 3)
    assert near[0] > near[1] == 0


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
    starts = timeline_starts(book_of("\n".join(lines), Topics(2, 2)))
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


LONG = (
    "A harbour is a promise that a town makes to people it has not met, and most of its cost is in keeping the "
    "promise on days when nobody comes, which is why towns are always tempted to break it."
)


def test_an_address_with_a_remark_is_a_link_whose_text_is_the_remark():
    link, _ = drafts("https://example.org/mole", "A survey of harbour moles with good drawings.", LONG)
    assert (link.kind, link.url) == (Kind.LINK, "https://example.org/mole")
    assert link.text == "A survey of harbour moles with good drawings."


def test_a_brief_remark_is_the_text_of_its_link():
    link, _ = drafts("https://example.org/mole", "Worth it.", LONG)
    assert (link.text, link.url) == ("Worth it.", "https://example.org/mole")


def test_an_address_below_a_title_and_remark_belongs_to_them():
    link, _ = drafts("Moles and piers", "A survey with good drawings.", "https://example.org/mole.", LONG)
    assert (link.title, link.url) == ("Moles and piers", "https://example.org/mole")


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("https://example.org/Kiln_(disambiguation)", "https://example.org/Kiln_(disambiguation)"),
        ("Kilns (see https://example.org/kiln).", "https://example.org/kiln"),
        ("Kilns (see https://example.org/Kiln_(oven)).", "https://example.org/Kiln_(oven)"),
    ],
)
def test_an_address_keeps_the_brackets_it_opens(line, address):
    link, _ = drafts(line, "A survey of harbour moles with good drawings.", LONG)
    assert link.url == address


def test_a_name_after_a_dash_is_the_author_and_what_follows_it_the_work():
    quotation, _ = drafts(LONG, "— Ines Okafor, The Long Mole", "https://example.org/mole")
    assert (quotation.author, quotation.title) == ("Ines Okafor", "The Long Mole")
    assert quotation.text == LONG


def test_what_is_no_persons_name_stays_in_the_text():
    quotation, _ = drafts(LONG, "— saying among pilots", "https://example.org/mole")
    assert quotation.author == ""
    assert quotation.text.endswith("— saying among pilots")


def test_words_of_one_speaker_with_a_time_have_an_author():
    talk, _ = drafts("Ines Okafor 00:12:10", LONG, "https://example.org/mole")
    assert talk.author == "Ines Okafor"
    assert talk.turns[0].start_ms == 730_000


def test_a_short_remark_below_an_exchange_is_nobodys_turn():
    lines = ("Ana Ruiz: Why did the town break it?", f"Ines Okafor: {LONG}", "Compare the railway towns.")
    (exchange,) = drafts(*lines)
    assert [turn.speaker for turn in exchange.turns] == ["Ana Ruiz", "Ines Okafor"]
    assert exchange.text.endswith("Compare the railway towns.")


def test_a_numbered_thread_is_one_post():
    first = ("1/ The lock was built for barges.", "2/ Nobody builds barges now.", "3/ So it waits.")
    thread, other = drafts(*first, "@mole_end no, it opens at nine", kind=Kind.POST)
    assert thread.text == "\n".join(first)
    assert other.reply_to == "mole_end"


def test_rows_are_read_from_lists_and_measured(tmp_path):
    path = tmp_path / "timeline_two.txt"
    path.write_text("One.\n\nStill one.\n%%\nTwo.\n")
    (row,) = rows_in(path)
    assert (row.lines, row.starts, row.shape) == (("One.", "", "Still one.", "Two."), {0, 3}, "timeline")
    figures = measured([row], lambda book, shape: [0, 1, 2])
    assert (figures["precision"], figures["recall"], figures["entries_whole"]) == (0.5, 1.0, 0.5)


@pytest.mark.inputs
def test_the_real_commonplace_book(one_input):
    drafts = read(Given.of(one_input("003"), name="003.txt")).drafts
    kinds = [draft.kind for draft in drafts]
    assert set(kinds) == {Kind.HIGHLIGHT, Kind.LINK}
    assert len(drafts) / 9 < kinds.count(Kind.LINK) < len(drafts) / 2
    speakers = Counter(turn.speaker for draft in drafts for turn in draft.turns if turn.speaker)
    assert sum(count > 1 for count in speakers.values()) > 1
    assert all(is_name(speaker) for speaker in speakers)
