"""What a run of a digest is there for, whatever became of the runs before it."""

import pytest
from django.utils import timezone

from curation.errors import ModelAway, NothingToDo
from curation.models import Run, Source
from curation.wishes import Wish
from digests.editing import approve
from digests.models import Digest
from digests.order import order_again, order_digest, run_of
from digests.tasks import compose_digest
from tests.digests.library import DAY, WEEK
from tests.digests.scripted_writer import ScriptedWriter, falling_back
from tests.shelf import put_source

pytestmark = pytest.mark.django_db

AWAY = ModelAway("The model at models.example.org does not answer.")
BUSY = ModelAway("The model at models.example.org asks for five minutes.", after=300)


class Meanwhile(ScriptedWriter):
    """Something happens while it writes its first words."""

    def __init__(self, happens, *script):
        super().__init__(*script)
        self.happens = happens

    def _told(self, task):
        if not self.asked:
            self.happens()
        return super()._told(task)


def work(digest):
    """The last run for it, now. Out: the run as it is then, and the digest read afresh."""
    run = run_of(digest)
    Run.objects.filter(pk=run.pk).update(not_before=timezone.now())
    compose_digest(run_id=run.pk)
    run.refresh_from_db()
    digest.refresh_from_db()
    return run


@pytest.fixture
def fallen(ada, themes, a_model, writes):
    """A digest of which the first section fell back."""
    writes(falling_back(AWAY))
    digest = order_digest(ada, *WEEK)
    work(digest)
    return digest


def test_an_order_that_found_nothing_leaves_nothing_behind(ada, fallen, writes):
    order_digest(ada, *WEEK)
    Source.objects.update(met_on="2020-01-01")
    assert work(fallen).status == "nothing"
    Source.objects.update(met_on=DAY)
    again = ScriptedWriter()
    writes(again)
    work(order_again(fallen))
    assert again.asked == ["Reading traces"]


def test_nor_does_one_that_failed(ada, fallen, writes):
    order_digest(ada, *WEEK)
    Run.objects.update(status="failed")
    again = ScriptedWriter()
    writes(again)
    work(order_again(fallen))
    assert again.asked == ["Reading traces"]


def test_nor_one_of_a_digest_that_was_approved_first(ada, fallen, writes):
    approve(order_digest(ada, *WEEK), ada)
    writes(ScriptedWriter())
    work(fallen)
    assert fallen.wanted == Digest.Wanted.NOTHING


def test_who_waits_for_all_of_it_still_gets_all(ada, fallen):
    order_digest(ada, *WEEK)
    assert order_again(fallen).wanted == Digest.Wanted.WHOLE


def test_a_worker_killed_after_its_last_word_pays_for_nothing_again(ada, fallen, writes):
    writes(ScriptedWriter())
    run = work(order_again(fallen))
    Run.objects.filter(pk=run.pk).update(status="queued")
    again = ScriptedWriter()
    writes(again)
    run = work(fallen)
    assert (run.status, run.message, again.asked) == ("nothing", "It is written already.", [])


def test_what_was_quoted_while_a_run_was_put_off_stays(ada, themes, a_model, writes):
    writes(falling_back(BUSY, patient=True))
    digest = order_digest(ada, *WEEK)
    assert work(digest).status == "queued"
    writes(falling_back(AWAY, AWAY, AWAY, AWAY))
    order_digest(ada, *WEEK, Wish(quoting=True))
    late = ScriptedWriter()
    writes(late)
    assert (work(digest).status, late.asked, digest.writer) == ("nothing", [], "extractive")


def test_an_order_placed_during_a_run_is_fulfilled_after_it(ada, themes, a_model, writes):
    def order_more():
        put_source(ada, met_on=DAY)
        order_digest(ada, *WEEK)

    writes(Meanwhile(order_more))
    digest = order_digest(ada, *WEEK)
    first = run_of(digest)
    compose_digest(run_id=first.pk)
    writes(ScriptedWriter())
    assert run_of(digest) != first
    assert (work(digest).status, digest.source_count, digest.wanted) == ("done", 8, "")


def test_what_has_no_theme_any_more_is_not_filled_with_what_never_had_one(ada, themes, fallen):
    put_source(ada, met_on=DAY)
    themes[0].delete()
    with pytest.raises(NothingToDo, match="nothing is left"):
        order_again(fallen)
    assert not Run.objects.open().exists()
