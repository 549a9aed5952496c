import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from curation.ranges import Unsatisfiable, stretch_of
from curation.utterances import utterances
from curation.writing.sentences import sentences

TEXT = "One is said. Two is said. Three."


@given(
    header=st.from_regex(r"bytes=\d{0,3}-\d{0,3}", fullmatch=True), size=st.integers(1, 500), most=st.integers(1, 99)
)
def test_a_stretch_lies_inside_and_is_no_longer_than_allowed(header, size, most):
    try:
        stretch = stretch_of(header, size, most=most)
    except Unsatisfiable:
        return
    assert stretch is None or (0 <= stretch.first <= stretch.last < size and len(stretch) <= most)


@given(header=st.text(alphabet="0123456789-=, \tbytes²٣", max_size=30) | st.text(max_size=30))
@example("0-" + "9" * 5000)
@example("9" * 5000 + "-")
@example("-" + "9" * 5000)
@example("٣-٤")
def test_no_header_breaks_anything(header):
    try:
        stretch = stretch_of(f"bytes={header}", 10, most=5)
    except Unsatisfiable:
        return
    assert stretch is None or (0 <= stretch.first <= stretch.last < 10 and len(stretch) <= 5)


@pytest.mark.parametrize("header", ["", "lines=0-5", "xbytes=0-5", "bytes", "bytes=٣-٤", "bytes=0-" + "9" * 5000])
def test_what_is_no_single_range_is_left_alone(header):
    assert stretch_of(header, 10, most=5) is None


@pytest.mark.parametrize(
    ("stamps", "found"),
    [
        ([], []),
        ([(0, 100), (13, 2000), (26, 3000)], [(0, 100), (13, 2000), (26, 3000)]),
        ([(0, 100), (10, 2000), (26, 3000)], [(0, 100), (13, 2000), (26, 3000)]),
        ([(0, 100)], [(0, 100)]),
        ([(4, 100), (26, 3000)], [(0, 100), (26, 3000)]),
        ([(14, 2000)], [(13, 2000)]),
        ([(0, 3000), (13, 2000), (26, 4000)], [(0, 3000), (26, 4000)]),
    ],
    ids=["nothing", "words", "lines", "one time", "late", "later", "not in order"],
)
def test_a_sentence_is_said_when_its_words_are(stamps, found):
    assert utterances(sentences(TEXT), stamps) == found
