import pytest

from bench.labelling import class_tf_idf, frequent_words
from bench.names import grouped, share, sharing, told

ROWS = """
{"text": "The ferry is late, the ferry was late.", "label": "late_ferry"}
{"text": "A ferry came late.", "label": "late_ferry"}
{"text": "The lamp on the pier is out.", "label": "broken_lamp"}
"""


@pytest.fixture
def groups():
    return grouped(ROWS)


def test_rows_are_grouped_by_label(groups):
    assert {label: len(texts) for label, texts in groups.items()} == {"late_ferry": 2, "broken_lamp": 1}


def test_frequent_words_carry_meaning(groups):
    assert set(frequent_words(groups)["late_ferry"][:2]) == {"ferry", "late"}


def test_what_all_groups_say_tells_none_of_them():
    groups = {"a": ["pier pier ferry ferry"], "b": ["pier pier pier lamp"]}
    assert class_tf_idf(groups)["a"][0] == "ferry"


def test_a_label_is_found_in_whatever_inflection():
    assert share({"late_ferry": ["Ferries", "lamps"]}, 1) == 0.5


def test_only_the_first_terms_count():
    assert share({"late_ferry": ["lamp", "ferry", "late"]}, 2) == 0.5


def test_names_that_share_a_word_are_counted():
    assert sharing(["Late ferries", "Ferry lamps", "Piers"]) == pytest.approx(2 / 3)


def test_a_name_that_ends_in_a_stop_word_is_told():
    assert told({"late_ferry": "The ferry", "broken_lamp": "Lamp"})["edged_with_stop_words"] == 1
    assert told({"late_ferry": "The ferry", "broken_lamp": "Lamp"})["too_short_or_long"] == 1
