"""The whole story, from files to a mail, as an owner without a key lives it."""

import email
import json
import re
from contextlib import redirect_stdout, suppress
from datetime import date
from email import policy
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from pptx import Presentation
from pypdf import PdfReader

from curation.models import Passage, Placement, Source, Theme
from digests.models import Digest
from ingest.models import Upload

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
FILES = sorted(str(path) for path in SAMPLES.iterdir() if path.suffix in {".md", ".txt", ".vtt", ".json"})
WEEK = ["--from", "2026-11-02", "--to", "2026-11-08"]


def shell(*words):
    """Runs a verb as a person would type it, and reads its envelope."""
    with suppress(SystemExit), redirect_stdout(StringIO()) as told:
        call_command(*words, "--json", "--owner", "flora")
    answer = json.loads(told.getvalue())
    return answer["data"] if answer["ok"] or "data" in answer else answer["error"]


@pytest.fixture(scope="module")
def flora(django_db_setup, django_db_blocker, tmp_path_factory):
    """An owner whose library holds the samples; committed, so that the whole module shares it."""
    from django.conf import settings
    from django.contrib.auth.models import User

    from ingest.batch import ingest_all

    kept, settings.MEDIA_ROOT = settings.MEDIA_ROOT, tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock():
        owner = User.objects.create_superuser("flora", "flora@example.org")
        owner.rows = ingest_all(owner, FILES, origin=Upload.Origin.SAMPLE, quiet=True)
        yield owner
        owner.delete()
    settings.MEDIA_ROOT = kept


@pytest.fixture(scope="module")
def week(flora, django_db_blocker):
    """Its digest, committed as well; what a test does to it is rolled back."""
    with django_db_blocker.unblock():
        return shell("digest", *WEEK)


@pytest.fixture
def verb(db, flora, settings, tmp_path):
    settings.OUTBOX = tmp_path / "outbox"
    settings.EMAIL_BACKEND = "curation.project.outbox.OutboxBackend"
    return shell


@pytest.fixture
def digest(verb, week):
    return week


def _statements(digest):
    return [one for section in digest["sections"] for one in (*section["statements"], *section["quotes"])]


def test_every_file_is_taken_in(flora):
    assert {row.status for row in flora.rows} == {"ingested"}
    assert sum(row.sources for row in flora.rows) > 40
    assert sum(row.filtered for row in flora.rows) > 0


def test_taking_it_in_again_adds_nothing(flora, counts):
    from ingest.batch import ingest_all

    before = counts()
    assert {row.status for row in ingest_all(flora, FILES, quiet=True)} == {"duplicate"}
    assert counts() == before


def test_every_passage_is_embedded_and_stands_in_its_source(flora):
    passages = Passage.objects.of(flora).select_related("source")
    assert not passages.without_vector().exists()
    assert all(p.source.text[p.start : p.end] == p.text for p in passages)


def test_a_handful_of_themes_is_found_and_named(verb):
    themes = verb("themes")
    assert 3 <= len(themes) <= 15
    assert len({theme["name"] for theme in themes}) == len(themes)
    assert all(1 <= len(theme["name"].split()) <= 6 for theme in themes)


def test_nothing_new_in_means_nothing_changes(verb, flora):
    from curation.errors import NothingToDo
    from curation.themes import regroup
    from curation.writers import get_writer

    before = set(Placement.objects.filter(passage__owner=flora).values_list("passage_id", "theme_id"))
    with pytest.raises(NothingToDo):
        regroup(flora, get_writer(flora))
    assert set(Placement.objects.filter(passage__owner=flora).values_list("passage_id", "theme_id")) == before


def test_the_digest_has_sections_with_statements(digest):
    assert digest["period"] == {"from": "2026-11-02", "to": "2026-11-08"}
    assert len(digest["sections"]) >= 2
    assert len(_statements(digest)) >= 6


def test_every_citation_is_verified_and_its_words_stand_in_the_passage(digest):
    citations = [citation for statement in _statements(digest) for citation in statement["citations"]]
    assert citations
    assert {citation["status"] for citation in citations} == {"verified"}
    for citation in citations:
        passage = Passage.objects.get(pk=citation["passage_id"])
        assert " ".join(citation["quote"].split()) in " ".join(passage.text.split())
        assert passage.source_id == citation["source_id"]


def test_no_statement_is_the_services_own(digest):
    for statement in _statements(digest):
        quoted = " ".join(citation["quote"] for citation in statement["citations"])
        assert " ".join(statement["text"].split()).lower() in " ".join(quoted.split()).lower()


def test_what_was_filtered_is_not_in_it(digest):
    cited = {citation["source_id"] for statement in _statements(digest) for citation in statement["citations"]}
    assert set(Source.objects.filter(pk__in=cited).values_list("standing", flat=True)) == {"kept"}


