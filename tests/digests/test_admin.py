import pytest
from django.urls import reverse

from digests.compose import compose
from digests.editing import undo
from digests.models import Citation, Digest, Section, Statement
from digests.order import order_digest, run_of
from digests.tasks import compose_digest
from tests.digests.library import WEEK
from tests.digests.published import put_published
from tests.digests.scripted_writer import ScriptedWriter

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def digest(ada, themes):
    return compose(ada, *WEEK, ScriptedWriter())


def page_of(kind, name, *args):
    return reverse(f"admin:digests_{kind._meta.model_name}_{name}", args=args)


@pytest.fixture
def promised(ada, themes, a_model):
    return order_digest(ada, *WEEK)


def test_a_promised_digest_is_not_finished_by_being_looked_at(desk, promised, writes):
    inline = {f"sections-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    desk.post(page_of(Digest, "change", promised.pk), {"title": "Mine", "lead": "Mine.", **inline})
    promised.refresh_from_db()
    assert (promised.writer, promised.edited_by_hand, promised.title) == (
        "",
        False,
        "What you met, 24 February – 2 March 2026",
    )
    writes(ScriptedWriter())
    compose_digest(run_id=run_of(promised).pk)
    assert promised.sections.exists()


def test_a_section_put_into_it_by_hand_makes_it_the_hand_s(desk, promised):
    inline = {f"statements-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    desk.post(page_of(Section, "add"), {"digest": promised.pk, "position": 1, "heading": "Mine", **inline})
    promised.refresh_from_db()
    assert (promised.writer, promised.edited_by_hand) == ("by hand", True)


@pytest.mark.parametrize("kind", [Section, Statement, Citation])
def test_what_was_deleted_from_a_digest_makes_it_the_hand_s(desk, digest, kind):
    thing = kind.objects.last()
    desk.post(page_of(kind, "delete", thing.pk), {"post": "yes"})
    digest.refresh_from_db()
    assert (kind.objects.filter(pk=thing.pk).exists(), digest.edited_by_hand) == (False, True)


@pytest.mark.parametrize("kind", [Section, Statement, Citation])
def test_so_does_what_was_deleted_with_others(desk, digest, kind):
    chosen = list(kind.objects.values_list("pk", flat=True)[:2])
    form = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    desk.post(page_of(kind, "changelist"), form)
    digest.refresh_from_db()
    assert (kind.objects.filter(pk__in=chosen).exists(), digest.edited_by_hand) == (False, True)


def test_a_statement_is_judged_anew_without_a_citation(desk, digest):
    citation = Citation.objects.filter(statement__section__is_lead=False).first()
    desk.post(page_of(Citation, "delete", citation.pk), {"post": "yes"})
    assert Statement.objects.get(pk=citation.statement_id).status == "unsupported"


@pytest.mark.parametrize("kind", [Section, Statement, Citation])
def test_a_published_digest_is_changed_at_the_desk_alone(desk, ada, kind):
    put_published(ada)
    thing, before = kind.objects.first(), kind.objects.count()
    desk.post(page_of(kind, "delete", thing.pk), {"post": "yes"})
    desk.post(page_of(kind, "changelist"), {"action": "delete_selected", "_selected_action": [thing.pk], "post": "yes"})
    assert kind.objects.count() == before
    assert desk.post(page_of(kind, "change", thing.pk), {"heading": "Mine", "text": "Mine"}).status_code == 403


def test_nothing_is_added_to_a_published_digest(desk, ada):
    public, inline = put_published(ada), {f"statements-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    desk.post(page_of(Section, "add"), {"digest": public.pk, "position": 9, "heading": "Mine", **inline})
    desk.post(page_of(Digest, "change", public.pk), {"title": "Mine", "lead": "Mine."})
    public.refresh_from_db()
    assert (public.sections.count(), public.title) == (2, "Loaves, with cakes")


def test_words_set_in_the_admin_can_be_undone_at_the_desk(desk, ada, digest):
    said = Statement.objects.filter(section__is_lead=False).first()
    was = said.text
    inline = {f"citations-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    form = {"role": said.role, "position": said.position, "text": "Nine hundred cakes burnt.", **inline}
    desk.post(page_of(Statement, "change", said.pk), form)
    said.refresh_from_db()
    assert said.text == "Nine hundred cakes burnt."
    undo(digest, ada)
    said.refresh_from_db()
    assert said.text == was
