"""Following a feed on a local site: what is asked, what is taken in, and what happens when it goes wrong."""

import datetime
import json
from io import BytesIO

import pytest
from django.utils import timezone

from curation.errors import Refused, UnreadableUpload
from curation.models import Run, Source
from ingest.feeds import subscribe
from ingest.feeds.look import look_at
from ingest.feeds.take import take
from ingest.feeds.turns import HostBusy, polite_fetch
from ingest.feeds.work import promise_due
from ingest.intake import take_in
from ingest.models import Feed, FeedEntry, HostTurn, Upload
from ingest.tasks import check_feed
from tests.fakes import WordEmbedder
from tests.ingest.feed_cast import CHAPTERS, ESSAY, SRT, VTT, item, rss
from tests.web.cast import put_source

pytestmark = pytest.mark.django_db

XML = {"Content_Type": "application/rss+xml"}
SOUND = '<enclosure url="{}" type="audio/mpeg" length="9"/>'


@pytest.fixture(autouse=True)
def _settings(settings, tmp_path, site, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    settings.FETCH_ALLOWED_HOSTS = [f"127.0.0.1:{site.port}"]
    settings.FETCH_HOST_DELAY = 0
    monkeypatch.setattr("curation.runs.send", lambda run: None)


@pytest.fixture
def works():
    """Do the promised work on feeds and uploads. Out: the feed as it is then."""

    def work(feed):
        for run in Run.objects.due().filter(kind="feed"):
            check_feed(run.pk)
        for upload in Upload.objects.filter(status="waiting"):
            take_in(upload, WordEmbedder())
        return Feed.objects.get(pk=feed.pk)

    return work


@pytest.fixture
def followed(ada, site, works):
    """A feed of these items, followed with so many of them."""

    def follow_it(*items, backlog=10, **headers):
        site.answer("/feed.xml", rss(*items), **(XML | headers))
        return works(subscribe.subscribe(ada, site.url("/feed.xml"), backlog=backlog)[0])

    return follow_it


def _ask_again(feed, works):
    subscribe.check_now(feed)
    return works(feed)


def _outcomes(feed):
    return list(feed.entries.order_by("published_at").values_list("state", flat=True))


def test_the_latest_entries_are_taken_in_and_the_earlier_are_listed(followed):
    feed = followed(*(item(number, content=ESSAY + str(number)) for number in range(1, 5)), backlog=2)
    assert _outcomes(feed) == ["earlier", "earlier", "taken", "taken"]
    assert set(Source.objects.values_list("title", flat=True)) == {"Essay 3", "Essay 4"}


def test_the_feed_knows_itself_afterwards(followed):
    feed = followed(item(1, content=ESSAY))
    assert (feed.title, feed.health, feed.error) == ("The Kitchen Table", "well", "")
    assert timezone.now() < feed.next_check_at < timezone.now() + datetime.timedelta(days=1.2)


def test_a_source_carries_what_the_feed_knows(followed):
    followed(item(1, link="https://kitchen.example.org/1", content=ESSAY))
    source = Source.objects.get()
    assert (source.title, source.site, source.url) == ("Essay 1", "The Kitchen Table", "https://kitchen.example.org/1")
    assert (source.kind, source.language, source.published_at is None) == ("article", "en-GB", False)


def test_the_same_entries_again_add_nothing(followed, works, site, counts):
    feed = followed(item(1, content=ESSAY))
    before = counts()
    site.answer("/feed.xml", rss(item(1, content=ESSAY), head="<!-- a new comment -->"), **XML)
    assert _ask_again(feed, works).entries.count() == 1
    assert counts() == before
    assert Run.objects.filter(kind="feed", status="nothing").count() == 1


def test_new_entries_are_taken_in(followed, works, site):
    feed = followed(item(1, content=ESSAY), backlog=0)
    site.answer("/feed.xml", rss(item(1, content=ESSAY), item(2, content=ESSAY, days_ago=0)), **XML)
    assert _outcomes(_ask_again(feed, works)) == ["earlier", "taken"]


def test_old_entries_that_turn_up_late_are_only_listed(followed, works, site):
    feed = followed(item(1, content=ESSAY))
    site.answer("/feed.xml", rss(item(1, content=ESSAY), item(2, content=ESSAY, days_ago=400)), **XML)
    assert sorted(_outcomes(_ask_again(feed, works))) == ["earlier", "taken"]


def test_a_changed_entry_is_a_new_version_of_its_source(followed, works, site):
    feed = followed(item(1, content=ESSAY))
    site.answer("/feed.xml", rss(item(1, title="Essay 1, corrected", content=ESSAY.replace("paper", "cards"))), **XML)
    _ask_again(feed, works)
    source = Source.objects.get()
    assert source.title == "Essay 1, corrected"
    assert "on cards" in source.text


def test_an_entry_whose_id_changes_stays_the_same_entry(followed, works, site):
    feed = followed(item(1, link="https://kitchen.example.org/1", content=ESSAY))
    site.answer("/feed.xml", rss(item(1, guid="new", link="https://kitchen.example.org/1", content=ESSAY)), **XML)
    assert _ask_again(feed, works).entries.count() == 1


def test_it_asks_for_news_only(followed, works, site):
    feed = followed(item(1, content=ESSAY), ETag='"a"', Last_Modified="Mon, 02 Mar 2026 08:00:00 GMT")
    site.answer("/feed.xml", b"", status=304)
    feed = _ask_again(feed, works)
    assert site.asked[-1][1]["If-None-Match"] == '"a"'
    assert (feed.health, feed.etag, Run.objects.filter(message="Nothing new.").count()) == ("well", '"a"', 1)


def test_failures_are_counted_and_told_and_forgotten(followed, works, site):
    feed = followed(item(1, content=ESSAY))
    site.answer("/feed.xml", status=503, Retry_After="86400")
    feed = _ask_again(feed, works)
    assert (feed.failures, feed.health) == (1, "troubled")
    assert "503" in feed.error
    assert feed.next_check_at > timezone.now() + datetime.timedelta(hours=23)
    site.answer("/feed.xml", rss(item(1, content=ESSAY)), **XML)
    assert _ask_again(feed, works).health == "well"


def test_each_failure_in_a_row_makes_it_wait_longer(followed, works, site):
    feed = followed(item(1, content=ESSAY))
    site.answer("/feed.xml", b"<p>Sorry", Content_Type="text/html")
    for _ in range(3):
        feed = _ask_again(feed, works)
    assert feed.failures == 3
    assert feed.next_check_at > timezone.now() + datetime.timedelta(hours=3.9)


def test_a_feed_that_is_gone_is_no_longer_asked(followed, works, site):
    feed = followed(item(1, content=ESSAY))
    site.answer("/feed.xml", status=410)
    feed = _ask_again(feed, works)
    assert (feed.health, "gone for good" in feed.error) == ("gone", True)
    Feed.objects.update(next_check_at=timezone.now())
    assert promise_due() == 0


def test_a_feed_that_has_moved_for_good_is_followed_there(followed, works, site):
    feed = followed(item(1, content=ESSAY))
    site.answer("/new.xml", rss(item(1, content=ESSAY)), **XML)
    site.answer("/feed.xml", b"", status=301, Location="/new.xml")
    assert _ask_again(feed, works).url == site.url("/new.xml")


def test_two_subscriptions_do_not_move_into_one(followed, works, site, ada):
    feed = followed(item(1, content=ESSAY))
    subscribe.subscribe(ada, site.url("/new.xml"))
    site.answer("/new.xml", rss(item(1, content=ESSAY)), **XML)
    site.answer("/feed.xml", b"", status=301, Location="/new.xml")
    assert _ask_again(feed, works).url == site.url("/feed.xml")


def test_every_transcript_is_fetched_and_the_best_is_read(followed, site):
    site.answer("/1.srt", SRT.encode(), Content_Type="application/srt")
    site.answer("/1.vtt", VTT.encode(), Content_Type="text/vtt")
    site.answer("/1.json", CHAPTERS.encode(), Content_Type="application/json+chapters")
    extra = (
        '<podcast:transcript url="/1.srt" type="application/srt"/><podcast:transcript url="/1.vtt" type="text/vtt"/>'
        '<podcast:chapters url="/1.json" type="application/json+chapters"/>'
        "<podcast:person>Marlow Quill</podcast:person>"
    )
    feed = followed(item(1, title="Belief/disbelief", extra=extra + SOUND.format("https://kitchen.example.org/1.mp3")))
    source, entry = Source.objects.get(), feed.entries.get()
    assert set(source.passages.values_list("speaker", flat=True)) == {"Marlow Quill", "Philippa Drummond-Hay"}
    assert [chapter.title for chapter in source.chapters.all()] == ["By hand", "Belief"]
    assert source.transcript.audio_url == "https://kitchen.example.org/1.mp3"
    assert (source.kind, source.title, source.author) == ("episode", "Belief/disbelief", "Marlow Quill")
    assert sorted(entry.uploads.values_list("status", flat=True)) == ["ingested", "kept"]
    kept = entry.uploads.get(status="kept")
    assert kept.content.open().read() == SRT.encode()


def test_a_transcript_that_is_lost_does_not_take_the_others_with_it(followed, site):
    site.answer("/1.vtt", VTT.encode(), Content_Type="text/vtt")
    extra = '<podcast:transcript url="/none.json" type="application/json"/>'
    feed = followed(item(1, extra=f'{extra}<podcast:transcript url="/1.vtt" type="text/vtt"/>'))
    entry = feed.entries.get()
    assert (entry.state, "404" in entry.reason, Source.objects.count()) == ("taken", True, 1)


SPOKEN = '<podcast:transcript url="/1.vtt" type="text/vtt"/>' + SOUND.format("https://kitchen.example.org/1.mp3")
MARKED = '<podcast:chapters url="/1.json"/>'


@pytest.fixture
def episode(followed, site):
    """A followed feed of one episode, with its transcript."""
    site.answer("/1.vtt", VTT.encode(), Content_Type="text/vtt")
    return followed(item(1, extra=SPOKEN))


def test_a_corrected_title_reaches_the_source_though_the_transcript_is_the_same(episode, works, site):
    site.answer("/feed.xml", rss(item(1, title="Belief, corrected", extra=SPOKEN)), **XML)
    assert _outcomes(_ask_again(episode, works)) == ["taken"]
    assert Source.objects.get().title == "Belief, corrected"


def test_chapters_that_come_late_reach_the_source(episode, works, site):
    site.answer("/1.json", CHAPTERS.encode(), Content_Type="application/json+chapters")
    site.answer("/feed.xml", rss(item(1, extra=SPOKEN + MARKED)), **XML)
    _ask_again(episode, works)
    assert [chapter.title for chapter in Source.objects.get().chapters.all()] == ["By hand", "Belief"]


def test_chapters_that_are_away_for_once_are_not_lost(followed, works, site):
    site.answer("/1.vtt", VTT.encode(), Content_Type="text/vtt")
    site.answer("/1.json", CHAPTERS.encode(), Content_Type="application/json+chapters")
    feed = followed(item(1, extra=SPOKEN + MARKED))
    site.answer("/1.json", status=503)
    site.answer("/feed.xml", rss(item(1, title="Belief, corrected", extra=SPOKEN + MARKED)), **XML)
    _ask_again(feed, works)
    source = Source.objects.get()
    assert (source.title, source.chapters.count()) == ("Belief, corrected", 2)


def test_what_another_feed_says_of_the_same_bytes_changes_nothing(episode, works, site, ada):
    site.answer("/other.xml", rss(item(7, title="Repeated", extra=SPOKEN), title="Another table"), **XML)
    works(subscribe.subscribe(ada, site.url("/other.xml"), backlog=1)[0])
    assert Source.objects.get().title == "Essay 1"


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "no longer named"])
def test_an_episode_whose_transcript_goes_keeps_its_text(episode, works, site, gone):
    site.answer("/1.vtt", status=404 if gone else 200)
    left = SPOKEN if gone else SOUND.format("https://kitchen.example.org/1.mp3")
    site.answer("/feed.xml", rss(item(1, title="Belief, corrected", extra=left)), **XML)
    assert _outcomes(_ask_again(episode, works)) == ["taken"]
    source = Source.objects.get()
    assert (source.title, "by hand" in source.text) == ("Belief, corrected", True)


