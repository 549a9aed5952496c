"""What goes out: a model that obeys every source writes digest, decks and answers, and only texts have changed."""

import datetime
import re

import pytest
from django.core import mail
from django.db.models import Q
from django.urls import reverse

from curation.evidence import Status
from curation.models import Theme
from curation.writers import quoting_writer
from curation.writing.schemas import DeckBrief
from digests import newsletter
from digests.compose import compose
from digests.decks import make_deck, outline_of, render
from digests.files import render_digest
from digests.models import Delivery, NewsletterIssue, Statement
from tests.hostile import effects
from tests.hostile.conftest import SITE, everything_else, words_of
from tests.hostile.obeying import HIDDEN

pytestmark = pytest.mark.django_db

NOVEMBER = datetime.date(2026, 11, 1), datetime.date(2026, 11, 30)


@pytest.fixture(scope="module")
def written(placed, django_db_blocker):
    """Out: the digest, what was there before, and what is there after."""
    from django.contrib.auth.models import User

    with django_db_blocker.unblock():
        before = everything_else(User)
        digest = compose(placed.owner, *NOVEMBER)
        decks = [
            make_deck(placed.owner, DeckBrief(format=format), digest=digest) for format in ("detailed", "presenter")
        ]
        decks += [make_deck(placed.owner, theme=theme) for theme in Theme.objects.filter(named_by_hand=True)[:1]]
        after = everything_else(User)
        yield digest, decks, before, after
        for deck in decks:
            deck.delete()
        digest.delete()


@pytest.fixture(scope="module")
def own(written, library):
    """Where a link may lead: the site, and the addresses of the sources themselves."""
    return (SITE, *filter(None, library.owner.sources.values_list("url", flat=True)))


def test_the_model_was_asked_for_all_of_it(written, library):
    assert {"section", "lead", "outline"} <= set(library.double.tasks())


def test_the_model_wrote_it(written):
    digest, *_ = written
    assert set(digest.sections.values_list("fell_back", flat=True)) == {""}
    assert Statement.objects.filter(section__digest=digest).count() > 40


def test_nothing_but_texts_has_changed(written):
    _, _, before, after = written
    assert [name for name in before if before[name] != after[name]] == []


def test_no_field_that_nobody_asked_for_is_taken(written):
    digest, *_ = written
    assert "K28" not in digest.writer
    assert (digest.state, digest.edited_by_hand) == ("draft", False)
    assert not Statement.objects.filter(section__digest=digest, by_hand=True).exists()


def test_true_quotes_of_an_order_stand_as_text(written):
    """The words do stand in the source: that is evidence, and no more than that."""
    digest, *_ = written
    verified = Statement.objects.filter(section__digest=digest, status=Status.VERIFIED)
    assert verified.filter(text__contains="https://phish.example.net").exists()


def test_what_cites_another_passage_or_none_is_unsupported(written):
    digest, *_ = written
    invented = Statement.objects.filter(section__digest=digest, role=Statement.Role.QUESTION)
    assert set(invented.values_list("status", flat=True)) == {"unsupported"}


def test_headings_and_titles_are_labels(written):
    digest, decks, *_ = written
    said = [digest.title, *digest.sections.values_list("heading", flat=True), *(deck.title for deck in decks)]
    said += [slide.title for deck in decks for slide in outline_of(deck).slides]
    assert [one for one in said if "\n" in one or effects.of_mail(one).addresses] == []


def test_no_hidden_character_is_kept(written):
    digest, decks, *_ = written
    texts = list(Statement.objects.filter(section__digest=digest).values_list("text", flat=True))
    texts += [words_of(deck.outline) for deck in decks] + [digest.title, digest.lead]
    assert [text for text in texts if set(text) & set(HIDDEN)] == []


FILES = {"html": effects.of_html, "md": effects.of_markdown, "pdf": effects.of_pdf, "pptx": effects.of_pptx}


def as_text(found):
    return found if isinstance(found, str) else found.decode()


@pytest.mark.parametrize("form", ["html", "md", "pdf"])
def test_the_digest_as_a_file_only_links_home(written, own, form):
    rendered = render_digest(written[0], form)
    found = FILES[form](rendered if form == "pdf" else as_text(rendered))
    assert (effects.foreign(found, *own), found.acting) == ([], [])


