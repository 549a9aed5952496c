import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from curation.models import Chapter, Likeness, Passage, Placement, Run, Source
from curation.pipeline import State, pipeline_of
from digests.models import Deck, Delivery, Digest, NewsletterIssue
from ingest.models import Upload
from tests.admin.cast import act, said, stock, url_of
from tests.shelf import put_passage, put_source, put_theme

pytestmark = pytest.mark.django_db


def steps(source):
    return {step.stage: step for step in pipeline_of(Source.objects.get(pk=source.pk))}


def press(desk, thing, name):
    return said(desk.post(url_of(thing, "do", thing.pk, name)))


@pytest.fixture
def source(shelf):
    """Of the shelf's upload, in a theme, cited by its digest."""
    shelf[Upload].sources.add(shelf[Source])
    return shelf[Source]


def test_it_shows_the_whole_way_of_a_source(desk, shelf, source):
    Deck.objects.update(source=source)
    page = desk.get(url_of(Source, "pipeline", source.pk)).content.decode()
    way = ["Upload", "Reading", "Source", "Chapters", "Passages", "Vectors", "Ties", "Signal", "Themes"]
    told = [*way, "Digest", "Mail", "Deck"]
    places = [page.index(f"<h3>{stage} <") for stage in told]
    assert places == sorted(places)


def test_it_says_what_went_in_and_came_out(source):
    told = steps(source)
    assert told["Upload"].given == "file “notes.md”"
    assert told["Passages"].made == "1 passage"
    assert told["Themes"].made == "1 in “Small teams”"
    assert told["Digest"].made.startswith("1 statement cites it; draft")


def test_a_step_has_the_time_of_its_run(shelf, source):
    began = timezone.now()
    Run.objects.create(
        owner=source.owner,
        kind="read",
        subject=shelf[Upload].pk,
        status="done",
        started_at=began,
        finished_at=began + timezone.timedelta(seconds=3),
    )
    assert steps(source)["Reading"].seconds == 3.0


def test_a_failed_reading_says_why(shelf, source):
    Upload.objects.update(status="failed", error="This file is empty.")
    told = steps(source)["Reading"]
    assert (told.state, told.made) == (State.FAILED, "This file is empty.")


def test_what_waits_for_a_worker_is_told(source):
    assert steps(source)["Vectors"].state == State.NOT_YET
    Run.objects.create(owner=source.owner, kind="embed")
    assert steps(source)["Vectors"].state == State.WAITING


def test_what_a_hand_decided_is_told(desk, source):
    press(desk, source, "drop_sources")
    assert steps(source)["Signal"].state == State.HAND


def test_a_source_without_an_upload_has_a_way(ada):
    assert steps(put_source(ada))["Upload"].state == State.HAND


def test_it_embeds_again(desk, ada, source):
    Passage.objects.update(vector=[1.0] + [0.0] * 383, vector_model="minilm")
    press(desk, source, "embed_again")
    assert Passage.objects.get().vector is None
    assert Run.objects.filter(kind="embed", status="queued").count() == 1


def test_it_judges_again_unless_a_hand_has(desk, source):
    press(desk, source, "judge_again")
    assert Run.objects.filter(kind="judge").count() == 1
    press(desk, source, "drop_sources")
    assert "A hand has decided about it" in " ".join(press(desk, source, "judge_again"))


def test_it_compares_again(desk, source):
    Source.objects.update(compared=True)
    press(desk, source, "compare_again")
    assert not Source.objects.get().compared


def test_it_groups_again(desk, source):
    Run.objects.all().delete()
    press(desk, source, "regroup")
    assert Run.objects.get().kind == Run.Kind.GROUP


def test_chapters_of_the_machine_are_looked_for_again(desk, source):
    Chapter.objects.update(by_machine=True)
    Source.objects.update(parted=True)
    press(desk, source, "part_again")
    assert not Chapter.objects.exists()
    assert not Source.objects.get().parted


def test_chapters_of_its_maker_stay(desk, source):
    assert "they stay" in press(desk, source, "part_again")[0]
    assert Chapter.objects.count() == 1


