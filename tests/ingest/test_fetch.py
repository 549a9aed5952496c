import gzip
import hashlib
import io
import itertools
import time
import zlib
from contextlib import contextmanager

import pytest

from curation.errors import CurationError, Refused, TemporaryError, UnreadableUpload
from ingest.fetch import Gone, Later, configured_door, fetch, fetch_to_file
from ingest.guard import Door
from ingest.inflate import inflated
from ingest.wanted import DOCUMENTS, FEEDS, PAGES


@pytest.fixture
def door(site):
    """Lets the local site pass, and nothing else inside."""
    return Door(ports=frozenset({site.port}), allows=lambda address: address == "127.0.0.1")


def test_it_brings_the_page(site, door):
    url = site.answer("/notes/essay.html", b"<p>Hi</p>", Content_Type="text/HTML; charset=utf-8")
    fetched = fetch(f" {url}#top ", door=door)
    assert (fetched.data, fetched.content_type) == (b"<p>Hi</p>", "text/html")
    assert (fetched.url, fetched.name) == (url, "essay.html")


def test_it_says_who_asks_and_ignores_proxies(site, door, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    fetch(site.answer(), door=door)
    _, headers = site.asked[0]
    assert headers["User-Agent"].startswith("Threepass/")
    assert headers["Host"] == f"127.0.0.1:{site.port}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_it_follows_redirects_to_where_they_end(site, door, status):
    site.answer("/new", b"<p>Moved</p>")
    fetched = fetch(site.answer("/old", b"", status=status, Location="/new"), door=door)
    assert (fetched.data, fetched.url) == (b"<p>Moved</p>", site.url("/new"))


def test_it_gives_up_on_redirects_without_end(site, door):
    with pytest.raises(UnreadableUpload, match="redirects more than 5 times"):
        fetch(site.answer("/", b"", status=302, Location="/"), door=door)
    assert len(site.asked) == 6


def test_each_request_of_a_detour_is_made_in_its_turn(site, door):
    asked = []

    @contextmanager
    def turn(url):
        asked.append(f"before {url}")
        yield
        asked.append(f"after {url}")

    site.answer("/new")
    old, new = site.answer("/old", b"", status=302, Location="/new"), site.url("/new")
    fetch(old, door=door, turn=turn)
    assert asked == [f"before {old}", f"after {old}", f"before {new}", f"after {new}"]


def test_waiting_for_a_turn_takes_none_of_its_time(site, door):
    @contextmanager
    def turn(_url):
        time.sleep(0.5)
        yield

    assert fetch(site.answer(), door=door, seconds=0.4, turn=turn).data == b"<p>Hello</p>"


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:{port}/",
        "//10.0.0.1:{port}/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/",
        "http://127.0.0.1:22/",
        "http://ada:secret@127.0.0.1:{port}/",
    ],
)
def test_a_redirect_passes_the_same_door(site, door, location):
    url = site.answer("/", b"", status=302, Location=location.format(port=site.port))
    with pytest.raises(Refused):
        fetch(url, door=door)
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "localhost.",
        "2130706433",
        "0x7f.1",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0",
        "１２７.0.0.1",
        "[::1]",
        "[::]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:169.254.169.254]",
        "[64:ff9b::a9fe:a9fe]",
        "[2002:7f00:1::]",
        "169.254.169.254",
        "10.0.0.1",
        "100.64.0.1",
        "192.0.2.1",
        "224.0.0.1",
    ],
)
def test_it_reaches_nothing_inside_the_network(site, host):
    with pytest.raises(CurationError) as caught:
        fetch(site.url(host=host), door=Door(ports=frozenset({site.port})))
    assert site.asked == []
    assert isinstance(caught.value, Refused)


def test_it_says_why_it_refuses():
    with pytest.raises(Refused) as caught:
        fetch("http://127.0.0.1/")
    assert str(caught.value) == ("127.0.0.1 is an address inside the network; Threepass fetches public pages only.")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "file:///etc/passwd",
        "gopher://example.org/",
        "ftp://example.org/",
        "data:text/html,hi",
        "javascript:alert(1)",
        "http://",
        "http:///etc/passwd",
        "https://ada:secret@example.org/",
        "http://example.org@127.0.0.1/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org:99999/",
        "http://exa mple.org/",
        "http://example.org/\r\nHost: inside",
    ],
)
def test_it_refuses_what_is_no_plain_web_address(url):
    with pytest.raises(Refused):
        fetch(url)


@pytest.mark.parametrize("port", [22, 25, 6379, 8000])
def test_it_refuses_ports_that_are_not_for_web_pages(port):
    with pytest.raises(Refused, match=f"Port {port} is not"):
        fetch(f"http://93.184.216.34:{port}/")