def test_an_empty_transcript_is_none(followed, site):
    site.answer("/0.vtt", b"", Content_Type="text/vtt")
    site.answer("/1.vtt", VTT.encode(), Content_Type="text/vtt")
    empty = '<podcast:transcript url="/0.vtt" type="text/vtt"/>'
    feed = followed(item(1, extra=empty + SPOKEN), item(2, extra=empty + SOUND.format("/2.mp3")))
    assert _outcomes(feed) == ["taken", "audio"]
    assert "0.vtt is an empty file" in feed.entries.get(title="Essay 2").reason


def test_an_entry_that_is_left_without_text_says_what_became_of_its_transcript(followed, site):
    lost = '<podcast:transcript url="/none.vtt" type="text/vtt"/>'
    site.answer("/2", status=403)
    reasons = [entry.reason for entry in followed(item(1, extra=lost), item(2, link="/2", extra=lost)).entries.all()]
    assert all("Its transcript could not be had" in reason and "404" in reason for reason in reasons)
    assert any("403" in reason for reason in reasons)


def test_a_transcript_that_comes_late_is_taken_in_then(followed, works, site):
    feed = followed(item(1, extra=SOUND.format("/1.mp3")))
    assert _outcomes(feed) == ["audio"]
    site.answer("/1.vtt", VTT.encode(), Content_Type="text/vtt")
    later = '<podcast:transcript url="/1.vtt" type="text/vtt"/>' + SOUND.format("/1.mp3")
    site.answer("/feed.xml", rss(item(1, extra=later)), **XML)
    assert _outcomes(_ask_again(feed, works)) == ["taken"]
    assert Source.objects.get().kind == "episode"


