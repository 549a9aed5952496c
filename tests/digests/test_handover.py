"""A digest and a deck by a reader's own chat, checked as those of any writer."""

import json

import pytest

from curation.editing import drop
from curation.errors import NotFound, NothingToDo, Refused
from curation.handovers import match, messages_of, take
from curation.models import ModelCall, Passage
from curation.writing.extractive import ExtractiveWriter
from curation.writing.schemas import DeckBrief
from digests.assemble import document_of
from digests.compose import compose, compose_within
from digests.decks import outline_of
from digests.editing import approve
from digests.handover import hand_over_digest, hand_over_period
from digests.handover_deck import hand_over_deck
from digests.models import Deck, Digest, Section
from digests.picking import pick
from digests.scope import scope_within
from tests.digests.library import DAY, THEMES, WEEK
from tests.digests.scripted_writer import ScriptedWriter
from tests.digests.series_cast import put_series
from tests.fakes import WordEmbedder
from tests.shelf import put_passage

pytestmark = pytest.mark.django_db

READ, RECEIPT, _ALOUD = THEMES["Reading traces"]
SHARES, AGREED = THEMES["Judges of models"]
FERRY = "A ferry waits for nobody at the old pier."
OPENING = "A judge that shares the model's training shares its blind spots."
TEXTS = [text for texts in THEMES.values() for text in reversed(texts)]


def alone(text):
    """The only passage that there is to cite."""
    return {"text": text, "citations": [{"passage": 1, "quote": text}]}


def said(text, quote=""):
    """Cited by the number that it has in the prompt: themes come largest first, sources newest first."""
    return {"text": text, "citations": [{"passage": 1 + TEXTS.index(quote or text), "quote": quote or text}]}


def written(*sections, lead=()):
    themes = [
        {"theme": number, "statements": list(statements), "quotations": [], "questions": []}
        for number, statements in enumerate(sections, 1)
    ]
    return f"Sure.\n{json.dumps({'lead': list(lead), 'sections': themes})}"


def arranged(*slides, title="A week with judges"):
    told = [
        {"title": name, "statements": [{"statement": number, "text": ""} for number in numbers]}
        for name, *numbers in slides
    ]
    return json.dumps({"title": title, "slides": told})


@pytest.fixture(autouse=True)
def quoting(monkeypatch):
    monkeypatch.setattr("curation.writers.quoting_writer", lambda: ExtractiveWriter(WordEmbedder()))


@pytest.fixture
def handover(ada, themes):
    return hand_over_period(ada, *WEEK)


@pytest.fixture
def digest(ada, themes):
    return compose(ada, *WEEK, ScriptedWriter())


@pytest.fixture
def deck_prompt(ada, digest):
    return hand_over_deck(ada, DeckBrief(audience="the Monday team"), digest=digest)


def test_one_prompt_holds_all_themes_with_their_passages(handover):
    [message] = messages_of(handover, match(handover))
    lines = message.splitlines()
    assert [line for line in lines if line.startswith("# ")] == [
        "# Theme 1: “Reading traces”",
        "# Theme 2: “Judges of models”",
        "# Theme 3: “Small kitchens”",
    ]
    assert [line[2:] for line in lines if line.startswith("> ")] == TEXTS


def test_a_digest_is_made_of_what_was_pasted(handover):
    taken = take(
        handover, written([said(READ)], [said(SHARES), said(AGREED)], lead=[said(OPENING, SHARES)]), chat="Hearth"
    )
    document = document_of(Digest.objects.get())
    assert [(one.heading, len(one.statements)) for one in document.sections] == [
        ("Reading traces", 1),
        ("Judges of models", 2),
    ]
    assert [one.text for one in document.opening.statements] == [OPENING]
    assert document.writer == "your own chat (Hearth)"
    assert taken.counts == {"verified": 4, "close": 0, "unsupported": 0}


def test_each_section_names_the_chat(handover):
    take(handover, written([said(READ)]))
    section = Digest.objects.get().sections.get(is_lead=False)
    assert (section.writer, section.fell_back) == ("your own chat", "")


def test_what_it_claims_is_checked(handover):
    taken = take(handover, written([said(READ), said("Marlow Quill read 900 traces.", READ)], [said(READ)]))
    assert taken.counts == {"verified": 1, "close": 0, "unsupported": 2}