def test_the_settings_name_internal_hosts(site, settings):
    settings.FETCH_ALLOWED_HOSTS = [f"LOCALHOST:{site.port}"]
    site.answer()
    assert fetch(site.url(host="localhost"), door=configured_door()).data == b"<p>Hello</p>"


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "GZIP"])
def test_it_unpacks(site, door, encoding):
    pack = zlib.compress if encoding == "deflate" else gzip.compress
    assert fetch(site.answer(body=pack(b"words"), Content_Encoding=encoding), door=door).data == b"words"


def test_it_unpacks_deflate_without_a_header(site, door):
    packer = zlib.compressobj(wbits=-15)
    body = packer.compress(b"words") + packer.flush()
    assert fetch(site.answer(body=body, Content_Encoding="deflate"), door=door).data == b"words"


def _in_pieces(data, size):
    return iter(data[at : at + size] for at in range(0, len(data), size))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, lambda data: zlib.compress(data, wbits=-15)])
def test_it_unpacks_however_it_is_cut(size, pack):
    assert b"".join(inflated(_in_pieces(pack(b"words " * 30), size), "gzip", 1000)) == b"words " * 30


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_it_unpacks_every_member(size):
    packed = gzip.compress(b"some ") + gzip.compress(b"") + gzip.compress(b"words")
    assert b"".join(inflated(_in_pieces(packed, size), "gzip", 1000)) == b"some words"
    assert b"".join(inflated(_in_pieces(packed + b"\0\x1f", size), "gzip", 1000)) == b"some words"


def test_the_members_of_a_bomb_are_counted_together():
    with pytest.raises(Refused, match="larger than 1,000 bytes"):
        list(inflated(iter([gzip.compress(bytes(400)) * 3]), "gzip", 1000))
    with pytest.raises(Refused, match="larger than 1,000 bytes"):
        list(inflated(itertools.repeat(gzip.compress(b"")), "gzip", 1000))


def test_what_stands_behind_a_packed_page_is_not_read():
    came = []
    chunks = (came.append(1) or chunk for chunk in [gzip.compress(b"words"), *[b"x" * 1000] * 1000])
    assert b"".join(inflated(chunks, "gzip", 10_000_000)) == b"words"
    assert len(came) <= 2


@pytest.mark.parametrize("left", [1, 2, 5, 20])
def test_a_packed_page_that_breaks_off_may_come_whole_later(left):
    with pytest.raises(TemporaryError, match="broke off"):
        list(inflated(iter([gzip.compress(b"words")[:left]]), "gzip", 1000))


def test_a_bomb_does_not_go_off(site, door):
    bomb = gzip.compress(bytes(200_000_000), compresslevel=1)
    started = time.monotonic()
    with pytest.raises(Refused, match="larger than 10 MB"):
        fetch(site.answer(body=bomb, Content_Encoding="gzip"), door=door)
    assert time.monotonic() - started < 2


def test_it_refuses_a_page_that_is_too_large(site, door, settings):
    with pytest.raises(Refused, match="larger than 10 MB"):
        fetch(site.answer(body=b"x" * (settings.FETCH_LIMITS["page"] + 1)), door=door)


@pytest.mark.parametrize(
    ("body", "encoding", "error"),
    [
        (b"not gzip at all", "gzip", UnreadableUpload),
        (gzip.compress(b"words" * 1000, mtime=0)[:-12], "gzip", TemporaryError),
        (b"words", "br", UnreadableUpload),
    ],
    ids=["damaged", "broken off", "unknown"],
)
def test_it_says_when_a_packed_page_is_damaged(site, door, body, encoding, error):
    with pytest.raises(error):
        fetch(site.answer(body=body, Content_Encoding=encoding), door=door)


def _drip(connection):
    for _ in range(100):
        connection.write(b"x")
        connection.flush()
        time.sleep(0.05)


def test_a_slow_drip_does_not_hold_it(site, door):
    started = time.monotonic()
    with pytest.raises(TemporaryError, match=r"longer than 0\.3 seconds|did not answer in time"):
        fetch(site.answer(body=_drip), door=door, seconds=0.3)
    assert time.monotonic() - started < 1


def test_a_site_that_does_not_answer_may_later(site, door):
    with pytest.raises(TemporaryError, match=r"did not answer in time|longer than"):
        fetch(site.answer(body=lambda _: time.sleep(1), Content_Length="5"), door=door, seconds=0.2)


def test_a_page_that_breaks_off_may_come_whole_later(site, door):
    with pytest.raises(TemporaryError, match="broke off"):
        fetch(site.answer(body=b"half", Content_Length="8"), door=door)


def test_a_closed_port_may_be_open_later(site):
    door = Door(ports=frozenset({1}), allows=lambda _: True)
    with pytest.raises(TemporaryError, match="could not be reached"):
        fetch("http://127.0.0.1:1/", door=door)


@pytest.mark.parametrize("status", [408, 429, 500, 503, 599])
def test_a_site_in_trouble_may_recover(site, door, status):
    with pytest.raises(TemporaryError, match=f"answered {status}"):
        fetch(site.answer(status=status), door=door)


