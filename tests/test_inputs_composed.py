"""Real files, and the double as the model: what is written cites words that stand there, and the bill adds up."""

import pytest
from django.core.management import call_command
from django.db.models import Count, Sum

from curation.models import ModelCall, Passage, Run, Source
from curation.reading import aids, asking
from curation.reading.explaining import content_of
from curation.reading.models import Explanation
from curation.reading.tasks import answer, explain
from curation.writing.schemas import DeckBrief
from digests.models import Citation
from digests.order import order_deck, order_digest
from digests.periods import latest_week
from digests.tasks import compose_digest, make_deck
from tests.faults.conftest import model  # noqa: F401
from tests.test_inputs import paths  # noqa: F401

pytestmark = [pytest.mark.inputs, pytest.mark.django_db]

QUESTIONS = ["What did they measure?", "What should a small team do first?", "Who disagrees, and why?"]


@pytest.fixture
def library(ada, paths, model):  # noqa: F811
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


def bill(model):  # noqa: F811
    return model.served.calls, model.served.tokens_in, model.served.tokens_out


def ledger(owner):
    made = ModelCall.objects.of(owner).exclude(outcome=ModelCall.Outcome.KNOWN)
    sums = made.aggregate(tokens_in=Sum("tokens_in"), tokens_out=Sum("tokens_out"))
    return made.count(), sums["tokens_in"], sums["tokens_out"]


def standing(citations):
    """Those (passage, quote) pairs whose quote stands in the passage, white space aside."""
    texts = dict(Passage.objects.values_list("pk", "text"))
    return [(pk, quote) for pk, quote in citations if " ".join(quote.split()) in " ".join(texts[pk].split())]


def test_a_digest_of_real_files_is_composed_and_stands(ada, library, model):  # noqa: F811
    digest = composed_digest(ada)
    cited = list(Citation.objects.filter(statement__section__digest=digest).values_list("passage_id", "quote"))
    assert (list(digest.sections.fell_back()), len(cited) > 20, standing(cited)) == ([], True, cited)
    assert ledger(ada) == bill(model)


def test_a_deck_of_it_is_arranged(ada, library, model):  # noqa: F811
    digest = composed_digest(ada)
    digest.refresh_from_db()
    deck = order_deck(ada, DeckBrief(), digest=digest)
    do(make_deck, ada, Run.Kind.DECK)
    deck.refresh_from_db()
    assert (deck.fell_back, "large-model" in deck.writer, len(deck.outline["slides"]) > 3) == ("", True, True)
    assert ledger(ada) == bill(model)


def test_the_longest_of_them_is_explained(ada, library, model):  # noqa: F811
    explanation = explained(library[0])
    told = list(content_of(explanation).statements())
    cited = [(one.passage_id, one.quote) for statement in told for one in statement.citations]
    assert (explanation.fell_back, len(told) > 5, standing(cited)) == ("", True, cited)
    assert ledger(ada) == bill(model)


def test_questions_of_them_are_answered(ada, library, model):  # noqa: F811
    questions = [answered(ada, text) for text in QUESTIONS]
    told = [one for question in questions for one in question.answer]
    cited = [(citation["passage_id"], citation["quote"]) for one in told for citation in one["citations"]]
    assert ([question.fell_back for question in questions], standing(cited)) == ([""] * len(QUESTIONS), cited)
    assert ledger(ada) == bill(model)