def test_a_recording_is_fetched_when_it_is_asked_for(followed, works, site):
    feed = followed(item(1, extra=SOUND.format("/1.mp3") + "<itunes:duration>61</itunes:duration>"))
    site.answer("/1.mp3", b"ID3\0sound", Content_Type="audio/mpeg")
    subscribe.request_audio(feed.entries.get())
    for run in Run.objects.due().filter(kind="feed"):
        check_feed(run.pk)
    upload = feed.entries.get().uploads.get()
    assert (upload.origin, upload.status, upload.name) == ("feed", "waiting", "Essay 1.mp3")
    assert upload.content.open().read() == b"ID3\0sound"
    assert upload.hints["audio_url"] == site.url("/1.mp3")
    assert Run.objects.filter(kind="read", subject=upload.pk, status="queued").exists()


@pytest.fixture
def transcribed(followed, works, site):
    """An entry whose recording was fetched and written down here."""
    feed = followed(item(1, extra=SOUND.format("/1.mp3")))
    site.answer("/1.mp3", b"ID3\0sound", Content_Type="audio/mpeg")
    entry = feed.entries.get()
    subscribe.request_audio(entry)
    for run in Run.objects.due().filter(kind="feed"):
        check_feed(run.pk)
    upload = entry.uploads.get()
    upload.sources.add(put_source(feed.owner, title="Essay 1"))
    Upload.objects.update(status="ingested")
    Run.objects.filter(kind="read").delete()
    return entry