@pytest.mark.parametrize("status", [204, 304, 401, 403, 404, 410])
def test_a_page_that_is_not_there_is_unreadable(site, door, status):
    with pytest.raises(UnreadableUpload, match=f"answered {status}"):
        fetch(site.answer(body=b"", status=status), door=door)


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "application/octet-stream"])
def test_what_is_no_page_is_unreadable(site, door, content_type):
    with pytest.raises(UnreadableUpload, match=content_type):
        fetch(site.answer(Content_Type=content_type), door=door)


def test_a_binary_that_calls_itself_a_page_is_unreadable(site, door):
    with pytest.raises(UnreadableUpload, match="binary file"):
        fetch(site.answer(body=b"\x89PNG\0\0"), door=door)


@pytest.mark.parametrize(("body", "kind"), [(b"\n<p>Hi", "text/html"), (b"Hi", "text/plain")])
def test_a_page_without_a_type_gets_one(site, door, body, kind):
    assert fetch(site.answer(body=body, Content_Type=None), door=door).content_type == kind


@pytest.mark.parametrize("content_type", ["application/pdf", "application/epub+zip", "application/octet-stream"])
def test_documents_are_fetched_where_they_are_wanted(site, door, content_type):
    url = site.answer(body=b"%PDF\0\0", Content_Type=content_type)
    assert fetch(url, door=door, want=DOCUMENTS).data == b"%PDF\0\0"


def test_a_feed_among_pages_is_named_as_such(site, door):
    url = site.answer(body=b"<rss/>", Content_Type="application/rss+xml")
    with pytest.raises(UnreadableUpload, match="Feeds page"):
        fetch(url, door=door, want=PAGES)
    assert fetch(url, door=door, want=FEEDS).data == b"<rss/>"


def test_each_purpose_has_its_limit(site, door, settings):
    settings.FETCH_LIMITS = settings.FETCH_LIMITS | {"feed": 10}
    url = site.answer(body=b"x" * 11)
    assert fetch(url, door=door).data == b"x" * 11
    with pytest.raises(Refused, match="larger than 10 bytes"):
        fetch(url, door=door, want=FEEDS)


def test_it_asks_for_news_only(site, door):
    url = site.answer(body=b"", status=304, ETag='"b"')
    fetched = fetch(url, door=door, etag='"a"', modified="Mon, 02 Mar 2026 08:00:00 GMT")
    asked = site.asked[0][1]
    assert (fetched.unchanged, fetched.data, fetched.etag) == (True, b"", '"b"')
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"a"', "Mon, 02 Mar 2026 08:00:00 GMT")


def test_it_remembers_what_the_next_question_needs(site, door):
    fetched = fetch(site.answer(ETag='"a"', Last_Modified="then", Cache_Control="public, max-age=7200"), door=door)
    assert (fetched.etag, fetched.modified, fetched.max_age) == ('"a"', "then", 7200)


@pytest.mark.parametrize(("first", "second", "ends"), [(301, 308, "/c"), (301, 302, "/b"), (302, 301, "")])
def test_it_tells_a_move_for_good_from_a_detour(site, door, first, second, ends):
    site.answer("/c")
    site.answer("/b", b"", status=second, Location="/c")
    fetched = fetch(site.answer("/a", b"", status=first, Location="/b"), door=door)
    assert fetched.moved_to == (site.url(ends) if ends else "")


def test_it_hears_when_to_come_again(site, door):
    with pytest.raises(Later) as caught:
        fetch(site.answer(status=429, Retry_After="120"), door=door)
    assert caught.value.retry_after == 120


def test_what_is_gone_for_good_is_told_apart(site, door):
    with pytest.raises(Gone):
        fetch(site.answer(status=410), door=door)


def test_a_recording_goes_to_a_file(site, door):
    body, file, heard = b"\0ID3" * 50_000, io.BytesIO(), []
    url = site.answer("/talk.mp3", body, Content_Type="audio/mpeg")
    saved = fetch_to_file(url, file, door=door, on_bytes=heard.append)
    assert (saved.size, saved.sha256) == (len(body), hashlib.sha256(body).hexdigest())
    assert (file.getvalue(), heard[-1], saved.name) == (body, len(body), "talk.mp3")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"body": b"<p>Pay first", "Content_Type": "text/html"}, "a recording was expected"),
        ({"body": b"", "Content_Type": "audio/mpeg"}, "empty file"),
        ({"body": b"x" * 101, "Content_Type": "audio/mpeg"}, "larger than 100 bytes"),
    ],
)
def test_what_is_no_recording_is_refused(site, door, settings, answer, error):
    settings.FETCH_LIMITS = settings.FETCH_LIMITS | {"audio": 100}
    with pytest.raises(CurationError, match=error):
        fetch_to_file(site.answer(**answer), io.BytesIO(), door=door)
