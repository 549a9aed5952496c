import datetime
import random
import time
from dataclasses import replace
from pathlib import Path

import pytest

from curation.errors import UnreadableUpload
from ingest.feeds.parse import parse
from ingest.feeds.parsed import Audio, Person, TranscriptLink, as_json, from_json
from tests.ingest.feed_cast import ESSAY, item, rss

BROKEN = sorted((Path(__file__).parent / "feeds_broken").iterdir())
BASE = "https://kitchen.example.org/feed.xml"
EXTRA = (
    '<podcast:transcript url="/1.vtt" type="text/VTT; charset=utf-8" language="en"/>'
    '<podcast:transcript url="/1.srt" type="application/srt"/>'
    "<podcast:person>Marlow Quill</podcast:person>"
    '<podcast:person role="Guest">Philippa Drummond-Hay</podcast:person>'
    '<podcast:chapters url="/1.json" type="application/json+chapters"/>'
    '<enclosure url="/1.mp3" type="audio/mpeg" length="4200"/><itunes:duration>1:02:03</itunes:duration>'
)
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl"><title type="html">Slow &amp;amp; sure</title>
<link href="https://slow.example.org/"/><entry><id>tag:1</id><title>One</title><link href="/one"/>
<author><name>Marlow Quill</name></author><updated>2026-03-02T08:00:00Z</updated>
<content type="html">&lt;p onclick="x()">Read &lt;a href="/two">two&lt;/a>.&lt;/p>&lt;script>no()&lt;/script></content>
</entry></feed>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Slow", "home_page_url": "https://slow.example.org/",
"authors": [{"name": "Marlow Quill"}], "items": [{"id": "1", "url": "/one", "title": "One",
"content_html": "<p>Words<script>no()</script></p>", "date_published": "2026-03-02T08:00:00Z",
"attachments": [{"url": "/1.m4a", "mime_type": "audio/mp4", "size_in_bytes": 9, "duration_in_seconds": 61}]}]}"""


@pytest.fixture
def episode():
    return parse(rss(item(1, link="/1", content=ESSAY, extra=EXTRA)), url=BASE).entries[0]


def test_a_feed_says_what_it_is():
    feed = parse(rss(item(1), head="<ttl>90</ttl><skipHours><hour>3</hour><hour>24</hour></skipHours>"), url=BASE)
    assert (feed.title, feed.site_url, feed.language) == ("The Kitchen Table", "https://kitchen.example.org/", "en-GB")
    assert (feed.ttl_minutes, feed.skip_hours, feed.troubles) == (90, {3, 0}, ())


def test_every_transcript_and_person_is_kept(episode):
    assert episode.transcripts == (
        TranscriptLink("https://kitchen.example.org/1.vtt", "text/vtt", "en"),
        TranscriptLink("https://kitchen.example.org/1.srt", "application/srt"),
    )
    assert episode.persons == (Person("Marlow Quill"), Person("Philippa Drummond-Hay", "guest"))
    assert episode.hosts == "Marlow Quill"


def test_sound_and_chapters_are_found(episode):
    assert episode.audio == Audio("https://kitchen.example.org/1.mp3", "audio/mpeg", 4200)
    assert episode.chapters_url == "https://kitchen.example.org/1.json"
    assert episode.duration_ms == 3_723_000


@pytest.mark.parametrize(("told", "ms"), [("3723", 3_723_000), ("62:03", 3_723_000), ("an hour", None), ("0", None)])
def test_lengths_are_written_in_three_ways(told, ms):
    extra = f"<itunes:duration>{told}</itunes:duration>"
    assert parse(rss(item(1, extra=extra))).entries[0].duration_ms == ms


def test_chapters_may_stand_in_the_feed():
    extra = (
        '<psc:chapters xmlns:psc="http://podlove.org/simple-chapters" version="1.2">'
        '<psc:chapter start="00:00" title="By hand"/><psc:chapter start="1:02:03" title="Belief"/></psc:chapters>'
    )
    assert parse(rss(item(1, extra=extra))).entries[0].marks == ((0, "By hand"), (3_723_000, "Belief"))


def test_atom_is_read_with_its_links_made_whole():
    feed = parse(ATOM, url="https://slow.example.org/atom.xml")
    entry = feed.entries[0]
    assert (feed.title, entry.author, entry.language) == ("Slow & sure", "Marlow Quill", "nl")
    assert entry.content == '<p>Read <a href="https://slow.example.org/two">two</a>.</p>'


def test_json_feed_is_read():
    feed = parse(JSON, url="https://slow.example.org/feed.json")
    (entry,) = feed.entries
    assert (feed.title, entry.url, entry.author) == ("Slow", "https://slow.example.org/one", "Marlow Quill")
    assert (entry.content, entry.audio.length, entry.duration_ms) == ("<p>Words</p>", 9, 61_000)
    assert entry.published_at == datetime.datetime(2026, 3, 2, 8, tzinfo=datetime.UTC)


def test_a_live_item_lends_the_feed_neither_title_nor_link():
    live = "<podcast:liveItem><title>Live now</title><link>https://live.example.org/</link></podcast:liveItem>"
    feed = parse(rss(item(1), head=live))
    assert (feed.title, feed.site_url) == ("The Kitchen Table", "https://kitchen.example.org/")


def test_the_same_entry_has_the_same_key_whatever_else_changes(episode):
    assert replace(episode, title="Corrected", url="https://new.example.org/").key == episode.key
    assert replace(episode, guid="").key != episode.key


def test_an_id_stays_itself_wherever_the_feed_lies():
    here, there = (parse(rss(item(1)), url=f"https://{host}.example.org/") for host in ("here", "there"))
    assert here.entries[0].key == there.entries[0].key
    assert (here.entries[0].guid, here.entries[0].url) == ("essay-1", "")


def test_only_what_a_reader_sees_counts_as_a_change(episode):
    signed = replace(episode, content=episode.content.replace("<p>", "<p class='x'>"), duration_ms=1)
    assert signed.words_hash == episode.words_hash
    assert replace(episode, transcripts=episode.transcripts[:1]).words_hash != episode.words_hash


def test_an_entry_survives_being_written_down(episode):
    assert from_json(as_json(episode)) == episode


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_no_broken_feed_breaks_anything(path):
    said = _read_or_said(path.read_bytes())
    assert said.endswith(".") if isinstance(said, str) else all(from_json(as_json(one)) == one for one in said.entries)


def _read_or_said(data):
    """The feed, or the sentence that says why there is none."""
    try:
        return parse(data, url=BASE)
    except UnreadableUpload as error:
        return str(error)


def _broken(name):
    return parse((BROKEN[0].parent / name).read_bytes(), url=BASE)


def test_transcripts_are_found_in_a_feed_that_is_not_well_formed():
    assert len(_broken("ampersands.xml").entries[0].transcripts) == 2
    assert _broken("undeclared-prefix.xml").entries[0].transcripts[0].url == "https://kitchen.example.org/a.vtt"


def test_entities_are_not_followed():
    feed = _broken("entity-bomb.xml")
    assert "entities" in feed.troubles[0]
    assert "haha" not in feed.entries[0].title
    assert feed.entries[0].content == "&amp;d"


def test_an_id_that_all_share_is_no_id():
    feed = _broken("one-id-for-all.xml")
    assert len(feed.entries) == 2
    assert "share one id" in feed.troubles[-1]


@pytest.mark.parametrize("half", ["&#xD800;", "&#xdfff;", "&#55296;", "&#057343;"])
def test_half_characters_cost_nothing_else(half):
    extra = f'<podcast:transcript url="/1.vtt{half}"/><odd:x xmlns:odd="{half}"/>'
    entry = parse(rss(item(1, title=f"One{half}", extra=extra)), url=BASE).entries[0]
    assert (entry.title, entry.transcripts[0].url) == ("One", "https://kitchen.example.org/1.vtt")


def test_dangerous_addresses_are_dropped():
    feed = _broken("dangerous-addresses.xml")
    assert (feed.site_url, feed.entries[0].url, feed.entries[0].audio) == ("", "", None)


def test_dates_that_no_calendar_knows_are_none():
    feed = _broken("wild-dates.xml")
    assert [entry.published_at for entry in feed.entries] == [None, None, None]
    assert "3 of its 3 entries bear no date." in feed.troubles


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
def test_entities_are_not_followed_in_any_encoding(encoding):
    text = (BROKEN[0].parent / "entity-bomb.xml").read_text("utf-8")
    feed = parse(text.encode(encoding), url=BASE)
    assert (feed.entries[0].content, "entities" in feed.troubles[0]) == ("&amp;d", True)


def test_what_is_written_about_entities_is_kept():
    entry = parse(rss(item(1, content="<p>Write <code>&lt;!ENTITY a 'b'&gt;</code></p>"))).entries[0]
    assert "&lt;!ENTITY a 'b'&gt;" in entry.content


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8", "unknown-8bit"])
def test_letters_are_read_whatever_a_feed_says_of_them(declared):
    data = f'<?xml version="1.0" encoding="{declared}"?><rss><channel><title>Caf\u00e9</title></channel></rss>'
    assert parse(data.encode("latin-1")).title == "Caf\u00e9"


START = "<rss version='2.0'><channel><title>Slow</title>"
ITEM = START + "<item><description><![CDATA[{}]]></description></item></channel></rss>"


@pytest.mark.parametrize(
    "text",
    [
        "\n<!ENTITY a " * 30_000 + START,
        "\n<!DOCTYPE a " * 30_000 + START,
        "\n" * 200_000 + START,
        "<?xml " + "encoding='a' " * 30_000 + START,
        ITEM.format("<!--" * 60_000),
        ITEM.format("<!--" + "-- " * 60_000),
        ITEM.format("<script>" * 30_000),
        ITEM.format("<style>" * 30_000),
        START + "<item><title>&lt;!--" + "&lt;!--" * 30_000 + "</title></item></channel></rss>",
    ],
    ids=["entities", "types", "lines", "declaration", "comments", "dashes", "scripts", "styles", "title"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_nothing_is_looked_through_again_and_again(text, encoding):
    began = time.monotonic()
    _read_or_said(text.encode(encoding))
    assert time.monotonic() - began < 3


def test_a_long_feed_is_read_as_far_as_it_is_used():
    listed = "".join(f"<item><guid>{number}</guid></item>" for number in range(20_000))
    began = time.monotonic()
    feed = parse(f"<rss version='2.0'><channel><foo:item/>{listed}</channel></rss>".encode())
    assert (len(feed.entries), "20,000 entries; the first 5,000" in feed.troubles[-1]) == (5_000, True)
    assert time.monotonic() - began < 10


def test_a_long_json_feed_is_read_as_far_as_it_is_used():
    items = ",".join(f'{{"id": "{number}"}}' for number in range(5_001))
    feed = parse(f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{items}]}}'.encode())
    assert (len(feed.entries), "the first 5,000" in feed.troubles[-1]) == (5_000, True)


def test_where_places_differ_an_item_is_known_by_its_id_or_address():
    items = [item(number, extra=f'<podcast:transcript url="/{number}.vtt"/>') for number in (1, 2)]
    feed = parse(rss("<foo:item/>", *items), url=BASE)
    assert [entry.transcripts[0].url for entry in feed.entries] == [f"{BASE[:-9]}/{number}.vtt" for number in (1, 2)]


def test_of_many_transcripts_the_first_eight_are_read_and_it_says_so():
    many = "".join(f'<podcast:transcript url="/{number}.vtt" type="text/vtt"/>' for number in range(20))
    feed = parse(rss(item(1, extra=many)), url=BASE)
    assert (len(feed.entries[0].transcripts), "the first 8" in feed.troubles[-1]) == (8, True)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty answer"),
        (b"<!doctype html><p>Hello", "web page"),
        (b'<opml version="2.0"><body/></opml>', "OPML"),
        (b"just words", "no feed"),
        (b'{"a": 1}', "not a feed"),
        (b"/etc/hostname", "no feed"),
    ],
)
def test_what_is_no_feed_is_named(data, said):
    with pytest.raises(UnreadableUpload, match=said):
        parse(data, url=BASE)


ODD = [b"<![", b"<!--", b"]]>", b"<!ENTITY a 'b'>", b"<?xml", b"&#xd800;", b"\xed\xa0\x80", b"\xff\xfe", b"http://["]


def test_damage_of_any_kind_is_borne():
    chance = random.Random(7)
    whole = [rss(item(1, content=ESSAY, extra=EXTRA), item(2)), ATOM, JSON]
    for _ in range(300):
        data = bytearray(chance.choice(whole))
        for _ in range(chance.randint(1, 12)):
            place = chance.randrange(len(data))
            data[place : place + chance.randint(0, 40)] = chance.choice([*ODD, chance.randbytes(chance.randint(0, 4))])
        said = _read_or_said(bytes(data))
        assert not isinstance(said, str) or said.endswith(".")


@pytest.mark.inputs
def test_the_sample_of_the_namespace_comes_in_whole():
    path = Path(__file__).parents[2].parent / "shared" / "eval" / "formats" / "podcast" / "feed.xml"
    if not path.exists():
        pytest.skip("the shared samples are not here")
    feed = parse(path.read_bytes(), url="https://example.com/feed.xml")
    assert [len(entry.transcripts) for entry in feed.entries] == [2, 1, 1]
    assert all(entry.chapters_url and entry.audio and len(entry.persons) == 3 for entry in feed.entries)
