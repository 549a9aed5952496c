"""A token or a session: what each is good for."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from curation.errors import NotFound, Refused
from curation.models import ApiToken, Source
from curation.tokens import issue, owner_of, revoke
from tests.shelf import put_source

pytestmark = pytest.mark.django_db


def _drop(client, source, **headers):
    return client.post(f"/api/sources/{source.pk}/drop", headers=headers).status_code


@pytest.fixture
def browser(ada):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    return client


def test_a_token_needs_no_cookie_and_no_csrf_token(program, ada):
    assert _drop(program, put_source(ada)) == 200


def test_a_token_counts_beside_a_cookie(browser, ada):
    assert _drop(browser, put_source(ada), authorization=f"Bearer {issue(ada, 'Notebook').secret}") == 200


def test_a_token_acts_as_its_owner_whoever_is_signed_in(browser, ada, ben):
    put_source(ada)
    answer = browser.get("/api/sources", headers={"authorization": f"Bearer {issue(ben, 'Notebook').secret}"})
    assert answer.json()["count"] == 0


def test_a_session_may_read(browser, ada):
    put_source(ada)
    assert browser.get("/api/sources").json()["count"] == 1


def test_a_session_without_the_csrf_token_is_refused(browser, ada):
    source = put_source(ada)
    answer = browser.post(f"/api/sources/{source.pk}/drop")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert Source.objects.kept().count() == 1


def test_a_session_with_the_csrf_token_may_write(browser, ada):
    browser.get("/add/")
    assert _drop(browser, put_source(ada), **{"X-CSRFToken": browser.cookies["csrftoken"].value}) == 200


@pytest.mark.parametrize("secret", ["", "tp_", "tp_nonsense", "tp_ä", "x" * 5000])
def test_a_bad_token_is_refused_even_beside_a_good_session(browser, secret):
    answer = browser.get("/api/sources", headers={"authorization": f"Bearer {secret}"})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_a_revoked_token_is_refused(ada):
    issued = issue(ada, "Notebook")
    revoke(issued.token, ada)
    answer = Client().get("/api/sources", headers={"authorization": f"Bearer {issued.secret}"})
    assert answer.status_code == 401


def test_who_may_not_sign_in_any_more_has_no_valid_token(ada):
    secret = issue(ada, "Notebook").secret
    ada.is_active = False
    ada.save()
    assert owner_of(secret) is None


def test_only_the_owner_revokes(ada, ben):
    with pytest.raises(NotFound):
        revoke(issue(ada, "Notebook").token, ben)


def test_revoking_twice_keeps_the_first_time(ada):
    token = issue(ada, "Notebook").token
    first = revoke(token, ada).revoked_at
    assert revoke(token, ada).revoked_at == first


def test_the_secret_is_kept_nowhere(ada):
    issued = issue(ada, "Notebook")
    row = str(ApiToken.objects.values().get())
    assert issued.secret not in row
    assert issued.secret.startswith(issued.token.prefix)
    assert len(issued.secret) >= 43


def test_two_secrets_differ(ada):
    assert issue(ada, "One").secret != issue(ada, "Two").secret


def test_the_last_use_is_noted_once_a_minute(ada):
    issued = issue(ada, "Notebook")
    owner_of(issued.secret)
    issued.token.refresh_from_db()
    first = issued.token.last_used_at
    owner_of(issued.secret)
    issued.token.refresh_from_db()
    assert issued.token.last_used_at == first
    ApiToken.objects.update(last_used_at=timezone.now() - timedelta(minutes=2))
    owner_of(issued.secret)
    issued.token.refresh_from_db()
    assert issued.token.last_used_at > first


@pytest.mark.parametrize("label", ["", "  ", "a\nb", "x" * 101, "a\0b"])
def test_a_token_needs_a_label_of_one_line(ada, label):
    with pytest.raises(Refused):
        issue(ada, label)


def test_the_command_prints_the_secret_alone(ada, capsys):
    call_command("token", "--label", "Notebook", "--owner", "ada")
    assert owner_of(capsys.readouterr().out.strip()) == ada