def _retitled(entry, site):
    site.answer("/feed.xml", rss(item(1, title="Belief, corrected", extra=SOUND.format("/1.mp3"))), **XML)
    subscribe.check_now(entry.feed)


@pytest.mark.parametrize("by_hand", [True, False], ids=["fetched again", "kept"])
def test_what_is_new_of_an_episode_that_was_written_down_here_is_told(transcribed, site, by_hand):
    _retitled(transcribed, site)
    if by_hand:
        subscribe.request_audio(transcribed)
    for run in Run.objects.due().filter(kind="feed"):
        check_feed(run.pk)
    upload = transcribed.uploads.get()
    transcribed.refresh_from_db()
    assert (transcribed.state, upload.hints["title"]) == ("taken", "Belief, corrected")
    assert Run.objects.filter(kind="read", subject=upload.pk, status="queued").count() == 1


def test_an_entry_without_a_recording_has_none_to_fetch(followed):
    feed = followed(item(1, content=ESSAY))
    with pytest.raises(Refused):
        subscribe.request_audio(feed.entries.get())


def test_a_short_entry_is_read_from_its_page(followed, site):
    site.answer("/1", f"<html><head><title>Long</title></head><body><article>{ESSAY}</article></body></html>".encode())
    followed(item(1, link="/1", content="<p>Read more …</p>"))
    source = Source.objects.get()
    assert source.text.count("Nobody reads a trace twice") == 6
    assert (source.title, source.url) == ("Essay 1", site.url("/1"))


