import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from curation import tokens
from curation.models import ApiToken, Likeness, Passage, Placement, Run, Source, Theme
from ingest.models import FeedEntry, Upload
from tests.admin.cast import act, form_of, said, url_of
from tests.shelf import put_passage, put_source, put_theme

pytestmark = pytest.mark.django_db


def test_it_drops_and_restores_sources(desk, ada):
    sources = [put_source(ada), put_source(ada)]
    assert act(desk, "drop_sources", sources) == ["Dropped: 2 sources."]
    assert set(Source.objects.values_list("standing", "standing_by_hand")) == {("filtered", True)}
    act(desk, "restore_sources", sources[:1])
    assert Source.objects.kept().get() == sources[0]


def test_a_standing_set_in_the_form_is_the_hands(desk, shelf):
    url = url_of(Source, "change", shelf[Source].pk)
    desk.post(url, form_of(desk, url) | {"standing": "filtered", "author": "Ada"})
    source = Source.objects.get()
    assert (source.standing, source.standing_by_hand, source.author) == ("filtered", True, "Ada")
    assert LogEntry.objects.filter(change_message="Dropped by hand.").exists()


def test_a_source_can_be_written_by_hand(desk, ada):
    data = {"kind": "note", "title": "Mine", "text": "Ship.", "met_on": "2026-03-02", "standing": "kept"}
    assert desk.post(url_of(Source, "add"), data).status_code == 302
    assert Source.objects.get().owner == ada


def test_a_name_set_in_the_list_is_the_hands(desk, shelf):
    theme = shelf[Theme]
    management = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "_save": "Save"}
    desk.post(url_of(Theme, "changelist"), management | {"form-0-id": theme.pk, "form-0-name": "Team size"})
    theme.refresh_from_db()
    assert (theme.name, theme.named_by_hand) == ("Team size", True)


def test_a_name_set_in_the_form_is_the_hands(desk, shelf):
    desk.post(url_of(Theme, "change", shelf[Theme].pk), {"name": "Team size"})
    theme = Theme.objects.get()
    assert (theme.name, theme.named_by_hand) == ("Team size", True)


def test_a_name_that_is_taken_is_refused_in_words(desk, ada, shelf):
    put_theme(ada, "Team size")
    response = desk.post(url_of(Theme, "change", shelf[Theme].pk), {"name": "Team size"})
    assert "Another theme is called “Team size”" in said(response)[0]
    assert Theme.objects.filter(name="Team size").count() == 1


def test_a_theme_can_be_made_by_hand(desk, ada):
    desk.post(url_of(Theme, "add"), {"name": "Team size"})
    theme = Theme.objects.get()
    assert (theme.owner, theme.named_by_hand) == (ada, True)


def test_it_merges_themes_into_the_largest(desk, ada):
    small, large = put_theme(ada, "Pods", passages=1), put_theme(ada, passages=2)
    assert act(desk, "merge_into_the_largest", [small, large]) == ["Into “Small teams” went: 1 theme."]
    small.refresh_from_db()
    assert small.merged_into == large


def test_it_says_that_one_theme_is_too_few_to_merge(desk, ada):
    assert "two themes or more" in act(desk, "merge_into_the_largest", [put_theme(ada)])[0]


def test_it_hides_and_shows_themes(desk, ada):
    theme = put_theme(ada)
    act(desk, "hide_themes", [theme])
    assert Theme.objects.get().state == Theme.State.HIDDEN
    act(desk, "show_themes", [theme])
    assert Theme.objects.get().state == Theme.State.ALIVE


def test_one_that_refuses_does_not_hold_up_the_others(desk, ada):
    alive = put_theme(ada)
    merged = put_theme(ada, "Pods", state=Theme.State.MERGED, merged_into=alive)
    refusal, done = act(desk, "hide_themes", [merged, alive])
    assert (refusal[:24], done) == ("Pods: “Pods” was merged ", "Hidden: 1 theme. Refused: 1.")


def test_it_asks_for_the_theme_before_it_moves_passages(desk, ada, ben):
    put_theme(ben, "Not hers")
    passage, theme = put_passage(ada), put_theme(ada)
    data = {"action": "move_to_a_theme", "_selected_action": [passage.pk]}
    page = desk.post(url_of(Passage, "changelist"), data)
    assert "Small teams" in page.content.decode()
    assert "Not hers" not in page.content.decode()
    act(desk, "move_to_a_theme", [passage], apply="Move", theme=theme.pk)
    assert Placement.objects.values_list("theme", "by_hand").get() == (theme.pk, True)


