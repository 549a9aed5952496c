import pytest

from curation.errors import Refused
from curation.models import Run
from digests.compose import compose
from digests.editing import approve
from digests.models import NewsletterIssue
from digests.newsletter import freeze, send, sent_to
from tests.digests.library import WEEK
from tests.digests.scripted_writer import ScriptedWriter

pytestmark = pytest.mark.django_db


@pytest.fixture
def digest(ada, themes):
    return compose(ada, *WEEK, ScriptedWriter())


def put_run(digest, status):
    return Run.objects.create(owner=digest.owner, kind=Run.Kind.DIGEST, subject=digest.pk, status=status)


@pytest.mark.parametrize("status", ["queued", "running"])
def test_a_draft_that_is_being_written_is_not_frozen(digest, status):
    put_run(digest, status)
    with pytest.raises(Refused, match="being composed just now"):
        freeze(digest)
    assert not NewsletterIssue.objects.exists()


def test_what_was_approved_is_frozen_whatever_run_is_open(ada, digest):
    put_run(digest, "running")
    assert freeze(approve(digest, ada)).subject == digest.title


def test_what_was_frozen_before_goes_out_as_it_was(digest):
    issue = freeze(digest)
    put_run(digest, "running")
    assert send(digest, "ben@example.org").issue == issue


def test_it_counts_who_has_had_it(digest):
    assert sent_to(digest) == 0
    send(digest, "ben@example.org")
    assert sent_to(digest) == 1
