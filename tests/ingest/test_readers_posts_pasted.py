import random
from datetime import UTC, datetime

from curation.errors import UnreadableUpload
from ingest.given import Given
from ingest.readers import read

TIMELINE = """Ada Byron
@ada
·
Jul 3, 2023
The kiln was cold at dawn.

We fired it twice.
Show more
3
12
1.2K
45K
Ben Okoro
@ben
·
5h
Replying to
@ada
Try the lower shelf.
1
2
"""
ALONE = """Post

Ada Byron
@ada
Thanks to
@cleo
for the shelf.
7:51 PM · Jul 3, 2023
·
1.2M Views
12 Reposts
3 Quotes
"""


def result(text):
    return read(Given.of(text.encode(), name="pasted"))


def test_every_pasted_post_has_its_author_and_its_words_alone():
    one, other = result(TIMELINE).drafts
    assert (one.author, one.handle, one.published_at) == ("Ada Byron", "ada", datetime(2023, 7, 3, tzinfo=UTC))
    assert one.text == "The kiln was cold at dawn.\n\nWe fired it twice."
    assert (other.author, other.reply_to, other.text) == ("Ben Okoro", "ada", "Try the lower shelf.")


def test_a_post_that_stands_alone_is_dated_below_its_words():
    (draft,) = result(ALONE).drafts
    assert draft.text == "Thanks to\n@cleo\nfor the shelf."
    assert draft.published_at == datetime(2023, 7, 3, 19, 51, tzinfo=UTC)


def test_several_posts_that_stood_alone_may_follow_one_another():
    assert [draft.handle for draft in result(ALONE + ALONE.replace("ada", "dan").replace("Post\n", "")).drafts] == [
        "ada",
        "dan",
    ]


def test_a_quoted_post_keeps_its_author():
    text = "Ada Byron\n@ada\n·\nJul 3, 2023\nYes.\nQuote\nCleo Lund\n@cleo\n·\nJul 2, 2023\nShelves matter.\n12\n"
    (draft,) = result(text).drafts
    assert [(turn.speaker, draft.text[turn.start : turn.end]) for turn in draft.turns] == [
        ("Ada Byron", "Yes."),
        ("Cleo Lund", "Shelves matter."),
    ]


def test_name_handle_and_date_may_share_a_line():
    text = "Del Rey reposted\nAda Byron @ada · Jul 3, 2023\nOne line.\nhttps://x.com/ada/status/1675900000000000000\n"
    (draft,) = result(text).drafts
    assert (draft.author, draft.via, draft.external_id, draft.text) == (
        "Ada Byron",
        "Del Rey",
        "1675900000000000000",
        "One line.",
    )


def test_prose_with_a_handle_in_it_is_no_pasted_post():
    text = "On Monday we met.\nAda Byron\n@ada\ncame on July 3 and left.\nThen it rained for a week and nobody fired."
    assert result(text).format != "posts copied from X"


def test_a_handle_in_the_middle_begins_no_post():
    text = TIMELINE.replace("We fired it twice.", "All of it thanks to\n@cleo\nwho stayed up.")
    assert len(result(text).drafts) == 2


def test_broken_pastes_are_read_or_refused():
    for seed in range(300):
        chance = random.Random(seed)
        lines = (TIMELINE + ALONE).split("\n")
        chance.shuffle(lines) if seed % 2 else lines.__delitem__(slice(*sorted(chance.sample(range(len(lines)), 2))))
        try:
            drafts = result("\n".join(lines)).drafts
        except UnreadableUpload:
            continue
        assert drafts
        assert all(draft.text.strip() for draft in drafts)
