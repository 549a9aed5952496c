import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from curation.models import Appeal, Example, Likeness, Run, Source
from curation.queues import Group, all_queues, waiting_for
from digests.models import Delivery, Digest, Statement
from ingest.models import Feed, FeedEntry, Upload
from tests.admin.cast import said, stock, url_of
from tests.shelf import put_source

pytestmark = pytest.mark.django_db


def waits(owner):
    """Out: by the name of each queue in which something waits, the names of the first of them."""
    found = [one for _, _, queues in waiting_for(owner) for one in queues if one.count]
    return {one.queue.name: [row.name for row in one.first] for one in found}


def do(desk, thing, name, **headers):
    return desk.post(url_of(thing, "do", thing.pk, name), **headers)


def test_the_front_page_counts_what_waits(desk, shelf):
    page = desk.get(reverse("admin:index")).content.decode()
    assert [page.index(f">{group} <") for group in Group] == sorted(page.index(f">{group} <") for group in Group)
    assert "Open appeals" in page


def test_nothing_of_somebody_elses_waits_for_her(ada, ben):
    stock(ben)
    assert waits(ada) == {}


def test_a_source_that_is_kept_narrowly_is_to_review(ada):
    put_source(ada, title="Nearly noise", signal=0.52)
    put_source(ada, title="Surely good", signal=0.9)
    put_source(ada, title="By hand", signal=0.52, standing_by_hand=True)
    put_source(ada, title="Chosen", signal=0.5, signal_facts={"cause": "chosen"})
    assert waits(ada) == {"Doubtful scores": ["Nearly noise"]}


def test_what_the_machine_tied_lately_is_to_review(ada):
    one, other = put_source(ada, title="Once"), put_source(ada, title="Twice")
    tie = Likeness.objects.create(source=one, of=other, relation="same")
    assert waits(ada) == {"New doubles": ["Once"]}
    Likeness.objects.filter(pk=tie.pk).update(created_at=timezone.now() - datetime.timedelta(days=31))
    assert waits(ada) == {}


def test_a_hands_word_takes_a_double_out_of_the_queue(desk, ada):
    tie = Likeness.objects.create(source=put_source(ada), of=put_source(ada), relation="same")
    do(desk, tie, "join_sources")
    assert waits(ada) == {}


def test_evidence_that_failed_waits_only_in_drafts(ada, shelf):
    Statement.objects.update(status="unsupported")
    assert "Evidence that failed" in waits(ada)
    Digest.objects.update(state="approved")
    assert "Evidence that failed" not in waits(ada)


def test_a_draft_waits_once_it_is_composed(ada, shelf):
    assert waits(ada)["Drafts"] == ["The week"]
    Digest.objects.update(writer="")
    assert "Drafts" not in waits(ada)


def test_an_appeal_is_upheld_at_one_click(desk, shelf):
    assert said(do(desk, shelf[Appeal], "uphold")) == ["Upheld: 1 appeal."]
    assert Appeal.objects.get().state == Appeal.State.UPHELD


def test_an_appeal_that_is_declined_teaches_nothing(desk, shelf):
    do(desk, shelf[Appeal], "decline")
    assert Appeal.objects.get().state == Appeal.State.DECLINED
    assert not Example.objects.exists()


def test_a_failed_run_waits_until_it_is_tried_again(desk, ada):
    run = Run.objects.create(owner=ada, kind="group", status="failed", message="Too little room.")
    assert waits(ada) == {"Failed runs": ["Group passages into themes"]}
    do(desk, run, "retry")
    assert waits(ada) == {}
    assert Run.objects.filter(status="queued", kind="group").count() == 1


def test_a_run_that_did_not_fail_is_not_tried_again(desk, ada):
    run = Run.objects.create(owner=ada, kind="group", status="done")
    assert "It did not fail: done." in said(do(desk, run, "retry"))[0]


