import base64
import hashlib
import re
from html import unescape
from html.parser import HTMLParser

import pytest

from digests.outline import ChartSlide, Deck, PictureSlide, plan_deck
from digests.outline.looks import LOOKS, PAPER
from digests.outline.paging import paged
from digests.renderers.chart import chart_of
from digests.renderers.deck_html import deck_slides_html, render_deck_html
from digests.renderers.look_css import look_css
from tests.digests.deck_layouts import PICTURES, every_layout, in_other_scripts
from tests.digests.deck_material import material

FORMATS = ("detailed", "presenter")


def deck(format="detailed", **options):
    return plan_deck(material(), format=format, **options)


class Elements(HTMLParser):
    """All elements with their attributes, in order; `open_` those that were never closed."""

    VOID = {"meta", "img", "col", "link", "br"}

    def __init__(self, html):
        super().__init__()
        self.found, self.open_ = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open_.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open_.pop() == tag

    def named(self, tag):
        return [attrs for name, attrs in self.found if name == tag]


def words(html):
    return unescape(re.sub(r"<[^>]+>", "", html))


def slides_of(layout, made=None):
    """Out: the sections of this layout, as HTML."""
    html = deck_slides_html(made or every_layout(), PAPER, PICTURES)
    return [f"<section {one}" for one in html.split("<section ")[1:] if f"slide--{layout}" in one[:60]]


@pytest.mark.parametrize("format", FORMATS)
def test_the_html_file_asks_the_network_for_nothing(format):
    html = render_deck_html(deck(format))
    assert "http" not in re.sub(r'href="[^"]*"|http-equiv', "", html)
    assert "src=" not in html.replace("script-src=", "")


def test_a_picture_is_inside_the_file():
    [picture] = Elements(render_deck_html(every_layout(), PAPER, PICTURES)).named("img")
    head, _, data = picture["src"].partition(",")
    assert (head, base64.b64decode(data)) == ("data:image/png;base64", PICTURES[7])


def test_a_picture_says_what_is_to_be_seen():
    alt = next(slide.alt for slide in every_layout().slides if isinstance(slide, PictureSlide))
    [picture] = Elements(slides_of("picture")[0]).named("img")
    assert picture["alt"] == alt
    assert alt in words(deck_slides_html(every_layout()))


def test_what_is_no_picture_is_not_taken_for_one():
    html = deck_slides_html(every_layout(), PAPER, {7: b"<svg onload='alert(1)'>"})
    assert "<img" not in html
    assert "onload" not in html


def test_the_policy_of_the_file_allows_its_own_styles_and_scripts_by_their_hashes():
    html = render_deck_html(every_layout())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1]
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        texts = re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", html, re.S)
        hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" for one in texts]
        assert f"{directive} {' '.join(hashes)};" in policy
    assert policy.startswith("default-src 'none'; img-src data:;")


@pytest.mark.parametrize("planned", [deck(), every_layout(), in_other_scripts("presenter")])
def test_the_html_has_a_heading_and_notes_for_each_slide(planned):
    html = deck_slides_html(planned)
    count = len(paged(planned).slides)
    assert html.count("<section") == html.count("<h2") == html.count("<details") == count


@pytest.mark.parametrize("made", [every_layout(), every_layout("presenter"), in_other_scripts()])
def test_every_element_is_closed_and_every_id_is_given_once(made):
    found = Elements(render_deck_html(made, PAPER, PICTURES))
    ids = [attrs["id"] for _, attrs in found.found if "id" in attrs]
    assert (found.open_, len(ids)) == ([], len(set(ids)))


def test_each_slide_keeps_its_number_and_the_id_of_its_own():
    planned = every_layout()
    planned.slides[0].id = "opening"
    sections = Elements(deck_slides_html(planned)).named("section")
    assert [one["id"] for one in sections] == [f"slide-{place}" for place in range(1, len(sections) + 1)]
    assert sections[0]["data-slide-id"] == "opening"


@pytest.mark.parametrize("made", [deck(), every_layout()])
def test_the_slides_alone_pass_a_strict_policy(made):
    html = deck_slides_html(made, PAPER, PICTURES)
    assert "<style" not in html
    assert "style=" not in html
    assert "<script" not in html
    assert not re.search(r"\son[a-z]+=", html)


