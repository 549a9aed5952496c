from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.ai.base import HeardWord
from curation.kinds import Kind
from ingest.drafts import Spoken
from ingest.heard import draft_of as heard_draft
from ingest.readers.front import Front
from ingest.readers.spoken_text import spoken_draft
from ingest.readers.weave import Piece, piece_of_words

CUE = "Nobody on the quay that morning expected the ferry to come in early at all."


def tidied(*pieces, language=""):
    rows = [Piece(piece) if isinstance(piece, str) else piece for piece in pieces]
    return spoken_draft(Kind.EPISODE, Front(language=language), rows, title="A talk", tidy=True)


def read_as(text):
    """English enough around it to be known as such."""
    return tidied(f"{text}\n", CUE).text.removesuffix(CUE).strip()


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("So, um, I think that it rains.", "So I think that it rains."),
        ("Um, the boats are in.", "The boats are in."),
        ("I, uh, think it is the tide.", "I think it is the tide."),
        ("It was the tide, um, the moon, and us.", "It was the tide, the moon, and us."),
        ("That was the end um. And we left.", "That was the end. And we left."),
        ("We went , um , to the quay .", "We went, to the quay."),
        ("The the boats and and the nets.", "The boats and the nets."),
        ("I, I think so.", "I think so."),
        ("It's, you know, hard for the boats.", "It's hard for the boats."),
        ("Um. Er. The tide.", "The tide."),
    ],
)
def test_slips_of_the_tongue_are_not_read(said, read):
    assert read_as(said) == read


@pytest.mark.parametrize(
    "said",
    [
        "It is very very cold, and no, no, we had had enough.",
        "You know the boats that you know.",
        "Uh-huh, that is what they said.",
        "What it is is the tide.",
        "He was in the ER, and the people of the UM team were with him.",
        "It was an ICU or OR bed that they had.",
    ],
)
def test_what_could_be_meant_is_read(said):
    assert read_as(said) == said


def test_slips_in_capitals_are_slips_where_all_is_in_capitals():
    said = "UM, THE THE BOATS ARE IN, AND, UH, THAT IS WHAT WE WANTED TO KNOW."
    assert tidied(said).text == "The boats are in, and that is what we wanted to know."


def test_what_is_a_word_in_another_language_is_read():
    said = "Er geht um das Haus, um zu sehen, ob der Hund noch da ist."
    assert tidied(said).text == said


def test_the_files_word_for_its_language_is_taken():
    assert tidied("Um carro, um barco.", language="pt-BR").text == "Um carro, um barco."


@pytest.mark.parametrize(
    "note",
    [
        "[MUSIC]",
        "(laughs)",
        "[upbeat music playing]",
        "♪ la la\nla ♪",
        "(door knocks)",
        "(music fades)",
        "(heavy breathing)",
    ],
)
def test_sounds_are_no_speech_and_stay_in_the_raw_text(note):
    draft = tidied(f"We left. {note} And came back.")
    assert draft.text == "We left. And came back."
    assert note in draft.spoken.raw


@pytest.mark.parametrize("said", ["It has (static typing) too.", "We ate (on the phone) there.", "So\n(on the phone)"])
def test_a_thing_that_might_sound_is_spoken_of(said):
    assert tidied(said).text == " ".join(said.split())


@pytest.mark.parametrize("note", ["(soft piano music)", "(applause and cheering)", "(Ada clears her throat loudly)"])
def test_a_note_in_a_line_of_its_own_may_be_longer(note):
    assert tidied(f"We left.\n{note}\nAnd came back.").text == "We left. And came back."


@pytest.mark.parametrize("said", ["We paid [inaudible] for it.", "He [Ben] said so.", "It was (almost) done."])
def test_brackets_around_words_are_kept(said):
    assert tidied(said).text == said


def test_lines_become_sentences_and_paragraphs():
    draft = tidied(
        *[Piece(CUE.replace("expected", "expected\n"), start_ms=n * 5000, end_ms=n * 5000 + 4900) for n in range(12)]
    )
    assert draft.text == f"{' '.join([CUE] * 6)}\n\n{' '.join([CUE] * 6)}"


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (["我们一早就", "去了港口。", "船还没有回来。"], "我们一早就去了港口。船还没有回来。"),
        (["港は静かで、", "「船」は", "まだ 戻らない"], "港は静かで、「船」はまだ 戻らない"),
        (["เราไปที่", "ท่าเรือ"], "เราไปที่ท่าเรือ"),
        (["“港口”", "很安静", "on Monday", "星期一"], "“港口”很安静 on Monday 星期一"),
        (["우리는 일찍", "항구에 갔다."], "우리는 일찍 항구에 갔다."),
    ],
)
def test_lines_are_joined_as_their_script_is_written(lines, read):
    assert tidied(*lines).text == tidied("\n".join(lines)).text == read


def test_words_joined_without_spaces_keep_their_times_and_their_places():
    draft = tidied(Piece("我们", start_ms=0), Piece("um", start_ms=500), Piece("去", start_ms=1_000), language="en")
    spoken = draft.spoken
    assert (draft.text, spoken.stamps) == ("我们去", ((0, 0), (2, 1_000)))
    assert [spoken.raw[one.raw_start : one.raw_end] for one in spoken.origins] == ["我们", "去"]


def test_a_pause_begins_a_paragraph_only_with_a_sentence():
    pieces = [
        Piece(f"{CUE} {CUE} {CUE} We", start_ms=0, end_ms=9_000),
        Piece("waited. Then", start_ms=20_000, end_ms=21_000),
    ]
    assert "\n" not in tidied(*pieces).text


