import datetime
import re

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from curation import tokens
from curation.evidence import Status
from curation.models import (
    Allowance,
    ApiToken,
    Chapter,
    KeptReply,
    Likeness,
    ModelCall,
    Passage,
    Placement,
    Run,
    Source,
    Theme,
    Transcript,
)
from curation.reading.models import Cleaning, Explanation, Opinion, Question
from digests.models import Citation, Deck, Delivery, Digest, NewsletterIssue, Refusal, Section, Statement
from ingest.models import Feed, FeedEntry, Upload
from tests.shelf import put_passage, put_source, put_theme

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 2)
MODELS = [
    Source,
    Chapter,
    Passage,
    Theme,
    Placement,
    Likeness,
    Transcript,
    Run,
    Upload,
    Feed,
    FeedEntry,
    Digest,
    Section,
    Statement,
    Citation,
    Deck,
    NewsletterIssue,
    Delivery,
    Refusal,
    Question,
    Explanation,
    Cleaning,
    Opinion,
    ApiToken,
    ModelCall,
    KeptReply,
    Allowance,
]
OWNED = [model for model in MODELS if model not in {Refusal, Allowance}]
READ = [ModelCall, KeptReply, Explanation, Cleaning, Opinion]
ADDED = [model for model in MODELS if model not in {FeedEntry, *READ}]


def stock(owner):
    """One of everything. Out: by model."""
    source = put_source(owner)
    chapter = Chapter.objects.create(source=source, position=0, title="One", start=0, end=9)
    theme = put_theme(owner)
    passage = put_passage(owner, source=source, theme=theme)
    digest = Digest.objects.create(owner=owner, title="The week", period_start=DAY, period_end=DAY, writer="none")
    section = Section.objects.create(digest=digest, theme=theme, position=0, heading="Teams")
    statement = Statement.objects.create(
        section=section, position=0, text="Small teams ship faster.", status="verified"
    )
    citation = Citation.objects.create(
        statement=statement, passage=passage, source=source, quote="Small teams", status="verified"
    )
    issue = NewsletterIssue.objects.create(digest=digest, subject="The week", html="<p>", text="-")
    things = [
        source,
        chapter,
        theme,
        passage,
        passage.placement,
        digest,
        section,
        statement,
        citation,
        issue,
        Delivery.objects.create(issue=issue, address="reader@example.org"),
        Deck.objects.create(owner=owner, title="Teams", theme=theme, outline={}),
        Likeness.objects.create(source=source, of=source, relation="same", severed=True),
        Transcript.objects.create(source=source, raw="Um, hello.", duration_ms=61_000),
        Run.objects.create(owner=owner, kind="group"),
        Upload.objects.create(owner=owner, name="notes.md", sha256="0" * 64, size=1, content="uploads/none"),
        feed := Feed.objects.create(owner=owner, url="https://kitchen.example.org/feed.xml"),
        FeedEntry.objects.create(feed=feed, key="k", title="Essay 1", state="failed"),
        Question.objects.create(owner=owner, text="Why?", writer="none"),
        *(aid.objects.create(owner=owner, source=source) for aid in (Explanation, Cleaning, Opinion)),
        ApiToken.objects.create(owner=owner, label="Notebook", digest=f"{owner.pk:064}"),
        ModelCall.objects.create(owner=owner, task="answer", model="quill-large"),
        KeptReply.objects.create(owner=owner, task="answer", model="quill-large", key="k", text="{}"),
        Allowance.objects.create(owner=owner, monthly_cap=5),
        Refusal.objects.get_or_create(address="no@example.org")[0],
    ]
    return {type(thing): thing for thing in things}


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def shelf(ada):
    return stock(ada)


def url_of(what, page, *args):
    return reverse(f"admin:{what._meta.app_label}_{what._meta.model_name}_{page}", args=args)


