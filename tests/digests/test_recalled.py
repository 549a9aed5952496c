"""A digest's document is kept in the process, and never beyond what it was made of."""

import pytest

from curation.models import Placement
from digests.assemble import document_of
from digests.models import Citation, Digest, Statement
from digests.recalled import recalled
from tests.digests.published import put_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def digest(ada):
    return put_draft(ada)


def _retitled_source():
    source = Citation.objects.first().source
    source.title = "Five loaves"
    source.save()


def _changed_speaker():
    passage = Citation.objects.first().passage
    passage.speaker = "Odalys Finch"
    passage.save()


def _moved_passage():
    passage = Citation.objects.first().passage
    passage.start += 3
    passage.save()


CHANGES = {
    "a statement": lambda: Statement.objects.update(text="So it was."),
    "a quote": lambda: Citation.objects.update(quote="So it was."),
    "a status": lambda: Citation.objects.update(status="close"),
    "the lead": lambda: Digest.objects.update(lead="So it was."),
    "a heading": lambda: Digest.objects.get().sections.update(heading="So it was"),
    "a source": _retitled_source,
    "a speaker": _changed_speaker,
    "where a passage begins": _moved_passage,
    "a statement that is gone": lambda: Statement.objects.first().delete(),
    "what was also met": lambda: Digest.objects.get().also_met.add(Citation.objects.first().source),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_tells_what_was_changed(digest, change):
    recalled(digest)
    change()
    digest.refresh_from_db()
    assert recalled(digest)[0] == document_of(digest)


def test_it_tells_why_a_source_was_left_out_as_it_is_now(digest):
    digest.also_met.add(Citation.objects.first().source)
    before = recalled(digest)[1]
    Placement.objects.all().delete()
    assert recalled(digest)[1] != before


def test_it_is_put_together_once(digest, django_assert_num_queries):
    first, _ = recalled(digest)
    with django_assert_num_queries(1):
        assert recalled(digest)[0] is first