def test_the_lead_may_cite_only_what_the_sections_do(handover):
    take(handover, written([said(READ)], lead=[said(SHARES)]))
    assert document_of(Digest.objects.get()).opening.statements[0].status == "unsupported"


def test_it_costs_nothing(handover, settings):
    settings.CHAT = "tests.nobody.asks_it"
    take(handover, written([said(READ)]))
    assert not ModelCall.objects.exists()


def test_a_draft_is_written_over_only_after_saying_so(digest, handover):
    with pytest.raises(Refused, match="A draft of this period is there already, written by scripted-model"):
        take(handover, written([said(READ)]))
    digest.refresh_from_db()
    assert digest.writer == "scripted-model"
    take(handover, written([said(READ)]), replacing=True)
    digest.refresh_from_db()
    assert digest.writer == "your own chat"


def test_what_a_hand_has_touched_stays(ada, handover, digest):
    approve(digest, ada)
    with pytest.raises(Refused, match="stays as it is"):
        take(handover, written([said(READ)]), replacing=True)
    with pytest.raises(Refused, match="stays as it is"):
        hand_over_period(ada, *WEEK)
    assert document_of(digest).writer == "scripted-model"


def test_changed_and_gone_passages_bear_nothing_out(handover):
    Passage.objects.filter(text=READ).update(text="Nobody read anything.")
    Passage.objects.filter(text=SHARES).delete()
    taken = take(handover, written([said(READ), said(RECEIPT)], [said(SHARES), said(AGREED)]))
    assert taken.stale == 2
    assert taken.counts == {"verified": 2, "close": 0, "unsupported": 2}


def test_what_was_dropped_since_bears_nothing_out(ada, handover):
    drop(Passage.objects.get(text=READ).source, ada)
    taken = take(handover, written([said(READ), said(RECEIPT)]))
    assert taken.counts == {"verified": 1, "close": 0, "unsupported": 1}


def test_a_theme_that_has_gone_takes_no_words_with_it(themes, handover):
    themes[1].delete()
    take(handover, written([said(READ)], [said(SHARES)]))
    assert [one.heading for one in document_of(Digest.objects.get()).sections] == ["Reading traces", "Judges of models"]


@pytest.mark.parametrize("text", [written(), written([], [])])
def test_a_digest_without_a_word_is_none(handover, text):
    with pytest.raises(Refused, match="no statement on any theme"):
        take(handover, text)
    assert not Digest.objects.exists()


def test_a_period_without_sources_has_no_prompt(ada):
    with pytest.raises(NothingToDo):
        hand_over_period(ada, DAY, DAY)


def test_a_large_theme_is_sampled(ada, themes, monkeypatch):
    monkeypatch.setattr("digests.handover.READS", 300)
    handover = hand_over_period(ada, *WEEK)
    assert [theme["passages"] for theme in handover.about["themes"]] == [2, 2, 2]


def test_a_deck_is_arranged_by_what_was_pasted(deck_prompt):
    take(deck_prompt, arranged(("Reading pays", 2, 1), ("Judges are blind", 4)), chat="Hearth")
    deck = Deck.objects.get()
    titles = [slide.title for slide in outline_of(deck).slides]
    assert titles[1:3] == ["Reading pays", "Judges are blind"]
    assert deck.writer == "scripted-model and your own chat (Hearth)"


def test_a_deck_prompt_numbers_checked_statements(deck_prompt, digest):
    [message] = messages_of(deck_prompt, match(deck_prompt))
    first = document_of(digest).sections[0].statements[0].text
    assert f"> {first}\n" in message
    assert "the Monday team" in message


def test_a_slide_says_nothing_that_was_not_given(deck_prompt):
    told = json.loads(arranged(("Reading pays", 1)))
    told["slides"][0]["statements"].append({"statement": 2, "text": "Nine hundred traces were sold in Lisbon."})
    take(deck_prompt, json.dumps(told))
    assert "Lisbon" not in json.dumps(Deck.objects.get().outline)


def test_a_deck_of_nothing_given_is_none(deck_prompt):
    with pytest.raises(Refused, match="no deck was made"):
        take(deck_prompt, arranged(("Elsewhere", 77)))
    assert not Deck.objects.exists()


