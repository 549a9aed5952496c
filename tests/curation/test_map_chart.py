from curation.map_chart import DOTS, FEWEST_DOTS, HUES, MappedPassage, MappedTheme, dots_for, map_chart


def theme(number, *, x=0.5, y=0.5, name="Sourdough", passages=10):
    return MappedTheme(number, name, x, y, 0.05, passages, 2)


def passage(number, theme_id):
    return MappedPassage(number, 1, theme_id, 0.25, 0.75, "Feed it twice a day.")


def test_the_largest_theme_is_number_one():
    chart = map_chart([theme(1, passages=3), theme(2, passages=9)], [])
    assert [(disc.number, disc.theme.id) for disc in chart.discs] == [(1, 2), (2, 1)]


def test_a_theme_that_comes_later_changes_nobodys_colour():
    themes = [theme(number) for number in range(1, HUES + 3)]
    before = {disc.theme.id: disc.hue for disc in map_chart(themes[:-1], []).discs}
    after = {disc.theme.id: disc.hue for disc in map_chart(themes, []).discs}
    assert before.items() <= after.items()


def test_a_passage_has_the_colour_of_its_theme_and_its_place():
    chart = map_chart([theme(1), theme(2)], [passage(7, 2)])
    assert [(dot.passage.id, dot.hue, dot.x, dot.y) for dot in chart.dots] == [(7, 1, 250.0, 750.0)]


def test_a_small_library_is_drawn_whole():
    assert dots_for(300, DOTS) == 300


def test_of_a_large_one_each_theme_keeps_its_share_and_the_smallest_some():
    assert dots_for(50_000, 100_000) == DOTS // 2
    assert dots_for(40, 100_000) == FEWEST_DOTS


def test_it_says_how_many_are_drawn():
    chart = map_chart([theme(1, passages=100_000)], [passage(number, 1) for number in range(DOTS + 5)])
    assert (chart.drawn, chart.passages) == (DOTS, 100_000)


def test_names_that_would_lie_over_one_another_are_left_to_the_list():
    chart = map_chart([theme(1, passages=9), theme(2, y=0.51), theme(3, y=0.9)], [])
    assert {disc.theme.id: disc.is_named for disc in chart.discs} == {1: False, 2: True, 3: True}


def test_the_nearest_themes_are_named_in_words():
    chart = map_chart([theme(1, x=0.1, name="Yeast"), theme(2, x=0.2, name="Flour"), theme(3, x=0.9, name="Ovens")], [])
    assert next(disc.near for disc in chart.discs if disc.theme.id == 1) == ("Flour", "Ovens")


def test_an_empty_map_has_a_size():
    chart = map_chart([], [])
    assert (chart.discs, chart.height > 0) == ((), True)
