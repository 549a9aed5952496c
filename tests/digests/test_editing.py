import datetime

import pytest
from django.contrib.admin.models import LogEntry

from curation.errors import CurationError, NotFound
from curation.evidence import Status
from curation.models import Source
from digests.editing import approve, publish, rewrite, withdraw
from digests.models import Digest
from tests.shelf import put_passage

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 2)


@pytest.fixture
def digest(ada):
    return Digest.objects.create(owner=ada, title="The week", period_start=DAY, period_end=DAY, writer="extractive")


@pytest.fixture
def statement(ada, digest):
    passage = put_passage(ada, "Small teams ship faster. Nobody knows why.")
    section = digest.sections.create(position=0, heading="Teams")
    statement = section.statements.create(position=0, text="?", status=Status.UNSUPPORTED)
    statement.citations.create(
        passage=passage, source=passage.source, quote="Small teams ship faster.", status=Status.VERIFIED
    )
    return statement


def test_it_is_approved_and_then_published(ada, digest, statement):
    rewrite(statement, "Small teams ship faster.", ada)
    publish(approve(digest, ada), ada)
    digest.refresh_from_db()
    assert digest.state == Digest.State.PUBLISHED


def test_a_draft_is_not_published(ada, digest):
    with pytest.raises(CurationError, match="approve it before"):
        publish(digest, ada)


def test_approving_what_is_published_changes_nothing(ada, digest, statement):
    rewrite(statement, "Small teams ship faster.", ada)
    publish(approve(digest, ada), ada)
    assert approve(digest, ada).state == Digest.State.PUBLISHED
    assert publish(digest, ada).state == Digest.State.PUBLISHED
    assert LogEntry.objects.count() == 3


def test_it_goes_back_to_a_draft(ada, digest):
    assert withdraw(approve(digest, ada), ada).state == Digest.State.DRAFT


def test_words_by_hand_are_checked_like_the_machines(ada, digest, statement):
    assert rewrite(statement, "Small teams ship faster.", ada).status == Status.VERIFIED
    assert rewrite(statement, "Large teams lost 40 million dollars.", ada).status == Status.UNSUPPORTED
    digest.refresh_from_db()
    assert statement.by_hand
    assert digest.edited_by_hand


def test_the_curator_may_say_who_said_it(ada, statement):
    Source.objects.update(author="Orla Venn")
    assert rewrite(statement, "Orla Venn says small teams ship faster.", ada).status == Status.CLOSE
    assert rewrite(statement, "Tamsin Roke says small teams ship faster.", ada).status == Status.UNSUPPORTED


def test_a_rewriting_asks_for_all_its_passages_at_once(ada, statement, django_assert_max_num_queries):
    for number in range(5):
        passage = put_passage(ada, f"Small teams ship faster, said crew {number}.")
        statement.citations.create(passage=passage, source=passage.source, quote=passage.text)
    with django_assert_max_num_queries(12) as asked:
        rewrite(statement, "Small teams ship faster.", ada)
    assert sum("digests_citation" in query["sql"] for query in asked.captured_queries) == 1


def test_a_statement_without_words_is_refused(ada, statement):
    with pytest.raises(CurationError, match="needs words"):
        rewrite(statement, " \n", ada)


@pytest.mark.parametrize("verb", [approve, publish, withdraw])
def test_nobody_decides_over_somebody_elses_digest(ben, digest, verb):
    with pytest.raises(NotFound):
        verb(digest, ben)


def test_nobody_rewrites_somebody_elses_digest(ben, statement):
    with pytest.raises(NotFound):
        rewrite(statement, "Mine now.", ben)