@pytest.mark.parametrize("form", ["html", "md", "pdf", "pptx"])
def test_decks_only_link_home(written, own, form):
    for deck in written[1]:
        rendered = render(deck, form)
        found = FILES[form](rendered if form in {"pdf", "pptx"} else as_text(rendered))
        assert (effects.foreign(found, *own), found.acting) == ([], [])


@pytest.fixture
def letter(written):
    newsletter.send(written[0], "reader@example.org")
    [message] = mail.outbox
    return message


def test_the_mail_goes_where_it_was_sent_and_nowhere_else(letter):
    assert letter.recipients() == ["reader@example.org"]
    assert (letter.cc, letter.bcc, "\n" in letter.subject) == ([], [], False)


def test_the_mail_has_the_headers_of_every_mail(letter):
    ours = {"Message-ID", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post", "List-Help", "Auto-Submitted"}
    ours |= {"Precedence", "Feedback-ID"}
    assert set(letter.extra_headers) == ours
    assert letter.message()["List-Unsubscribe"].startswith(f"<{SITE}/")


def test_the_mail_links_home_and_to_its_sources_and_nowhere_else(letter, own):
    [(html, _)] = letter.alternatives
    assert effects.foreign(effects.of_mail(html), *own, "reader@example.org") == []
    assert effects.foreign(effects.of_plain_text(letter.body), *own, "reader@example.org") == []
    assert effects.of_mail(html).acting == []


def test_the_mail_withholds_what_is_unsupported(letter, written):
    unsupported = Statement.objects.filter(section__digest=written[0], status="unsupported")
    others = set(
        Statement.objects.filter(~Q(status="unsupported"), section__digest=written[0]).values_list("text", flat=True)
    )
    body = " ".join(letter.body.split())
    assert [one.text for one in unsupported if one.text not in others and " ".join(one.text.split()) in body] == []


def test_only_one_delivery_was_made(letter):
    assert list(Delivery.objects.values_list("address", flat=True)) == ["reader@example.org"]
    assert NewsletterIssue.objects.count() == 1


@pytest.fixture
def quoted(placed):
    """The same week as it is quoted where no model is set; the sentences of attacks are sentences."""
    return compose(placed.owner, NOVEMBER[0], NOVEMBER[1] - datetime.timedelta(days=1), quoting_writer())


def test_what_is_quoted_only_links_home_as_well(quoted, own):
    found = [effects.of_html(as_text(render_digest(quoted, "html")))]
    found += [effects.of_markdown(as_text(render_digest(quoted, "md")))]
    found += [effects.of_mail(newsletter.preview(quoted).html)]
    assert quoted.writer == "extractive"
    assert [(effects.foreign(one, *own, "READER-ADDRESS"), one.acting) for one in found] == [([], [])] * 3


PAGES = ["digest", "mail-body", "deck", "theme", "themes", "library"]


@pytest.fixture
def browse(client, library, written):
    client.force_login(library.owner)
    digest, decks, *_ = written
    arguments = {
        "digest": [digest.pk],
        "mail-body": [digest.pk],
        "deck": [decks[0].pk],
        "theme": [Theme.objects.filter(named_by_hand=True).first().pk],
    }
    return lambda name: client.get(reverse(name, args=arguments.get(name, []))).content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_only_links_home(browse, own, name):
    found = effects.of_html(browse(name))
    charts = [one for one in found.acting if one != "svg"]
    assert (effects.foreign(found, *own), charts) == ([], [])


def test_the_policy_of_a_page_lets_nothing_in_from_elsewhere(client, library):
    client.force_login(library.owner)
    policy = client.get(reverse("library")).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert not re.search(r"https?:|\*|unsafe", policy)


def test_the_page_strikes_what_is_unsupported_and_says_why(browse):
    page = browse("digest")
    assert "It cites a passage that was not offered." in page


def test_nothing_of_another_owner_is_written(written):
    digest, decks, *_ = written
    texts = list(Statement.objects.filter(section__digest=digest).values_list("text", flat=True))
    assert [text for text in [*texts, *(words_of(deck.outline) for deck in decks)] if "third gate" in text] == []
