"""Finding feeds, lists of feeds, when to come again, and which transcript is the best."""

import datetime

import pytest

from curation.errors import UnreadableUpload
from ingest.feeds.discover import feeds_of
from ingest.feeds.document import has_full_text, page_of
from ingest.feeds.html import size
from ingest.feeds.opml import Listed, read_opml, write_opml
from ingest.feeds.parsed import Audio, ParsedEntry, ParsedFeed
from ingest.feeds.preview import preview
from ingest.feeds.rhythm import DAY, HOUR, WEEK, back_off, interval, next_time, usual_gap
from ingest.feeds.transcripts import Candidate, best_first
from ingest.given import Given
from ingest.readers import read
from tests.ingest.feed_cast import ESSAY, SRT, VTT

NOW = datetime.datetime(2026, 3, 2, 8, 0, tzinfo=datetime.UTC)
OPML = b"""<opml version="2.0"><body><outline text="Tech &amp; tools"><outline text="Deeper">
<outline type="rss" text="Kitchen" xmlUrl="https://kitchen.example.org/feed" htmlUrl="https://kitchen.example.org"/>
</outline></outline><outline xmlurl="https://slow.example.org/feed"/></body></opml>"""


def _days_ago(*days):
    return [NOW - datetime.timedelta(days=day) for day in days]


def test_a_page_names_its_feeds_comments_last():
    page = b"""<head><base href="https://kitchen.example.org/blog/"><link rel="alternate" hreflang="de" href="/de">
    <link rel="ALTERNATE" type="application/rss+xml" title="Comments" href="comments.xml">
    <link rel="alternate" type="application/atom+xml" title="All" href="feed.xml"></head>"""
    found = feeds_of(page, url="https://elsewhere.example.org/")
    assert [feed.url.rsplit("/", 1)[1] for feed in found] == ["feed.xml", "comments.xml"]
    assert found[0].url == "https://kitchen.example.org/blog/feed.xml"


@pytest.mark.parametrize("odd", [b"<![foo bar]>", b"<!foo[", b"<![CDATA[x", b"<!DOCTYPE [<!FOO>]>", b"\0"])
def test_a_page_may_hold_anything(odd):
    link = b'<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    assert [feed.url for feed in feeds_of(b"<html>" + link + odd, url="https://a.example.org")] == [
        "https://a.example.org/feed.xml"
    ]
    assert feeds_of(odd, url="https://a.example.org") == ()


def test_a_list_of_feeds_is_read_with_its_folders():
    kitchen, slow = read_opml(OPML)
    assert (kitchen.title, kitchen.folders) == ("Kitchen", ("Tech & tools", "Deeper"))
    assert (slow.url, slow.folders) == ("https://slow.example.org/feed", ())


def test_what_is_written_is_read_again():
    feeds = (Listed("https://a.example.org/?a=1&b=2", "A <b>", "https://a.example.org", ("Folder",)),)
    assert read_opml(write_opml(feeds, title="Feeds")) == feeds


def test_all_tags_of_a_feed_are_written():
    feeds = (Listed("https://a.example.org/", "A", folders=("Folder", "Slow food", "b/c")),)
    assert read_opml(write_opml(feeds, title="Feeds")) == feeds


def test_categories_are_read_as_folders_are():
    listed = (
        b'<opml><body><outline text="Tech"><outline xmlUrl="a" category="/Tech,/Slow food, "/></outline></body></opml>'
    )
    assert read_opml(listed)[0].folders == ("Tech", "Slow food")


def test_folders_may_nest_without_end():
    deep = b"<outline text='x'>" * 5_000 + b"<outline xmlUrl='https://a.example.org/'/>" + b"</outline>" * 5_000
    assert len(read_opml(b"<opml><body>" + deep + b"</body></opml>")) == 1


def test_of_nested_folders_the_outermost_count():
    opened = b"".join(b"<outline text='%d" % number + b"x" * 200 + b"'>" for number in range(100))
    deep = opened + b"<outline xmlUrl='https://a.example.org/'/>" + b"</outline>" * 100
    folders = read_opml(b"<opml><body>" + deep + b"</body></opml>")[0].folders
    assert (len(folders), {len(folder) for folder in folders}) == (8, {100})


@pytest.mark.parametrize("data", [b"", b"words", b"<rss/>", b'<!DOCTYPE o [<!ENTITY a "b">]><opml>&a;</opml>'])
def test_what_is_no_list_of_feeds_is_refused(data):
    with pytest.raises(UnreadableUpload, match=r"\.$"):
        read_opml(data)


