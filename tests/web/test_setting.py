"""The text as HTML: escaped, and every selection in it leads back to the very characters of the source."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.layout import lay_out
from curation.models import Inset, Passage
from curation.reading.reader.setting import Over, clock_of, paragraph_html, touched

TEXT = "One <b>bold</b> line & more. Two 🏺 pots.\n\nThree\nfour."


class Sentences(HTMLParser):
    """What a browser makes of it: the text within each element of class `s`, by its offset; and the marks around."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.at, self.found, self.marked = [], None, {}, {}

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.open.append((tag, told))
        if tag == "span" and "data-at" in told:
            self.at = int(told["data-at"])
            self.found[self.at] = ""

    def handle_endtag(self, tag):
        opened, told = self.open.pop()
        assert opened == tag
        if "data-at" in told:
            self.at = None

    def handle_data(self, data):
        if self.at is None:
            return
        start = self.at + len(self.found[self.at])
        for number in [told["data-mark"] for tag, told in self.open if tag == "mark" and "data-mark" in told]:
            self.marked.setdefault(number, []).append((start, start + len(data)))
        self.found[self.at] += data


def read(text, over=(), **laid):
    parts = lay_out(text, laid.pop("passages", []), [], **laid)
    paragraphs = [one for part in parts for one in part.paragraphs]
    html = "".join(paragraph_html(text, one, touched(one, over)) for one in paragraphs)
    seen = Sentences()
    seen.feed(html)
    return seen, html


def test_what_a_text_says_is_never_markup():
    assert "One &lt;b&gt;bold&lt;/b&gt; line &amp; more." in read(TEXT)[1]


def test_each_sentence_knows_where_it_begins():
    assert read(TEXT)[0].found == {0: "One <b>bold</b> line & more. ", 29: "Two 🏺 pots.", 42: "Three\n", 48: "four."}


def test_a_mark_over_two_sentences_and_paragraphs_is_one_mark_in_pieces():
    seen, html = read(TEXT, [Over(24, 47, mark=7, colour="green", is_noted=True)])
    assert "".join(TEXT[a:b] for a, b in seen.marked["7"]) == TEXT[24:40] + TEXT[42:47]
    assert html.count('id="m7"') == 1
    assert html.count("m--noted") == 1


def test_the_words_that_were_asked_for_stand_inside_a_mark():
    html = read("All of it.", [Over(0, 10, mark=1, colour="blue"), Over(4, 6)])[1]
    assert '<mark class="m m--blue" data-mark="1"><mark class="asked">of</mark></mark>' in html


def test_a_paragraph_that_takes_another_s_place_says_so():
    [part] = lay_out("One.", [], [])
    assert 'id="t0" hx-swap-oob="true"' in paragraph_html("One.", part.paragraphs[0], swap=True)


def test_program_code_is_set_as_it_stands():
    text = "Run it:\n\nfor a in b:\n\n    print(a < b)"
    code = Inset(kind="code", start=9, end=len(text), language="Python")
    seen, html = read(text, insets=[code])
    assert '<pre class="code" tabindex="0" role="region" aria-label="Code in Python" id="t9"><code>' in html
    assert "".join(words for at, words in seen.found.items() if at >= 9) == text[9:]


@pytest.mark.parametrize(("milliseconds", "shown"), [(0, "0:00"), (246_471, "4:06"), (3_846_000, "1:04:06")])
def test_it_shows_times_as_players_do(milliseconds, shown):
    assert clock_of(milliseconds) == shown


@given(
    text=st.text(alphabet="aB .!?\n<&\"'\r🏺é\t", max_size=80),
    cuts=st.lists(st.integers(0, 80), max_size=6),
    over=st.lists(st.tuples(st.integers(0, 80), st.integers(1, 30)), max_size=5),
)
def test_whatever_is_selected_leads_back_to_its_characters(text, cuts, over):
    edges = sorted({min(cut, len(text)) for cut in cuts})
    passages = [Passage(pk=a + 1, start=a, end=b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    spans = [Over(start, start + length, mark=number, colour="pink") for number, (start, length) in enumerate(over, 1)]
    seen, _ = read(text, spans, passages=passages)
    for at, words in seen.found.items():
        assert text[at : at + len(words)] == words
    for one in spans:
        marked = "".join(text[a:b] for a, b in seen.marked.get(str(one.mark), []))
        assert re.sub(r"\s", "", marked) == re.sub(r"\s", "", text[one.start : one.end])
