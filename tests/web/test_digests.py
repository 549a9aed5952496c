import datetime
import re
from dataclasses import asdict

import pytest
from django.urls import reverse
from django.utils import timezone

from curation.models import Run
from curation.writing.extractive import ExtractiveWriter
from curation.writing.schemas import DeckBrief
from digests.decks import brief_of
from digests.models import Citation, Deck, Digest, Section, Statement
from digests.newsletter import send
from tests.fakes import WordEmbedder
from tests.shelf import put_source
from tests.web.cast import FIRST, put_digest, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def light_models(monkeypatch):
    monkeypatch.setattr("curation.writers.get_writer", lambda owner, **_: ExtractiveWriter(WordEmbedder()))


def page(reader, name, *args):
    return reader.get(reverse(name, args=args)).content.decode()


def test_an_empty_library_is_told_what_to_do(reader):
    shown = page(reader, "latest-digest")
    assert "Nothing here yet" in shown
    assert reverse("add") in shown


def test_a_library_without_a_digest_is_offered_one(reader, ada):
    put_source(ada)
    shown = page(reader, "latest-digest")
    assert "1 source in the library" in shown
    assert 'value="2026-03-02"' in shown


def test_this_week_is_the_latest_digest(reader, shelf):
    shown = page(reader, "latest-digest")
    assert "Reading by hand" in shown
    assert "4 statements, every one verified" in shown
    assert "every sentence is quoted from your sources" in shown


@pytest.mark.parametrize("other", [{"writer": ""}, {"picked": True}])
def test_this_week_is_no_promise_and_nothing_picked(reader, ada, shelf, other):
    later = put_digest(ada, shelf.passage, shelf.theme, end=shelf.digest.period_end + datetime.timedelta(days=7))
    Digest.objects.filter(pk=later.pk).update(title="Something else", **other)
    shown = page(reader, "latest-digest")
    assert (shown.count("<h1>Reading by hand</h1>"), shown.count("<h1>Something else</h1>")) == (1, 0)


def test_the_first_digest_is_seen_while_it_is_written(reader, shelf):
    Digest.objects.update(writer="")
    assert "<h1>Reading by hand</h1>" in page(reader, "latest-digest")


def test_one_of_picked_sources_leaves_this_week_to_be_asked_for(reader, shelf):
    Digest.objects.update(picked=True)
    shown = page(reader, "latest-digest")
    assert "no digest of a week yet" in shown
    assert reverse("digests") in shown


def test_a_number_leads_to_the_words(reader, shelf):
    shown = page(reader, "digest", shelf.digest.pk)
    assert f"/sources/{shelf.source.pk}/?q=Forty-one" in shown
    assert f"&amp;at={shelf.passage.start}#p{shelf.passage.pk}" in shown
    assert f"#p{shelf.passage.pk}" in shown
    assert "Verified: these words stand in the source." in shown


def test_ids_are_not_given_twice(reader, shelf):
    ids = re.findall(r' id="([^"]+)"', page(reader, "latest-digest"))
    assert sorted(ids) == sorted(set(ids))


def test_what_is_not_supported_is_marked_with_its_reason(reader, shelf):
    Statement.objects.update(status="unsupported", reason="The words were not found.")
    shown = page(reader, "digest", shelf.digest.pk)
    assert "4 not supported" in shown
    assert shown.count("<b>Withheld.</b> The words were not found.") == 4
    assert shown.count(f'<span class="visually-hidden">Withheld: </span><s>{FIRST}</s>') == 4


def test_a_citation_outlives_its_passage(reader, shelf):
    Citation.objects.update(passage=None)
    assert FIRST in page(reader, "digest", shelf.digest.pk)


def test_days_of_one_month_are_one_span(reader, shelf):
    start, end = datetime.date(2026, 1, 5), datetime.date(2026, 1, 11)
    Digest.objects.filter(pk=shelf.digest.pk).update(period_start=start, period_end=end)
    assert "5–11 January 2026" in page(reader, "digest", shelf.digest.pk)
    assert "5–11 January 2026" in page(reader, "desk", shelf.digest.pk)


