import uuid
from copy import copy

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from curation.errors import NotFound, Refused
from curation.models import Passage
from curation.reading.models import Mark
from curation.writing.schemas import DeckBrief
from digests.choose import subject_of
from digests.decks import make_deck, outline_of
from digests.handover_deck import hand_over_deck
from digests.models import Deck
from digests.order import order_deck
from tests.digests.scripted_writer import ScriptedWriter
from tests.shelf import put_passage, put_source, put_theme

pytestmark = pytest.mark.django_db

FIRST = "A judge that shares the model's training shares its blind spots as well."
SECOND = "Nobody reads the second page of a report that was sent on a Friday."
THIRD = "The mill still bakes four hundred loaves a day in the oven of 1904."


@pytest.fixture
def highlights(ada):
    """Two of one theme, and one that belongs to none."""
    theme = put_theme(ada, "Judges of models")
    told = [(FIRST, "Blind", theme), (SECOND, "Friday", theme), (THIRD, "The mill", None)]
    sources = [put_source(ada, text, kind="highlight", title=title) for text, title, _ in told]
    rows = [
        put_passage(ada, one.text, source=one, theme=theme) for one, (_, _, theme) in zip(sources, told, strict=True)
    ]
    return [row.pk for row in rows]


@pytest.fixture
def mark(ada):
    source = put_source(ada, f"{FIRST} {THIRD}", title="A talk")
    put_passage(ada, source.text, source=source)
    start = source.text.index("shares its")
    quote = "shares its blind spots as well."
    return Mark.objects.create(
        owner=ada,
        source=source,
        quote=quote,
        start=start,
        end=start + len(quote),
        token=uuid.uuid4(),
        text_hash="of it",
    )


@pytest.fixture
def reader(client, ada):
    client.force_login(ada)
    return client


def picked(owner, writer=None, brief=None, **ids):
    return make_deck(owner, brief or DeckBrief(), writer or ScriptedWriter(), **subject_of(owner, **ids))


def lines_of(deck):
    told = outline_of(deck).slides
    return [line.text for slide in told if slide.layout not in ("sources", "table", "closing") for line in slide.body]


def test_what_was_picked_is_told_word_for_word(ada, highlights):
    told = lines_of(picked(ada, passages=highlights))
    assert {FIRST, SECOND, THIRD} <= set(told)


def test_it_stands_under_its_themes_or_its_sources(ada, highlights):
    deck = picked(ada, passages=highlights)
    assert deck.title == "Highlights: Judges of models and 1 more"
    assert any(slide.title.startswith("The mill") for slide in outline_of(deck).slides)


def test_the_picks_are_kept_and_planned_again_from(ada, highlights, a_model):
    deck = order_deck(ada, DeckBrief(), **subject_of(ada, passages=highlights))
    assert set(deck.picks.values_list("pk", flat=True)) == set(highlights)
    assert Deck.objects.get().title == deck.title


def test_of_a_mark_only_the_marked_words_are_told(ada, mark):
    assert "Shares its blind spots as well." in lines_of(picked(ada, marks=[mark.pk]))


def test_a_mark_that_is_not_in_its_text_any_more_is_refused(ada, mark):
    Mark.objects.update(start=None, end=None)
    with pytest.raises(Refused, match="not in its text any more"):
        picked(ada, marks=[mark.pk])


@pytest.mark.parametrize("name", ["passages", "marks"])
def test_nobody_picks_what_is_not_theirs(cleo, highlights, mark, name):
    with pytest.raises(NotFound):
        picked(cleo, **{name: {"passages": highlights, "marks": [mark.pk]}[name]})


def test_a_deck_is_of_one_thing_or_of_highlights(ada, highlights, themes):
    with pytest.raises(Refused, match="one thing"):
        subject_of(ada, theme=themes[0].pk, passages=highlights)


def test_the_page_shows_what_was_ticked_and_makes_the_deck(reader, highlights):
    place = reverse("pick-highlights")
    shown = reader.get(place, {"passages": highlights[:2]}).content.decode()
    assert SECOND in shown
    assert THIRD not in shown
    how = {"format": "presenter", "level": "expert"}
    answer = reader.post(place, {"passages": highlights[:1], "offered": highlights[:2], **how})
    deck = Deck.objects.get()
    assert answer.url == reverse("deck", args=[deck.pk])
    assert [deck.picks.get().pk, outline_of(deck).format] == [highlights[0], "presenter"]


def test_ticked_sources_that_are_highlights_bring_their_passages(reader, ada, highlights):
    source = put_source(ada)
    put_passage(ada, "A note is no highlight.", source=source)
    ids = [*Passage.objects.filter(pk__in=highlights).values_list("source", flat=True), source.pk]
    shown = reader.get(reverse("pick-highlights"), {"sources": ids}).content.decode()
    assert FIRST.split("'")[0] in shown
    assert "A note is no highlight." not in shown


def test_a_page_without_a_tick_is_refused_in_words(reader, highlights):
    answer = reader.post(reverse("pick-highlights"), {"offered": highlights, "format": "detailed", "level": "expert"})
    assert answer.status_code == 422
    assert "Pick at least one highlight." in answer.content.decode()


def test_the_marks_and_the_library_lead_to_it(reader, mark, highlights):
    assert reverse("pick-highlights") in reader.get(reverse("marks")).content.decode()
    assert reverse("pick-highlights") in reader.get(reverse("library"), {"kind": "highlight"}).content.decode()
    assert reverse("pick-highlights") not in reader.get(reverse("library"), {"kind": "note"}).content.decode()


def test_the_command_takes_highlights(ada, highlights, tmp_path, monkeypatch):
    monkeypatch.setattr("curation.writers.get_writer", lambda owner, **_: ScriptedWriter())
    out = tmp_path / "picked.html"
    first, second, _ = map(str, highlights)
    call_command("deck", "--owner", "ada", "--passage", first, "--passage", second, "--out", str(out))
    assert SECOND in out.read_text()


def test_the_reader_s_own_chat_may_arrange_them(ada, highlights):
    made = hand_over_deck(ada, DeckBrief(), **subject_of(ada, passages=highlights))
    assert made.about["picks"]["passages"] == highlights


def test_many_marks_are_looked_up_at_once(reader, mark, django_assert_max_num_queries):
    address = reverse("pick-highlights")
    with CaptureQueriesContext(connection) as of_one:
        reader.get(address, {"marks": [mark.pk]})
    others = [copy(mark) for _ in range(5)]
    for other in others:
        other.pk, other.token = None, uuid.uuid4()
        other.save()
    marks = [one.pk for one in (mark, *others)]
    with django_assert_max_num_queries(len(of_one)):
        reader.get(address, {"marks": marks})