def test_where_the_page_is_closed_the_feed_s_words_are_taken(followed, site):
    site.answer("/1", status=403)
    feed = followed(item(1, link="/1", content=ESSAY[:300]))
    assert "403" in feed.entries.get().reason
    assert Source.objects.get().text.startswith("Part 1.")


def test_an_entry_that_fails_says_why_and_can_be_tried_again(followed, works, site):
    feed = followed(item(1, link="/1"))
    entry = feed.entries.get()
    assert (entry.state, "404" in entry.reason) == ("failed", True)
    site.answer("/1", f"<html><body><article>{ESSAY}</article></body></html>".encode())
    subscribe.retry_entry(entry)
    assert _outcomes(works(feed)) == ["taken"]


def test_a_page_that_is_away_for_a_while_is_asked_again_later(followed, site):
    site.answer("/1", status=503)
    entry = followed(item(1, link="/1")).entries.get()
    assert (entry.state, entry.attempts) == ("waiting", 1)
    assert entry.not_before > timezone.now()


def test_killed_before_it_was_written_down_it_is_taken_in_once(followed, works, counts):
    feed = followed(item(1, content=ESSAY))
    before = counts()
    FeedEntry.objects.update(state="waiting", not_before=timezone.now())
    promise_due()
    assert _outcomes(works(feed)) == ["taken"]
    assert counts() == before


def test_the_address_of_a_page_leads_to_its_feed(ada, site, works):
    page = b'<html><link rel="alternate" type="application/rss+xml" href="/feed.xml"></html>'
    site.answer("/feed.xml", rss(item(1, content=ESSAY)), **XML)
    feed = works(subscribe.subscribe(ada, site.answer("/", page))[0])
    assert (feed.url, feed.title) == (site.url("/feed.xml"), "The Kitchen Table")


def test_the_address_of_a_page_is_not_a_second_subscription(followed, ada, site, works):
    feed = followed(item(1, content=ESSAY))
    page = b'<html><link rel="alternate" type="application/rss+xml" href="/feed.xml"></html>'
    second = works(subscribe.subscribe(ada, site.answer("/", page), backlog=5)[0])
    assert (second.error, second.entries.count()) == ("You follow this feed already, under its own address.", 0)
    assert feed.entries.count() == 1


def test_a_look_at_a_page_that_holds_anything_ends_in_words(site):
    with pytest.raises(UnreadableUpload, match="web page"):
        look_at(site.answer("/", b"<!doctype html><html><![foo bar]></html>"))


def test_a_look_stores_nothing(ada, site, counts):
    look = look_at(site.answer("/feed.xml", rss(item(1, content=ESSAY)), **XML))
    assert (look.feed.title, len(look.feed.entries)) == ("The Kitchen Table", 1)
    assert (Feed.objects.count(), counts()) == (0, (0, 0, 0))


def test_a_host_is_asked_for_one_thing_at_a_time(followed, works, site, monkeypatch):
    monkeypatch.setattr("ingest.feeds.turns.PATIENCE", 0.05)
    feed = followed(item(1, content=ESSAY))
    HostTurn.objects.update(free_at=timezone.now() + datetime.timedelta(minutes=1))
    asked = len(site.asked)
    feed = _ask_again(feed, works)
    assert (len(site.asked), feed.failures) == (asked, 0)
    assert Run.objects.filter(kind="feed", status="queued", message__contains="something else").exists()
    Run.objects.filter(status="queued").update(not_before=timezone.now(), attempts=5)
    assert works(feed).failures == 0
    assert Run.objects.filter(kind="feed", status="failed", message__contains="something else").exists()


def test_the_host_of_a_redirect_has_its_turn_as_well(followed, works, site, settings, monkeypatch):
    settings.FETCH_ALLOWED_HOSTS = [f"127.0.0.1:{site.port}", f"localhost:{site.port}"]
    monkeypatch.setattr("ingest.feeds.turns.PATIENCE", 0.05)
    feed = followed(item(1, content=ESSAY))
    site.answer("/feed.xml", b"", status=302, Location=site.url("/there.xml", host="localhost"))
    site.answer("/there.xml", rss(item(1, content=ESSAY), item(2, content=ESSAY)), **XML)
    busy = HostTurn.objects.create(host="localhost", free_at=timezone.now() + datetime.timedelta(minutes=1))
    assert (_ask_again(feed, works).entries.count(), site.asked[-1][0]) == (1, "/feed.xml")
    busy.delete()
    Run.objects.filter(status="queued").update(not_before=timezone.now())
    assert works(feed).entries.count() == 2


