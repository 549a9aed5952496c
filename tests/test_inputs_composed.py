"""Real files, and the double as the model: what is written cites words that stand there, and the bill adds up."""

import html
import re
import unicodedata
from io import BytesIO

import feedparser
import pytest
from django.core.management import call_command
from django.db.models import Count, Sum
from django.urls import reverse
from markdown_it import MarkdownIt
from pypdf import PdfReader

from curation.checking import check_drafts
from curation.models import ModelCall, Passage, Run, Source
from curation.reading import aids, asking
from curation.reading.explaining import content_of
from curation.reading.models import Explanation
from curation.reading.tasks import answer, explain
from curation.writing.schemas import CitationDraft, DeckBrief, Offer, StatementDraft
from digests.editing import approve, publish
from digests.models import Citation, Statement
from digests.order import order_deck, order_digest
from digests.periods import latest_week
from digests.public import public_document
from digests.tasks import compose_digest, make_deck
from tests.double.writing import Found as Quotable
from tests.faults.conftest import hosted  # noqa: F401
from tests.test_inputs import paths  # noqa: F401

pytestmark = [pytest.mark.inputs, pytest.mark.django_db]

QUESTIONS = ["What did they measure?", "What should a small team do first?", "Who disagrees, and why?"]


@pytest.fixture
def library(ada, paths, hosted):  # noqa: F811
    call_command("ingest", *paths, "--owner", "ada", "--json")
    return Source.objects.of(ada).kept().annotate(length=Count("passages")).order_by("-length")


def do(task, owner, kind):
    run = Run.objects.filter(owner=owner, kind=kind, status=Run.Status.QUEUED).get()
    task(run_id=run.pk)
    run.refresh_from_db()
    assert run.status == Run.Status.DONE, run.message


def composed_digest(owner):
    digest = order_digest(owner, *latest_week(owner))
    do(compose_digest, owner, Run.Kind.DIGEST)
    return digest


def explained(source):
    explanation = aids.ask_for(Explanation, source, announce=False)
    do(explain, source.owner, Run.Kind.EXPLAIN)
    explanation.refresh_from_db()
    return explanation


def answered(owner, text):
    question = asking.ask(owner, text)
    do(answer, owner, Run.Kind.ANSWER)
    question.refresh_from_db()
    return question


def bill(hosted):  # noqa: F811
    return hosted.served.calls, hosted.served.tokens_in, hosted.served.tokens_out


def ledger(owner):
    made = ModelCall.objects.of(owner).exclude(outcome=ModelCall.Outcome.KNOWN)
    sums = made.aggregate(tokens_in=Sum("tokens_in"), tokens_out=Sum("tokens_out"))
    return made.count(), sums["tokens_in"], sums["tokens_out"]


def standing(citations):
    """Those (passage, quote) pairs whose quote stands in the passage, white space aside."""
    texts = dict(Passage.objects.values_list("pk", "text"))
    return [(pk, quote) for pk, quote in citations if " ".join(quote.split()) in " ".join(texts[pk].split())]


def test_a_digest_of_real_files_is_composed_and_stands(ada, library, hosted):  # noqa: F811
    digest = composed_digest(ada)
    cited = list(Citation.objects.filter(statement__section__digest=digest).values_list("passage_id", "quote"))
    assert (list(digest.sections.fell_back()), len(cited) > 20, standing(cited)) == ([], True, cited)
    assert ledger(ada) == bill(hosted)


def test_every_statement_of_it_is_verified(ada, library, hosted):  # noqa: F811
    told = Statement.objects.filter(section__digest=composed_digest(ada))
    assert set(told.values_list("role", flat=True)) >= {"statement", "quotation", "question"}
    assert list(told.exclude(status="verified").values_list("text", "reason")) == []


def quoted(passage):
    """In: a passage. Out: what is struck of the sentences that the double may quote of it, with the reason.

    The number of an item says nothing by itself.
    """
    told = {"author": passage.said_by, "title": passage.source.title}
    offers = [Offer(passage_id=passage.pk, source_id=passage.source_id, text=passage.text, **told)]
    pieces = Quotable(passage.pk, passage.text.splitlines()[0].strip()).sentences
    pieces = [piece for piece in pieces if any(sign.isalpha() for sign in piece)]
    drafts = [StatementDraft(text=one, citations=[CitationDraft(passage_id=passage.pk, quote=one)]) for one in pieces]
    return [(one.text, one.reason) for one in check_drafts(drafts, offers) if one.status != "verified"]


