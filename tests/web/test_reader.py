"""The reader page without scripts: how it is set, what it keeps quiet about, its marks by plain forms."""

import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from curation.models import Chapter, Source
from curation.reading.marks import mark
from curation.reading.models import Mark, Place, Reading
from curation.reading.passes import end_first, reading_of
from curation.reading.places import remember
from curation.reading.reader.look import Look, look_of
from tests.web.cast import FIRST, SECOND, TEXT, THIRD

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def page(reader, shelf):
    return lambda **query: reader.get(reverse("source", args=[shelf.source.pk]), query).content.decode()


def mark_by_form(reader, shelf, headers=None, **told):
    return reader.post(reverse("mark-words", args=[shelf.source.pk]), told, headers=headers)


def test_it_is_set_as_the_device_has_chosen(reader, shelf, page):
    told = {"size": "5", "width": "1", "face": "sans", "ground": "sepia", "back": f"/sources/{shelf.source.pk}/"}
    answer = reader.post(reverse("look"), told)
    assert answer.url == told["back"]
    assert 'class="reading size-5 width-1 face-sans ground-sepia"' in page()


@pytest.mark.parametrize("cookie", ["", "9-9-comic-pink", "3", "<script>", "3-2-serif-system-more"])
def test_a_cookie_that_makes_no_sense_is_as_by_default(cookie):
    assert look_of(cookie) == Look()


def test_in_pass_one_nothing_is_told_of_what_is_to_come(page, shelf):
    Source.objects.filter(pk=shelf.source.pk).update(signal_reason="Explains how traces are counted.")
    alone = page()
    end_first(reading_of(shelf.source))
    after = page()
    for told in ("Explains how traces are counted.", "Its themes"):
        assert told not in alone
        assert told in after


def test_titles_that_a_machine_found_are_kept_back_until_they_are_reached(page, shelf):
    Chapter.objects.filter(source=shelf.source).update(end=len(FIRST))
    start = TEXT.index(THIRD)
    Chapter.objects.create(
        source=shelf.source, position=1, title="Why refusals", start=start, end=len(TEXT), by_machine=True
    )
    assert "Why refusals" not in page()
    assert f'<h2 id="c2" data-at="{start}">Chapter 2</h2>' in page()
    remember(reading_of(shelf.source), "phone", start)
    assert f'<h2 id="c2" data-at="{start}">Why refusals</h2>' in page()


def test_titles_of_the_author_s_own_stand_there_from_the_beginning(page):
    assert '<h2 id="c1" data-at="0">By hand</h2>' in page()


def test_a_device_is_given_a_name_that_no_script_reads(reader, shelf):
    cookie = reader.get(reverse("source", args=[shelf.source.pk])).cookies["device"]
    assert len(cookie.value) == 20
    assert cookie["httponly"]
    assert "device" not in reader.get(reverse("source", args=[shelf.source.pk])).cookies


def test_the_place_is_kept_and_offered_on_the_next_visit(reader, shelf, page):
    page()
    start = TEXT.index(SECOND)
    told = reader.post(reverse("place", args=[shelf.source.pk]), {"start": start, "reached": start + 5})
    assert told.status_code == 204
    assert Place.objects.get().device == reader.cookies["device"].value
    assert f'<a href="#s{start}" data-go>Go on where you were</a>' in page()
    assert Reading.objects.get().furthest == start + 5


def test_another_device_that_went_further_is_told(reader, shelf, page):
    page()
    reader.post(reverse("place", args=[shelf.source.pk]), {"start": 0})
    remember(reading_of(shelf.source), "the-phone-of-ada-0001", TEXT.index(THIRD))
    assert f'<a href="#s{TEXT.index(THIRD)}" data-go>You were further on another device' in page()


@pytest.mark.parametrize("told", [{}, {"start": "x"}, {"start": -4}])
def test_a_place_that_is_none_is_refused(reader, shelf, page, told):
    page()
    assert reader.post(reverse("place", args=[shelf.source.pk]), told).status_code == 422


