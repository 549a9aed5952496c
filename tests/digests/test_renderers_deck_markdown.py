import re

import pytest
import yaml
from markdown_it import MarkdownIt

from digests.outline import Deck, Slide, TableSlide, plan_deck
from digests.outline.looks import LOOKS, PAPER
from digests.outline.paging import paged
from digests.renderers.deck_markdown import render_deck_markdown
from tests.digests.deck_layouts import PICTURES, every_layout, in_other_scripts, said
from tests.digests.deck_material import material


def deck(format="detailed", **options):
    return plan_deck(material(), format=format, **options)


def front_of(markdown):
    return yaml.safe_load(markdown.split("---\n")[1])


def slides_of(markdown):
    """Out: each slide as HTML."""
    slides = markdown.split("---\n", 2)[2].split("\n\n---\n\n")
    return [MarkdownIt().enable("table").render(slide) for slide in slides]


def test_hostile_words_come_out_of_the_markdown_as_they_went_in():
    html = MarkdownIt().render(render_deck_markdown(deck()))
    assert "#import &quot;x&quot; and &lt;script&gt;alert(1)&lt;/script&gt; and *not* emphasis" in html


def test_a_note_cannot_end_its_comment():
    planned = Deck(title="D", slides=[Slide(layout="bullets", title="T", notes="a --> b --!> c")])
    assert render_deck_markdown(planned).count("-->") == 1


@pytest.mark.parametrize("planned", [deck(), every_layout(), in_other_scripts("presenter")])
def test_the_markdown_has_a_rule_between_slides(planned):
    assert render_deck_markdown(planned).count("\n\n---\n\n") == len(paged(planned).slides) - 1


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_marp_is_told_the_look(look):
    front = front_of(render_deck_markdown(every_layout(), look))
    assert (front["marp"], front["look"], front["color"]) == (True, look.name, f"#{look.ink}")
    assert front.get("class") == ("invert" if look.dark else None)


def test_norwegian_is_a_language():
    assert front_of(render_deck_markdown(Deck(title="D", language="no")))["lang"] == "no"


@pytest.mark.parametrize("made", [every_layout(), in_other_scripts()])
def test_every_line_of_every_layout_is_in_the_markdown(made):
    shown = "".join("".join(slides_of(render_deck_markdown(made))).split())
    lines = [line.text for slide in paged(made).slides for line in slide.body]
    assert [text for text in lines if "".join(text.split()) not in shown] == []


def layouts():
    return [slide.layout for slide in paged(every_layout()).slides]


@pytest.mark.parametrize(
    ("layout", "tag", "times"),
    [
        ("table", "<th>", 3),
        ("table", "<tr>", 4),
        ("timeline", "<li>", 3),
        ("comparison", "<h3>", 2),
        ("chart", "<td", 10),
    ],
)
def test_each_layout_is_what_markdown_has_for_it(layout, tag, times):
    place = layouts().index(layout)
    assert slides_of(render_deck_markdown(every_layout()))[place].count(tag) == times


def test_a_chart_says_what_was_counted():
    html = slides_of(render_deck_markdown(every_layout()))[layouts().index("chart")]
    assert "61 passages of 9 sources." in html


def test_a_picture_is_told_of_in_words_with_the_place_it_stands():
    html = slides_of(render_deck_markdown(every_layout(), PAPER, PICTURES))[layouts().index("picture")]
    assert "Picture: A photograph of a whiteboard" in html
    assert re.search(r'href="https://threepass.example/passages/\d+"', html)
    assert "data:" not in html


@pytest.mark.parametrize("text", ["a | b", "a \\| b", "one\ntwo", "`a|b`"])
def test_a_cell_stays_one_cell(text):
    table = TableSlide(title="T", header=["A|B", "C"], rows=[[said(text), said("last")]])
    [html] = slides_of(render_deck_markdown(Deck(title="D", slides=[table])))
    assert html.count("<td>") == 2
    assert "<td>last</td>" in html
