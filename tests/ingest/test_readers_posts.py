import json
from datetime import UTC, datetime

import pytest

from curation.errors import UnreadableUpload
from ingest.given import Given
from ingest.readers import read
from ingest.text import decode


def post(number, text, *, handle="ada", answers="", to="", urls=()):
    return {
        "id_str": str(number),
        "full_text": text,
        "created_at": "Wed Oct 14 07:12:09 +0200 2026",
        "user": {"name": handle.title(), "screen_name": handle},
        "in_reply_to_status_id_str": answers or None,
        "in_reply_to_screen_name": to or None,
        "entities": {"urls": [{"url": short, "expanded_url": long} for short, long in urls]},
    }


def drafts(*posts):
    return read(Given.of(json.dumps(posts).encode(), name="posts.json")).drafts


def test_a_thread_is_one_source():
    (thread,) = drafts(
        post(12, "Third part.", answers="11", to="ada"),
        post(10, "First part."),
        post(11, "@ada Second part.", answers="10", to="ada"),
    )
    assert thread.text == "First part.\n\nSecond part.\n\nThird part."
    assert (thread.external_id, thread.url, thread.reply_to) == ("10", "https://x.com/ada/status/10", "")


def test_a_strangers_reply_is_its_own_source():
    _, reply = drafts(post(10, "A claim."), post(11, "@ada No.", handle="ben", answers="10", to="ada"))
    assert (reply.handle, reply.reply_to) == ("ben", "ada")


def test_addresses_are_whole_and_entities_undone_once():
    (one,) = drafts(post(1, "Salt &amp; light &amp;lt; https://t.co/x", urls=[("https://t.co/x", "https://e.org/a")]))
    assert one.text == "Salt & light &lt; https://e.org/a"


def test_dates_are_in_utc():
    assert drafts(post(1, "Hello."))[0].published_at == datetime(2026, 10, 14, 5, 12, 9, tzinfo=UTC)


def test_replies_in_a_ring_do_not_hang_it():
    (ring,) = drafts(post(1, "One.", answers="2", to="ada"), post(2, "Two.", answers="1", to="ada"))
    assert ring.text == "One.\n\nTwo."


def test_broken_json_is_refused():
    with pytest.raises(UnreadableUpload, match="cut short"):
        read(Given.of(b'[{"full_text": "a"', name="posts.json"))


PAGE = """A page for curious people.
We pick what is worth your evening.
4 posts
1. Buy a kettle 2. Boil water 3. Wait: the third step is where most people fail.
@okoro the hedge is older than the house

Rivers remember.
"""


def test_a_page_of_posts_has_one_a_line():
    result = read(Given.of(PAGE.encode(), name="page.txt"))
    assert [draft.text[:9] for draft in result.drafts] == ["1. Buy a ", "@okoro th", "Rivers re"]
    assert result.warnings == ("the page says 4, holds 3",)
    assert [draft.reply_to for draft in result.drafts] == ["", "okoro", ""]


def written(data):
    return [line.strip() for line in decode(data, name="a.txt").text.split("\n") if line.strip()]


@pytest.mark.inputs
def test_the_real_page_of_posts(one_input):
    result = read(Given.of(one_input("001"), name="001.txt"))
    header = sum(left.count for left in result.left_out)
    assert result.format == "page of posts"
    assert len(result.drafts) == len(written(one_input("001"))) - header - 1 > header > 0
    assert result.warnings


@pytest.mark.inputs
def test_the_real_timeline(one_input):
    posts = [draft.text.split("\n") for draft in read(Given.of(one_input("000"), name="000.txt")).drafts]
    lines = written(one_input("000"))
    assert [line for post in posts for line in post] == lines
    assert 2 < len(posts) < len(lines) / 3
    assert min(map(len, posts)) == 1
    assert len(lines) / 4 < max(map(len, posts)) < len(lines) / 2


@pytest.mark.parametrize(
    "counter",
    ["12 posts", "Posts: 12", "12 curated tweets", "12 tweets, 4 authors", "Tweets (12)", "12 new posts this week"],
)
def test_a_counter_may_be_worded_in_many_ways(counter):
    page = f"Kiln notes\n{counter}\nWe fired at dawn and the glaze held.\nThe second shelf was too cold.\n"
    result = read(Given.of(page.encode(), name="page.txt"))
    assert [draft.text for draft in result.drafts] == page.splitlines()[2:]
    assert result.warnings == ("the page says 12, holds 2",)


@pytest.mark.parametrize("line", ["3 items", "5 threads about pricing", "Posts are hard"])
def test_a_line_that_counts_no_posts_loses_nothing_above_it(line):
    text = f"We met on Tuesday to talk about the kiln.\nIt was cold in there.\n{line}\nThe clay was too wet to throw."
    kept = " ".join(draft.text for draft in read(Given.of(text.encode(), name="note.txt")).drafts)
    assert "We met on Tuesday" in kept


POSTED = [
    "We fired at dawn and the glaze held, against all that @okoro had said.",
    "The second shelf was too cold for anything but the small bowls of last week.",
    "Nobody tells you how long it takes to cool down before you may open it #kiln",
    "A good shelf is worth more than a good kiln, and it costs a tenth of that.",
    "Read this before you build your own: https://e.org/kiln is the best there is.",
]


@pytest.mark.parametrize("counter", ["5 picks", "Today 5 fresh finds", "6 tweets from people worth reading"])
def test_a_doubtful_counter_counts_where_posts_follow(counter):
    result = read(Given.of("\n".join(["Kiln notes", counter, *POSTED]).encode(), name="page.txt"))
    assert [draft.text for draft in result.drafts] == POSTED
    assert {draft.site for draft in result.drafts} == {"Kiln notes"}


@pytest.mark.parametrize("lines", [["Buy clay.", "Sell pots."] * 3, [f"- {line}" for line in POSTED], POSTED[1:2] * 5])
def test_a_counter_of_other_things_makes_no_posts(lines):
    result = read(Given.of("\n".join(["Kiln notes", f"{len(lines)} decisions", *lines]).encode(), name="page.txt"))
    assert result.format != "page of posts"


def test_the_header_of_a_page_is_reported():
    (left,) = read(Given.of(PAGE.encode(), name="page.txt")).left_out
    assert (left.count, left.reason) == (2, "the header of the page, above its posts")
    assert "worth your evening" in left.what
