import pytest
from django.urls import reverse

from curation.models import Source, Theme
from tests.shelf import put_source
from tests.web.cast import FIRST, put_talk

pytestmark = pytest.mark.django_db


def page(reader, name, *args, **query):
    return reader.get(reverse(name, args=args), query).content.decode()


def test_the_library_shows_what_is_kept_and_counts_what_is_not(reader, ada, shelf):
    put_source(ada, title="A greeting", standing="filtered", signal_reason="Only a greeting.")
    shown = page(reader, "library")
    assert "Reading traces" in shown
    assert "A greeting" not in shown
    assert "Filtered <span>1</span>" in shown


def test_what_was_filtered_out_says_why_and_can_be_restored(reader, ada):
    source = put_source(ada, title="A greeting", standing="filtered", signal_reason="Only a greeting.")
    shown = page(reader, "library", standing="filtered")
    assert "Only a greeting." in shown
    reader.post(reverse("restore-source", args=[source.pk]))
    source.refresh_from_db()
    assert (source.standing, source.standing_by_hand) == ("kept", True)


def test_a_dropped_source_leads_back_to_the_list_it_was_dropped_from(reader, shelf):
    back = reverse("library") + "?q=traces"
    answer = reader.post(reverse("drop-source", args=[shelf.source.pk]), {"back": back})
    assert answer.url == back
    assert Source.objects.get(pk=shelf.source.pk).standing == "filtered"


def test_it_leads_nowhere_else(reader, shelf):
    answer = reader.post(reverse("drop-source", args=[shelf.source.pk]), {"back": "https://evil.example/"})
    assert answer.url == reverse("source", args=[shelf.source.pk])


@pytest.mark.parametrize("query", [{"q": "dashboard"}, {"q": "marlow"}, {"kind": "episode"}, {"q": "traces customer"}])
def test_it_finds_by_words_author_and_kind(reader, ada, shelf, query):
    put_source(ada, "Nothing of the sort.", title="Gardening")
    shown = page(reader, "library", **query)
    assert "Reading traces" in shown
    assert "Gardening" not in shown


def test_it_finds_by_theme(reader, shelf):
    assert "Reading traces</a>" in page(reader, "library", theme=shelf.theme.pk)
    assert "Nothing here fits" in page(reader, "library", theme=shelf.other_theme.pk)


@pytest.mark.parametrize("query", [{"theme": "x"}, {"kind": "x"}, {"page": "x"}, {"standing": "x"}, {"q": "'\"&|!("}])
def test_a_question_that_makes_no_sense_breaks_nothing(reader, shelf, query):
    assert reader.get(reverse("library"), query).status_code == 200


def test_long_lists_have_pages(reader, ada):
    for number in range(31):
        put_source(ada, title=f"Note {number}")
    assert "Page 1 of 2" in page(reader, "library")
    assert page(reader, "library", page=2).count('class="row"') == 1


def test_a_source_can_be_read_by_chapter_speaker_and_time(reader, shelf):
    shown = page(reader, "source", shelf.source.pk)
    assert '<h2 id="c1" data-at="0">By hand</h2>' in shown
    assert f'id="p{shelf.passage.pk}"' in shown
    assert "Philippa Drummond-Hay" in shown
    assert "1:01" in shown


def test_the_quoted_words_are_marked_where_they_stand(reader, shelf):
    assert f'<mark class="asked">{FIRST}</mark>' in page(reader, "source", shelf.source.pk, q=FIRST)


def test_what_a_source_says_is_never_markup(reader, ada):
    source = put_source(ada, "<script>alert(1)</script>", title="<b>x</b>", url="javascript:alert(1)")
    shown = page(reader, "source", source.pk, q="<script>alert(1)</script>")
    assert "<script>alert" not in shown
    assert "<b>x</b>" not in shown
    assert "javascript:" not in shown


def test_the_original_is_not_told_where_the_reader_came_from(reader, ada):
    source = put_source(ada, url="https://example.org/post")
    assert 'rel="nofollow noopener noreferrer"' in page(reader, "source", source.pk)