def test_nor_is_one_where_the_same_chat_wrote_the_digest(ada, digest):
    Digest.objects.update(writer="your own chat")
    Section.objects.update(writer="your own chat")
    digest.refresh_from_db()
    with pytest.raises(Refused, match="no deck was made"):
        take(hand_over_deck(ada, DeckBrief(), digest=digest), arranged(("Elsewhere", 77)))
    assert not Deck.objects.exists()


def test_a_deck_leaves_out_what_has_changed_since(deck_prompt, digest):
    lines = [one for section in document_of(digest).sections for one in section.statements]
    Passage.objects.filter(pk=lines[0].citations[0].source.passage_id).update(text="Something else was said.")
    taken = take(deck_prompt, arranged(("Reading pays", 1, 2)))
    outline = json.dumps(Deck.objects.get().outline)
    assert (taken.stale, lines[0].text in outline, lines[1].text in outline) == (1, False, True)


def test_a_deck_leaves_out_what_the_digest_no_longer_holds(deck_prompt, digest):
    lines = [one.text for section in document_of(digest).sections for one in section.statements]
    digest.sections.filter(statements__text=lines[0]).get().statements.filter(text=lines[0]).delete()
    take(deck_prompt, arranged(("Reading pays", 1, 2)))
    outline = json.dumps(Deck.objects.get().outline)
    assert (lines[0] in outline, lines[1] in outline) == (False, True)


def test_a_second_deck_of_one_prompt_is_asked_about(deck_prompt):
    take(deck_prompt, arranged(("Reading pays", 1)))
    deck_prompt.refresh_from_db()
    with pytest.raises(Refused, match="A deck was made from this prompt already"):
        take(deck_prompt, arranged(("Reading pays", 1)))
    take(deck_prompt, arranged(("Reading pays", 1)), replacing=True)
    assert Deck.objects.count() == 2


@pytest.mark.parametrize("name", ["🔥🔥", "https://example.org/traces"])
def test_a_theme_named_by_hand_with_no_word_keeps_its_name(ada, themes, name):
    themes[0].name = name
    themes[0].save()
    take(hand_over_period(ada, *WEEK), written([said(READ)]))
    assert name in [one.heading for one in document_of(Digest.objects.get()).sections]


@pytest.mark.parametrize("of", ["theme", "source"])
def test_a_deck_may_be_of_other_things(ada, themes, of):
    thing = themes[0] if of == "theme" else themes[0].placements.first().passage.source
    taken = take(hand_over_deck(ada, DeckBrief(), **{of: thing}), arranged(("What it says", 1)))
    deck = Deck.objects.get(pk=taken.kept.id)
    assert (getattr(deck, of), deck.writer) == (thing, "your own chat and extractive")


def test_a_deck_of_what_has_gone_is_not_made(deck_prompt, digest):
    digest.delete()
    with pytest.raises(NotFound, match="has gone"):
        take(deck_prompt, arranged(("Reading pays", 1)))


def test_a_prompt_for_a_series_asks_for_what_its_owner_wants(ada, themes):
    series = put_series(ada, themes_in=[themes[1].pk], audience="apprentices in their first year", length="short")
    made = compose_within(scope_within(series, ada, *WEEK), ScriptedWriter())
    handover = hand_over_digest(made)
    [message] = messages_of(handover, match(handover))
    assert "> apprentices in their first year" in message
    assert "at most 2" in message
    take(handover, written([alone(AGREED)]), replacing=True)
    assert (Digest.objects.get().series, Digest.objects.get().writer) == (series, "your own chat")


def test_a_prompt_for_picks_makes_that_digest(ada, themes):
    stray = put_passage(ada, FERRY).source_id
    made = pick(ada, "Old and new", [stray])
    take(hand_over_digest(made), written([alone(FERRY)]), replacing=True)
    made.refresh_from_db()
    assert (made.title, made.writer) == ("Old and new", "your own chat")
    assert made.sections.get(is_lead=False).heading == "What you picked"


def test_a_prompt_for_a_digest_that_has_gone_makes_nothing(ada, themes):
    made = pick(ada, "Old and new", [put_passage(ada, FERRY).source_id])
    handover = hand_over_digest(made)
    made.delete()
    with pytest.raises(NothingToDo):
        take(handover, written([alone(FERRY)]))
    assert not Digest.objects.exists()
