from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from curation.kinds import Kind
from ingest.drafts import Draft, DraftChapter, Spoken, Turn
from ingest.split import split

SENTENCE = "The miller closed the gate before the river rose above the second mark. "


def texts(draft):
    return [draft.text[span.start : span.end] for span in split(draft)]


def draft(text, *, kind=Kind.NOTE, **more):
    return Draft(kind=kind, text=text, **more)


@st.composite
def drafts(make):
    text = make(st.text(alphabet=st.sampled_from("ab.!?\n \t-“”1漢é,"), max_size=600))
    edges = sorted(set(make(st.lists(st.integers(0, len(text)), max_size=6))))
    names = make(st.lists(st.sampled_from(["", "Ida", "Otto"]), min_size=len(edges), max_size=len(edges)))
    turns = tuple(Turn(start, end, name, start, end) for start, end, name in zip(edges, edges[1:], names, strict=False))
    chapters = (DraftChapter("All", edges[0], len(text)),) if edges else ()
    return Draft(make(st.sampled_from(list(Kind))), text, turns=turns, chapters=chapters)


@given(drafts())
def test_passages_are_ordered_disjoint_and_leave_nothing_out(draft):
    spans = split(draft)
    covered = set()
    for before, after in pairwise(spans):
        assert before.end <= after.start
    for span in spans:
        piece = draft.text[span.start : span.end]
        assert piece
        assert piece == piece.strip()
        covered.update(range(span.start, span.end))
    assert all(place in covered or sign.isspace() for place, sign in enumerate(draft.text))


def test_passages_are_of_a_readable_length():
    lengths = [len(text.split()) for text in texts(draft(SENTENCE * 40))]
    assert all(25 <= length <= 90 for length in lengths)


def test_a_long_paragraph_is_not_mixed_with_the_next():
    pieces = texts(draft(SENTENCE * 3 + "\n\n" + SENTENCE * 3))
    assert len(pieces) == 2


def test_a_speaker_never_shares_a_passage():
    text = "Is it deep?\n\nIt is."
    spans = split(draft(text, turns=(Turn(0, 11, "Ida", 0, 900), Turn(13, 19, "Otto", 1000, 1500))))
    assert [(span.speaker, span.start_ms, span.end_ms) for span in spans] == [
        ("Ida", 0, 900),
        ("Otto", 1000, 1500),
    ]


def test_a_chapter_never_shares_a_passage():
    chapters = (DraftChapter("A", 0, 7), DraftChapter("B", 7, 12))
    assert [span.chapter for span in split(draft("First. Next.", chapters=chapters))] == [0, 1]


def test_a_short_post_is_one_passage():
    assert len(split(draft(SENTENCE + "\n\n" + SENTENCE * 3, kind=Kind.POST))) == 1


def test_bullets_gather_into_passages():
    pieces = texts(draft("\n".join(f"- point {n} about the old mill" for n in range(20))))
    assert 1 < len(pieces) < 6


def test_an_endless_sentence_is_cut_at_a_clause():
    pieces = texts(draft("we went on past the quay, " * 60))
    assert all(len(piece.split()) <= 110 for piece in pieces)
    assert all(piece.endswith(",") for piece in pieces)


def test_writing_without_spaces_is_cut_too():
    assert all(len(piece) < 1_400 for piece in texts(draft("漢字" * 3_000)))


def test_a_long_turn_gives_each_passage_its_own_time():
    text = SENTENCE * 12
    spans = split(draft(text, turns=(Turn(0, len(text.strip()), "Ida", 0, 60_000),)))
    assert (spans[0].start_ms, spans[-1].end_ms) == (0, 60_000)
    assert all(0 < before.end_ms <= after.start_ms < 60_000 for before, after in pairwise(spans))


def test_stamps_time_the_passages():
    text = SENTENCE * 12
    stamps = tuple((number * len(SENTENCE), number * 7_000) for number in range(12))
    spans = split(draft(text, spoken=Spoken(stamps=stamps)))
    assert [span.start_ms for span in spans] == [span.start // len(SENTENCE) * 7_000 for span in spans]


def test_someone_unnamed_who_takes_over_never_shares_a_passage():
    turns = (Turn(0, 11), Turn(13, 19, other=True))
    assert len(split(draft("Is it deep?\n\nIt is.", turns=turns))) == 2


def test_turns_of_the_same_unnamed_voice_share_one():
    turns = (Turn(0, 11, "", 0), Turn(13, 19, "", 900))
    assert len(split(draft("Is it deep?\n\nIt is.", turns=turns))) == 1


def test_words_of_nobody_are_not_put_into_a_speakers_mouth():
    text = "Music plays.\n\nIs it deep?\n\nThey look down.\n\nIt is."
    turns = (Turn(14, 25, "Ida"), Turn(44, 50, "Ida"))
    assert [span.speaker for span in split(draft(text, turns=turns))] == ["", "Ida", "", "Ida"]


def test_a_passage_of_a_sentence_without_end_is_cut_at_white_space():
    text = "salt and water and  more " * 500
    spans = split(Draft(kind=Kind.ARTICLE, text=text))
    assert " ".join(text[span.start : span.end] for span in spans).split() == text.split()
    assert max(len(text[span.start : span.end].split()) for span in spans) <= 110


def test_words_between_two_chapters_are_in_neither():
    text = "Before it all. The first part. Between them. The second part."
    chapters = (DraftChapter("One", 15, 30), DraftChapter("Two", 45, 61))
    spans = split(Draft(kind=Kind.ARTICLE, text=text, chapters=chapters))
    assert [span.chapter for span in spans] == [None, 0, None, 1]