def test_speech_without_points_breaks_where_the_speaker_breathes():
    words = "and we went on along the shore until the light was gone"
    pieces = [Piece(words, start_ms=n * 5_000, end_ms=n * 5_000 + 4_800 - 900 * (n == 6)) for n in range(14)]
    first, *rest = tidied(*pieces).text.split("\n\n")
    assert (len(first.split()), len(rest)) == (7 * 12, 1)


def test_capitals_become_sentences_with_names_and_numbers():
    draft = tidied(
        Piece("GOOD MORNING. THE U.S. FLEET IS IN, AND SO AM I.", "ADA MOSS"),
        Piece("THANKS, ADA. I'M AT THE 2ND QUAY ON MONDAY.", "BEN"),
    )
    assert draft.text == (
        "Good morning. The U.S. fleet is in, and so am I.\n\nThanks, Ada. I'm at the 2nd quay on Monday."
    )
    assert [turn.speaker for turn in draft.turns] == ["Ada Moss", "Ben"]


def test_small_letters_become_sentences():
    assert tidied("good morning. the fleet is in, and so am i. i'm glad, ada.", Piece("yes.", "Ada")).text == (
        "Good morning. The fleet is in, and so am I. I'm glad, Ada.\n\nYes."
    )


def test_a_text_with_both_keeps_its_letters():
    said = "the fleet is in, said Ada. she left for NASA and for the north."
    assert tidied(said).text == said


def test_someone_unnamed_who_takes_over_begins_a_turn():
    draft = tidied(Piece("Is it deep?", start_ms=0), Piece("It is.", start_ms=0, other=True))
    assert [turn.other for turn in draft.turns] == [False, True]
    assert draft.text == "Is it deep?\n\nIt is."


def test_a_turn_that_was_only_a_slip_does_not_part_the_one_around_it():
    draft = tidied(Piece("I think the boats", "Ada"), Piece("Um.", "Ben"), Piece("are in, and that is it.", "Ada"))
    assert [turn.speaker for turn in draft.turns] == ["Ada"]


def test_a_chapter_survives_a_first_line_without_words():
    draft = tidied("Before.", Piece("[music]", chapter="Tides"), Piece("After.", start_ms=7_000, end_ms=8_000))
    (chapter,) = draft.chapters
    assert (chapter.title, chapter.start_ms, draft.text[chapter.start :]) == ("Tides", 7_000, "After.")


def test_words_keep_their_times():
    piece = piece_of_words([("Um,", 100), ("the", 300), ("boats", None), ("came.", 900)], "Ada", 1_200)
    draft = tidied(piece, CUE)
    assert draft.spoken.stamps[:2] == ((0, 300), (10, 900))
    assert (draft.turns[0].start_ms, draft.turns[0].end_ms) == (300, 1_200)


def test_a_line_whose_first_word_fell_away_keeps_about_its_time():
    draft = tidied(Piece("um and the boats came", start_ms=0, end_ms=2_100), CUE)
    assert draft.spoken.stamps == ((0, 300),)


def test_the_map_leads_back_to_the_raw_words():
    draft = tidied(Piece("the the boats\nwere, uh, like the others", before="Ada: "), "and, um, that was it.")
    spoken = draft.spoken
    assert spoken.raw == "Ada: the the boats\nwere, uh, like the others\nand, um, that was it."
    assert [spoken.raw[one.raw_start : one.raw_end] for one in spoken.origins] == [
        "the boats\nwere",
        "like the others\nand",
        "that was it.",
    ]


SAID = st.lists(
    st.builds(
        Piece,
        st.text(alphabet="uhm 海のthei.,?!\n♪[]()MUSIC'-", max_size=30),
        st.sampled_from(["", "Ada", "BEN"]),
        st.none() | st.integers(0, 10**6),
        st.none() | st.integers(0, 10**6),
        st.booleans(),
        st.sampled_from(["", "Tides"]),
        st.booleans(),
        st.sampled_from(["", "Ada: "]),
    ),
    max_size=12,
)


@given(SAID)
def test_every_word_that_is_read_was_said(pieces):
    draft = tidied(*pieces)
    spoken, traced = draft.spoken, set()
    for one in spoken.origins:
        read, raw = draft.text[one.start : one.end], spoken.raw[one.raw_start : one.raw_end]
        assert read.casefold().split() == raw.casefold().split()
        traced.update(range(one.start, one.end))
    assert all(place in traced or sign.isspace() for place, sign in enumerate(draft.text))


@given(SAID)
def test_the_map_and_the_turns_are_in_order_and_disjoint(pieces):
    draft = tidied(*pieces)
    for last, now in pairwise(draft.spoken.origins):
        assert last.end <= now.start
        assert last.raw_end <= now.raw_start
    for last, now in pairwise(draft.turns):
        assert last.end <= now.start
    offsets = [offset for offset, _ in draft.spoken.stamps]
    assert offsets == sorted(set(offsets))
    assert draft.text == draft.text.strip()


def test_words_of_a_script_without_spaces_are_heard_as_one_text():
    heard = [
        HeardWord(word, number * 400, number * 400 + 300, 0.9)
        for number, word in enumerate(["今日", "は", "窯", "を", "見る"])
    ]
    draft = heard_draft(heard, kind=Kind.MEMO, title="", language="ja", spoken=Spoken())
    assert (draft.text, draft.title) == ("今日は窯を見る", "今日は窯を見る")
    assert draft.spoken.stamps[1] == (2, 400)