def test_it_takes_passages_out_of_all_themes(desk, shelf):
    act(desk, "take_out_of_themes", [shelf[Passage]])
    assert Placement.objects.values_list("theme", "by_hand").get() == (None, True)


def test_a_passage_marked_by_hand_is_cut_out_of_its_source(desk, ada):
    source = put_source(ada, "Small teams ship. Large ones meet.")
    desk.post(url_of(Passage, "add"), {"source": source.pk, "text": "Large ones meet."})
    passage = Passage.objects.get()
    assert source.text[passage.start : passage.end] == "Large ones meet."


def test_a_passage_that_is_not_in_its_source_is_refused(desk, ada):
    source = put_source(ada)
    response = desk.post(url_of(Passage, "add"), {"source": source.pk, "text": "I made this up."})
    assert "do not stand in the source" in said(response)[0]
    assert not Passage.objects.exists()


def test_a_placement_set_in_the_form_is_the_hands(desk, ada, shelf):
    theme = put_theme(ada, "Pricing")
    desk.post(url_of(Placement, "change", shelf[Placement].pk), {"theme": theme.pk})
    assert Placement.objects.values_list("theme", "by_hand").get() == (theme.pk, True)


def test_a_tie_is_cut_and_made_again(desk, ada):
    tie = Likeness.objects.create(source=put_source(ada), of=put_source(ada), relation="same")
    act(desk, "part_sources", [tie])
    assert Likeness.objects.values_list("severed", "by_hand").get() == (True, True)
    act(desk, "join_sources", [tie])
    assert Likeness.objects.values_list("severed", "by_hand").get() == (False, True)


def test_adding_a_tie_says_that_two_are_the_same(desk, ada):
    double, shown = put_source(ada), put_source(ada)
    desk.post(url_of(Likeness, "add"), {"source": double.pk, "of": shown.pk})
    tie = Likeness.objects.get()
    assert (tie.source, tie.of, tie.relation, tie.by_hand) == (double, shown, "same", True)


def test_a_source_that_is_said_to_be_its_own_double_is_refused(desk, ada):
    source = put_source(ada)
    response = desk.post(url_of(Likeness, "add"), {"source": source.pk, "of": source.pk})
    assert "cannot be the double of itself" in said(response)[0]


def test_it_takes_in_a_feeds_entries_again(desk, shelf):
    assert act(desk, "take_in", [shelf[FeedEntry]]) == ["To be taken in: 1 feed entry."]
    assert FeedEntry.objects.get().state == "waiting"


def test_adding_a_run_asks_for_the_work(desk, ada):
    desk.post(url_of(Run, "add"), {"kind": "group", "subject": 0})
    assert Run.objects.get().status == Run.Status.QUEUED


def test_it_reads_uploads_again(desk, shelf):
    Upload.objects.update(status=Upload.Status.FAILED, error="Unreadable.")
    act(desk, "read_again", [shelf[Upload]])
    assert Upload.objects.get().status == Upload.Status.WAITING
    assert Run.objects.get(kind=Run.Kind.READ).subject == shelf[Upload].pk


def test_a_file_added_here_comes_in_like_any_other(desk, ada, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    desk.post(url_of(Upload, "add"), {"content": SimpleUploadedFile("notes.md", b"# Ship"), "kind": ""})
    upload = Upload.objects.get()
    assert (upload.owner, upload.name, upload.size) == (ada, "notes.md", 6)
    assert Run.objects.get(kind=Run.Kind.READ).subject == upload.pk


def test_a_token_is_shown_when_it_is_made_and_never_again(desk, ada):
    answer = desk.post(url_of(ApiToken, "add"), {"label": "Notebook"})
    token = ApiToken.objects.get()
    secret = said(answer)[0].rpartition(" ")[2]
    assert tokens.owner_of(secret) == ada
    desk.get(url_of(ApiToken, "changelist"))
    page = desk.get(url_of(ApiToken, "change", token.pk)).content.decode()
    assert token.prefix in page
    assert secret not in page
    assert token.digest not in page


def test_it_revokes_tokens(desk, ada):
    issued = tokens.issue(ada, "Notebook")
    assert act(desk, "revoke_tokens", [issued.token]) == ["Revoked: 1 API token."]
    assert tokens.owner_of(issued.secret) is None
