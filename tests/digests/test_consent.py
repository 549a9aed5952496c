from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse

from curation.errors import NeedsConsent, OverCap
from curation.models import Run
from curation.wishes import Wish
from curation.writing.schemas import DeckBrief
from digests.compose import compose
from digests.models import Deck, Digest
from digests.order import order_again, order_deck, order_digest
from tests.digests.library import WEEK
from tests.digests.scripted_writer import ScriptedWriter

pytestmark = pytest.mark.django_db

PERIOD = {"start": WEEK[0].isoformat(), "end": WEEK[1].isoformat()}


@pytest.fixture
def a_dear_model(a_model, settings):
    """Whatever it is asked costs more than is spent unasked."""
    settings.LLM_MODELS = {"small": "quill-small", "large": "quill-large"}
    settings.LLM_PRICES = '{"quill-small": [900, 900, 900], "quill-large": [900, 900, 900]}'


def test_a_dear_digest_is_asked_about_first(ada, themes, a_dear_model):
    with pytest.raises(NeedsConsent):
        order_digest(ada, *WEEK)
    assert not Digest.objects.exists()
    assert order_digest(ada, *WEEK, Wish(agreed=True)).wanted == Digest.Wanted.WHOLE


def test_a_dear_deck_is_asked_about_first(ada, themes, a_dear_model):
    for subject in ({"theme": themes[0]}, {"source": themes[0].placements.first().passage.source}):
        with pytest.raises(NeedsConsent):
            order_deck(ada, DeckBrief(), **subject)
    assert not Deck.objects.exists()


def test_writing_again_is_asked_about_too(ada, themes, a_dear_model):
    digest = compose(ada, *WEEK, ScriptedWriter())
    digest.sections.update(fell_back="Away.")
    with pytest.raises(NeedsConsent):
        order_again(digest)


def test_what_waits_for_its_digest_is_asked_first_as_well(ada, themes, a_dear_model):
    with pytest.raises(NeedsConsent):
        compose(ada, *WEEK)


def test_beyond_the_cap_no_consent_helps(ada, themes, a_dear_model, settings):
    settings.LLM_MONTHLY_CAP = Decimal("0.01")
    with pytest.raises(OverCap):
        order_digest(ada, *WEEK, Wish(agreed=True))


def test_without_the_model_it_is_quoted_at_once(ada, themes, a_dear_model, writes):
    writes(ScriptedWriter())
    assert order_digest(ada, *WEEK, Wish(quoting=True)).sections.exists()
    assert not Run.objects.exists()


def test_the_page_asks_and_sends_the_same_form_again(client, ada, themes, a_dear_model):
    client.force_login(ada)
    asked = client.post(reverse("compose-digest"), PERIOD)
    assert asked.status_code == 422
    assert f'name="start" value="{PERIOD["start"]}"' in asked.content.decode()
    agreed = client.post(reverse("compose-digest"), PERIOD | {"consent": "model"})
    assert agreed.url == reverse("digest", args=[Digest.objects.get().pk])


def test_the_form_of_a_deck_asks_too(client, ada, themes, a_dear_model):
    client.force_login(ada)
    form = {"theme": themes[0].pk, "format": "detailed", "level": "expert"}
    assert client.post(reverse("decks"), form).status_code == 422
    client.post(reverse("decks"), form | {"consent": "model"})
    assert Run.objects.get().kind == Run.Kind.DECK


def test_the_command_tells_how_to_agree_or_do_without(ada, themes, a_dear_model, writes, capsys):
    period = ["--from", PERIOD["start"], "--to", PERIOD["end"], "--owner", "ada", "--json"]
    with pytest.raises(SystemExit):
        call_command("digest", *period)
    assert '"code": "needs_consent"' in capsys.readouterr().out
    writes(ScriptedWriter())
    call_command("digest", *period, "--yes")
    assert '"ok": true' in capsys.readouterr().out