def act(desk, action, things, **data):
    """Choose things in their list and run an action on them. Out: what the desk says."""
    chosen = [thing.pk for thing in things]
    response = desk.post(url_of(things[0], "changelist"), {"action": action, "_selected_action": chosen} | data)
    return said(response)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def form_of(desk, url):
    """The fields of a change form as a browser would post them back unchanged."""
    form = desk.get(url).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    inlines = {}
    for formset in desk.get(url).context["inline_admin_formsets"]:
        management = formset.formset.management_form
        inlines |= {f"{management.prefix}-{name}": value for name, value in management.initial.items()}
        for row in formset.formset.forms:
            inlines |= {row.add_prefix(name): row[name].value() for name in row.fields}
    return {name: value for name, value in (data | inlines).items() if value not in (None, [])}


def test_every_model_of_ours_has_a_place_in_the_admin():
    ours = {model for model in admin.site._registry if model._meta.app_label != "auth"}
    assert ours == set(MODELS)


@pytest.mark.parametrize("model", MODELS)
def test_every_list_opens(desk, shelf, model):
    assert desk.get(url_of(model, "changelist"), {"q": "e"}).status_code == 200
    page = desk.get(url_of(model, "changelist"))
    assert page.status_code == 200
    assert page.context["cl"].result_count == 1


@pytest.mark.parametrize("model", ADDED)
def test_every_form_for_a_new_one_opens(desk, shelf, model):
    assert desk.get(url_of(model, "add")).status_code == 200


@pytest.mark.parametrize("model", [model for model in MODELS if model not in READ])
def test_every_form_opens_and_can_be_saved_unchanged(desk, shelf, model):
    url = url_of(model, "change", shelf[model].pk)
    response = desk.post(url, form_of(desk, url))
    assert response.status_code == 302, response.context["errors"]
    assert desk.get(url).status_code == 200


@pytest.mark.parametrize("model", READ)
def test_what_the_machine_wrote_down_can_be_read_and_not_changed(desk, shelf, model):
    url = url_of(model, "change", shelf[model].pk)
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"task": "other"}).status_code == 403
    assert desk.get(url_of(model, "add")).status_code == 403


def test_what_was_spent_cannot_be_deleted(desk, shelf):
    assert desk.post(url_of(ModelCall, "delete", shelf[ModelCall].pk), {"post": "yes"}).status_code == 403


def test_a_cap_is_set_for_anybody(desk, shelf, ben):
    desk.post(url_of(Allowance, "add"), {"owner": ben.pk, "monthly_cap": "2.50"})
    assert str(ben.allowance.monthly_cap) == "2.50"


def test_a_cap_is_no_debt(desk, shelf):
    url = url_of(Allowance, "change", shelf[Allowance].pk)
    assert desk.post(url, {"monthly_cap": "-1"}).status_code == 200
    assert Allowance.objects.get().monthly_cap == 5


@pytest.mark.parametrize("model", OWNED)
def test_nobody_sees_somebody_elses_library_here(desk, ben, model):
    his = stock(ben)[model]
    assert desk.get(url_of(model, "changelist")).context["cl"].result_count == 0
    assert desk.get(url_of(model, "change", his.pk)).status_code == 302


@pytest.mark.parametrize("model", [model for model in OWNED if model in ADDED])
def test_no_form_offers_somebody_elses_things(desk, ben, model):
    stock(ben)
    form = desk.get(url_of(model, "add")).context["adminform"].form
    choices = [field.queryset.count() for field in form.fields.values() if hasattr(field, "queryset")]
    assert not any(choices)


@pytest.mark.parametrize("model", MODELS)
def test_a_reader_without_a_desk_is_sent_away(client, ben, model):
    client.force_login(ben)
    assert client.get(url_of(model, "changelist")).status_code == 302


@pytest.mark.parametrize("model", MODELS)
def test_a_list_needs_no_query_per_row(desk, ada, shelf, model, django_assert_max_num_queries):
    with CaptureQueriesContext(connection) as few:
        desk.get(url_of(model, "changelist"))
    for number in range(5):
        passage = put_passage(ada, theme=put_theme(ada, f"Theme {number}"))
        section = shelf[Digest].sections.create(position=number + 1, heading="More", theme=passage.placement.theme)
        statement = section.statements.create(position=0, text="So.", status="close")
        statement.citations.create(passage=passage, source=passage.source, quote="So.", status="close")
        ModelCall.objects.create(owner=ada, run=shelf[Run], task="answer", model="quill-large")
    with django_assert_max_num_queries(len(few)):
        desk.get(url_of(model, "changelist"))


