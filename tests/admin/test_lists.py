import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.models import Allowance, Appeal, Edit, Example, ModelCall, Passage, PassageLink, Source, Theme, ThemeEvent
from digests.models import Correction, Digest, Section, Subscriber
from tests.admin.cast import ADDED, MODELS, OWNED, READ, form_of, stock, stock_more, url_of

pytestmark = pytest.mark.django_db


def test_every_model_of_ours_has_a_place_in_the_admin():
    ours = {model for model in admin.site._registry if model._meta.app_label != "auth"}
    assert ours == set(MODELS)


@pytest.mark.parametrize("model", MODELS)
def test_every_list_opens(desk, shelf, model):
    assert desk.get(url_of(model, "changelist"), {"q": "e"}).status_code == 200
    page = desk.get(url_of(model, "changelist"))
    assert page.status_code == 200
    assert page.context["cl"].result_count == 1


@pytest.mark.parametrize("model", ADDED)
def test_every_form_for_a_new_one_opens(desk, shelf, model):
    assert desk.get(url_of(model, "add")).status_code == 200


@pytest.mark.parametrize("model", [model for model in MODELS if model not in READ])
def test_every_form_opens_and_can_be_saved_unchanged(desk, shelf, model):
    url = url_of(model, "change", shelf[model].pk)
    response = desk.post(url, form_of(desk, url))
    assert response.status_code == 302, response.context["errors"]
    assert desk.get(url).status_code == 200


@pytest.mark.parametrize("model", READ)
def test_what_the_machine_wrote_down_can_be_read_and_not_changed(desk, shelf, model):
    url = url_of(model, "change", shelf[model].pk)
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"task": "other"}).status_code == 403
    assert desk.get(url_of(model, "add")).status_code == 403


def test_what_was_spent_cannot_be_deleted(desk, shelf):
    assert desk.post(url_of(ModelCall, "delete", shelf[ModelCall].pk), {"post": "yes"}).status_code == 403


def test_a_cap_is_set_for_anybody(desk, shelf, ben):
    desk.post(url_of(Allowance, "add"), {"owner": ben.pk, "monthly_cap": "2.50"})
    assert str(ben.allowance.monthly_cap) == "2.50"


def test_a_cap_is_no_debt(desk, shelf):
    url = url_of(Allowance, "change", shelf[Allowance].pk)
    assert desk.post(url, {"monthly_cap": "-1"}).status_code == 200
    assert Allowance.objects.get().monthly_cap == 5


@pytest.mark.parametrize("model", OWNED)
def test_nobody_sees_somebody_elses_library_here(desk, ben, model):
    his = stock(ben)[model]
    assert desk.get(url_of(model, "changelist")).context["cl"].result_count == 0
    assert desk.get(url_of(model, "change", his.pk)).status_code == 302


@pytest.mark.parametrize("model", [model for model in OWNED if model in ADDED])
def test_no_form_offers_somebody_elses_things(desk, ben, model):
    stock(ben)
    form = desk.get(url_of(model, "add")).context["adminform"].form
    choices = [field.queryset.count() for field in form.fields.values() if hasattr(field, "queryset")]
    assert not any(choices)


@pytest.mark.parametrize("model", MODELS)
def test_a_reader_without_a_desk_is_sent_away(client, ben, model):
    client.force_login(ben)
    assert client.get(url_of(model, "changelist")).status_code == 302


@pytest.mark.parametrize("model", MODELS)
def test_a_list_needs_no_query_per_row(desk, ada, shelf, model, django_assert_max_num_queries):
    with CaptureQueriesContext(connection) as few:
        desk.get(url_of(model, "changelist"))
    for number in range(5):
        stock_more(ada, shelf, number)
    with django_assert_max_num_queries(len(few)):
        desk.get(url_of(model, "changelist"))


@pytest.mark.parametrize("model", [Source, Theme, Passage, Digest, Section])
def test_no_page_needs_a_script_that_the_policy_forbids(desk, shelf, model):
    for page in (url_of(model, "changelist"), url_of(model, "change", shelf[model].pk)):
        response = desk.get(page)
        html = response.content.decode()
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert not re.findall(r"<script(?![^>]*(src=|application/json|text/template))[^>]*>", html)
        assert not re.findall(r"\son[a-z]+=|javascript:", html)


STAYS = [PassageLink, ThemeEvent, Example, Appeal, Edit, Correction, Subscriber]


@pytest.mark.parametrize("model", STAYS)
def test_what_tells_of_others_is_not_deleted_by_itself(desk, shelf, model):
    assert desk.post(url_of(model, "delete", shelf[model].pk), {"post": "yes"}).status_code == 403
    assert "delete_selected" not in desk.get(url_of(model, "changelist")).content.decode()
    assert "deletelink" not in desk.get(url_of(model, "change", shelf[model].pk)).content.decode()


@pytest.mark.parametrize("model", [Source, Theme, Digest])
def test_it_goes_with_what_it_tells_of(desk, shelf, model):
    desk.post(url_of(model, "delete", shelf[model].pk), {"post": "yes"})
    assert not model.objects.exists()
