from curation.contributions import LENGTH, contribution

NAMES, HUES = {1: "Sourdough", 2: "Ovens"}, {1: 0, 2: 1}


def test_stretches_follow_the_text():
    found = contribution([(10, 1), (11, 1), (12, None), (13, 2)], NAMES, HUES)
    assert [(one.theme_id, one.x, one.width) for one in found.stretches] == [
        (1, 0, 500),
        (None, 500, 250),
        (2, 750, 250),
    ]


def test_shares_are_of_all_passages_the_largest_first():
    found = contribution([(10, 2), (11, 1), (12, 1), (13, None)], NAMES, HUES)
    assert [(share.name, share.percent) for share in found.shares] == [("Sourdough", 50), ("Ovens", 25)]


def test_a_hidden_theme_counts_as_none():
    found = contribution([(10, 1), (11, 9)], NAMES, HUES)
    assert [one.theme_id for one in found.stretches] == [1, None]
    assert found.words == "Sourdough 50 %"


def test_the_strip_is_filled_exactly():
    found = contribution([(number, number % 2 + 1) for number in range(7)], NAMES, HUES)
    assert abs(sum(one.width for one in found.stretches) - LENGTH) < 0.1


def test_without_passages_there_is_nothing_to_draw():
    assert contribution([], NAMES, HUES).shares == ()


def test_the_strip_has_one_path_for_each_hue():
    found = contribution([(10, 1), (11, None), (12, 1), (13, 2)], NAMES, HUES)
    assert found.bars == [
        (0, "M0.00 0h250.00v40h-250.00zM500.00 0h250.00v40h-250.00z"),
        (1, "M750.00 0h250.00v40h-250.00z"),
    ]
