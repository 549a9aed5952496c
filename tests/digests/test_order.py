import pytest
from django.utils import timezone

from curation.errors import ModelAway, NothingToDo, Refused
from curation.models import Run
from digests.models import Digest
from digests.order import may_be_written_again, order_again, order_digest, run_of
from digests.tasks import compose_digest
from tests.digests.library import THEMES, WEEK
from tests.digests.scripted_writer import ScriptedWriter, falling_back
from tests.shelf import put_source

pytestmark = pytest.mark.django_db

AWAY = ModelAway("The model at models.example.org does not answer.")
BUSY = ModelAway("The model at models.example.org asks for five minutes.", after=300)


def work(run):
    """Do it now, however long it was told to wait. Out: the run as it is then."""
    Run.objects.filter(pk=run.pk).update(not_before=timezone.now())
    compose_digest(run_id=run.pk)
    run.refresh_from_db()
    return run


def test_without_a_model_the_digest_is_there_at_once(ada, themes, writes):
    writes(ScriptedWriter())
    assert order_digest(ada, *WEEK).sections.count() == len(THEMES) + 1
    assert not Run.objects.exists()


def test_with_a_model_it_is_promised(ada, themes, a_model):
    digest = order_digest(ada, *WEEK)
    run = run_of(digest)
    assert (run.status, run.subject, run.label) == ("queued", digest.pk, digest.title)
    assert (digest.writer, digest.title) == ("", "What you met, 24 February – 2 March 2026")


def test_what_was_promised_is_composed(ada, themes, a_model, writes):
    writes(ScriptedWriter())
    digest = order_digest(ada, *WEEK)
    run = work(run_of(digest))
    digest.refresh_from_db()
    assert (run.status, run.done, run.total) == ("done", 3, 3)
    assert run.message == f"{digest.title} (3 sections)."
    assert (digest.writer, digest.wanted) == ("scripted-model", "")


def test_the_record_says_what_fell_back_and_why(ada, themes, a_model, writes):
    writes(falling_back(None, AWAY, AWAY))
    run = work(run_of(order_digest(ada, *WEEK)))
    assert run.message.endswith(f"Quoted, not composed: 2 of 3. How it begins is counted, not written. {AWAY}")


def test_a_second_order_is_the_first_one(ada, themes, a_model):
    assert order_digest(ada, *WEEK) == order_digest(ada, *WEEK)
    assert Run.objects.get().kind == Run.Kind.DIGEST


def test_an_empty_period_is_not_promised(ada, a_model):
    with pytest.raises(NothingToDo):
        order_digest(ada, *WEEK)
    assert not Digest.objects.exists()


def test_what_a_hand_has_edited_is_not_promised(ada, themes, a_model):
    Digest.objects.filter(pk=order_digest(ada, *WEEK).pk).update(edited_by_hand=True)
    Run.objects.all().delete()
    order_digest(ada, *WEEK)
    assert not Run.objects.exists()


def test_the_run_waits_for_as_long_as_the_model_asks(ada, themes, a_model, writes):
    writes(falling_back(None, BUSY, patient=True))
    digest = order_digest(ada, *WEEK)
    run = work(run_of(digest))
    assert (run.status, run.message) == ("queued", str(BUSY))
    assert 290 < (run.not_before - timezone.now()).total_seconds() <= 300
    assert not digest.sections.exists()


def test_what_was_written_before_an_interruption_is_not_told_as_progress_again(ada, themes, a_model, writes):
    run = run_of(order_digest(ada, *WEEK))
    told = []
    for _ in range(3):
        writes(falling_back(None, None, BUSY, patient=True))
        told.append((work(run).done, run.attempts))
    assert told == [(2, 1), (2, 2), (2, 3)]


def test_after_three_waits_the_writer_is_patient_no_more(ada, themes, a_model, writes):
    run = run_of(order_digest(ada, *WEEK))
    for attempts, patient in [(0, True), (1, True), (2, False)]:
        Run.objects.filter(pk=run.pk).update(attempts=attempts, status="queued", done=3)
        patience = writes(ScriptedWriter(AWAY))
        work(run)
        assert patience == [patient]


def test_a_half_written_digest_is_the_old_one(ada, themes, a_model, writes):
    writes(ScriptedWriter())
    digest = order_digest(ada, *WEEK)
    work(run_of(digest))
    put_source(ada, met_on=WEEK[1])
    writes(ScriptedWriter(None, BUSY))
    before = list(digest.sections.values_list("pk", flat=True))
    work(run_of(order_digest(ada, *WEEK)))
    assert list(digest.sections.values_list("pk", flat=True)) == before


def test_a_digest_deleted_meanwhile_is_nothing_to_do(ada, themes, a_model, writes):
    writes(ScriptedWriter())
    digest = order_digest(ada, *WEEK)
    run = run_of(digest)
    digest.delete()
    assert work(run).status == "nothing"


def test_the_run_without_a_digest_is_of_the_latest_week(ada, themes, a_model, writes):
    writes(ScriptedWriter())
    run = work(Run.objects.create(owner=ada, kind=Run.Kind.DIGEST))
    assert run.status == "done"
    assert (Digest.objects.get().period_start, Digest.objects.get().period_end) == WEEK


def test_only_what_fell_back_is_ordered_again(ada, themes, a_model, writes):
    writes(falling_back(AWAY))
    digest = order_digest(ada, *WEEK)
    work(run_of(digest))
    again = ScriptedWriter()
    writes(again)
    digest.refresh_from_db()
    work(run_of(order_again(digest)))
    assert again.asked == ["Reading traces"]
    assert not may_be_written_again(digest)


def test_without_a_model_nothing_is_written_again(ada, themes, writes):
    writes(falling_back(AWAY))
    digest = order_digest(ada, *WEEK)
    assert not may_be_written_again(digest)
    with pytest.raises(Refused, match="No language model"):
        order_again(digest)


def test_a_run_of_somebody_else_s_digest_finds_nothing(ada, ben, themes, a_model, writes):
    writes(ScriptedWriter())
    digest = order_digest(ada, *WEEK)
    run = work(Run.objects.create(owner=ben, kind=Run.Kind.DIGEST, subject=digest.pk))
    assert run.status == "nothing"
    assert not digest.sections.exists()
