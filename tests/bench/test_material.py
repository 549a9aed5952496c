import json
import random
from itertools import combinations

import pytest

from bench.material import again, gathered, other_words_for
from curation.shingles import overlap, runs_of, words_of

HEADS = ("bar", "cor", "del", "fen", "gal", "hol", "lin", "mar", "nor", "pel", "ros", "tam", "ver", "wil")
TAILS = ("den", "gate", "ing", "ley", "mer", "ness", "ord", "rick", "ton", "wood", "worth", "yard")
WORDS = tuple(head + tail for head in HEADS for tail in TAILS)


def _paragraph(chance: random.Random, place: int) -> str:
    one, other, third, last = chance.choices(WORDS, k=4)
    said = f"Then the {one} went with a {other} to {third} {last} of {place}"
    return f"{said}, see https://example.org/{place}. {one.title()}, and not the {third}, {last}."


@pytest.fixture
def path(tmp_path):
    """Three talks of thirty paragraphs."""
    chance = random.Random(1)
    rows = [{"title": f"Talk {n}", "paragraphs": [_paragraph(chance, at) for at in range(30)]} for n in range(3)]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


@pytest.fixture
def file(path):
    return gathered([path], 1)[0][0]


@pytest.fixture
def copy(file):
    return again(file, 2, other_words_for([file], 2))


def _runs(file):
    return runs_of(words_of(file.data.decode()))


def test_rows_come_as_they_are_where_they_are_enough(path, file):
    files, texts = gathered([path], 1)
    assert files == [file]
    assert "Then the" in texts[0]


def test_rows_come_again_until_there_is_enough(path):
    files, texts = gathered([path], 100)
    assert len(texts) >= 100
    assert len({file.data for file in files}) == len({file.name for file in files}) == len(files) > 3


def test_no_two_of_them_are_doubles(path):
    files, _ = gathered([path], 100)
    assert all(overlap(_runs(one), _runs(other)).shared < 0.25 for one, other in combinations(files, 2))


def test_a_copy_is_built_as_its_original(file, copy):
    ours, theirs = file.data.decode(), copy.data.decode()
    assert len(words_of(ours)) == len(words_of(theirs))
    assert ours.count("\n\n") == theirs.count("\n\n")


def test_a_copy_keeps_small_words_numbers_addresses_and_capitals(copy):
    text = copy.data.decode()
    assert "\nThen the " in text
    assert " of 7, see https://example.org/7. " in text
    assert all(sentence[0].isupper() for sentence in text.split(". ")[1:])


def test_a_word_becomes_the_same_word_wherever_it_stands(file, copy):
    pairs = set(zip(words_of(file.data.decode()), words_of(copy.data.decode()), strict=True))
    assert len(pairs) == len({word for word, _ in pairs}) == len({word for _, word in pairs})


def test_equal_turns_give_equal_words_and_others_others(file):
    assert other_words_for([file], 2) == other_words_for([file], 2) != other_words_for([file], 3)


def test_a_file_that_is_no_row_comes_once(tmp_path):
    path = tmp_path / "notes.md"
    path.write_text("# Notes\n\nThe tide lifts the boat.\n")
    files, texts = gathered([path], 1_000)
    assert [file.data for file in files] == [path.read_bytes()]
    assert 0 < len(texts) < 1_000