def test_uploads_feeds_entries_and_mail_that_failed_wait(ada, shelf):
    Upload.objects.update(status="failed", error="Unreadable.")
    Feed.objects.update(failures=2)
    Delivery.objects.update(status="failed")
    assert {"Uploads that could not be read", "Feeds in trouble", "Mail that did not go out"} < waits(ada).keys()
    assert FeedEntry.objects.get().state == "failed"


@pytest.mark.parametrize("queue", all_queues(), ids=lambda queue: f"{queue.model.__name__} {queue.slug}")
def test_every_queue_is_a_list_that_opens(desk, shelf, queue):
    assert desk.get(queue.address).status_code == 200


@pytest.mark.parametrize("queue", all_queues(), ids=lambda queue: f"{queue.model.__name__} {queue.slug}")
def test_every_button_of_a_queue_is_an_action_of_its_list(desk, shelf, queue, rf, ada):
    from django.contrib import admin

    request = rf.get("/")
    request.user = ada
    offered = admin.site.get_model_admin(queue.model).get_actions(request)
    assert {name for name, _ in queue.verbs} <= offered.keys()


def test_a_queues_list_holds_what_waits_in_it_and_nothing_else(desk, ada):
    put_source(ada, signal=0.9)
    narrow = put_source(ada, signal=0.52)
    page = desk.get(url_of(Source, "changelist"), {"queue": "doubtful"})
    assert list(page.context["cl"].result_list) == [narrow]


def test_a_click_leads_back_to_where_it_was_made(desk, shelf):
    answer = do(desk, shelf[Source], "drop_sources", headers={"referer": "http://testserver/admin/"})
    assert answer.url == "http://testserver/admin/"


def test_a_click_leads_nowhere_else(desk, shelf):
    answer = do(desk, shelf[Source], "drop_sources", headers={"referer": "https://elsewhere.example.org/"})
    assert answer.url == url_of(Source, "changelist")


def test_nothing_is_done_by_looking(desk, shelf):
    assert desk.get(url_of(Source, "do", shelf[Source].pk, "drop_sources")).status_code == 405


def test_one_click_never_deletes(desk, shelf):
    assert do(desk, shelf[Source], "delete_selected").status_code == 403


def test_a_verb_that_the_list_does_not_have_is_none(desk, shelf):
    assert do(desk, shelf[Source], "save_model").status_code == 403


def test_nobody_does_anything_to_somebody_elses_things(desk, ben):
    his = stock(ben)
    assert do(desk, his[Source], "drop_sources").status_code == 404
    assert do(desk, his[Appeal], "uphold").status_code == 404


def test_a_reader_without_a_desk_does_nothing_here(client, ben):
    his = stock(ben)[Source]
    client.force_login(ben)
    assert client.post(url_of(his, "do", his.pk, "drop_sources")).status_code == 302
    assert Source.objects.get().standing == "kept"


def test_who_may_only_look_is_offered_no_verb(client, ben, django_user_model):
    from django.contrib.auth.models import Permission

    ben.is_staff = True
    ben.save()
    ben.user_permissions.add(Permission.objects.get(codename="view_source"))
    his = stock(ben)[Source]
    client.force_login(ben)
    assert client.get(url_of(Source, "changelist")).status_code == 200
    assert do(client, his, "drop_sources").status_code == 403


def test_the_front_page_shows_no_queue_of_what_one_may_not_see(client, ben):
    ben.is_staff = True
    ben.save()
    put_source(ben, title="Nearly noise", signal=0.52)
    client.force_login(ben)
    assert "Nearly noise" not in client.get(reverse("admin:index")).content.decode()


def test_the_front_page_needs_no_query_per_row(desk, ada, shelf, django_assert_max_num_queries):
    for _ in range(5):
        put_source(ada, signal=0.52)
        Run.objects.create(owner=ada, kind="read", subject=Run.objects.count() + 90, status="failed")
    with django_assert_max_num_queries(30):
        desk.get(reverse("admin:index"))
