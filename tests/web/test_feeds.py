import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from curation.models import Run
from ingest.models import Feed
from tests.ingest.conftest import site  # noqa: F401
from tests.ingest.feed_cast import ESSAY, item, rss
from tests.web.cast import put_feed

pytestmark = pytest.mark.django_db
OPML = b'<opml version="2.0"><body><outline text="Kitchen" xmlUrl="https://kitchen.example.org/feed"/></body></opml>'


@pytest.fixture(autouse=True)
def _reachable(settings, site):  # noqa: F811
    settings.FETCH_ALLOWED_HOSTS = [f"127.0.0.1:{site.port}"]


def shown(answer):
    return " ".join(answer.content.decode().split())


def look(reader, url):
    return reader.post(reverse("look-at-feed"), {"url": url})


def test_a_look_shows_the_newest_three_and_stores_nothing(reader, site):  # noqa: F811
    items = [item(number, content=ESSAY) for number in range(1, 5)]
    page = shown(look(reader, site.answer("/feed.xml", rss(*items), Content_Type="text/xml")))
    assert all(words in page for words in ("The Kitchen Table", "Slow reading.", "Essay 4", "Essay 2", "Nobody reads"))
    assert "Essay 1" not in page
    assert (Feed.objects.count(), Run.objects.count()) == (0, 0)


def test_a_look_tells_what_is_odd_about_it(reader, site):  # noqa: F811
    broken = rss(item(1)).replace(b"</channel>", b"")
    assert "not well-formed XML" in shown(look(reader, site.answer("/feed.xml", broken, Content_Type="text/xml")))


def test_an_address_without_a_feed_says_so(reader, site):  # noqa: F811
    answer = look(reader, site.answer("/", b"<!doctype html><p>Hello"))
    assert (answer.status_code, "leads to a web page, not to a feed" in shown(answer)) == (422, True)


def test_an_address_inside_the_network_is_refused(reader):
    answer = look(reader, "http://10.0.0.1/feed.xml")
    assert (answer.status_code, "inside the network" in shown(answer)) == (422, True)


def test_following_promises_the_first_check(reader):
    data = {"url": "https://kitchen.example.org/feed", "title": "Kitchen", "backlog": "3"}
    answer = reader.post(reverse("follow-feed"), data)
    feed = Feed.objects.get()
    assert (answer.url, feed.backlog, feed.label) == (reverse("feed", args=[feed.pk]), 3, "Kitchen")
    assert Run.objects.get(kind="feed").subject == feed.pk


def test_what_is_no_address_is_not_followed(reader):
    answer = reader.post(reverse("follow-feed"), {"url": "javascript:alert(1)", "backlog": "0"})
    assert (answer.status_code, Feed.objects.count()) == (422, 0)


def test_a_list_of_feeds_is_followed_and_told(reader):
    answer = reader.post(reverse("import-feeds"), {"file": SimpleUploadedFile("feeds.opml", OPML)})
    assert "1 new, 0 followed already, 0 refused" in shown(answer)
    again = reader.post(reverse("import-feeds"), {"file": SimpleUploadedFile("feeds.opml", OPML)})
    assert "0 new, 1 followed already, 0 refused" in shown(again)


@pytest.mark.parametrize(("data", "said"), [(b"", "This file is empty."), (b"words", "is not OPML")])
def test_what_is_no_list_of_feeds_is_refused(reader, data, said):
    answer = reader.post(reverse("import-feeds"), {"file": SimpleUploadedFile("feeds.opml", data)})
    assert (answer.status_code, said in shown(answer)) == (422, True)


def test_one_s_feeds_can_be_taken_away(reader, ada):
    put_feed(ada)
    answer = reader.get(reverse("export-feeds"))
    assert b'xmlUrl="https://kitchen.example.org/1.xml"' in answer.content
    assert "attachment" in answer["Content-Disposition"]


def test_a_feed_s_page_tells_what_became_of_its_entries(reader, ada):
    entry = put_feed(ada, with_source=True)
    page = shown(reader.get(reverse("feed", args=[entry.feed_id])))
    words = ("Has only audio", "Read it", "Fetch and transcribe the audio", "every 2 hours")
    assert all(one in page for one in words)


def test_a_feed_s_page_leaves_the_texts_of_its_sources_where_they_are(reader, ada, django_assert_max_num_queries):
    entry = put_feed(ada, with_source=True)
    with django_assert_max_num_queries(12) as asked:
        reader.get(reverse("feed", args=[entry.feed_id]))
    told = [query["sql"] for query in asked.captured_queries]
    assert not any('"curation_source"."text"' in sql or '"report"' in sql for sql in told)


def test_a_feed_in_trouble_says_why(reader, ada):
    entry = put_feed(ada, failures=3, error="kitchen.example.org answered 503.")
    page = shown(reader.get(reverse("feed", args=[entry.feed_id])))
    assert all(words in page for words in ("In trouble", "answered 503. That makes 3 times in a row."))


def test_its_recording_is_fetched_on_request(reader, ada):
    entry = put_feed(ada)
    reader.post(reverse("change-entry", args=[entry.pk, "audio"]))
    entry.refresh_from_db()
    assert (entry.state, entry.wants_audio) == ("waiting", True)
    assert Run.objects.filter(kind="feed", subject=entry.feed_id).exists()


@pytest.mark.parametrize(("verb", "state"), [("pause", "paused"), ("check", "active")])
def test_a_feed_is_paused_and_checked_by_hand(reader, ada, verb, state):
    feed = put_feed(ada).feed
    reader.post(reverse("change-feed", args=[feed.pk, verb]))
    feed.refresh_from_db()
    assert feed.state == state


def test_a_verb_that_there_is_not_is_not_found(reader, ada):
    entry = put_feed(ada)
    assert reader.post(reverse("change-feed", args=[entry.feed_id, "explode"])).status_code == 404
    assert reader.post(reverse("change-entry", args=[entry.pk, "explode"])).status_code == 404


def test_a_feed_is_renamed_and_left(reader, ada):
    feed = put_feed(ada).feed
    reader.post(reverse("rename-feed", args=[feed.pk]), {"name": " Slow  food "})
    assert Feed.objects.get().label == "Slow food"
    reader.post(reverse("leave-feed", args=[feed.pk]))
    assert not Feed.objects.exists()
