"""The newsletter as its curator sees it: from the first reading to the last mail."""

import datetime

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from digests import newsletter
from digests.editing import approve
from digests.models import Delivery, Digest, NewsletterIssue, Refusal, Series, Statement, Subscriber
from digests.thumbs import vote
from tests.digests.published import ARTICLE, put_draft
from tests.newsletter.cast import of_series, put_series
from tests.web.cast import put_reader

pytestmark = pytest.mark.django_db

AGREED = "Signed the list at the meeting of 2 March 2026."


@pytest.fixture
def series(ada):
    return put_series(ada)


@pytest.fixture
def digest(ada, series):
    return of_series(put_draft(ada), series)


@pytest.fixture
def issue(digest):
    return newsletter.issue_of(digest)


def page_of(reader, issue):
    return reader.get(reverse("issue", args=[issue.pk])).content.decode()


def change(reader, issue, verb, **told):
    return reader.post(reverse("change-issue", args=[issue.pk, verb]), told)


def approved(reader, issue, **told):
    change(reader, issue, "approve", **({"send_on": "", "send_hour": "7"} | told))
    issue.refresh_from_db()
    return issue


def sending(reader, issue):
    change(reader, approved(reader, issue), "send")
    issue.refresh_from_db()
    return issue


def test_the_digest_has_a_button_that_makes_an_issue_of_it(reader, digest):
    page = reader.get(reverse("digest", args=[digest.pk])).content.decode()
    assert "Send as newsletter" in page
    answer = reader.post(reverse("make-issue", args=[digest.pk]))
    assert answer.url == reverse("issue", args=[NewsletterIssue.objects.get(digest=digest).pk])


def test_each_statement_stands_beside_its_evidence(reader, issue):
    page = page_of(reader, issue)
    assert page.count('class="read read--') == Statement.objects.count()
    assert f"<mark>{ARTICLE}</mark>" in page


def test_a_statement_is_approved_without_leaving_the_page(reader, issue):
    said = Statement.objects.first()
    back = reverse("issue", args=[issue.pk])
    answer = reader.post(reverse("change-statement", args=[said.pk, "approve"]), {"was": said.text, "back": back})
    said.refresh_from_db()
    assert (answer.url, said.approved) == (back, True)


def test_what_is_not_borne_out_blocks_it_and_says_so(reader, issue):
    Statement.objects.filter(text=ARTICLE).update(status="unsupported")
    answer = change(reader, issue, "approve", send_on="", send_hour="7")
    issue.refresh_from_db()
    assert (answer.status_code, issue.state) == (422, "draft")
    assert "not borne out by what" in answer.content.decode()


def test_its_subject_and_preheader_are_a_persons(reader, issue):
    change(reader, issue, "word", subject="Three loaves", preheader="And a cake.")
    issue.refresh_from_db()
    assert (issue.subject, issue.preheader) == ("Three loaves", "And a cake.")
    assert "And a cake." in reader.get(reverse("issue-body", args=[issue.pk])).content.decode()


def test_what_is_approved_is_what_was_seen(reader, issue):
    change(reader, issue, "word", subject="Three loaves", preheader="And a cake.")
    seen = reader.get(reverse("issue-body", args=[issue.pk])).content.decode()
    approved(reader, issue)
    assert (issue.state, issue.subject, issue.html) == ("approved", "Three loaves", seen)


def test_what_is_frozen_takes_no_other_words(reader, issue):
    answer = change(reader, approved(reader, issue), "word", subject="Other", preheader="")
    assert answer.status_code == 422
    assert "What is approved is frozen" in answer.content.decode()


def test_a_subject_must_be_there(reader, issue):
    answer = change(reader, issue, "word", subject=" ", preheader="")
    assert "A mail needs a subject." in answer.content.decode()


def test_the_frame_is_the_mail_under_its_own_policy(reader, issue):
    answer = reader.get(reverse("issue-body", args=[issue.pk]))
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_test_is_sent_and_counted_nowhere(reader, issue):
    change(reader, issue, "test", address="ada@example.org")
    assert [one.to for one in mail.outbox] == [["ada@example.org"]]
    assert mail.outbox[0].subject.startswith("[Test] ")
    assert not Delivery.objects.exists()