def test_hostile_words_come_out_of_the_html_escaped():
    html = render_deck_html(deck())
    assert "&lt;script&gt;alert(1)&lt;/script&gt; and *not* emphasis" in html
    assert "<script>alert" not in html


@pytest.mark.parametrize("made", [every_layout(), every_layout("presenter"), in_other_scripts()])
def test_every_line_of_every_layout_is_on_its_slide(made):
    fitting = paged(made)
    shown = words(deck_slides_html(made, PAPER, PICTURES))
    assert [line.text for slide in fitting.slides for line in slide.body if line.text not in shown] == []
    assert [label for slide in fitting.slides for label in slide.labels if label not in shown] == []


def test_a_table_has_headings_for_its_columns():
    [html] = slides_of("table")
    found = Elements(html)
    assert [one["scope"] for one in found.named("th")] == ["col"] * 3
    assert sum(float(one["width"].rstrip("%")) for one in found.named("col")) == pytest.approx(100, abs=0.1)


def test_two_columns_have_headings_under_the_slides():
    assert all(html.count("<h3") == 2 for html in slides_of("two_columns") + slides_of("comparison"))


def test_a_chart_is_drawn_from_its_numbers_and_told_as_a_table():
    charts = [slide for slide in paged(every_layout()).slides if isinstance(slide, ChartSlide)]
    for chart, html in zip(charts, slides_of("chart"), strict=True):
        found = Elements(html)
        assert found.named("svg")[0]["aria-label"] == f"{chart.kind.capitalize()} chart. {chart.counted}"
        assert len(found.named("td")) - 1 == len(chart.categories) * len(chart.series)


def test_bars_are_as_long_as_their_numbers():
    [bars, *_] = [slide for slide in every_layout().slides if isinstance(slide, ChartSlide)]
    drawn = chart_of(bars, 21).bars
    assert [round(21 * one.width / drawn[0].width, 1) for one in drawn] == bars.series[0].values


@pytest.mark.parametrize("kind", ["bar", "column", "line"])
@pytest.mark.parametrize("values", [[0.0], [-3.0, 4.0], [0.004, 0.001], [1e9, 2.5e9], [7.0] * 12])
def test_all_of_a_chart_stands_on_its_plate(kind, values):
    names = [f"Category {place}" for place, _ in enumerate(values)]
    series = [{"name": name, "values": values} for name in ("One", "Two")]
    chart = ChartSlide(title="T", kind=kind, categories=names, series=series, counted="Counted.")
    drawn = chart_of(chart, max(values))
    points = [point for trace in drawn.traces for point in trace.points]
    points += [(one.left + one.width, one.top + one.height) for one in drawn.bars] + [
        (b.left, b.top) for b in drawn.bars
    ]
    assert points
    assert all(-1 <= x <= drawn.width + 1 and -1 <= y <= drawn.height + 1 for x, y in points)


def test_lines_of_a_chart_are_told_apart_by_more_than_their_colour():
    html = render_deck_html(every_layout())
    assert "chart__line-0" in html
    assert re.search(r"\.chart__line-1 \{[^}]*stroke-dasharray", html)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_look_brings_its_colours_its_faces_and_whether_it_is_dark(look):
    css = look_css(look)
    assert f"color-scheme:{'dark' if look.dark else 'light'}" in css
    for colour in (look.paper, look.ink, look.accent, *look.series):
        assert f"#{colour}" in css
    assert look.heading.web in css


def test_a_look_of_ones_own_cannot_leave_its_declaration():
    wicked = PAPER.__class__(**{**vars(PAPER), "paper": "fff}</style><script>", "name": "own-1"})
    css = look_css(wicked)
    assert "<" not in css
    assert css.count("}") == look_css(PAPER).count("}")


def test_the_language_of_a_deck_is_told():
    german = Deck.model_validate(every_layout().model_dump() | {"language": "de"})
    assert '<html lang="de">' in render_deck_html(german)
    assert 'lang="de"' in deck_slides_html(german)


def test_words_that_run_from_the_right_are_let_run():
    [html] = slides_of("timeline", in_other_scripts())
    lines = [one for one in Elements(html).named("span") if one.get("class") == "slide__said"]
    assert [one["dir"] for one in lines] == ["auto"] * 3