def test_words_are_marked_by_a_plain_form(reader, shelf, page):
    answer = mark_by_form(reader, shelf, quote=f" {SECOND} ", note="By whom?")
    made = Mark.objects.latest("pk")
    assert answer.url == f"/sources/{shelf.source.pk}/#m{made.pk}"
    assert f'<mark id="m{made.pk}" class="m m--yellow m--noted" data-mark="{made.pk}">' in page()
    assert "By whom?" in page()


@pytest.mark.parametrize("headers", [None, HTMX], ids=["plain", "htmx"])
def test_words_that_do_not_stand_there_are_given_back_with_a_sentence(reader, shelf, headers):
    told = {"quote": "Nobody ever wrote a thing of that kind here", "note": "By <whom>?"}
    answer = mark_by_form(reader, shelf, headers=headers, **told)
    shown = answer.content.decode()
    assert answer.status_code == 422
    for words in ("These words do not stand in the text.", told["quote"], "By &lt;whom&gt;?"):
        assert words in shown


def test_a_note_that_is_refused_stays_in_its_form(reader, shelf):
    answer = reader.post(reverse("mark", args=[shelf.mark.pk]), {"note": "x" * 10_001}, headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#aid-sheet")
    assert "x" * 10_001 in answer.content.decode()


def test_htmx_gets_the_list_and_the_paragraph_anew(reader, shelf):
    told = {"start": 0, "end": 9, "quote": TEXT[:9], "token": uuid.uuid4().hex, "colour": "pink"}
    shown = mark_by_form(reader, shelf, headers=HTMX, **told).content.decode()
    assert '<section class="marks" id="marks"' in shown
    assert '<p class="para" id="t0" hx-swap-oob="true">' in shown
    assert "m--pink" in shown


def test_a_mark_is_changed_and_its_note_escaped(reader, shelf, page):
    reader.post(reverse("mark", args=[shelf.mark.pk]), {"colour": "blue", "note": "<b>Why</b>", "note_was": ""})
    assert "&lt;b&gt;Why&lt;/b&gt;" in page()
    assert Mark.objects.get().colour == "blue"


def test_a_note_with_line_ends_is_no_other_note_when_it_comes_back(reader, shelf):
    Mark.objects.update(note="One.\nTwo.")
    told = {"note": "One.\r\nThree.", "note_was": "One.\r\nTwo."}
    reader.post(reverse("mark", args=[shelf.mark.pk]), told)
    assert Mark.objects.get().note == "One.\nThree."


def test_a_mark_is_taken_away_and_put_back_by_plain_forms(reader, shelf, page):
    reader.post(reverse("remove-mark", args=[shelf.mark.pk]))
    shown = page()
    was = shown.split('name="was" value="')[1].split('"')[0]
    assert not Mark.objects.exists()
    reader.post(reverse("put-mark-back"), {"was": was})
    assert Mark.objects.get().quote == FIRST


def test_a_mark_whose_words_have_gone_is_still_listed(shelf, page):
    Source.objects.filter(pk=shelf.source.pk).update(text="All of it is new.")
    assert "Not in the text any more." in page()


def test_all_marks_stand_on_a_page_and_can_be_narrowed(reader, shelf):
    shown = reader.get(reverse("marks"), {"only": "yellow"}).content.decode()
    none = reader.get(reverse("marks"), {"only": "puzzle"}).content.decode()
    assert FIRST in shown
    assert "Nothing here fits." in none


@pytest.mark.parametrize("one", [True, False], ids=["of one source", "of all"])
def test_marks_are_taken_away_as_files(reader, shelf, settings, one):
    settings.SITE_URL = "https://read.example"
    args = [shelf.source.pk, "json"] if one else []
    answer = reader.get(reverse("source-marks-file" if one else "marks-json", args=args))
    [row] = json.loads(answer.content)
    assert row["link"] == f"https://read.example/sources/{shelf.source.pk}/#m{shelf.mark.pk}"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_file_of_another_kind_is_not_there(reader, shelf):
    assert reader.get(reverse("source-marks-file", args=[shelf.source.pk, "exe"])).status_code == 404


def test_a_stranger_s_token_makes_no_mark_of_mine(shelf, cleo):
    told = {"quote": FIRST, "token": uuid.uuid4().hex}
    client = Client()
    client.force_login(cleo)
    assert client.post(reverse("mark-words", args=[shelf.source.pk]), told).status_code == 404


def test_the_page_of_a_changed_text_is_the_changed_text(page, shelf):
    page()
    Source.objects.filter(pk=shelf.source.pk).update(text="Only this is left.")
    assert "Only this is left." in page()


@pytest.mark.parametrize(("at", "first"), [("30", False), ("0", True), ("", True), ("x", True), ("9" * 40, True)])
def test_of_words_that_stand_twice_those_that_were_cited_stand_out(page, shelf, at, first):
    Source.objects.filter(pk=shelf.source.pk).update(text="Nobody came. Somebody waited. Nobody came.")
    shown = page(q="Nobody came.", at=at)
    assert shown.count('class="asked"') == 1
    assert (shown.index('class="asked"') < shown.index("Somebody waited")) is first


def test_overlapping_marks_are_both_there(ada, shelf, page):
    other = mark(ada, shelf.source, 10, 160, token=uuid.uuid4(), colour="green")
    shown = page()
    assert f'data-mark="{other.pk}"' in shown
    assert f'data-mark="{shelf.mark.pk}"' in shown


@pytest.mark.parametrize(("posts", "shown"), [(["1", "2"], True), (["1", "2", "3"], False), (["1"], False)])
def test_the_joints_of_a_self_thread_are_shown_where_they_are_known(reader, shelf, page, posts, shown):
    Source.objects.filter(pk=shelf.source.pk).update(part_ids=posts)
    assert ("reader__text--thread" in page()) is shown


@pytest.fixture
def puzzled(ada, shelf):
    """A mark in the first words, answered by the last."""
    found = mark(ada, shelf.source, 0, 10, quote=TEXT[:10], kind=Mark.Kind.PUZZLE, token=uuid.uuid4())
    cited = {"passage_id": shelf.passage.pk, "source_id": shelf.source.pk, "quote": THIRD, "status": "verified"}
    found.reply = [{"text": f"So it says: {THIRD}", "status": "verified", "citations": [cited]}]
    found.save(update_fields=["reply"])
    return found


def test_a_reply_stands_after_the_paragraph_of_its_mark(shelf, puzzled, page):
    end_first(reading_of(shelf.source))
    shown = page()
    assert (
        shown.index(SECOND)
        < shown.index(f'data-reply="{puzzled.pk}"')
        < shown.index('class="para" id="t', shown.index(SECOND))
    )


def test_in_pass_one_no_reply_quotes_what_comes_later(reader, shelf, puzzled, page):
    said = f"So it says: {THIRD}"
    assert "data-reply" not in page()
    assert said not in page()
    for told in ({"quote": SECOND}, {"quote": "Nobody ever wrote a thing of that kind"}):
        assert said not in mark_by_form(reader, shelf, headers=HTMX, **told).content.decode()
    end_first(reading_of(shelf.source))
    assert said in mark_by_form(reader, shelf, headers=HTMX, quote=SECOND).content.decode()


def test_in_pass_one_the_step_on_stands_at_the_end(page):
    shown = page()
    assert shown.index(THIRD) < shown.index("I have read it")
    assert shown.count("I have read it</button>") == 1


def test_after_pass_one_the_end_leads_to_the_explanation(shelf, page):
    end_first(reading_of(shelf.source))
    assert 'class="pass-on"' in page()