def test_a_test_to_nobody_is_refused_in_words(reader, issue):
    assert "is not an e-mail address" in change(reader, issue, "test", address="nobody").content.decode()


def test_it_is_sent_to_whoever_has_subscribed(reader, issue, series):
    put_reader(series, "dora@example.org")
    answer = change(reader, approved(reader, issue), "send")
    assert answer.url == reverse("issue-deliveries", args=[issue.pk])
    assert Delivery.objects.get().address == "dora@example.org"


def test_it_waits_for_its_day_in_each_readers_own_zone(reader, issue, series):
    day = timezone.localdate() + datetime.timedelta(days=3)
    approved(reader, issue, send_on=day.isoformat(), send_hour="9")
    assert (issue.send_on, issue.send_hour) == (day, 9)
    assert "at 9:00 of each reader" in page_of(reader, issue)


def test_a_day_that_has_passed_is_refused(reader, issue):
    answer = change(reader, issue, "approve", send_on="2020-01-01", send_hour="9")
    assert "Choose a day that has not passed." in answer.content.decode()


def test_it_is_stopped_in_mid_send(reader, issue, series):
    put_reader(series, "dora@example.org")
    sending(reader, issue)
    change(reader, issue, "cancel")
    issue.refresh_from_db()
    assert (issue.state, Delivery.objects.get().status) == ("cancelled", "skipped")


def test_it_is_taken_back_and_changed(reader, issue):
    change(reader, approved(reader, issue), "withdraw")
    issue.refresh_from_db()
    assert issue.state == "draft"


def test_the_deliveries_are_counted_and_asked_for_again_while_they_go_out(reader, issue, series):
    put_reader(series, "dora@example.org")
    sending(reader, issue)
    page = reader.get(reverse("issue-deliveries", args=[issue.pk])).content.decode()
    piece = reader.get(reverse("deliveries-now", args=[issue.pk])).content.decode()
    assert f'hx-get="{reverse("deliveries-now", args=[issue.pk])}" hx-trigger="every 3s"' in page
    assert "<dt>Queued</dt><dd>1</dd>" in piece
    assert "<html" not in piece


def test_what_failed_is_told_in_the_servers_own_words(reader, issue, series):
    sender = put_reader(series, "dora@example.org")
    sending(reader, issue)
    Delivery.objects.update(status="failed", error="550 No such user here")
    page = reader.get(reverse("issue-deliveries", args=[issue.pk])).content.decode()
    assert sender.address in page
    assert "550 No such user here" in page


def test_what_is_unknown_is_sent_again_by_hand_alone(reader, issue, series):
    put_reader(series, "dora@example.org")
    sending(reader, issue)
    Delivery.objects.update(status="unknown")
    reader.post(reverse("send-again", args=[Delivery.objects.get().pk]))
    assert Delivery.objects.get().status == "queued"


def test_what_readers_said_stands_beside_the_sections(reader, issue, series):
    put_reader(series, "dora@example.org")
    sending(reader, issue)
    vote(Delivery.objects.get(), issue.digest.sections.get(heading="Loaves").pk, up=True)
    assert "Loaves: 1 of 1 found it worth it." in page_of(reader, issue)


def test_all_of_it_is_told_in_one_place(reader, issue, series):
    put_reader(series, "dora@example.org")
    put_reader(series, "emil@example.org", state="pending")
    page = reader.get(reverse("newsletter")).content.decode()
    assert "1 subscriber" in page
    assert "1 not confirmed" in page
    assert "Next issue: “Loaves, with cakes” is a draft; approve the digest first." in page


def test_an_empty_week_is_told(reader, series):
    Series.objects.update(last_outcome="Nothing was kept between 1 and 7 March 2026.")
    assert "Nothing was kept between 1 and 7 March 2026." in reader.get(reverse("newsletter")).content.decode()


