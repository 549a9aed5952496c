"""The desk of a theme, and the log of what hands did."""

import re

import pytest
from django.urls import reverse

from curation import editing
from curation.models import Edit, PassageLink, Placement, Source, Theme
from digests.editing import rewrite_lead
from tests.shelf import put_passage, put_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def traces(ada):
    """A theme of four passages."""
    return put_theme(ada, "Traces", passages=4)


@pytest.fixture
def chosen(traces):
    return list(traces.placements.order_by("passage").values_list("passage", flat=True)[:2])


def page(reader, name, *args):
    return reader.get(reverse(name, args=args)).content.decode()


def sort(reader, desk, do, chosen, **told):
    return reader.post(reverse("sort-passages", args=[desk.pk]), {"do": do, "passage": chosen, **told}, follow=True)


def shown(answer):
    return answer.content.decode()


def test_what_has_no_title_is_named_by_its_first_words(reader, traces):
    [source] = Source.objects.filter(passages__placement__theme=traces).distinct()[:1]
    Source.objects.filter(pk=source.pk).update(kind="highlight", title="", text="A kettle sings at dawn.")
    assert "Highlight “A kettle sings at dawn.”" in page(reader, "theme", traces.pk)


def test_the_chosen_passages_are_moved_to_a_theme(reader, ada, traces, chosen):
    judges = put_theme(ada, "Judges")
    answer = sort(reader, traces, "move", chosen, theme=judges.pk)
    assert judges.placements.filter(passage__in=chosen, by_hand=True).count() == 2
    assert "Moved 2 passages to “Judges”." in shown(answer)


def test_a_message_leads_back(reader, ada, traces, chosen):
    answer = sort(reader, traces, "move", chosen, theme=put_theme(ada, "Judges").pk)
    address = reverse("undo-edit", args=[Edit.objects.get().pk])
    assert address in shown(answer).split("</header>")[1].split("<h1>")[0]
    undone = reader.post(address, {"back": reverse("theme", args=[traces.pk])}, follow=True)
    assert traces.placements.count() == 4
    assert "Undid: Moved 2 passages" in shown(undone)
    assert undone.request["PATH_INFO"] == reverse("theme", args=[traces.pk])


def test_the_chosen_passages_become_a_theme_of_their_own(reader, traces, chosen):
    sort(reader, traces, "split", chosen, name="By hand")
    fresh = Theme.objects.get(name="By hand")
    assert (fresh.split_from, fresh.placements.count()) == (traces, 2)
    assert "Split from" in page(reader, "theme", fresh.pk)


def test_the_chosen_passages_are_taken_out_of_all_themes(reader, traces, chosen):
    sort(reader, traces, "out", chosen)
    assert set(Placement.objects.filter(theme=None, by_hand=True).values_list("passage", flat=True)) == set(chosen)


def test_the_chosen_passages_are_never_again_in_this_theme(reader, traces, chosen):
    sort(reader, traces, "never", chosen)
    assert traces.links.filter(kind="cannot").count() == 2
    assert "never in this theme" in page(reader, "theme", traces.pk)


def test_what_was_said_about_a_passage_is_forgotten(reader, traces, chosen):
    sort(reader, traces, "never", chosen[:1])
    reader.post(reverse("forget-link", args=[PassageLink.objects.get().pk]))
    assert not PassageLink.objects.exists()


@pytest.mark.parametrize(("do", "kind"), [("together", "must"), ("apart", "cannot")])
def test_the_chosen_passages_are_linked(reader, traces, chosen, do, kind):
    sort(reader, traces, do, chosen)
    link = PassageLink.objects.get()
    assert ([link.passage_id, link.other_id], link.kind) == (chosen, kind)


REFUSED = {
    "nothing chosen": ("out", [], {}, "Choose a passage first."),
    "no theme": ("move", [0], {}, "Choose a theme to move to."),
    "no name": ("split", [0], {}, "The new theme needs a name."),
    "a name that is taken": ("split", [0], {"name": "traces"}, "Another theme is called “traces”"),
    "all of it": ("split", [0, 1, 2, 3], {"name": "By hand"}, "rename it instead"),
    "one alone together": ("together", [0], {}, "Choose two passages or more"),
    "one alone apart": ("apart", [0], {}, "Choose the two passages"),
    "no deed": ("burn", [0], {}, ""),
}


