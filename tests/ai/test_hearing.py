from curation.ai.base import HeardWord
from curation.ai.hearing import clips, kept, spread, without_loops


def words(text, start_ms=0, each_ms=300):
    return [
        HeardWord(word, start_ms + number * each_ms, start_ms + (number + 1) * each_ms)
        for number, word in enumerate(text.split())
    ]


def said(heard):
    return " ".join(word.text for word in heard)


def test_words_outside_speech_are_dropped():
    heard = words("one two three") + words("Thanks for watching", 20_000)
    assert said(kept(heard, [(0, 1000)])) == "one two three"


def test_a_word_that_runs_into_a_silence_is_cut_at_its_end():
    (word,) = kept([HeardWord("slow", 500, 9000)], [(0, 1000), (8000, 9000)])
    assert (word.start_ms, word.end_ms) == (500, 1000)


def test_a_word_told_a_little_early_is_moved_into_the_speech():
    (word,) = kept([HeardWord("early", 800, 1200)], [(1000, 2000)])
    assert (word.start_ms, word.end_ms) == (1000, 1200)


def test_times_never_run_backwards():
    heard = kept([HeardWord("a", 0, 900), HeardWord("b", 400, 700), HeardWord("c", 650, 950)], [(0, 1000)])
    edges = [edge for word in heard for edge in (word.start_ms, word.end_ms)]
    assert edges == sorted(edges)


def test_words_without_letters_and_space_around_words_go():
    assert said(kept([HeardWord(" one", 0, 100), HeardWord("  ", 100, 200)], [(0, 1000)])) == "one"


def test_a_phrase_that_loops_is_kept_once():
    looping = "We begin. " + "and then we go " * 12 + "home."
    assert said(without_loops(words(looping))) == "We begin. and then we go home."


def test_a_word_that_loops_is_kept_once():
    assert said(without_loops(words("so " * 30 + "yes"))) == "so yes"


def test_people_may_repeat_themselves():
    for text in ("no no no no no", "bye bye, bye bye, bye bye", "row row row your boat", "very very very good"):
        assert said(without_loops(words(text))) == text


def test_more_words_than_a_mouth_can_say_were_not_heard():
    assert kept(words("a b c d e f g h i j k l m n o", each_ms=20), [(0, 300)]) == ()


def test_one_stretch_invented_leaves_the_others():
    invented = words("a b c d e f g h i j k l m n o", 50_000, each_ms=20)
    assert said(kept(words("one two three") + invented, [(0, 1000), (50_000, 50_300)])) == "one two three"


def test_near_spans_fill_one_window():
    assert clips([(0, 5_000), (5_500, 12_000), (13_000, 28_000)]) == [(0, 28_000)]


def test_a_window_is_never_longer_than_the_model_hears():
    assert clips([(0, 20_000), (20_500, 31_000)]) == [(0, 20_000), (20_500, 31_000)]


def test_long_silences_stay_outside_every_window():
    assert clips([(0, 1_000), (9_000, 10_000)]) == [(0, 1_000), (9_000, 10_000)]


def test_words_without_times_are_spread_over_the_speech():
    heard = list(spread(["aa", "bb", "cc", "dd"], [(1000, 2000), (5000, 6000)]))
    assert [(word.start_ms, word.end_ms) for word in heard] == [(1000, 1500), (1500, 2000), (5000, 5500), (5500, 6000)]
    assert {word.probability for word in heard} == {0.0}


def test_nothing_is_spread_over_nothing():
    assert list(spread([], [(0, 100)])) == []