def test_the_same_week_twice_is_one_digest(verb, digest):
    assert verb("digest", *WEEK)["id"] == digest["id"]


def test_a_digest_that_a_person_edited_is_left_alone(verb, digest):
    Digest.objects.filter(pk=digest["id"]).update(edited_by_hand=True, title="My week")
    assert verb("digest", *WEEK)["title"] == "My week"


@pytest.mark.parametrize("form", ["json", "md", "html", "pdf"])
def test_the_digest_can_be_taken_away(verb, tmp_path, form):
    out = tmp_path / f"week.{form}"
    title = verb("digest", *WEEK, "--format", form, "--out", str(out))["title"]
    if form == "pdf":
        assert len(PdfReader(out).pages) >= 1
    else:
        assert title.split(" · ")[0] in out.read_text()


def test_a_question_is_answered_with_its_evidence(verb):
    answer = verb("ask", "How does the golden set go stale?")
    assert not answer["abstained"]
    assert {c["status"] for statement in answer["answer"] for c in statement["citations"]} == {"verified"}


def test_a_question_to_one_source_stays_in_it(verb, flora):
    article = Source.objects.of(flora).get(kind="article")
    answer = verb("ask", "What do heavy accounts cost?", "--source", str(article.pk))
    assert {passage["source_id"] for passage in answer["passages"]} == {article.pk}


def test_the_library_says_when_it_does_not_say(verb):
    answer = verb("ask", "Which glaze suits a stoneware teapot?")
    assert (answer["abstained"], answer["answer"]) == (True, [])


@pytest.mark.parametrize("form", ["pptx", "html", "pdf", "md"])
@pytest.mark.parametrize("of", ["digest", "source", "theme"])
def test_a_deck_is_made_of_anything(verb, flora, digest, tmp_path, of, form):
    out = tmp_path / f"deck.{form}"
    subject = {
        "digest": digest["id"],
        "source": Source.objects.of(flora).get(kind="article").pk,
        "theme": Theme.objects.of(flora).alive().first().pk,
    }[of]
    deck = verb("deck", f"--{of}", str(subject), "--out", str(out))
    assert deck["slides"] >= 3
    pages = {
        "pptx": lambda: len(Presentation(str(out)).slides),
        "pdf": lambda: len(PdfReader(out).pages),
        "html": lambda: len(re.findall(r"<section", out.read_text())),
        "md": lambda: out.read_text().count("\n---\n"),
    }[form]()
    assert pages >= 3
    if form in {"pptx", "pdf"}:
        assert pages == deck["slides"]


def test_the_mail_is_a_real_message_that_is_sent_once(verb, digest, settings):
    sent = verb("newsletter", "send", "--digest", str(digest["id"]), "--to", "reader@example.org")
    again = verb("newsletter", "send", "--digest", str(digest["id"]), "--to", "reader@example.org")
    letters = list(settings.OUTBOX.glob("*.eml"))
    message = email.message_from_bytes(letters[0].read_bytes(), policy=policy.default)
    assert len(letters) == 1
    assert again["message"] == "reader@example.org has already been sent this issue."
    assert (message["To"], message["Message-ID"]) == ("reader@example.org", sent["message_id"])
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    html, text = (message.get_body((kind,)).get_content() for kind in ("html", "plain"))
    for section in digest["sections"]:
        assert section["heading"] in text
    assert "reader@example.org" in text
    assert "UNSUBSCRIBE-TOKEN" not in html + text
    assert "READER-ADDRESS" not in html + text


def test_one_click_in_the_mail_ends_all_mail(verb, client, digest, settings):
    verb("newsletter", "send", "--digest", str(digest["id"]), "--to", "reader@example.org")
    letter = next(settings.OUTBOX.glob("*.eml")).read_bytes()
    way_out = email.message_from_bytes(letter, policy=policy.default)["List-Unsubscribe"].strip().strip("<>")
    client.post(way_out.removeprefix(settings.SITE_URL), {"List-Unsubscribe": "One-Click"})
    Digest.objects.filter(pk=digest["id"]).update(period_start=date(2026, 1, 1))
    other = verb("digest", *WEEK)
    refused = verb("newsletter", "send", "--digest", str(other["id"]), "--to", "reader@example.org")
    assert refused["message"] == "reader@example.org has asked for no more mail."


def test_a_citation_on_the_page_leads_to_its_passage(verb, client, flora, digest):
    client.force_login(flora)
    page = client.get(reverse("digest", args=[digest["id"]])).content.decode()
    citation = _statements(digest)[0]["citations"][0]
    assert f"{reverse('source', args=[citation['source_id']])}" in page
    source = client.get(reverse("source", args=[citation["source_id"]])).content.decode()
    assert f'id="p{citation["passage_id"]}"' in source