@pytest.mark.parametrize("model", [Source, Theme, Passage, Digest, Section])
def test_no_page_needs_a_script_that_the_policy_forbids(desk, shelf, model):
    for page in (url_of(model, "changelist"), url_of(model, "change", shelf[model].pk)):
        response = desk.get(page)
        html = response.content.decode()
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert not re.findall(r"<script(?![^>]*(src=|application/json|text/template))[^>]*>", html)
        assert not re.findall(r"\son[a-z]+=|javascript:", html)


def test_it_drops_and_restores_sources(desk, ada):
    sources = [put_source(ada), put_source(ada)]
    assert act(desk, "drop_sources", sources) == ["Done for 2."]
    assert set(Source.objects.values_list("standing", "standing_by_hand")) == {("filtered", True)}
    act(desk, "restore_sources", sources[:1])
    assert Source.objects.kept().get() == sources[0]


def test_a_standing_set_in_the_form_is_the_hands(desk, shelf):
    url = url_of(Source, "change", shelf[Source].pk)
    desk.post(url, form_of(desk, url) | {"standing": "filtered", "author": "Ada"})
    source = Source.objects.get()
    assert (source.standing, source.standing_by_hand, source.author) == ("filtered", True, "Ada")
    assert LogEntry.objects.filter(change_message="Dropped by hand.").exists()


def test_a_source_can_be_written_by_hand(desk, ada):
    data = {"kind": "note", "title": "Mine", "text": "Ship.", "met_on": "2026-03-02", "standing": "kept"}
    assert desk.post(url_of(Source, "add"), data).status_code == 302
    assert Source.objects.get().owner == ada


def test_a_name_set_in_the_list_is_the_hands(desk, shelf):
    theme = shelf[Theme]
    management = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "_save": "Save"}
    desk.post(url_of(Theme, "changelist"), management | {"form-0-id": theme.pk, "form-0-name": "Team size"})
    theme.refresh_from_db()
    assert (theme.name, theme.named_by_hand) == ("Team size", True)


def test_a_name_set_in_the_form_is_the_hands(desk, shelf):
    desk.post(url_of(Theme, "change", shelf[Theme].pk), {"name": "Team size"})
    theme = Theme.objects.get()
    assert (theme.name, theme.named_by_hand) == ("Team size", True)


def test_a_name_that_is_taken_is_refused_in_words(desk, ada, shelf):
    put_theme(ada, "Team size")
    response = desk.post(url_of(Theme, "change", shelf[Theme].pk), {"name": "Team size"})
    assert "Another theme is called “Team size”" in said(response)[0]
    assert Theme.objects.filter(name="Team size").count() == 1


def test_a_theme_can_be_made_by_hand(desk, ada):
    desk.post(url_of(Theme, "add"), {"name": "Team size"})
    theme = Theme.objects.get()
    assert (theme.owner, theme.named_by_hand) == (ada, True)


def test_it_merges_themes_into_the_largest(desk, ada):
    small, large = put_theme(ada, "Pods", passages=1), put_theme(ada, passages=2)
    assert act(desk, "merge_into_the_largest", [small, large]) == ["Done for 1."]
    small.refresh_from_db()
    assert small.merged_into == large


def test_it_says_that_one_theme_is_too_few_to_merge(desk, ada):
    assert "two themes or more" in act(desk, "merge_into_the_largest", [put_theme(ada)])[0]


def test_it_hides_and_shows_themes(desk, ada):
    theme = put_theme(ada)
    act(desk, "hide_themes", [theme])
    assert Theme.objects.get().state == Theme.State.HIDDEN
    act(desk, "show_themes", [theme])
    assert Theme.objects.get().state == Theme.State.ALIVE


