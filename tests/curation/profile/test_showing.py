from curation.profile.offering import offered
from curation.profile.showing import differences


def test_a_change_is_shown_word_by_word():
    [change] = differences({"does": "I run a ferry."}, {"does": "I run two ferries."})
    assert [(one.how, one.text) for one in change.stretches] == [
        ("same", "I run "),
        ("gone", "a ferry."),
        ("new", "two ferries."),
    ]


def test_the_old_and_the_new_words_can_be_read_off_a_change():
    before, after = "Tides and\nwinds, some law.", "Tides, winds and\nmore law."
    [change] = differences({"knows": before}, {"knows": after})
    assert "".join(one.text for one in change.stretches if one.how != "new") == before
    assert "".join(one.text for one in change.stretches if one.how != "gone") == after


def test_only_fields_that_change_are_shown():
    told = {"does": "I run a ferry.", "level": "expert"}
    assert [one.name for one in differences(told, told | {"level": ""})] == ["level"]


def test_interests_are_offered_from_what_a_reader_is_after():
    after = "I want to learn about quieter engines; tide tables, and how to price a season ticket."
    assert offered(after, ["Tide tables"]) == ["quieter engines", "how to price a season ticket"]


def test_a_whole_paragraph_is_no_interest():
    assert offered("the " * 40, []) == []