def test_what_is_not_quoted_is_named_and_the_rest_counted(reader, ada, shelf):
    shelf.digest.also_met.set([put_source(ada, title=f"Note {number}") for number in range(14)])
    shown = page(reader, "latest-digest")
    assert shown.count("<span>Note") == 12
    assert "and 2 more in the library" in shown


def test_weeks_lead_to_each_other(reader, ada, shelf):
    earlier = put_digest(ada, shelf.passage, shelf.theme, end=datetime.date(2026, 1, 4))
    assert reverse("digest", args=[earlier.pk]) in page(reader, "latest-digest")
    assert 'rel="next"' in page(reader, "digest", earlier.pk)


def test_a_digest_is_approved_published_and_taken_back(reader, shelf):
    states = []
    for verb in ("publish", "approve", "publish", "withdraw"):
        reader.post(reverse("change-digest", args=[shelf.digest.pk, verb]))
        states.append(Digest.objects.get().state)
    assert states == ["draft", "approved", "published", "draft"]


def test_a_draft_is_not_published_and_says_why(reader, shelf):
    answer = reader.post(reverse("change-digest", args=[shelf.digest.pk, "publish"]), follow=True)
    assert "approve it before it is published" in answer.content.decode()


def test_numbers_rise_as_one_reads(reader, ada, shelf):
    section = shelf.digest.sections.first()
    section.statements.all().delete()
    first, second = shelf.source.passages.all()
    for position, (role, passage) in enumerate([("quotation", second), ("statement", first)]):
        statement = section.statements.create(role=role, position=position, text=passage.text, status="verified")
        statement.citations.create(passage=passage, source=shelf.source, quote=passage.text, status="verified")
    numbers = re.findall(r'class="cite__number"[^>]*>(\d+)<', page(reader, "latest-digest"))
    assert numbers == ["1", "2"]


def test_a_digest_is_composed_on_request(reader, shelf, light_models):
    day = today().isoformat()
    answer = reader.post(reverse("compose-digest"), {"start": day, "end": day}, follow=True)
    assert "In this digest" in answer.content.decode() or "every one verified" in answer.content.decode()
    assert answer.redirect_chain[0][0] == reverse("digest", args=[Digest.objects.get(period_start=day).pk])


def test_with_a_model_the_reader_sees_it_being_composed(reader, shelf, settings):
    settings.CHAT = "tests.ledger.cast.ScriptedChat"
    day = today().isoformat()
    answer = reader.post(reverse("compose-digest"), {"start": day, "end": day}, follow=True)
    digest = Digest.objects.get(period_start=day)
    assert f'hx-get="{reverse("digest-progress", args=[digest.pk])}"' in answer.content.decode()
    assert "Waiting for its turn." in answer.content.decode()


def progress_of(reader, digest, **fields):
    Run.objects.create(owner=digest.owner, kind="digest", subject=digest.pk, **fields)
    return reader.get(reverse("digest-progress", args=[digest.pk]), headers={"hx-request": "true"})


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"status": "running", "done": 3, "total": 6}, "3 of 6 sections"),
        ({"status": "running", "done": 6, "total": 6}, "All 6 sections; now how it begins"),
        ({"status": "queued", "message": "The model asks for patience."}, "The model asks for patience. It goes on by"),
    ],
)
def test_progress_is_told_by_section(reader, shelf, fields, told):
    assert told in progress_of(reader, shelf.digest, **fields).content.decode()


def test_the_page_is_asked_for_anew_when_the_digest_is_there(reader, shelf):
    assert progress_of(reader, shelf.digest, status="done")["HX-Refresh"] == "true"
    assert reader.get(reverse("digest-progress", args=[shelf.digest.pk])).url == reverse(
        "digest", args=[shelf.digest.pk]
    )