def test_one_that_refuses_does_not_hold_up_the_others(desk, ada):
    alive = put_theme(ada)
    merged = put_theme(ada, "Pods", state=Theme.State.MERGED, merged_into=alive)
    refusal, done = act(desk, "hide_themes", [merged, alive])
    assert (refusal[:24], done) == ("Pods: “Pods” was merged ", "Done for 1.")


def test_it_asks_for_the_theme_before_it_moves_passages(desk, ada, ben):
    put_theme(ben, "Not hers")
    passage, theme = put_passage(ada), put_theme(ada)
    data = {"action": "move_to_a_theme", "_selected_action": [passage.pk]}
    page = desk.post(url_of(Passage, "changelist"), data)
    assert "Small teams" in page.content.decode()
    assert "Not hers" not in page.content.decode()
    act(desk, "move_to_a_theme", [passage], apply="Move", theme=theme.pk)
    assert Placement.objects.values_list("theme", "by_hand").get() == (theme.pk, True)


def test_it_takes_passages_out_of_all_themes(desk, shelf):
    act(desk, "take_out_of_themes", [shelf[Passage]])
    assert Placement.objects.values_list("theme", "by_hand").get() == (None, True)


def test_a_passage_marked_by_hand_is_cut_out_of_its_source(desk, ada):
    source = put_source(ada, "Small teams ship. Large ones meet.")
    desk.post(url_of(Passage, "add"), {"source": source.pk, "text": "Large ones meet."})
    passage = Passage.objects.get()
    assert source.text[passage.start : passage.end] == "Large ones meet."


def test_a_passage_that_is_not_in_its_source_is_refused(desk, ada):
    source = put_source(ada)
    response = desk.post(url_of(Passage, "add"), {"source": source.pk, "text": "I made this up."})
    assert "do not stand in the source" in said(response)[0]
    assert not Passage.objects.exists()


def test_a_placement_set_in_the_form_is_the_hands(desk, ada, shelf):
    theme = put_theme(ada, "Pricing")
    desk.post(url_of(Placement, "change", shelf[Placement].pk), {"theme": theme.pk})
    assert Placement.objects.values_list("theme", "by_hand").get() == (theme.pk, True)


def test_a_tie_is_cut_and_made_again(desk, ada):
    tie = Likeness.objects.create(source=put_source(ada), of=put_source(ada), relation="same")
    act(desk, "part_sources", [tie])
    assert Likeness.objects.values_list("severed", "by_hand").get() == (True, True)
    act(desk, "join_sources", [tie])
    assert Likeness.objects.values_list("severed", "by_hand").get() == (False, True)


def test_adding_a_tie_says_that_two_are_the_same(desk, ada):
    double, shown = put_source(ada), put_source(ada)
    desk.post(url_of(Likeness, "add"), {"source": double.pk, "of": shown.pk})
    tie = Likeness.objects.get()
    assert (tie.source, tie.of, tie.relation, tie.by_hand) == (double, shown, "same", True)


def test_a_source_that_is_said_to_be_its_own_double_is_refused(desk, ada):
    source = put_source(ada)
    response = desk.post(url_of(Likeness, "add"), {"source": source.pk, "of": source.pk})
    assert "cannot be the double of itself" in said(response)[0]


def test_it_takes_in_a_feeds_entries_again(desk, shelf):
    assert act(desk, "take_in", [shelf[FeedEntry]]) == ["Done for 1."]
    assert FeedEntry.objects.get().state == "waiting"


def test_adding_a_run_asks_for_the_work(desk, ada):
    desk.post(url_of(Run, "add"), {"kind": "group", "subject": 0})
    assert Run.objects.get().status == Run.Status.QUEUED


def test_it_reads_uploads_again(desk, shelf):
    Upload.objects.update(status=Upload.Status.FAILED, error="Unreadable.")
    act(desk, "read_again", [shelf[Upload]])
    assert Upload.objects.get().status == Upload.Status.WAITING
    assert Run.objects.get(kind=Run.Kind.READ).subject == shelf[Upload].pk