def test_only_feeds_whose_time_has_come_are_promised(followed, works, ada, site):
    feed = followed(item(1, content=ESSAY))
    assert promise_due() == 0
    Feed.objects.update(next_check_at=timezone.now())
    assert (promise_due(), promise_due()) == (1, 1)
    assert Run.objects.filter(kind="feed", status="queued", subject=feed.pk).count() == 1


def test_not_all_of_a_long_list_are_asked_at_once(ada):
    listed = "".join(f"<outline xmlUrl='https://kitchen.example.org/{number}'/>" for number in range(60))
    subscribe.import_opml(ada, BytesIO(f"<opml><body>{listed}</body></opml>".encode()))
    assert (Feed.objects.count(), Run.objects.count(), promise_due()) == (60, 0, 40)


def _breaks(*_args, **_kwargs):
    raise KeyError("nobody foresaw this")


def test_what_nobody_foresaw_costs_a_feed_an_hour_and_the_others_nothing(followed, works, monkeypatch):
    feed = followed(item(1, content=ESSAY))
    monkeypatch.setattr("ingest.feeds.check._checked", _breaks)
    feed = _ask_again(feed, works)
    assert (feed.health, feed.failures, "unexpected" in feed.error) == ("troubled", 1, True)
    assert feed.next_check_at > timezone.now() + datetime.timedelta(minutes=55)
    assert promise_due() == 0
    feed = _ask_again(feed, works)
    assert (feed.failures, feed.next_check_at > timezone.now() + datetime.timedelta(minutes=115)) == (2, True)


def test_a_check_that_was_cut_short_is_made_by_the_next_worker(followed, works, monkeypatch, site):
    feed = followed(item(1, content=ESSAY))
    subscribe.check_now(feed)
    Feed.objects.update(next_check_at=timezone.now() + datetime.timedelta(hours=1))
    Run.objects.filter(status="queued").update(attempts=1)
    asked = len(site.asked)
    works(feed)
    assert len(site.asked) == asked + 1


def test_an_entry_that_nobody_foresaw_holds_up_no_other(ada, site, works, monkeypatch):
    def takes_one(entry):
        return _breaks() if entry.title == "Essay 1" else take(entry)

    monkeypatch.setattr("ingest.feeds.work.take", takes_one)
    site.answer("/feed.xml", rss(item(1, content=ESSAY), item(2, content=ESSAY + "2")), **XML)
    feed = works(subscribe.subscribe(ada, site.url("/feed.xml"), backlog=10)[0])
    assert _outcomes(feed) == ["waiting", "waiting"]
    assert promise_due() == 1
    assert _outcomes(works(feed)) == ["waiting", "taken"]
    assert promise_due() == 0
    for _ in range(6):
        FeedEntry.objects.update(not_before=timezone.now())
        promise_due()
        works(feed)
    assert _outcomes(feed) == ["failed", "taken"]
    assert "unexpected" in feed.entries.get(title="Essay 1").reason


def test_an_entry_whose_host_is_busy_waits_for_nothing_else(followed, works, site, monkeypatch):
    monkeypatch.setattr("ingest.feeds.work.take", _busy)
    entry = followed(item(1, content=ESSAY)).entries.get()
    assert (entry.state, entry.attempts, entry.not_before <= timezone.now()) == ("waiting", 0, True)


def _busy(_entry):
    raise HostBusy("Others are there.")


@pytest.mark.parametrize("status", [200, 410, 503])
def test_a_hand_that_pauses_a_feed_outranks_the_check_that_goes_on(followed, works, site, monkeypatch, status):
    def paused_meanwhile(*args, **told):
        subscribe.pause(Feed.objects.get())
        return polite_fetch(*args, **told)

    feed = followed(item(1, content=ESSAY))
    site.answer("/feed.xml", rss(item(1, content=ESSAY), item(2, content=ESSAY)), status=status, **XML)
    monkeypatch.setattr("ingest.feeds.check.polite_fetch", paused_meanwhile)
    assert _ask_again(feed, works).state == "paused"