def test_a_series_is_offered_and_offered_no_more(reader, series, client):
    reader.post(reverse("offer-series", args=[series.pk]), {"offered": "no"})
    assert client.get(reverse("subscribe-series", args=["mondays"])).content.decode().count("Mondays") == 0
    reader.post(reverse("offer-series", args=[series.pk]), {"offered": "yes"})
    assert "Mondays" in client.get(reverse("subscribe-series", args=["mondays"])).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_day_that_has_passed_approves_neither_the_issue_nor_its_digest(reader, digest):
    issue = newsletter.issue_of(digest)
    told = {"send_on": "2026-01-01", "send_hour": "7"}
    assert reader.post(reverse("change-issue", args=[issue.pk, "approve"]), told).status_code == 422
    digest.refresh_from_db()
    assert digest.state == "draft"


def test_somebody_is_added_by_hand_with_what_they_agreed_to(reader, series):
    told = {"address": "Dora@example.org", "series": [series.pk], "consent": AGREED}
    reader.post(reverse("add-subscriber"), told)
    assert Subscriber.objects.values_list("address", "state", "subscriptions__consent").get() == (
        "dora@example.org",
        "active",
        AGREED,
    )


@pytest.mark.parametrize("lacks", ["consent", "series", "address"])
def test_nobody_is_added_without_it(reader, series, lacks):
    told = {"address": "dora@example.org", "series": [series.pk], "consent": AGREED} | {lacks: ""}
    assert reader.post(reverse("add-subscriber"), told).status_code == 422
    assert not Subscriber.objects.exists()


def test_a_list_is_imported_and_what_did_not_go_in_is_told(reader, series):
    Refusal.objects.create(address="no@example.org")
    table = SimpleUploadedFile("list.csv", b"name,email\nDora,dora@example.org\nNo,no@example.org\nX,x\n")
    answer = reader.post(reverse("import-subscribers"), {"file": table, "series": [series.pk], "consent": AGREED})
    page = answer.content.decode()
    assert Subscriber.objects.get().address == "dora@example.org"
    assert "1 new, 0 known already" in page
    assert "no@example.org has asked for no more mail" in page


def test_a_file_that_is_no_table_is_refused_in_words(reader, series):
    table = SimpleUploadedFile("list.csv", b"name\nDora\n")
    answer = reader.post(reverse("import-subscribers"), {"file": table, "series": [series.pk], "consent": AGREED})
    assert answer.status_code == 422
    assert "No column of this file is headed" in answer.content.decode()


def test_the_list_is_searched_and_taken_away_without_formulas(reader, series):
    put_reader(series, "dora@example.org", consent="=1+1")
    put_reader(series, "emil@example.org")
    assert "emil@example.org" not in reader.get(reverse("subscribers"), {"q": "dora"}).content.decode()
    table = reader.get(reverse("export-subscribers"), {"q": "dora"}).content.decode()
    assert "dora@example.org,active,Mondays" in table
    assert ",'=1+1," in table


def test_an_address_is_blocked(reader, series):
    put_reader(series, "dora@example.org")
    reader.post(reverse("block-address"), {"address": "dora@example.org"})
    assert Refusal.objects.get().reason == "blocked"


def test_a_curator_sees_only_readers_of_their_own_series(client, ben, series, ada):
    put_reader(series, "dora@example.org")
    Series.objects.create(owner=ben, name="Of Ben", slug="of-ben", newsletter=True)
    client.force_login(ben)
    assert "dora@example.org" not in client.get(reverse("subscribers")).content.decode()
    assert "dora@example.org" not in client.get(reverse("export-subscribers")).content.decode()
    assert client.post(reverse("block-address"), {"address": "dora@example.org"}).status_code == 404


def test_nobody_adds_readers_to_a_series_of_somebody_else(client, ben, series):
    Series.objects.create(owner=ben, name="Of Ben", slug="of-ben", newsletter=True)
    client.force_login(ben)
    told = {"address": "dora@example.org", "series": [series.pk], "consent": AGREED}
    assert client.post(reverse("add-subscriber"), told).status_code == 422
    assert not Subscriber.objects.exists()


def test_a_published_digest_leads_its_mail_to_the_web(reader, digest, ada):
    from digests.editing import publish

    publish(approve(digest, ada), ada)
    issue = newsletter.issue_of(Digest.objects.get(pk=digest.pk))
    body = reader.get(reverse("issue-body", args=[issue.pk])).content.decode()
    assert f"/read/{digest.slug}/" in body
    assert "Read it on the web" in body
