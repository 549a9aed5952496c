"""What an installation of before had sent, when it is brought up to date."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = [("digests", "0008_told_for")]
AFTER = [("digests", "0009_decks_and_newsletter")]


def migrated(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def before():
    """The tables as they were; brought up to date again, whatever a test leaves."""
    newest = [node for node in MigrationExecutor(connection).loader.graph.leaf_nodes() if node[0] == "digests"]
    yield migrated(BEFORE)
    with connection.cursor() as cursor:
        cursor.execute("truncate digests_digest cascade")
    migrated(newest)


def put_delivery(apps, status):
    owner = apps.get_model("auth", "User").objects.create(username="ada")
    digest = apps.get_model("digests", "Digest").objects.create(
        owner=owner, title="Loaves", period_start="2026-05-04", period_end="2026-05-11"
    )
    issue = apps.get_model("digests", "NewsletterIssue").objects.create(digest=digest, subject="Loaves")
    return apps.get_model("digests", "Delivery").objects.create(issue=issue, address="ben@example.org", status=status)


def test_of_a_mail_that_was_claimed_nobody_knows(before):
    made = put_delivery(before, "claimed")
    found = migrated(AFTER).get_model("digests", "Delivery").objects.get(pk=made.pk)
    assert (found.status, len(found.token)) == ("unknown", 43)


def test_what_was_sent_stays_sent(before):
    made = put_delivery(before, "sent")
    issue = migrated(AFTER).get_model("digests", "NewsletterIssue").objects.get(pk=made.issue_id)
    assert (issue.state, issue.deliveries.get().status) == ("sent", "sent")