def test_a_paused_feed_is_asked_for_no_entries_either(followed, works, site):
    site.answer("/1", status=503)
    feed = followed(item(1, link="/1"))
    FeedEntry.objects.update(not_before=timezone.now())
    assert promise_due() == 1
    subscribe.pause(feed)
    asked = len(site.asked)
    assert promise_due() == 0
    works(feed)
    assert len(site.asked) == asked


def test_a_feed_paused_meanwhile_stops_at_its_next_entry(followed, works, monkeypatch):
    taken = []

    def pausing(entry):
        taken.append(entry.pk)
        subscribe.pause(Feed.objects.get())

    monkeypatch.setattr("ingest.feeds.work.take", pausing)
    followed(item(1, content=ESSAY), item(2, content=ESSAY))
    assert len(taken) == 1


def test_what_a_hand_asks_of_a_paused_feed_is_done(followed, works, site):
    feed = followed(item(1, link="/1"))
    subscribe.pause(feed)
    site.answer("/1", f"<html><body><article>{ESSAY}</article></body></html>".encode())
    subscribe.retry_entry(feed.entries.get())
    assert _outcomes(works(feed)) == ["taken"]


def test_a_paused_feed_is_left_alone_until_it_is_resumed(followed, works):
    feed = followed(item(1, content=ESSAY))
    subscribe.pause(feed)
    Feed.objects.update(next_check_at=timezone.now())
    assert promise_due() == 0
    subscribe.resume(feed)
    assert Run.objects.filter(kind="feed", status="queued").count() == 1


def test_leaving_a_feed_leaves_its_sources(followed, works):
    feed = followed(item(1, content=ESSAY))
    subscribe.unsubscribe(feed)
    assert (Feed.objects.count(), FeedEntry.objects.count(), Source.objects.count()) == (0, 0, 1)


def test_a_list_of_feeds_is_followed_and_reported(ada, site):
    known = site.url("/feed.xml")
    subscribe.subscribe(ada, known)
    opml = (
        f"<opml><body><outline text='Tech'><outline xmlUrl='{known}'/><outline text='New' xmlUrl='{site.url('/b')}'/>"
        "<outline text='Odd' xmlUrl='javascript:alert(1)'/></outline></body></opml>"
    )
    imported = subscribe.import_opml(ada, BytesIO(opml.encode()))
    assert (imported.found, len(imported.new), len(imported.known)) == (3, 1, 1)
    assert [(one.name, one.reason) for one in imported.refused] == [("Odd", "This is not the address of a feed.")]
    assert Feed.objects.get(url=site.url("/b")).tags == ["Tech"]


def test_too_long_a_list_says_what_it_left_out(ada, monkeypatch):
    monkeypatch.setattr(subscribe, "MOST_LISTED", 2)
    listed = "".join(f"<outline xmlUrl='https://kitchen.example.org/{number}'/>" for number in range(5))
    imported = subscribe.import_opml(ada, BytesIO(f"<opml><body>{listed}</body></opml>".encode()))
    assert (imported.found, len(imported.new), imported.refused[0].name) == (5, 2, "3 feeds at its end")


def test_too_large_a_list_is_refused(ada, monkeypatch):
    monkeypatch.setattr(subscribe, "LARGEST_LIST", 1_000_000)
    with pytest.raises(Refused, match="may have 1 MB"):
        subscribe.import_opml(ada, BytesIO(b" " * 1_000_001))


def test_feed_addresses_of_other_programs_are_understood(ada):
    feed, _ = subscribe.subscribe(ada, "feed://kitchen.example.org/feed.xml")
    assert feed.url == "https://kitchen.example.org/feed.xml"


def test_a_feed_inside_the_network_is_never_asked(ada, site, works):
    feed = works(subscribe.subscribe(ada, site.url("/feed.xml", host="localhost"))[0])
    assert (site.asked, feed.health) == ([], "failing")
    assert "inside the network" in feed.error or "Port" in feed.error


def test_chapters_that_are_damaged_cost_only_the_chapters(followed, site):
    site.answer("/1.vtt", VTT.encode(), Content_Type="text/vtt")
    site.answer("/1.json", json.dumps(CHAPTERS).encode()[:20], Content_Type="application/json")
    extra = '<podcast:transcript url="/1.vtt" type="text/vtt"/><podcast:chapters url="/1.json"/>'
    entry = followed(item(1, extra=extra)).entries.get()
    assert (entry.state, "chapters" in entry.reason) == ("taken", True)
