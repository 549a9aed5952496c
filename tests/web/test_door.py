import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.views.defaults import bad_request, server_error
from sesame.utils import get_query_string

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"


def test_a_one_time_link_signs_in_once(client, ada):
    link = SIGN_IN + get_query_string(ada)
    assert client.get(link).url == reverse("home")
    client.logout()
    spent = client.get(link)
    assert spent.status_code == 422
    assert "used already" in spent.content.decode()


def test_a_link_that_was_made_up_signs_nobody_in(client):
    assert client.get(SIGN_IN, {"sesame": "x"}).status_code == 422


def test_name_and_password_sign_in(client, ada):
    ada.set_password("a long password")
    ada.save()
    answer = client.post(SIGN_IN, {"username": "ada", "password": "a long password", "next": "/library/"})
    assert answer.url == "/library/"


def test_a_wrong_password_is_answered_in_place(client, ada):
    answer = client.post(SIGN_IN, {"username": "ada", "password": "guess"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_it_leads_to_this_site_only(client, ada, onward):
    assert client.get(SIGN_IN + get_query_string(ada) + f"&next={onward}").url == reverse("home")


def test_signing_out_takes_a_post(reader):
    assert reader.get(reverse("sign-out")).status_code == 405
    reader.post(reverse("sign-out"))
    assert reader.get(reverse("home")).status_code == 302


def test_a_fragment_asked_for_without_a_session_leads_the_whole_page_to_the_door(client):
    answer = client.get(reverse("work"), headers={"HX-Request": "true"}, follow=True)
    assert answer["HX-Redirect"] == SIGN_IN


def test_it_says_that_it_is_alive_and_nothing_else(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok\n"


def test_a_page_that_is_not_there_is_a_page(reader):
    answer = reader.get("/sources/999999/")
    assert answer.status_code == 404
    assert "no such page in your library" in answer.content.decode()


@pytest.mark.parametrize(("view", "said"), [(bad_request, "could not be read"), (server_error, "Nothing that")])
def test_a_page_for_the_worst_stands_on_its_own(rf, view, said):
    answer = view(rf.get("/"), ValueError()) if view is bad_request else view(rf.get("/"))
    assert said in answer.content.decode()


def test_a_forged_form_is_refused_with_a_page(ada):
    from django.test import Client

    careful = Client(enforce_csrf_checks=True)
    careful.force_login(ada)
    answer = careful.post(reverse("sign-out"))
    assert answer.status_code == 403
    assert "not allowed from here" in answer.content.decode()


def test_no_template_styles_or_runs_in_line():
    """The policy would block it, and only in a browser."""
    for path in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        if "email" in path.parts or path.name in {"deck_file.html", "digest_file.html"}:
            continue
        text = path.read_text()
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", text), path
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), path


def test_pages_are_never_kept_from_a_csp(reader):
    policy = reader.get(reverse("home"))["Content-Security-Policy"]
    assert "unsafe" not in policy