def test_it_reads_an_upload_again(desk, shelf, source):
    press(desk, shelf[Upload], "read_again")
    assert Run.objects.get(kind="read").subject == shelf[Upload].pk


def test_it_moves_all_of_a_source_to_a_theme(desk, ada, source):
    theme = put_theme(ada, "Pricing")
    act(desk, "move_sources", [source], apply="Move", theme=theme.pk)
    assert Placement.objects.values_list("theme", "by_hand").get() == (theme.pk, True)


def test_a_click_on_move_asks_for_the_theme(desk, source):
    page = desk.post(url_of(source, "do", source.pk, "move_sources"))
    assert "Move 1 source to a theme" in page.content.decode()


def test_moving_from_its_steps_leads_back_to_them(desk, ada, source):
    steps_page, move = url_of(Source, "pipeline", source.pk), url_of(source, "do", source.pk, "move_sources")
    assert f'name="back" value="{steps_page}"' in desk.post(move, {"back": steps_page}).content.decode()
    answer = desk.post(move, {"back": steps_page, "apply": "Move", "theme": put_theme(ada, "Pricing").pk})
    assert answer.url == steps_page


def test_mail_that_failed_is_seen_there(shelf, source):
    Delivery.objects.update(status="failed")
    told = steps(source)["Mail"]
    assert (told.state, told.made) == (State.FAILED, "0 sent, 1 failed")


def test_an_upload_of_which_nothing_came_has_a_way(desk, shelf):
    page = desk.get(url_of(Upload, "pipeline", shelf[Upload].pk)).content.decode()
    assert "<li>None.</li>" in page


def test_nobody_sees_the_way_of_somebody_elses(desk, ben):
    his = stock(ben)
    assert desk.get(url_of(Source, "pipeline", his[Source].pk)).status_code == 404
    assert desk.get(url_of(Upload, "pipeline", his[Upload].pk)).status_code == 404


def test_a_way_needs_no_query_per_passage_or_theme(desk, ada, shelf, source, django_assert_max_num_queries):
    with CaptureQueriesContext(connection) as few:
        desk.get(url_of(Source, "pipeline", source.pk))
    for number in range(5):
        put_passage(ada, source=source, theme=put_theme(ada, f"Theme {number}"))
        Likeness.objects.create(source=source, of=put_source(ada), relation="same", severed=True)
    with django_assert_max_num_queries(len(few)):
        desk.get(url_of(Source, "pipeline", source.pk))


def test_a_digest_is_looked_at_in_every_form(desk, shelf):
    Deck.objects.update(digest=shelf[Digest])
    page = desk.get(url_of(Digest, "preview", shelf[Digest].pk)).content.decode()
    for place in (
        f"/digests/{shelf[Digest].pk}/",
        f"/digests/{shelf[Digest].pk}/mail/body/",
        f"/decks/{shelf[Deck].pk}/",
    ):
        assert f'"{place}"' in page


def test_the_next_verb_stands_beside_a_preview(desk, shelf):
    preview = url_of(Digest, "preview", shelf[Digest].pk)
    assert ">Approve<" in desk.get(preview).content.decode()
    press(desk, shelf[Digest], "approve")
    assert ">Publish<" in desk.get(preview).content.decode()
    press(desk, shelf[Digest], "publish")
    assert "/read/the-week/" in desk.get(preview).content.decode()


def test_a_preview_says_what_stands_in_the_way(desk, shelf):
    shelf[Digest].sections.get().statements.update(status="unsupported")
    Digest.objects.update(state="approved")
    page = desk.get(url_of(Digest, "preview", shelf[Digest].pk)).content.decode()
    assert "One statement is not borne out" in page


def test_a_digest_that_nobody_composed_yet_has_a_preview_all_the_same(desk, shelf):
    NewsletterIssue.objects.all().delete()
    Digest.objects.update(writer="")
    assert "not composed yet" in desk.get(url_of(Digest, "preview", shelf[Digest].pk)).content.decode()


def test_nobody_previews_somebody_elses_digest(desk, ben):
    assert desk.get(url_of(Digest, "preview", stock(ben)[Digest].pk)).status_code == 404