@pytest.mark.parametrize(("do", "rows", "told", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_what_will_not_do_is_answered_in_place(reader, traces, do, rows, told, says):
    passages = list(traces.placements.order_by("passage").values_list("passage", flat=True))
    answer = sort(reader, traces, do, [passages[row] for row in rows], **told)
    assert answer.status_code == 422
    assert says in shown(answer)
    assert shown(answer).count(" checked>") == len(rows)
    assert not Edit.objects.exists()


def test_somebody_elses_passage_is_not_chosen(reader, ben, traces):
    answer = sort(reader, traces, "out", [put_passage(ben).pk])
    assert (answer.status_code, "not there any more" in shown(answer)) == (422, True)


def test_a_theme_is_pinned_and_stands_first(reader, ada, traces):
    small = put_theme(ada, "Judges", passages=1)
    reader.post(reverse("change-theme", args=[small.pk, "pin"]))
    listed = page(reader, "themes")
    assert listed.index("Judges") < listed.index("Traces")


def test_a_hidden_theme_is_put_away_and_shown_again(reader, traces):
    reader.post(reverse("change-theme", args=[traces.pk, "hide"]))
    put_away = page(reader, "themes").partition("<h2>Hidden")[2]
    assert reverse("theme", args=[traces.pk]) in put_away
    reader.post(reverse("change-theme", args=[traces.pk, "show"]))
    assert "<h2>Hidden" not in page(reader, "themes")


def test_a_merged_theme_is_listed_with_its_log(reader, ada, traces):
    editing.merge_themes(traces, put_theme(ada, "Judges"), ada)
    assert reverse("theme-edits", args=[traces.pk]) in page(reader, "themes")
    assert "Merged “Traces” into “Judges”." in page(reader, "theme-edits", traces.pk)


def test_there_is_no_other_verb(reader, traces):
    assert reader.post(reverse("change-theme", args=[traces.pk, "burn"])).status_code == 404


def test_doing_it_again_says_so(reader, traces):
    for _ in range(2):
        answer = reader.post(reverse("change-theme", args=[traces.pk, "pin"]), follow=True)
    assert "It was so already." in shown(answer)


def test_the_log_tells_who_did_what_and_what_was_undone(reader, ada, traces):
    editing.pin_theme(traces, ada)
    editing.undo(Edit.objects.get(), ada)
    log = page(reader, "edits")
    assert "<s>Pinned “Traces”.</s>" in log
    assert "Undid: Pinned “Traces”." in log
    assert "Do it again" in log


def test_the_log_of_a_theme_tells_what_was_taken_out_of_it(reader, ada, traces):
    passage = traces.placements.first().passage
    editing.move_passage(passage, put_theme(ada, "Judges"), ada)
    assert "to “Judges”." in page(reader, "theme-edits", traces.pk)


def test_what_cannot_be_undone_yet_says_what_to_undo_first(reader, ada, traces):
    editing.rename_theme(traces, "One", ada)
    editing.rename_theme(traces, "Two", ada)
    first = Edit.objects.order_by("pk").first()
    answer = reader.post(reverse("undo-edit", args=[first.pk]), follow=True)
    assert "Undo that first: Renamed “One” to “Two”." in shown(answer)


def test_a_dropped_source_comes_back_by_undo(reader, shelf):
    answer = reader.post(reverse("drop-source", args=[shelf.source.pk]), follow=True)
    assert "It stays in the library, under Filtered." in shown(answer)
    reader.post(reverse("undo-edit", args=[Edit.objects.get(verb="drop").pk]))
    shelf.source.refresh_from_db()
    assert (shelf.source.standing, shelf.source.standing_by_hand) == ("kept", False)


def test_what_was_done_to_a_digest_is_undone_at_its_desk(reader, shelf):
    rewrite_lead(shelf.digest, "By hand.", shelf.digest.owner)
    log, edit = page(reader, "edits"), Edit.objects.get(verb="digest-lead")
    assert reverse("desk", args=[shelf.digest.pk]) in log
    assert reverse("undo-edit", args=[edit.pk]) not in log


def test_the_log_leads_to_no_digest_that_is_gone(reader, shelf):
    rewrite_lead(shelf.digest, "By hand.", shelf.digest.owner)
    gone = reverse("desk", args=[shelf.digest.pk])
    shelf.digest.delete()
    assert gone not in page(reader, "edits")


def test_what_was_chosen_on_a_later_page_is_still_chosen_when_it_is_refused(reader, ada):
    theme = put_theme(ada, "Traces", passages=31)
    address = reverse("theme", args=[theme.pk])
    [last] = reader.get(f"{address}?page=2").context["page"].object_list
    action = re.search(r'class="desk"[^>]* action="([^"]+)"', reader.get(f"{address}?page=2").content.decode())[1]
    answer = reader.post(action, {"do": "split", "passage": [last.pk]})
    assert f'value="{last.pk}" id="choose-{last.pk}"' in shown(answer)
    assert " checked>" in shown(answer)


def test_what_was_done_is_never_markup(reader, ada):
    theme = put_theme(ada, "<b>x</b>")
    answer = reader.post(reverse("change-theme", args=[theme.pk, "pin"]), follow=True)
    assert "Pinned “&lt;b&gt;x&lt;/b&gt;”." in shown(answer)
    assert "<b>x</b>" not in shown(answer) + page(reader, "edits")
