from markdown_it import MarkdownIt

from digests.outline import Deck, Slide, plan_deck
from digests.renderers.deck_markdown import render_deck_markdown
from tests.digests.deck_material import material


def deck(format="detailed", **options):
    return plan_deck(material(), format=format, **options)


def test_hostile_words_come_out_of_the_markdown_as_they_went_in():
    html = MarkdownIt().render(render_deck_markdown(deck()))
    assert "#import &quot;x&quot; and &lt;script&gt;alert(1)&lt;/script&gt; and *not* emphasis" in html


def test_a_note_cannot_end_its_comment():
    planned = Deck(title="D", slides=[Slide(layout="bullets", title="T", notes="a --> b --!> c")])
    assert render_deck_markdown(planned).count("-->") == 1


def test_the_markdown_has_a_rule_between_slides():
    planned = deck()
    assert render_deck_markdown(planned).count("\n\n---\n\n") == len(planned.slides) - 1