def test_what_failed_says_why_and_offers_to_try_again(reader, shelf):
    shelf.digest.sections.all().delete()
    Digest.objects.update(writer="")
    Run.objects.create(
        owner=shelf.digest.owner, kind="digest", subject=shelf.digest.pk, status="failed", message="The disk is full."
    )
    shown = page(reader, "digest", shelf.digest.pk)
    assert "not composed yet. The disk is full." in shown
    assert "Compose it" in shown


@pytest.mark.parametrize("name", ["mail", "mail-body", "digest-file"])
def test_what_is_not_composed_cannot_be_taken_away(reader, shelf, name):
    Digest.objects.update(writer="")
    more = ["md"] if name == "digest-file" else []
    assert reader.get(reverse(name, args=[shelf.digest.pk, *more])).status_code == 404


def test_what_fell_back_is_told_once_with_its_reason(reader, shelf, settings):
    settings.CHAT = "tests.ledger.cast.ScriptedChat"
    Section.objects.update(writer="extractive", fell_back="The model at models.example.org is away.")
    shown = page(reader, "digest", shelf.digest.pk)
    assert shown.count("Quoted, not composed") == 1
    assert shown.count("models.example.org is away") == 1
    assert reverse("write-again", args=[shelf.digest.pk]) in shown


def test_one_of_several_that_fell_back_is_marked_where_it_stands(reader, shelf):
    shelf.digest.sections.create(position=2, heading="Judges", writer="scripted-model")
    Section.objects.filter(position=0).update(writer="extractive", fell_back="Away.")
    shown = page(reader, "digest", shelf.digest.pk)
    assert "One section is quoted, not composed: no answer of the model could be used." in shown
    assert shown.count("· Quoted, not composed") == 1


def test_what_fell_back_can_be_ordered_again(reader, shelf, settings):
    settings.CHAT = "tests.ledger.cast.ScriptedChat"
    Section.objects.update(fell_back="Away.")
    reader.post(reverse("write-again", args=[shelf.digest.pk]))
    assert Run.objects.get(kind="digest").subject == shelf.digest.pk
    shelf.digest.refresh_from_db()
    assert shelf.digest.wanted == Digest.Wanted.FALLEN_BACK


def test_a_digest_that_did_not_fall_back_is_not_ordered_again(reader, shelf, settings):
    settings.CHAT = "tests.ledger.cast.ScriptedChat"
    answer = reader.post(reverse("write-again", args=[shelf.digest.pk]), follow=True)
    assert "No section of this digest fell back." in answer.content.decode()


def test_the_lead_s_statements_are_shown_with_their_evidence(reader, shelf):
    lead = shelf.digest.sections.create(position=0, heading="In short", is_lead=True, writer="scripted-model")
    lead.statements.create(position=0, text="Most traces were read.", status="close", reason="Retold, not quoted.")
    shown = page(reader, "digest", shelf.digest.pk)
    assert shown.index("You met it.") < shown.index("Most traces were read.") < shown.index("Reading traces by hand")
    assert 'retold<span class="statement__why">: Retold, not quoted.</span>' in shown


def test_a_lead_that_fell_back_says_so(reader, shelf, settings):
    settings.CHAT = "tests.ledger.cast.ScriptedChat"
    shelf.digest.sections.create(position=0, heading="In short", is_lead=True, fell_back="It is away.")
    shown = page(reader, "digest", shelf.digest.pk)
    assert "How it begins is counted, not written: no answer of the model could be used." in shown
    assert ("It is away." in shown, reverse("write-again", args=[shelf.digest.pk]) in shown) == (True, True)


def test_without_the_model_what_fell_back_stays_as_it_is(reader, shelf, settings):
    settings.CHAT = "tests.ledger.cast.ScriptedChat"
    Section.objects.update(fell_back="Away.")
    Deck.objects.update(fell_back="Away.")
    for name, thing in (("write-again", shelf.digest), ("make-deck-again", shelf.deck)):
        answer = reader.post(reverse(name, args=[thing.pk]), {"consent": "quote"}, follow=True)
        assert "what is quoted stays quoted." in answer.content.decode()
    assert not Run.objects.filter(kind__in=["digest", "deck"]).exists()


