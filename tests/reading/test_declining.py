"""Sources long and short, each asked what it says and what it does not, by the model that a first start has."""

from pathlib import Path

import pytest
from django.db.models import Q

from curation.models import Source
from curation.reading import asking

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FILES = sorted(str(path) for path in SAMPLES.iterdir() if path.suffix in {".md", ".txt", ".vtt", ".json"})

MEMO, ARTICLE = "Voice memo, walk home", "Pricing after seats"
TRACES, BACON = "The light has water in it", "The first ten"
SAYS = [
    (MEMO, "How did Noreen become a customer?"),
    (MEMO, "What does everybody pay from December on?"),
    (MEMO, "Why does the percentage stop?"),
    (MEMO, "What would make her change her mind?"),
    (MEMO, "How many customers rang when the sending broke?"),
    (ARTICLE, "Why do heavy accounts lose money?"),
    (ARTICLE, "What is the ceiling for?"),
    (ARTICLE, "What did the support tool charge for each resolved ticket?"),
    (ARTICLE, "What should a vendor do before changing the price?"),
    (ARTICLE, "Are seats finished?"),
    (TRACES, "What did the judge give the reply about the bath tap?"),
    (TRACES, "How does a golden set go stale?"),
    (TRACES, "What was wrong with the retry?"),
    (TRACES, "What does Marlow Quill say about the retriever and the reader?"),
    (BACON, "How did Petra find her first customers?"),
    (BACON, "What did the bacon rolls have to do with invoices?"),
    (BACON, "Summarise the discussion about the drawer."),
    ("120 traces from our claims assistant", "How many traces were wrong?"),
    ("120 traces from our claims assistant", "What do people upload to the claims assistant?"),
    ("curry sauce INSIDE", "Where does the curry sauce go?"),
    ("chunking results", "Which way of chunking had the best recall?"),
    ("memory incident", "Which seals did the assistant recommend?"),
    ("statistics to care-home managers", "What did the care-home managers read?"),
    ("14 payment reminders went out twice", "Why did payment reminders go out twice?"),
    ("Two senior physios", "On how many visit summaries did the physios agree?"),
]
SAYS_NOT = [
    (MEMO, "How does a golden set go stale?"),
    (MEMO, "Which glaze suits a stoneware teapot?"),
    (MEMO, "What did the judge model get wrong?"),
    (MEMO, "When should leeks be sown?"),
    (ARTICLE, "How do you review code that an agent wrote?"),
    (ARTICLE, "Why do the memories of an assistant go stale?"),
    (ARTICLE, "What is the best recall of hybrid search?"),
    (ARTICLE, "Who scored for Harbour Athletic?"),
    (TRACES, "What is the capital of Portugal?"),
    (TRACES, "What is the right price for a seat?"),
    (TRACES, "How does spaced repetition help with vocabulary?"),
    (TRACES, "What did the bacon rolls cost?"),
    (BACON, "How many traces of the claims assistant were wrong?"),
    (BACON, "How are vectors quantised?"),
    (BACON, "Summarise the discussion about planting beans."),
    ("120 traces from our claims assistant", "What did the bacon rolls cost?"),
    ("120 traces from our claims assistant", "Which database holds the vectors?"),
    ("curry sauce INSIDE", "How many traces were wrong?"),
    ("curry sauce INSIDE", "What does a seat cost?"),
    ("chunking results", "Why did customers cancel in October?"),
    ("memory incident", "What does the ceiling of a plan cost?"),
    ("statistics to care-home managers", "Who reviews the pull requests?"),
    ("14 payment reminders went out twice", "How is cast iron seasoned?"),
    ("Two senior physios", "What does a pump manual say about chunking?"),
]


@pytest.fixture
def quoting():
    """The embedder and the writer of a first start, in place of the light ones."""


@pytest.fixture(scope="module")
def library(django_db_setup, django_db_blocker, tmp_path_factory):
    from django.conf import settings
    from django.contrib.auth.models import User

    from ingest.batch import ingest_all
    from ingest.models import Upload

    kept, settings.MEDIA_ROOT = settings.MEDIA_ROOT, tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock():
        owner = User.objects.create_user("lydia", "lydia@example.org")
        ingest_all(owner, FILES, origin=Upload.Origin.SAMPLE, quiet=True)
        yield owner
        owner.delete()
    settings.MEDIA_ROOT = kept


def declined(owner, pairs):
    """Out: what the sources said that they do not say."""
    return [(place, text) for place, text in pairs if asking.ask(owner, text, source=_source(owner, place)).abstained]


def _source(owner, words):
    return Source.objects.of(owner).filter(Q(title__startswith=words) | Q(text__contains=words)).earliest("pk")


def test_what_a_source_says_is_declined_in_one_of_ten_cases_at_most(library, db):
    found = declined(library, SAYS)
    assert len(found) <= 0.1 * len(SAYS), found


def test_what_a_source_does_not_say_is_declined_in_nine_of_ten_cases(library, db):
    found = declined(library, SAYS_NOT)
    assert len(found) >= 0.9 * len(SAYS_NOT), [pair for pair in SAYS_NOT if pair not in found]
