"""What comes in again adds nothing, by whatever way it comes; what stays twice is shown once."""

import json
import random

import pytest

from curation.embedding import embed_passages
from curation.models import Chapter, Likeness, Passage, Source, Transcript
from curation.sameness import link_likenesses
from ingest.given import Given
from ingest.intake import settle
from ingest.models import Upload
from ingest.readers import read
from tests.fakes import WordEmbedder
from tests.ingest import specimens
from tests.ingest.zips import files

pytestmark = pytest.mark.django_db

WHOLE = specimens.whole()
# So few words are no sign that two things are one.
TOO_SHORT = {"podcast.json", "spoken.html", "talk.srt", "whisper.json"}
WORDS_TEXT = """harbour tide anchor rope sailor lantern keeper storm pilot cargo ledger captain signal mast deck barrel
market baker flour oven crust yeast morning street bell corner window neighbour garden ladder apple"""
WORDS = WORDS_TEXT.split()


def bring(owner, name, data, url=""):
    """As a new upload each time, so that no hash of the file keeps it out."""
    data = data if isinstance(data, bytes) else data.encode()
    number = Upload.objects.count()
    upload = Upload.objects.create(owner=owner, name=name, sha256=f"{number:064x}", size=len(data))
    settle(upload, read(Given.of(data, name=name, url=url, embedder=WordEmbedder())))
    return upload


def library():
    fields = [field.attname for field in Source._meta.concrete_fields if field.attname not in {"compared", "parted"}]
    passages = "id", "source_id", "chapter_id", "position", "start", "end", "speaker", "start_ms", "text"
    return (
        list(Source.objects.order_by("pk").values(*fields)),
        list(Passage.objects.order_by("pk").values(*passages)),
        list(Chapter.objects.order_by("pk").values("id", "source_id", "title", "start", "end")),
        list(Transcript.objects.order_by("pk").values()),
    )


def kept():
    """The last that tells of a thing is believed; but no thing comes or goes."""
    models = Source, Passage, Chapter, Transcript, Likeness
    return [sorted(model.objects.values_list("pk", flat=True)) for model in models]


def shown(owner):
    embed_passages(owner, WordEmbedder())
    link_likenesses(owner)
    return Source.objects.of(owner).kept().count()


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_specimen_that_comes_twice_changes_nothing(ada, name):
    bring(ada, name, WHOLE[name])
    before = library()
    report = bring(ada, name, WHOLE[name]).report
    assert library() == before
    assert (report["new"], report["updated"], report["known"]) == (0, 0, Source.objects.count())


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_all_that_was_found_is_accounted_for(ada, name):
    report = bring(ada, name, WHOLE[name]).report
    twice = sum(row["count"] for row in report["left_out"] if "this upload" in row["reason"])
    assert report["found"] == report["new"] + twice


@pytest.mark.parametrize("name", sorted(WHOLE.keys() - TOO_SHORT))
def test_a_specimen_under_another_name_is_shown_once(ada, name):
    bring(ada, name, WHOLE[name])
    before = shown(ada)
    bring(ada, f"copy-{name}", WHOLE[name])
    assert shown(ada) == before