@pytest.mark.parametrize("later", [datetime.timedelta(minutes=-5), datetime.timedelta(minutes=5)])
def test_a_run_that_was_put_off_names_no_time_that_is_past(reader, shelf, later):
    until = timezone.now() + later
    Run.objects.create(owner=shelf.deck.owner, kind="deck", subject=shelf.deck.pk, message="Busy.", not_before=until)
    shown = page(reader, "deck", shelf.deck.pk)
    assert ("It goes on by itself in a moment;" in shown) == (until < timezone.now())
    assert ("It goes on by itself after" in shown) == (until > timezone.now())


@pytest.mark.parametrize("model", ["", "tests.ledger.cast.ScriptedChat"])
def test_a_deck_that_was_never_made_can_be_made_without_a_model(reader, shelf, settings, light_models, model):
    settings.CHAT = model
    deck = Deck.objects.create(owner=shelf.deck.owner, title="Late", theme=shelf.theme, wanted=asdict(DeckBrief()))
    assert reverse("make-deck-again", args=[deck.pk]) in page(reader, "deck", deck.pk)
    reader.post(reverse("make-deck-again", args=[deck.pk]), {"consent": "quote"})
    deck.refresh_from_db()
    assert deck.outline["slides"]


def test_no_deck_is_offered_of_a_digest_that_is_not_there_yet(reader, shelf):
    Digest.objects.update(writer="")
    form = {"digest": shelf.digest.pk, "format": "detailed", "level": "expert"}
    assert f'<option value="{shelf.digest.pk}">{shelf.digest}' not in page(reader, "decks")
    assert reader.post(reverse("decks"), form).status_code == 422


def test_a_period_without_sources_is_answered_in_place(reader, shelf):
    answer = reader.post(reverse("compose-digest"), {"start": "2001-01-01", "end": "2001-01-07"})
    assert answer.status_code == 422
    assert "Nothing was kept between 2001-01-01 and 2001-01-07." in answer.content.decode()


@pytest.mark.parametrize("period", [{}, {"start": "x", "end": "y"}, {"start": "2026-11-21", "end": "2026-11-15"}])
def test_a_period_that_makes_no_sense_composes_nothing(reader, period):
    assert reader.post(reverse("compose-digest"), period).status_code == 422
    assert not Digest.objects.exists()


@pytest.mark.parametrize(("form", "kind"), [("md", "text/markdown"), ("pdf", "application/pdf")])
def test_a_digest_can_be_taken_away(reader, shelf, form, kind):
    answer = reader.get(reverse("digest-file", args=[shelf.digest.pk, form]))
    assert answer["Content-Type"].startswith(kind)
    assert answer.content


def test_a_digest_is_shown_as_a_mail(reader, shelf):
    assert reverse("mail-body", args=[shelf.digest.pk]) in page(reader, "mail", shelf.digest.pk)


def test_a_mail_that_was_sent_says_so(reader, shelf):
    assert "Nothing has been sent." in page(reader, "mail", shelf.digest.pk)
    send(shelf.digest, "ben@example.org")
    assert "as it was sent to 1 address;" in page(reader, "mail", shelf.digest.pk)


def test_the_mail_may_style_itself_and_nothing_else(reader, shelf):
    answer = reader.get(reverse("mail-body", args=[shelf.digest.pk]))
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("form", ["md", "html", "pdf", "pptx"])
def test_a_deck_can_be_taken_away(reader, shelf, form):
    assert reader.get(reverse("deck-file", args=[shelf.deck.pk, form])).content


def test_a_deck_is_shown_slide_by_slide(reader, shelf):
    assert "data-slide" in page(reader, "deck", shelf.deck.pk)