def test_a_file_added_here_comes_in_like_any_other(desk, ada, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    desk.post(url_of(Upload, "add"), {"content": SimpleUploadedFile("notes.md", b"# Ship"), "kind": ""})
    upload = Upload.objects.get()
    assert (upload.owner, upload.name, upload.size) == (ada, "notes.md", 6)
    assert Run.objects.get(kind=Run.Kind.READ).subject == upload.pk


def test_it_approves_publishes_and_withdraws_digests(desk, shelf):
    digest = shelf[Digest]
    for action, state in [("approve", "approved"), ("publish", "published"), ("withdraw", "draft")]:
        act(desk, action, [digest])
        digest.refresh_from_db()
        assert digest.state == state


def test_it_does_not_publish_a_draft(desk, shelf):
    assert "approve it before it is published" in act(desk, "publish", [shelf[Digest]])[0]


def test_a_title_set_by_hand_keeps_the_digest_from_being_composed_anew(desk, shelf):
    url = url_of(Digest, "change", shelf[Digest].pk)
    desk.post(url, form_of(desk, url) | {"title": "A week of teams"})
    assert Digest.objects.values_list("title", "edited_by_hand").get() == ("A week of teams", True)


def test_a_statement_rewritten_in_its_section_is_checked_anew(desk, shelf):
    url = url_of(Section, "change", shelf[Section].pk)
    desk.post(url, form_of(desk, url) | {"statements-0-text": "Teams of 400 lost $9 billion."})
    statement = Statement.objects.get()
    assert (statement.status, statement.by_hand) == (Status.UNSUPPORTED, True)
    assert Digest.objects.get().edited_by_hand


def test_a_statement_without_citations_is_unsupported(desk, shelf):
    data = {"section": shelf[Section].pk, "position": 1, "role": "statement", "text": "Believe me."}
    management = {"citations-TOTAL_FORMS": 0, "citations-INITIAL_FORMS": 0}
    desk.post(url_of(Statement, "add"), data | management)
    assert Statement.objects.get(text="Believe me.").status == Status.UNSUPPORTED


def test_a_citation_added_by_hand_is_looked_up(desk, ada, shelf):
    data = {"statement": shelf[Statement].pk, "passage": put_passage(ada).pk}
    desk.post(url_of(Citation, "add"), data | {"quote": "Small teams ship faster."})
    desk.post(url_of(Citation, "add"), data | {"quote": "Nobody said this at all."})
    assert Citation.objects.order_by("pk").values_list("status", flat=True)[1:3][0] == Status.VERIFIED
    assert Citation.objects.order_by("pk").last().status == Status.UNSUPPORTED


def test_it_sends_a_delivery_once(desk, shelf, mailoutbox, monkeypatch):
    monkeypatch.setattr("digests.newsletter.reverse", lambda *_, **__: "/unsubscribe/x/")
    delivery = shelf[Delivery]
    assert act(desk, "send_now", [delivery]) == ["Done for 1."]
    assert "already been sent" in " ".join(act(desk, "send_now", [delivery]))
    assert [mail.to for mail in mailoutbox] == [["reader@example.org"]]


def test_a_token_is_shown_when_it_is_made_and_never_again(desk, ada):
    answer = desk.post(url_of(ApiToken, "add"), {"label": "Notebook"})
    token = ApiToken.objects.get()
    secret = said(answer)[0].rpartition(" ")[2]
    assert tokens.owner_of(secret) == ada
    desk.get(url_of(ApiToken, "changelist"))
    page = desk.get(url_of(ApiToken, "change", token.pk)).content.decode()
    assert token.prefix in page
    assert secret not in page
    assert token.digest not in page


def test_it_revokes_tokens(desk, ada):
    issued = tokens.issue(ada, "Notebook")
    assert act(desk, "revoke_tokens", [issued.token]) == ["Done for 1."]
    assert tokens.owner_of(issued.secret) is None