def talk(seed, words=700):
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=12)) + "." for _ in range(words // 12)]


def srt(lines):
    return "".join(
        f"{n}\n{clock(n * 5)},000 --> {clock(n * 5 + 4)},000\n{line}\n\n" for n, line in enumerate(lines, start=1)
    )


def vtt(lines):
    cues = (f"{clock(n * 5)}.100 --> {clock(n * 5 + 4)}.100\n<v Ida Berg>{line}" for n, line in enumerate(lines, 1))
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def clock(seconds):
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


WORDS_OF_POST = "We counted the boats each night for a year, and the green book was wrong in every single month of it."
POST = specimens.POST | {"full_text": WORDS_OF_POST, "id_str": "1675000000000000011", "entities": {}}
NEXT = specimens.REPLY | {"full_text": "And then the tide came.", "id_str": "1675000000000000012"}
NEXT |= {"in_reply_to_status_id_str": POST["id_str"]}
TWEETS = "window.YTD.tweets.part0 = " + json.dumps([{"tweet": POST}, {"tweet": NEXT}])
NOTE = {
    "noteTweetId": "1675000000000000099",
    "createdAt": "2023-07-03T19:51:59.000Z",
    "core": {"text": WORDS_OF_POST + " Nobody had asked, and so nobody had known. " * 6, "urls": []},
}
NOTES = "window.YTD.note_tweet.part0 = " + json.dumps([{"noteTweet": NOTE}])
CUT = POST | {"full_text": (NOTE["core"]["text"])[:270] + "…"}
ARCHIVE = files(specimens.ZIPS["x.zip"] | {"data/tweets.js": TWEETS.encode()})
NOTED_TWEETS = ("window.YTD.tweets.part0 = " + json.dumps([{"tweet": CUT}])).encode()
NOTED_ARCHIVE = files({"data/tweets.js": NOTED_TWEETS, "data/note-tweet.js": NOTES.encode()})
PASTED = f"Marlow Quill\n@marlow\n·\nJul 3, 2023\n{WORDS_OF_POST}\n12\n3\n40\n"
HIGHLIGHT = "Salt keeps what the water takes, and the keeper writes it all into a book."
CLIPPINGS = (
    "The Salt Ledger (Quill, Marlow)\r\n- Your Highlight on page 13 | location 249-251 | "
    f"Added on Thursday, 4 June 2020 14:29:36\r\n\r\n{HIGHLIGHT}\r\n==========\r\n"
)
READWISE = (
    "Highlight,Book Title,Book Author,Note,Location Type,Location,Highlighted at\n"
    f'"{HIGHLIGHT}",The Salt Ledger,Marlow Quill,,location,249,2020-06-04 14:29:36+00:00\n'
)
ADDRESS = "https://example.org/boats"
POCKET = f"title,url,time_added,tags,status\nBoats,{ADDRESS}?utm_source=x,1700000000,,unread\n"
READER = WHOLE["reader.csv"].replace(b"Tides,https://example.org/t", f"Boats,{ADDRESS}".encode())
JSON_TALK = {"segments": [{"start": n * 5, "end": n * 5 + 4, "text": line} for n, line in enumerate(talk(1))]}
RELATED = {
    "one file of the archive, and the archive": (("tweets.js", TWEETS), ("x.zip", ARCHIVE), 2),
    "the text of a long post, and the archive": (("note-tweet.js", NOTES), ("x.zip", NOTED_ARCHIVE), 1),
    "a post cut short, and the archive": (("tweets.js", NOTED_TWEETS), ("x.zip", NOTED_ARCHIVE), 1),
    "a pasted post, and the same of the API": (("", PASTED), ("posts.json", json.dumps([POST])), 1),
    "clippings, and the same by Readwise": (("My Clippings.txt", CLIPPINGS), ("readwise.csv", READWISE), 1),
    "two transcripts of an episode": (("a.srt", srt(talk(1))), ("b.vtt", vtt(talk(1))), 1),
    "a transcript and its JSON": (("a.srt", srt(talk(1))), ("b.json", json.dumps(JSON_TALK)), 1),
    "a page, and its kept link": (("page.html", WHOLE["page.html"], ADDRESS), ("pocket.csv", POCKET), 1),
    "two kept links": (("pocket.csv", POCKET), ("reader.csv", READER), 1),
    "two episodes of one show": (("one.vtt", vtt(talk(1))), ("two.vtt", vtt(talk(2))), 2),
}


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("case", sorted(RELATED))
def test_what_is_one_thing_is_shown_once_in_whatever_order_it_comes(ada, case, order):
    *uploads, expected = RELATED[case]
    for upload in uploads[::order]:
        bring(ada, *upload)
    assert shown(ada) == expected
    before = kept()
    for upload in uploads:
        bring(ada, *upload)
    assert shown(ada) == expected
    assert kept() == before


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_each_reason_in_a_report_is_a_sentence(ada, name):
    reasons = [row["reason"] for row in bring(ada, name, WHOLE[name]).report["left_out"]]
    assert all(reason[:1] == reason[:1].upper() and reason.endswith(".") for reason in reasons)
