import random
from datetime import UTC, datetime

import pytest

from curation.errors import UnreadableUpload
from ingest.given import Given
from ingest.readers import read
from ingest.readers.x_dates import moment_near

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


NOW = datetime(2024, 2, 10, 12, tzinfo=UTC)
ABROAD = """Ada Byron
@ada
·
{date}
Der Ofen war kalt.

Wir haben zweimal gebrannt.
3
12
Ben Okoro
@ben
·
5 Std.
Nimm das untere Brett.
1
"""


def result(text):
    return read(Given.of(text.encode(), name="pasted", received_at=NOW))


def test_every_pasted_post_has_its_author_and_its_words_alone():
    one, other = result(TIMELINE).drafts
    assert (one.author, one.handle, one.published_at) == ("Ada Byron", "ada", datetime(2023, 7, 3, tzinfo=UTC))
    assert one.text == "The kiln was cold at dawn.\n\nWe fired it twice."
    assert (other.author, other.reply_to, other.text) == ("Ben Okoro", "ada", "Try the lower shelf.")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("5h", datetime(2024, 2, 10, 7, tzinfo=UTC)),
        ("12 minutes ago", datetime(2024, 2, 10, 11, 48, tzinfo=UTC)),
        ("yesterday", datetime(2024, 2, 9, 12, tzinfo=UTC)),
        ("now", NOW),
        ("Feb 8", datetime(2024, 2, 8, tzinfo=UTC)),
        ("Jul 3", datetime(2023, 7, 3, tzinfo=UTC)),
        ("3 Jul", datetime(2023, 7, 3, tzinfo=UTC)),
        ("Feb 29", None),
        ("Jul 3, 2021", datetime(2021, 7, 3, tzinfo=UTC)),
    ],
)
def test_a_date_without_its_year_is_told_from_the_day_of_the_upload(written, meant):
    (draft, _other) = result(TIMELINE.replace("Jul 3, 2023", written)).drafts
    assert draft.published_at == meant
    assert draft.text == "The kiln was cold at dawn.\n\nWe fired it twice."


def test_new_years_eve_seen_from_new_year_is_last_year():
    assert moment_near("Dec 31", datetime(2024, 1, 1, 3, tzinfo=UTC)) == datetime(2023, 12, 31, tzinfo=UTC)
    assert moment_near("Jan 1", datetime(2023, 12, 31, 22, tzinfo=UTC)) == datetime(2024, 1, 1, tzinfo=UTC)
    assert moment_near("5h", None) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3. Juli 2023", datetime(2023, 7, 3, tzinfo=UTC)),
        ("3 juil. 2023", datetime(2023, 7, 3, tzinfo=UTC)),
        ("3 de julio", datetime(2023, 7, 3, tzinfo=UTC)),
        ("5 Tg.", None),
    ],
)
def test_a_page_in_another_language_has_its_posts_and_its_dates(written, meant):
    one, other = result(ABROAD.format(date=written)).drafts
    assert (one.handle, one.published_at, one.text) == (
        "ada",
        meant,
        "Der Ofen war kalt.\n\nWir haben zweimal gebrannt.",
    )
    assert (other.handle, other.text) == ("ben", "Nimm das untere Brett.")


def test_one_post_alone_in_another_language_ends_with_its_words():
    text = "Ada Byron\n@ada\nDer Ofen war kalt.\n19:51 · 3. Juli 2023\n·\n1,2 Mio. Mal angezeigt\n12 Mal geteilt\n"
    (draft,) = result(text).drafts
    assert (draft.text, draft.published_at) == ("Der Ofen war kalt.", datetime(2023, 7, 3, 19, 51, tzinfo=UTC))


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


HEAD = "Ada Moss\n@adamoss\n·\nJul 3, 2023\n"
TALKS = "The day of talks:\n9:00 · Talk 1 on bees\n10:30 · Talk 2 on soil\n3 things to bring\n12 pens\nand a coat"


@pytest.mark.parametrize(
    "words",
    [
        TALKS,
        "We open at\n9:00 · Room 4\nand close late.",
        "It goes on.\n9:00 · Talk 1\nTalk 2 by\n@cleo\nand that was it.",
        "We thank\n@cleo\n· 3 shelves\n· 2 kilns",
        "Opening by @cleo · 9:00 · Room 4\nand on it goes.",
        "Notes by @cleo · 3 bees and more\nand on it goes.",
    ],
)
def test_words_that_look_like_a_date_stay(words):
    (draft,) = result(f"{HEAD}{words}\n2 replies\n").drafts
    assert (draft.text, draft.handle) == (words, "adamoss")


@pytest.mark.parametrize("opening", ["Maybe", "9:00 · Talk 1 on bees", "Now", "Junk", "10:30 Marching on"])
def test_a_post_alone_keeps_its_first_line(opening):
    (draft,) = result(f"Ada Moss\n@adamoss\n{opening}\nand on it goes.\n7:51 PM · Jul 3, 2023\n12 Reposts\n").drafts
    assert draft.text == f"{opening}\nand on it goes."


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
