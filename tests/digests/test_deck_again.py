"""Making slides and decks again, beside what a hand has changed."""

import pytest
from django.urls import reverse

from curation.again import retry
from curation.errors import ChangedMeanwhile, NotFound, NothingToDo, Refused
from curation.models import Run, Theme
from curation.writing.schemas import DeckBrief
from digests import deck_editing
from digests.choose import Picks
from digests.compose import compose
from digests.decks import make_deck, outline_of, plan_anew
from digests.models import Deck, DeckVersion
from digests.order import order_deck_again, promise_deck_of, run_of_deck
from digests.tasks import make_deck as make_deck_in_turn
from tests.digests.library import WEEK
from tests.digests.scripted_writer import ScriptedWriter
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db

MORE = (
    "The harbour master keeps a log of every boat that comes late.",
    "Nobody had opened the tide table since the winter of 1998.",
    "Two ferries run on Sundays, and one of them is always full.",
)


@pytest.fixture
def deck(ada, themes):
    for number, text in enumerate(MORE):
        source = put_source(ada, text, title=f"Late, part {number}", author="Philippa Drummond")
        put_passage(ada, text, source=source, theme=themes[0])
    return make_deck(ada, DeckBrief(length="short"), theme=themes[0], writer=ScriptedWriter())


def told(deck):
    deck.refresh_from_db()
    return next(one for one in outline_of(deck).slides if one.layout == "bullets")


def test_a_slide_made_again_keeps_its_id_and_what_it_was(deck, ada):
    before = told(deck)
    deck_editing.make_slide_again(deck, before.id, ada, ScriptedWriter())
    assert told(deck).id == before.id
    assert {line.text for line in told(deck).body} != {line.text for line in before.body}
    deck_editing.undo(deck, ada)
    assert [line.text for line in told(deck).body] == [line.text for line in before.body]


def test_a_slide_of_the_hand_is_replaced_only_by_whoever_is_sure(deck, ada):
    slide = told(deck)
    deck_editing.edit_title(deck, slide.id, "Mine", ada)
    with pytest.raises(Refused, match="You have changed this slide"):
        deck_editing.make_slide_again(deck, slide.id, ada, ScriptedWriter())
    assert told(deck).title == "Mine"
    deck_editing.make_slide_again(deck, slide.id, ada, ScriptedWriter(), sure=True)
    assert not told(deck).by_hand


def test_what_changed_while_the_writer_wrote_is_not_overwritten(deck, ada):
    slide = told(deck)

    class Slow(ScriptedWriter):
        def outline_deck(self, *told):
            deck_editing.edit_title(deck, slide.id, "Mine", ada)
            return super().outline_deck(*told)

    with pytest.raises(ChangedMeanwhile):
        deck_editing.make_slide_again(deck, slide.id, ada, Slow())
    assert told(deck).title == "Mine"


def test_a_stranger_makes_no_slide_again(deck, cleo):
    with pytest.raises(NotFound):
        deck_editing.make_slide_again(deck, told(deck).id, cleo, ScriptedWriter())


def test_a_deck_made_again_keeps_what_the_hand_had_made_of_it(deck, ada):
    deck_editing.edit_title(deck, told(deck).id, "Mine", ada)
    plan_anew(deck, ScriptedWriter())
    assert told(deck).title != "Mine"
    assert DeckVersion.objects.first().said == "Made the deck again."
    deck_editing.undo(deck, ada)
    assert told(deck).title == "Mine"


def test_a_deck_of_the_hand_is_made_again_only_by_whoever_is_sure(deck, ada, client, a_model):
    deck_editing.edit_title(deck, told(deck).id, "Mine", ada)
    deck.fell_back = "It was away."
    deck.save()
    client.force_login(ada)
    answer = client.post(reverse("make-deck-again", args=[deck.pk]), follow=True)
    assert "You have changed this deck" in answer.content.decode()
    assert answer.context["run"] is None


@pytest.fixture
def failed(deck, ada, a_model, writes):
    """A run for the deck that failed, and a hand's change since."""
    writes(ScriptedWriter())
    deck.fell_back = "It was away."
    deck.save()
    run = run_of_deck(order_deck_again(deck))
    Run.objects.update(status=Run.Status.FAILED)
    deck_editing.edit_title(deck, told(deck).id, "Mine", ada)
    return run


def work(run):
    make_deck_in_turn(run.pk)
    run.refresh_from_db()
    return run.status, run.message


def test_a_run_that_is_tried_again_leaves_the_hand_s_changes(deck, ada, failed):
    again = retry(Run.objects.get(pk=failed.pk), ada)
    assert work(again) == ("nothing", "A hand has changed the deck; it stays as it is.")
    assert told(deck).title == "Mine"


def test_who_is_sure_has_it_made_again_and_is_sure_of_no_more(deck, ada, failed):
    assert work(run_of_deck(order_deck_again(deck, sure=True)))[0] == "done"
    assert told(deck).title != "Mine"
    deck_editing.edit_title(deck, told(deck).id, "Mine once more", ada)
    assert work(run_of_deck(promise_deck_of(deck)))[0] == "nothing"
    assert told(deck).title == "Mine once more"


def test_a_deck_made_again_keeps_the_title_that_the_hand_gave_it(deck, ada):
    deck_editing.retitle(deck, "Quince Lane", ada)
    plan_anew(deck, ScriptedWriter())
    deck.refresh_from_db()
    outline = outline_of(deck)
    assert (deck.title, outline.title, outline.slides[0].title) == ("Quince Lane", "Quince Lane", "Quince Lane")


def test_a_title_that_the_hand_took_back_is_the_service_s_again(deck, ada):
    deck_editing.retitle(deck, "Quince Lane", ada)
    deck_editing.undo(deck, ada)
    Theme.objects.filter(pk=deck.theme_id).update(name="Late boats")
    plan_anew(Deck.objects.get(), ScriptedWriter())
    assert Deck.objects.get().title == "Late boats"


def test_a_slide_of_a_pick_that_tells_it_all_already_stays(deck, ada):
    source = put_source(ada, MORE[0], title="Logs", kind="highlight")
    picks = Picks((put_passage(ada, MORE[0], source=source),))
    other = put_source(ada, MORE[1], title="Tides")
    of_picks = make_deck(ada, picks=picks, writer=ScriptedWriter())
    slide = next(one for one in outline_of(of_picks).slides if one.cited and one.layout != "sources")
    passage = put_passage(ada, MORE[1], source=other)
    _, added = deck_editing.add_highlight(of_picks, passage, "", ada, after=slide.id)
    with pytest.raises(NothingToDo, match="nothing more"):
        deck_editing.make_slide_again(of_picks, added, ada, ScriptedWriter(), sure=True)


def test_a_slide_of_a_digest_that_was_emptied_stays(ada, themes, a_model, writes):
    writes(ScriptedWriter())
    digest = compose(ada, *WEEK, ScriptedWriter())
    of_digest = make_deck(ada, digest=digest, writer=ScriptedWriter())
    digest.sections.all().delete()
    with pytest.raises(NothingToDo, match="nothing more"):
        deck_editing.make_slide_again(of_digest, told(of_digest).id, ada, sure=True)


def test_a_slide_is_made_again_from_its_page(deck, ada, client, writes):
    writes(ScriptedWriter())
    client.force_login(ada)
    address = reverse("change-slide", args=[deck.pk, told(deck).id, "again"])
    before = [line.text for line in told(deck).body]
    answer = client.post(address, {"version": 0})
    assert answer.status_code == 302
    assert [line.text for line in told(deck).body] != before
