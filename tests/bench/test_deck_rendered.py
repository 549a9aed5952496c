from bench.deck_rendered import stands_within

BODY, STRIP = (0.0, 0.0, 100.0, 80.0), (0.0, 85.0, 100.0, 100.0)
BOXES = [(BODY, "Theovenwassold."), (STRIP, "[1]Ada,Bread")]


def test_a_word_of_the_body_that_runs_into_the_strip_is_outside():
    assert stands_within((10.0, 60.0, 30.0, 70.0), "oven", BOXES)
    assert not stands_within((10.0, 86.0, 30.0, 96.0), "oven", BOXES)


def test_what_is_drawn_otherwise_than_it_is_written_may_be_in_any_box():
    assert stands_within((10.0, 86.0, 30.0, 96.0), "7", BOXES)
    assert not stands_within((10.0, 70.0, 30.0, 96.0), "7", BOXES)


def test_a_chart_draws_numbers_of_its_own():
    chart = ((0.0, 0.0, 100.0, 80.0), "")
    assert stands_within((10.0, 60.0, 30.0, 70.0), "2", [chart, (STRIP, "2")])