def test_a_deck_is_asked_for_by_what_it_is_about(reader, shelf, light_models):
    form = {"theme": shelf.theme.pk, "format": "presenter", "level": "expert", "slides": "8", "look": "night"}
    answer = reader.post(reverse("decks"), form | {"length": "short"})
    made = Deck.objects.exclude(pk=shelf.deck.pk).get()
    assert answer.url == reverse("deck", args=[made.pk])
    assert (made.theme, made.source, made.outline["format"]) == (shelf.theme, None, "presenter")
    wanted = DeckBrief(format="presenter", level="expert", slides=8, length="short", look="night")
    assert brief_of(made) == wanted


def test_with_a_model_the_reader_sees_the_deck_being_made(reader, shelf, settings):
    settings.CHAT = "tests.ledger.cast.ScriptedChat"
    form = {"theme": shelf.theme.pk, "format": "detailed", "level": "expert"}
    shown = reader.post(reverse("decks"), form, follow=True).content.decode()
    made = Deck.objects.exclude(pk=shelf.deck.pk).get()
    assert f'hx-get="{reverse("deck-progress", args=[made.pk])}"' in shown
    assert "Not made yet" in page(reader, "decks")
    assert reader.get(reverse("deck-file", args=[made.pk, "md"])).status_code == 404


def test_a_deck_s_progress_ends_with_the_page(reader, shelf):
    run = Run.objects.create(owner=shelf.deck.owner, kind="deck", subject=shelf.deck.pk, status="running", total=3)
    assert "0 of 3 parts" in page(reader, "deck-progress", shelf.deck.pk)
    Run.objects.filter(pk=run.pk).update(status="done")
    answer = reader.get(reverse("deck-progress", args=[shelf.deck.pk]), headers={"hx-request": "true"})
    assert answer["HX-Refresh"] == "true"


def test_a_deck_that_fell_back_says_why_and_can_be_made_again(reader, shelf, settings):
    settings.CHAT = "tests.ledger.cast.ScriptedChat"
    Deck.objects.update(fell_back="The model at models.example.org is away.")
    assert "models.example.org is away." in page(reader, "deck", shelf.deck.pk)
    reader.post(reverse("make-deck-again", args=[shelf.deck.pk]))
    assert Run.objects.get(kind="deck").subject == shelf.deck.pk


def test_a_deck_about_nothing_or_two_things_is_refused(reader, shelf):
    form = {"format": "detailed", "level": "expert"}
    both = form | {"theme": shelf.theme.pk, "digest": shelf.digest.pk}
    assert [reader.post(reverse("decks"), one).status_code for one in (form, both)] == [422, 422]
    assert Deck.objects.count() == 1


def test_the_form_remembers_which_source_the_deck_is_about(reader, shelf):
    shown = reader.get(reverse("decks"), {"source": shelf.source.pk}).content.decode()
    assert f'name="source" value="{shelf.source.pk}"' in shown


def test_the_outbox_lists_and_shows_mails(reader, letter):
    assert "Reading by hand" in page(reader, "outbox")
    shown = page(reader, "letter", letter)
    assert "In words." in shown
    assert "In colour." not in shown


def test_a_mail_s_html_stays_in_its_frame(reader, letter):
    answer = reader.get(reverse("letter-body", args=[letter]))
    assert "In colour." in answer.content.decode()
    assert "sandbox" in answer["Content-Security-Policy"]


def test_mail_can_be_stopped_by_its_link_alone(client):
    from django.core import signing

    from digests.models import Refusal
    from digests.newsletter import SALT

    address = reverse("unsubscribe", args=[signing.dumps("cleo@example.org", salt=SALT)])
    assert client.get(address).status_code == 200
    assert not Refusal.objects.exists()
    client.post(address)
    assert Refusal.objects.get().address == "cleo@example.org"


def test_a_forged_link_stops_nothing(client):
    assert client.post(reverse("unsubscribe", args=["forged"])).status_code == 422
