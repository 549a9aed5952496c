"""A file that Anki imports, with the link kept."""

import csv
import io

import pytest

from curation.reading.models import Card
from curation.reading.review.anki import COLUMNS, anki_text
from tests.reading.review.cards_cast import put_card
from tests.web.cast import SECOND

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(talk):
    """Builds the file of all cards there are."""
    return lambda: anki_text(Card.objects.select_related("source", "mark"))


def rows(text):
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [dict(zip(COLUMNS, row, strict=True)) for row in csv.reader(io.StringIO("\n".join(lines)), delimiter="\t")]


def test_its_header_names_the_columns(text):
    header = [line for line in text().splitlines() if line.startswith("#")]
    assert header[:2] == ["#separator:tab", "#html:true"]
    assert "#columns:guid\tfront\tback\tsource\tlink\ttags" in header


def test_each_note_links_to_its_words(talk, text, settings):
    put_card(talk, SECOND)
    [row] = rows(text())
    assert f'href="{settings.SITE_URL}/sources/{talk.pk}/?q=The+dashboard' in row["link"]
    assert f"#p{talk.passages.first().pk}" in row["back"]


def test_made_anew_of_the_same_mark_it_is_the_same_note(talk, text):
    card = put_card(talk)
    [before] = rows(text())
    mark = card.mark
    card.delete()
    from curation.reading.review.making import card_of_mark

    card_of_mark(mark)
    assert rows(text())[0]["guid"] == before["guid"]


def test_no_words_break_out_of_their_field(talk, text):
    put_card(talk)
    Card.objects.update(front='A tab\there, "quotes"\nand a line', back="<script>alert(1)</script> & more")
    lines = [line for line in text().splitlines() if not line.startswith("#")]
    [fields] = [line.split("\t") for line in lines]
    assert fields[1] == "A tab here, &quot;quotes&quot;<br>and a line"
    assert fields[2].startswith("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more<br>")