@pytest.mark.parametrize(
    ("days", "seconds"),
    [
        ((0, 1, 2, 3), 3 * HOUR),
        ((0, 7, 14), 21 * HOUR),
        ((0, 0.01, 0.02), HOUR),
        ((0, 60, 120), DAY),
        ((), 6 * HOUR),
        ((1,), 6 * HOUR),
    ],
)
def test_a_feed_is_asked_as_its_rhythm_suggests(days, seconds):
    assert interval(_days_ago(*days), NOW, ttl_minutes=None, max_age=None) == seconds


def test_a_feed_that_has_fallen_silent_is_asked_more_rarely():
    assert usual_gap(_days_ago(30, 31, 32), NOW) == 15 * DAY


def test_dates_to_come_teach_nothing():
    assert usual_gap(_days_ago(-5, -4), NOW) is None


@pytest.mark.parametrize(
    ("ttl", "max_age", "seconds"), [(240, None, 4 * HOUR), (None, 18_000, 5 * HOUR), (99_999, 10**8, DAY), (1, 1, HOUR)]
)
def test_what_a_feed_asks_for_is_honoured_within_reason(ttl, max_age, seconds):
    dates = _days_ago(0, 0.1, 0.2)
    assert interval(dates, NOW, ttl_minutes=ttl, max_age=max_age) == seconds


@pytest.mark.parametrize(("failures", "seconds"), [(1, HOUR), (2, 2 * HOUR), (5, 16 * HOUR), (50, WEEK)])
def test_failures_make_it_wait_longer_each_time(failures, seconds):
    assert back_off(failures, retry_after=None) == seconds


def test_a_site_that_names_a_time_is_believed():
    assert back_off(1, retry_after=7200) == 7200
    assert back_off(1, retry_after=10**9) == WEEK


def test_jitter_adds_up_to_a_tenth():
    assert next_time(NOW, HOUR, jitter=1) == NOW + datetime.timedelta(minutes=66)


def test_hours_that_a_feed_wants_to_sleep_are_left_out():
    assert next_time(NOW, HOUR, jitter=0, skip_hours=frozenset({9, 10})).hour == 11
    assert next_time(NOW, HOUR, jitter=0, skip_hours=frozenset(range(24))).hour == 9


def _candidate(text, kind, language=""):
    return Candidate(text.encode(), f"https://kitchen.example.org/{kind}", kind, language)


def test_the_transcript_with_speakers_comes_first():
    plain = VTT.replace("<v Marlow Quill>", "").replace("<v Philippa Drummond-Hay>", "")
    candidates = [_candidate(SRT, "application/srt"), _candidate(plain, "text/vtt"), _candidate(VTT, "text/plain")]
    assert [one.form for one in best_first(candidates, language="en")] == ["vtt with speakers", "vtt", "srt"]


def test_one_s_own_language_and_whole_files_come_before_form():
    candidates = [_candidate("WEBVTT\n", "text/vtt"), _candidate(VTT, "text/vtt", "es"), _candidate(SRT, "text/srt")]
    assert [one.type for one in best_first(candidates, language="en-GB")] == ["text/srt", "text/vtt", "text/vtt"]
    assert best_first(candidates, language="en-GB")[1].language == "es"


@pytest.mark.parametrize(
    ("audio", "minutes", "full"), [(None, None, True), ("a.mp3", None, False), ("a.mp3", 2, True), ("a.mp3", 60, False)]
)
def test_notes_on_a_recording_are_not_its_text(audio, minutes, full):
    entry = ParsedEntry(
        content=ESSAY,
        audio=Audio(f"https://kitchen.example.org/{audio}") if audio else None,
        duration_ms=minutes and minutes * 60_000,
    )
    assert has_full_text(entry) is full


def test_a_text_without_spaces_has_words_as_well():
    text = "".join(chr(0x3042 + number % 80) for number in range(3_700))
    entry = ParsedEntry(content=f"<p>{text}</p>")
    assert (has_full_text(entry), size(text), size("two words")) == (True, 1_850, 2)
    look = preview(ParsedFeed(title="", entries=(entry,)), url="https://a.example.org", now=NOW)
    assert len(look.entries[0].words) == 401


def test_an_entry_with_its_text_becomes_a_page_that_reads_as_an_article():
    entry = ParsedEntry(url="https://kitchen.example.org/1", title="Traces <1>", author="Marlow Quill", content=ESSAY)
    page = page_of(entry, site="The Kitchen Table", language="en-GB")
    (draft,) = read(Given.of(page, name="traces.html")).drafts
    assert (draft.title, draft.author, draft.site) == ("Traces <1>", "Marlow Quill", "The Kitchen Table")
    assert draft.text.count("Nobody reads a trace twice") == 6
