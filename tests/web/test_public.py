"""The public side: read by everybody, kept by any cache, and silent about the rest of the library."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from curation.models import Source
from digests import editing
from digests.models import Digest, Series, Statement
from digests.series import remove, start_series
from digests.series_wanted import SeriesWanted
from tests.digests.published import ARTICLE, MEMO, POST, UNCITED, put_draft, put_published
from tests.shelf import put_theme

pytestmark = pytest.mark.django_db
FORMS = {"md": "text/markdown", "pdf": "application/pdf", "epub": "application/epub+zip"}


@pytest.fixture
def public(ada):
    return put_published(ada)


@pytest.fixture
def series(ada, public):
    made = Series.objects.create(owner=ada, name="The week in bread", slug="bread")
    Digest.objects.filter(pk=public.pk).update(series=made)
    return made


def addresses():
    files = [reverse("read-file", args=["loaves-with-cakes", form]) for form in FORMS]
    pages = [reverse("read", args=["loaves-with-cakes"]), reverse("archive"), reverse("read-atom")]
    return [*pages, *files, reverse("llms-txt"), reverse("robots-txt")]


def test_addresses_are_what_they_are_said_to_be():
    assert reverse("read", args=["the-week"]) == "/read/the-week/"
    assert reverse("read-file", args=["the-week", "md"]) == "/read/the-week.md"
    assert (reverse("read-atom"), reverse("llms-txt")) == ("/read/atom.xml", "/llms.txt")


def test_everybody_may_read_it(client, public):
    for address in addresses():
        assert client.get(address).status_code == 200, address


def test_the_page_says_each_statement_with_its_words(client, public):
    shown = client.get(reverse("read", args=[public.slug])).content.decode()
    for words in (ARTICLE, POST, MEMO, "https://quince.example.com/four", "Loaves, with cakes"):
        assert words in shown


@pytest.mark.parametrize(("form", "kind"), FORMS.items())
def test_the_files_say_what_they_are(client, public, form, kind):
    answer = client.get(reverse("read-file", args=[public.slug, form]))
    assert answer["Content-Type"].startswith(kind)
    assert f'filename="loaves-with-cakes.{form}"' in answer["Content-Disposition"]


def test_no_session_is_read_and_no_cookie_set(public, ada, django_assert_max_num_queries):
    signed_in = Client()
    signed_in.force_login(ada)
    for address in addresses():
        with django_assert_max_num_queries(20) as asked:
            answer = signed_in.get(address)
        assert not [query for query in asked.captured_queries if "session" in query["sql"]], address
        assert (answer.cookies.output(), answer.get("Vary", "")) == ("", ""), address


def test_nothing_of_the_library_leaks(client, public, ada):
    from tests.shelf import put_source

    public.also_met.add(put_source(ada, "Private.", title="The rent of the shop"))
    private = ("/sources/", "/digests/", "/themes/", "The rent", "shop-talk", "Ada Quist", "Memo of Monday", UNCITED)
    for address in addresses():
        shown = client.get(address).content.decode(errors="replace")
        assert [words for words in private if words in shown] == [], address


def test_only_what_is_published_is_listed(client, ada, public):
    put_draft(ada, title="Not yet", picked=True)
    for name in ("archive", "read-atom", "llms-txt"):
        shown = client.get(reverse(name)).content.decode()
        assert ("Loaves, with cakes" in shown, "Not yet" in shown) == (True, False)


def test_a_withdrawn_digest_is_gone_and_says_so(client, ada, public):
    editing.withdraw(public, ada)
    for address in (reverse("read", args=[public.slug]), reverse("read-file", args=[public.slug, "pdf"])):
        answer = client.get(address)
        assert (answer.status_code, answer["Cache-Control"]) == (410, "no-store")
        assert "This digest was withdrawn." in answer.content.decode()
    assert "Loaves" not in client.get(reverse("archive")).content.decode()


@pytest.mark.parametrize("form", ["", *FORMS])
def test_what_never_was_published_is_not_there(client, ada, form):
    Digest.objects.filter(pk=put_draft(ada).pk).update(slug="secret")
    name, args = ("read-file", ["secret", form]) if form else ("read", ["secret"])
    assert client.get(reverse(name, args=args)).status_code == 404


def test_what_has_not_changed_is_not_sent_again(client, public):
    for address in addresses():
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address
        assert first["Cache-Control"] == "public, max-age=300"


def test_a_correction_is_sent_at_once_to_who_asks_again(client, ada, public):
    address = reverse("read", args=[public.slug])
    first = client.get(address)
    editing.rewrite_heading(public.sections.first(), "Bread", ada)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert "“Loaves” became “Bread”" in again.content.decode()


def test_it_can_be_asked_for_by_day(client, public):
    address = reverse("read", args=[public.slug])
    day = client.get(address)["Last-Modified"]
    assert client.get(address, headers={"if-modified-since": day}).status_code == 304


def test_the_page_tells_programs_where_the_rest_is(client, public, settings):
    shown = client.get(reverse("read", args=[public.slug])).content.decode()
    links = dict(re.findall(r'<link rel="alternate" type="([^"]+)"[^>]* href="([^"]+)"', shown))
    assert links == {
        "application/atom+xml": f"{settings.SITE_URL}/read/atom.xml",
        "text/markdown": f"{settings.SITE_URL}/read/loaves-with-cakes.md",
        "application/pdf": "/read/loaves-with-cakes.pdf",
        "application/epub+zip": "/read/loaves-with-cakes.epub",
    }
    assert '<meta property="og:title" content="Loaves, with cakes">' in shown
    assert f'<link rel="canonical" href="{settings.SITE_URL}/read/loaves-with-cakes/">' in shown


def test_a_series_has_a_page_and_a_feed_of_its_own(client, ada, series):
    editing.publish(editing.approve(put_draft(ada, title="Elsewhere", picked=True), ada), ada)
    for name in ("series-archive", "series-atom"):
        shown = client.get(reverse(name, args=["bread"])).content.decode()
        assert ("The week in bread" in shown, "Loaves" in shown, "Elsewhere" in shown) == (True, True, False)
    page = client.get(reverse("read", args=["loaves-with-cakes"])).content.decode()
    assert f"{reverse('series-atom', args=['bread'])}" in page


def test_a_series_that_published_nothing_is_not_told_of(client, ada, series):
    editing.withdraw(Digest.objects.get(), ada)
    for name in ("series-archive", "series-atom"):
        assert client.get(reverse(name, args=["bread"])).status_code == 404


def test_an_unsupported_statement_is_withheld_with_a_count(client, public):
    Statement.objects.filter(text=POST).update(status="unsupported")
    shown = client.get(reverse("read", args=[public.slug])).content.decode()
    assert POST not in shown
    assert "1 statement is withheld here" in shown


def test_robots_are_shown_the_public_side(client):
    assert "Allow: /read/" in client.get(reverse("robots-txt")).content.decode()


def test_nobody_writes_there(client, public):
    for address in addresses():
        assert client.post(address).status_code == 405


def test_an_empty_site_says_so(client):
    assert "Nothing is published yet." in client.get(reverse("archive")).content.decode()
    assert client.get(reverse("read-atom")).status_code == 200


def test_a_feed_asks_as_often_for_many(client, ada, public, django_assert_num_queries):
    with django_assert_num_queries(10) as one:
        client.get(reverse("read-atom"))
    for number in range(3):
        made = Digest.objects.create(
            owner=ada,
            title=f"Week {number}",
            period_start=public.period_start,
            period_end=public.period_end,
            picked=True,
            writer="extractive",
            state="published",
            slug=f"week-{number}",
            published_at=public.published_at,
        )
        made.sections.create(position=1, heading="Bread")
    with django_assert_num_queries(len(one)):
        client.get(reverse("read-atom"))


def test_llms_txt_names_headings_with_something_under_them_and_reads_no_text(client, public, ada):
    Statement.objects.filter(section__heading="Cakes").update(status="unsupported")
    with CaptureQueriesContext(connection) as asked:
        told = client.get(reverse("llms-txt")).content.decode()
    assert "24 February – 2 March 2026. Loaves\n" in told
    assert not [query for query in asked if '"curation_source"."text"' in query["sql"]]


@pytest.fixture
def ended(ada, series):
    """A series that its owner has taken away."""
    series.themes_in.add(put_theme(ada, "Yeast"))
    Series.objects.filter(pk=series.pk).update(instructions="As for my boss.", audience="My boss")
    remove(series)
    return Series.objects.get(pk=series.pk)


def test_who_follows_a_series_keeps_its_feed_when_it_ends(client, public, ended):
    for name in ("series-archive", "series-atom"):
        answer = client.get(reverse(name, args=["bread"]))
        assert (answer.status_code, "Loaves, with cakes" in answer.content.decode()) == (200, True)
    assert "This series has ended." in client.get(reverse("series-archive", args=["bread"])).content.decode()


def test_a_series_that_goes_on_does_not_say_that_it_ended(client, series):
    assert "has ended" not in client.get(reverse("series-archive", args=["bread"])).content.decode()


def test_a_digest_of_an_ended_series_still_names_it(client, public, ended):
    assert "The week in bread" in client.get(reverse("read", args=[public.slug])).content.decode()


def test_of_an_ended_series_nothing_but_its_name_and_address_is_kept(ended):
    kept = (ended.instructions, ended.audience, ended.themes_in.count(), ended.due_at, ended.paused)
    assert kept == ("", "", 0, None, True)


def test_its_address_is_never_that_of_another(ada, cleo, ended):
    assert start_series(cleo, SeriesWanted(name="Bread")).slug == "bread-2"
    assert start_series(ada, SeriesWanted(name="The week in bread")).name == ended.name


def test_its_owner_sees_it_no_more(client, ada, public, ended):
    client.force_login(ada)
    assert ended.name not in client.get(reverse("series-list")).content.decode()
    assert client.get(reverse("series", args=[ended.pk])).status_code == 404
    assert client.get(reverse("admin:digests_series_changelist")).context["cl"].result_count == 0
    page = client.get(reverse("digest", args=[public.pk])).content.decode()
    assert "From your series The week in bread, which has ended." in page


def test_an_ended_series_is_made_no_more(ended):
    Series.objects.update(due_at=timezone.now())
    assert not Series.objects.due(timezone.now()).exists()


def test_one_that_nobody_could_follow_goes_whole(client, ada, series, public):
    Digest.objects.update(published_at=None, state="draft")
    remove(series)
    assert not Series.objects.exists()
    assert client.get(reverse("series-atom", args=["bread"])).status_code == 404


def test_words_of_a_memo_are_not_repeated_in_its_correction(client, ada, public):
    editing.drop_statement(Statement.objects.get(text=MEMO), ada, note="It was ours.")
    for address in addresses():
        assert MEMO not in client.get(address).content.decode(errors="replace"), address
    shown = client.get(reverse("read", args=[public.slug])).content.decode()
    assert "taken out words that are not repeated here (It was ours.)" in shown


def test_a_memo_that_is_rewritten_is_told_of_without_its_words(client, ada, public):
    editing.rewrite(Statement.objects.get(text=MEMO), "I should ask Odalys why the ovens stand still.", ada)
    shown = client.get(reverse("read", args=[public.slug])).content.decode()
    assert f"“{MEMO}” became" not in shown
    assert "changed words that are not repeated here" in shown


def test_of_a_source_that_left_the_library_nothing_is_repeated(client, ada, public):
    said = Statement.objects.filter(text=ARTICLE).first()
    editing.rewrite(said, "The bakery on Quince Lane sells four loaves.", ada)
    assert ARTICLE in client.get(reverse("read", args=[public.slug])).content.decode()
    Source.objects.filter(title="Four loaves").delete()
    for address in addresses():
        shown = client.get(address).content.decode(errors="replace")
        assert [words for words in (ARTICLE, "sells four loaves") if words in shown] == [], address


def test_its_owner_is_told_all_of_it(client, ada, public):
    editing.drop_statement(Statement.objects.get(text=MEMO), ada)
    client.force_login(ada)
    assert f"taken out “{MEMO}”" in client.get(reverse("digest", args=[public.pk])).content.decode()


def test_a_feed_asks_as_often_for_many_corrections(client, ada, public):
    with CaptureQueriesContext(connection) as none:
        client.get(reverse("read-atom"))
    editing.rewrite_heading(public.sections.first(), "Bread", ada)
    editing.drop_statement(Statement.objects.get(text=MEMO), ada)
    with CaptureQueriesContext(connection) as some:
        client.get(reverse("read-atom"))
    assert len(some) == len(none)
