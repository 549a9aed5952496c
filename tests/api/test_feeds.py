"""Feeds by HTTP."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ingest.models import Feed
from tests.ingest.conftest import site  # noqa: F401
from tests.ingest.feed_cast import ESSAY, item, rss
from tests.web.cast import put_feed

pytestmark = pytest.mark.django_db


def test_a_feed_is_looked_at(send, site, settings):  # noqa: F811
    settings.FETCH_ALLOWED_HOSTS = [f"127.0.0.1:{site.port}"]
    url = site.answer("/feed.xml", rss(item(1, content=ESSAY)), Content_Type="text/xml")
    status, told = send("POST", "/feeds/look", {"url": url})
    assert (status, told["title"], told["count"], told["url"]) == (200, "The Kitchen Table", 1, url)
    assert (told["entries"][0]["title"], told["entries"][0]["has_text"]) == ("Essay 1", True)


def test_a_feed_is_followed_once(send):
    sent = {"url": "https://kitchen.example.org/feed", "backlog": 5}
    assert send("POST", "/feeds", sent)[1]["new"] is True
    assert send("POST", "/feeds", sent)[1]["new"] is False
    assert Feed.objects.get().backlog == 5


def test_feeds_and_entries_are_listed(send, ada):
    entry = put_feed(ada)
    (feed,) = send("GET", "/feeds")[1]
    assert (feed["name"], feed["health"], feed["entries"], feed["audio"]) == ("The Kitchen Table", "well", 2, 1)
    entries = send("GET", f"/feeds/{entry.feed_id}/entries")[1]
    assert (entries["count"], {one["state"] for one in entries["items"]}) == (2, {"taken", "audio"})


def test_a_feed_is_changed(send, ada):
    entry = put_feed(ada)
    assert send("PATCH", f"/feeds/{entry.feed_id}", {"name": "Slow food"})[1]["name"] == "Slow food"
    assert send("POST", f"/feeds/{entry.feed_id}/pause")[1]["health"] == "paused"
    assert send("POST", f"/feeds/{entry.feed_id}/check")[0] == 409
    assert send("POST", f"/feed-entries/{entry.pk}/audio")[1]["state"] == "waiting"


def test_a_feed_is_left(program, ada):
    entry = put_feed(ada)
    assert program.delete(f"/api/feeds/{entry.feed_id}").status_code == 204
    assert not Feed.objects.exists()


def test_a_list_of_feeds_goes_in_and_comes_out(program):
    opml = b'<opml version="2.0"><body><outline text="K" xmlUrl="https://kitchen.example.org/feed"/></body></opml>'
    told = program.post("/api/feeds/import", {"file": SimpleUploadedFile("feeds.opml", opml)}).json()
    assert (told["found"], len(told["new"]), told["refused"]) == (1, 1, [])
    assert b"https://kitchen.example.org/feed" in program.get("/api/feeds.opml").content


@pytest.mark.parametrize("url", ["nonsense", "file:///etc/passwd"])
def test_what_is_no_address_is_refused(send, url):
    assert send("POST", "/feeds", {"url": url})[1]["code"] == "refused"