def test_a_theme_shows_its_passages_by_source(reader, shelf):
    shown = page(reader, "theme", shelf.theme.pk)
    assert FIRST in shown
    assert f"/sources/{shelf.source.pk}/#p{shelf.passage.pk}" in shown
    assert 'role="img"' in shown


def test_a_theme_is_renamed(reader, shelf):
    reader.post(reverse("rename-theme", args=[shelf.theme.pk]), {"name": "Traces"})
    shelf.theme.refresh_from_db()
    assert (shelf.theme.name, shelf.theme.named_by_hand) == ("Traces", True)


@pytest.mark.parametrize("name", ["", "Judges of models", "x" * 121])
def test_a_name_that_will_not_do_is_answered_in_place(reader, shelf, name):
    answer = reader.post(reverse("rename-theme", args=[shelf.theme.pk]), {"name": name})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_merged_theme_leads_to_the_one_it_is_part_of(reader, shelf):
    reader.post(reverse("merge-theme", args=[shelf.theme.pk]), {"theme": shelf.other_theme.pk})
    answer = reader.get(reverse("theme", args=[shelf.theme.pk]))
    assert answer.url == reverse("theme", args=[shelf.other_theme.pk])


def test_a_theme_cannot_be_merged_into_itself(reader, shelf):
    answer = reader.post(reverse("merge-theme", args=[shelf.theme.pk]), {"theme": shelf.theme.pk})
    assert answer.status_code == 422


def test_faded_themes_stand_apart(reader, ada, shelf):
    Theme.objects.create(owner=ada, name="Office chairs", state="faded")
    shown = page(reader, "themes")
    assert shown.index("Faded</h2>") < shown.index("Office chairs")


def test_a_source_without_passages_can_be_read(reader, ada):
    assert "Plain words." in page(reader, "source", put_source(ada, "Plain words.").pk)


def test_a_talk_of_two_hundred_paragraphs_is_shown_whole(reader, ada):
    text = "\n\n".join([put_talk(ada).text] * 100)
    assert page(reader, "source", put_source(ada, text).pk).count('class="para"') == 200


def test_a_highlight_is_listed_by_its_words_and_names_its_book(reader, ada):
    put_source(ada, "Salt keeps.", kind="highlight", title="The Salt Ledger", place="page 130")
    shown = page(reader, "library")
    assert "Salt keeps.</a>" in shown
    assert "<cite>The Salt Ledger</cite> · page 130" in shown


def test_a_tag_leads_to_all_that_has_it(reader, ada):
    put_source(ada, title="Kilns", tags=["Slow heat"])
    put_source(ada, title="Gardening")
    assert "/library/?q=Slow%20heat" in page(reader, "library")
    found = page(reader, "library", q="slow heat")
    assert "Kilns" in found
    assert "Gardening" not in found


def test_it_finds_by_the_readers_own_note(reader, ada):
    put_source(ada, title="Kilns", note="Ask Ida about the gas.")
    assert "Kilns" in page(reader, "library", q="about the gas")


def test_a_list_says_who_shared_the_words_of_another(reader, ada):
    put_source(ada, kind="post", author="Ida Berg", via="@ada")
    assert "Ida Berg · shared by @ada" in page(reader, "library")


def test_a_link_leads_to_its_page_and_offers_to_fetch_it(reader, ada):
    link = put_source(ada, kind="link", title="", url="https://www.example.org/salt/")
    shown = page(reader, "source", link.pk)
    assert "<h1>example.org/salt</h1>" in shown
    assert "Open it at example.org" in shown
    assert 'name="url" value="https://www.example.org/salt/"' in shown


def test_a_link_to_no_web_page_is_not_offered(reader, ada):
    link = put_source(ada, kind="link", url="javascript:alert(1)")
    assert "Open it at" not in page(reader, "source", link.pk)


def test_a_post_without_author_is_of_its_site(reader, ada):
    post = put_source(ada, kind="post", title="", site="X")
    assert "<h1>Post from X</h1>" in page(reader, "source", post.pk)


def test_a_source_leads_to_what_it_came_in_with(reader, shelf):
    shelf.upload.sources.add(shelf.source)
    assert reverse("upload", args=[shelf.upload.pk]) in page(reader, "source", shelf.source.pk)