def test_whatever_the_double_may_quote_is_verified(ada, library):
    passages = Passage.objects.filter(source__in=library).select_related("source")
    assert len(passages) > 500
    assert [struck for passage in passages for struck in quoted(passage)] == []


def published(owner):
    digest = composed_digest(owner)
    digest.refresh_from_db()
    return publish(approve(digest, owner), owner)


def bare(text):
    """Without white space, and without what a program does not get back out of a PDF: bullets and emoji."""
    return "".join(
        sign
        for sign in text
        if sign != "–" and unicodedata.category(sign)[0] not in "ZCM" and unicodedata.category(sign) != "So"
    )


def of_html(marked):
    return bare(html.unescape(re.sub(r"<[^>]+>", " ", marked)))


def of_pdf(data, title):
    """Without the foot of each page."""
    pages = [bare(page.extract_text()) for page in PdfReader(BytesIO(data)).pages]
    return "".join(re.sub(rf"{re.escape(bare(title))}{number}$", "", page) for number, page in enumerate(pages, 1))


def parts_of(text, digest, end):
    """In: a form's words, and what ends its sections. Out: what stands before its first section, and the sections."""
    heading = bare(digest.sections.filter(is_lead=False)[0].heading)
    lead = bare(public_document(digest).lead)
    start = text.index(heading, text.index(lead) + len(lead))
    return text[:start], text[start : text.index(bare(end), start)]


def forms(client, digest):
    """Out: by form, the words of its beginning and of its sections, as anybody gets them."""
    files = {form: client.get(reverse("read-file", args=[digest.slug, form])).content for form in ("md", "pdf")}
    page = client.get(reverse("read", args=[digest.slug])).content.decode().partition("<h1")[2]
    [entry] = feedparser.parse(client.get(reverse("read-atom")).content).entries
    return {
        "page": parts_of(of_html(page.replace("<footer", "THE END<", 1)), digest, "THE END"),
        "md": parts_of(of_html(MarkdownIt().render(files["md"].decode())), digest, "Sources"),
        "pdf": parts_of(of_pdf(files["pdf"], digest.title), digest, "Sources"),
        "atom": parts_of(bare(entry.title) + of_html(entry.content[0].value), digest, "Notes"),
    }


def test_the_page_the_files_and_the_feed_of_it_agree_word_for_word(ada, client, library, hosted):  # noqa: F811
    digest = published(ada)
    told = forms(client, digest)
    assert len({sections for _, sections in told.values()}) == 1
    assert len(told["md"][1]) > 2000
    document = public_document(digest)
    for words in (document.title, document.lead, document.news, f"{document.minutes} min"):
        assert [form for form, (head, _) in told.items() if bare(words) not in head] == []


def test_a_deck_of_it_is_arranged(ada, library, hosted):  # noqa: F811
    digest = composed_digest(ada)
    digest.refresh_from_db()
    deck = order_deck(ada, DeckBrief(), digest=digest)
    do(make_deck, ada, Run.Kind.DECK)
    deck.refresh_from_db()
    assert (deck.fell_back, "large-model" in deck.writer, len(deck.outline["slides"]) > 3) == ("", True, True)
    assert ledger(ada) == bill(hosted)


def test_the_longest_of_them_is_explained(ada, library, hosted):  # noqa: F811
    explanation = explained(library[0])
    told = list(content_of(explanation).statements())
    cited = [(one.passage_id, one.quote) for statement in told for one in statement.citations]
    assert (explanation.fell_back, len(told) > 5, standing(cited)) == ("", True, cited)
    assert ledger(ada) == bill(hosted)


def test_questions_of_them_are_answered(ada, library, hosted):  # noqa: F811
    questions = [answered(ada, text) for text in QUESTIONS]
    told = [one for question in questions for one in question.answer]
    cited = [(citation["passage_id"], citation["quote"]) for one in told for citation in one["citations"]]
    assert ([question.fell_back for question in questions], standing(cited)) == ([""] * len(QUESTIONS), cited)
    assert ledger(ada) == bill(hosted)
