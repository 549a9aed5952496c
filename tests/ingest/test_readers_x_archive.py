import random
from datetime import UTC, datetime

import pytest

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.archive import Archive
from ingest.given import Given
from ingest.readers import read, x_stream
from ingest.readers.images import ELSEWHERE
from tests.ingest.x_cast import js, like, manifest, note, own, tweet, zipped

OPENING = "A long thought about kilns that goes on for quite a while before it comes "
LONG = OPENING + "to its point. " * 30


def archive(*tweets, folder="", **files):
    given = {"data/tweets.js": js("tweets", tweets), "data/manifest.js": manifest(tweets=len(tweets))}
    given |= {f"data/{name.replace('_', '-')}.js": data for name, data in files.items()}
    return read(Given.of(zipped(given, folder), name="twitter.zip"))


def one_file(name, rows, file="tweets.js"):
    return read(Given.of(js(name, rows), name=file))


def test_the_author_comes_from_the_manifest():
    (draft,) = archive(tweet(10, "Hello.")).drafts
    assert (draft.author, draft.handle, draft.site) == ("Ada Byron", "ada", "X")
    assert draft.published_at == datetime(2023, 7, 3, 19, 51, 59, tzinfo=UTC)


def test_the_archive_may_lie_in_a_folder():
    result = archive(tweet(10, "Hello."), folder="twitter-2023-07-04/")
    assert [draft.text for draft in result.drafts] == ["Hello."]


def test_a_post_has_the_same_id_from_zip_and_from_file():
    posts = [tweet(10, "Hello."), own(11, "Again.", 10)]
    (from_zip,), (from_file,) = archive(*posts).drafts, one_file("tweets", posts).drafts
    assert (from_zip.external_id, from_zip.site) == (from_file.external_id, from_file.site) == ("10", "X")
    assert from_zip.text == from_file.text == "Hello.\n\nAgain."


def test_a_file_alone_learns_the_handle_from_its_replies():
    assert (
        one_file("tweets", [tweet(10, "Hello."), own(11, "Again.", 10), tweet(12, "Else.")]).drafts[1].handle == "ada"
    )


def test_a_thread_drops_only_the_mentions_that_x_adds():
    thread = archive(
        tweet(10, "@ben No, the shelf.", answers=5, to="ben", to_id="88"),
        own(11, "@ada @ben It warps.", 10),
        own(12, "@cleo knows.", 11),
    ).drafts
    assert [draft.text for draft in thread] == ["@ben No, the shelf.\n\nIt warps.\n\n@cleo knows."]
    assert thread[0].reply_to == "ben"


def test_replies_to_a_missing_post_of_ones_own_stay_together():
    (draft,) = archive(own(12, "Second.", 11), own(13, "Third.", 11)).drafts
    assert (draft.text, draft.external_id, draft.reply_to) == ("Second.\n\nThird.", "12", "")


def test_a_very_long_thread_is_read_at_once():
    posts = [tweet(1000, "Part."), *(own(1000 + n, "Part.", 999 + n) for n in range(1, 4000))]
    assert [draft.text.count("Part.") for draft in archive(*reversed(posts)).drafts] == [4000]


def test_a_long_post_replaces_its_cut_twin():
    cut = tweet(10, LONG[:270] + "…")
    result = archive(cut, note_tweet=js("note_tweet", [note(LONG)]))
    assert [draft.text for draft in result.drafts] == [LONG.strip()]
    assert (result.drafts[0].external_id, result.warnings) == ("10", ())


def test_same_second_is_not_enough_to_join_a_note():
    result = archive(tweet(10, "Another thought about something else."), note_tweet=js("note_tweet", [note(LONG)]))
    assert len(result.drafts) == 2


def test_the_links_of_a_long_post_are_whole():
    text = "See https://t.co/a &amp; think"
    result = one_file("note_tweet", [note(text, urls=[("https://t.co/a", "https://e.org/kiln")])], "note-tweet.js")
    assert result.drafts[0].text == "See https://e.org/kiln & think"


def test_a_cut_post_without_its_note_is_named():
    assert "1 long post is cut here" in archive(tweet(10, LONG[:270] + "…")).warnings[0]


def test_of_an_edited_post_only_the_last_version_stays():
    result = archive(
        tweet(10, "Teh kiln.", edits=[10, 11]), tweet(11, "The kiln.", edits=[10, 11]), own(12, "Hot.", 10)
    )
    assert [draft.text for draft in result.drafts] == ["The kiln.\n\nHot."]
    assert [left.reason for left in result.left_out] == ["an earlier version of a post that was edited"]


def test_a_repost_keeps_its_author():
    mentions = {"user_mentions": [{"screen_name": "Ben", "name": "Ben Okoro"}]}
    (draft,) = archive(tweet(10, "RT @Ben: Shelves &amp; fire", entities=mentions)).drafts
    assert (draft.text, draft.author, draft.handle, draft.via) == ("Shelves & fire", "Ben Okoro", "Ben", "@ada")
    assert (draft.published_at, draft.met_at) == (None, datetime(2023, 7, 3, 19, 51, 59, tzinfo=UTC))


def test_a_picture_at_the_end_is_dropped_and_a_picture_alone_left_out():
    media = {"media": [{"url": "https://t.co/p", "expanded_url": "https://twitter.com/ada/status/1/photo/1"}]}
    result = archive(
        tweet(10, "Look https://t.co/p", entities=media), tweet(11, "https://t.co/p", extended_entities=media)
    )
    assert [draft.text for draft in result.drafts] == ["Look"]
    assert result.left_out[0].reason.startswith("no words in it")


def test_likes_are_dated_by_their_id_and_tagged():
    number = 1675938000000000000
    result = archive(tweet(10, "Hello."), like=js("like", [like(number, "Clay &amp; time"), like(20, None)]))
    liked = result.drafts[1]
    assert (liked.text, liked.author, liked.tags, liked.kind) == ("Clay & time", "", ("liked",), Kind.POST)
    assert liked.published_at.date().isoformat() == "2023-07-03"
    assert result.left_out[0].reason == "liked post without text"


def test_an_old_id_tells_no_date():
    assert one_file("like", [like(20, "setting up")], "like.js").drafts[0].published_at is None


def test_a_like_of_ones_own_post_adds_nothing():
    result = archive(tweet(10, "Hello."), like=js("like", [like(10, "Hello.")]))
    assert [draft.text for draft in result.drafts] == ["Hello."]


def test_counts_are_compared_with_the_manifest():
    data = zipped(
        {"data/tweets.js": js("tweets", [tweet(1, "One.")]), "data/manifest.js": manifest(tweets=1223, like=4)}
    )
    assert read(Given.of(data, name="x.zip")).warnings == (
        "like.js is named in the manifest but not in the archive",
        "the manifest counts 1,223 posts, the files hold 1",
        "the manifest counts 4 likes, the files hold 0",
    )


def test_personal_files_and_deleted_posts_are_never_opened(monkeypatch):
    opened = []
    real = Archive.open
    monkeypatch.setattr(Archive, "open", lambda self, name: opened.append(name) or real(self, name))
    secret = js("account", [{"account": {"email": "secret"}}])
    deleted = js("deleted_tweets", [tweet(2, "Gone.")])
    result = archive(tweet(1, "One."), account=secret, direct_messages=secret, deleted_tweets=deleted)
    assert sorted(opened) == ["data/manifest.js", "data/tweets.js"]
    assert [(left.what, left.count) for left in result.left_out] == [("account.js", 2), ("deleted-tweets.js", 1)]


def test_several_parts_and_other_kinds_of_posts_are_one_library():
    result = archive(
        tweet(10, "First."),
        tweets_part1=js("tweets", [own(11, "Second.", 10)]),
        community_tweet=js("community_tweet", [tweet(20, "To all.")]),
        twitter_circle_tweet=js("twitter_circle_tweet", [tweet(30, "To few.")]),
    )
    assert [draft.text for draft in result.drafts] == ["First.\n\nSecond.", "To all.", "To few."]


def test_the_older_tweet_file_without_wrappers_is_read():
    (draft,) = one_file("tweet", [tweet(10, "Old.")["tweet"]], "tweet.js").drafts
    assert (draft.text, draft.url) == ("Old.", "https://x.com/i/status/10")


@pytest.mark.parametrize("name", ["account", "direct_messages", "ip_audit", "contact", "personalization"])
def test_personal_files_are_refused_by_name(name):
    with pytest.raises(UnreadableUpload, match=r"holds personal data of an X account, not posts; .*\.$"):
        one_file(name, [{"account": {"email": "a@e.org"}}], f"{name}.js")


def test_deleted_posts_stay_deleted():
    with pytest.raises(UnreadableUpload, match="stay deleted"):
        one_file("deleted_tweets", [tweet(1, "Gone.")], "deleted-tweets.js")


def test_the_list_of_files_alone_is_refused():
    with pytest.raises(UnreadableUpload, match="list of files"):
        read(Given.of(manifest(tweets=1), name="manifest.js"))


def test_an_empty_file_of_the_archive_is_named():
    with pytest.raises(UnreadableUpload, match="without any posts in it"):
        one_file("tweets", [])


def test_a_damaged_entry_costs_only_itself():
    data = js("tweets", [tweet(1, "One."), tweet(2, "Two."), tweet(3, "Three.")]).replace(b'"Two."', b'"Tw"o."')
    result = read(Given.of(data, name="tweets.js"))
    assert [draft.text for draft in result.drafts] == ["One.", "Three."]
    assert [(left.what, left.reason) for left in result.left_out] == [("tweets.js", "damaged entry")]


def test_what_stands_before_a_cut_is_read():
    data = js("tweets", [tweet(1, "One."), tweet(2, "Two.")])
    result = read(Given.of(data[:-120], name="tweets.js"))
    assert [draft.text for draft in result.drafts] == ["One."]
    assert "cut short" in result.left_out[0].reason


def test_damage_in_one_part_leaves_the_others():
    rows = [tweet(n, f"Number {random.Random(n).random()}.") for n in range(1, 400)]
    data = bytearray(
        zipped({"data/tweets.js": js("tweets", [tweet(9000, "Whole.")]), "data/tweets-part1.js": js("tweets", rows)})
    )
    middle = data.index(b"tweets-part1.js") + 3000
    data[middle : middle + 40] = b"\xff" * 40
    result = read(Given.of(bytes(data), name="x.zip"))
    assert result.drafts[0].text == "Whole."
    assert any(left.what == "data/tweets-part1.js" for left in result.left_out)


def test_an_archive_of_which_nothing_can_be_read_is_refused():
    data = zipped({"data/tweets.js": b"window.YTD.tweets.part0 = [{", "data/manifest.js": b"?"})
    with pytest.raises(UnreadableUpload, match=r"of which nothing could be read; .*\.$"):
        read(Given.of(data, name="x.zip"))


def test_a_damaged_manifest_is_only_a_warning():
    data = zipped({"data/tweets.js": js("tweets", [tweet(1, "One.")]), "data/manifest.js": b"window.x = {"})
    assert read(Given.of(data, name="x.zip")).warnings == (
        "manifest.js is damaged, so the author and the counts are not known",
    )


def test_an_article_has_its_title_and_its_words():
    row = {
        "article": {
            "id": "1675938000000000000",
            "title": "On kilns",
            "content": {"blocks": [{"text": "Heat."}, {"text": "Time."}]},
        }
    }
    (draft,) = one_file("article", [row], "article.js").drafts
    assert (draft.kind, draft.title, draft.text) == (Kind.ARTICLE, "On kilns", "Heat.\n\nTime.")


def test_entries_may_straddle_the_pieces_that_are_read(monkeypatch):
    monkeypatch.setattr(x_stream, "CHUNK", 7)
    data = js("tweets", [tweet(n, f"Wörds “{n}” 🙂") for n in range(1, 30)])
    assert len(read(Given.of(data, name="tweets.js")).drafts) == 29


def test_another_zip_is_no_archive_of_x():
    result = read(Given.of(zipped({"notes/tweets.txt": b"Hello from the pier."}), name="x.zip"))
    assert result.format == "files in a zip"


def test_a_program_with_a_file_for_tweets_is_no_archive_of_x():
    files = {"src/tweet.js": b"export function tweet() { return 1 }", "README.md": b"# Hello\n\nWords of a note."}
    assert [draft.text for draft in read(Given.of(zipped(files), name="site.zip")).drafts] == ["Words of a note."]


def test_an_archives_file_outside_its_folder_is_known_by_its_opening():
    data = zipped({"mine/tweet.js": js("tweet", [tweet(1, "One.")])})
    assert read(Given.of(data, name="x.zip")).format == "X archive"


def broken(data, chance):
    data = bytearray(data)
    for _ in range(chance.randrange(1, 10)):
        place = chance.randrange(len(data))
        data[place : place + chance.randrange(9)] = bytes(chance.randrange(256) for _ in range(chance.randrange(4)))
    return bytes(data[: chance.choice([None, chance.randrange(len(data))])])


def drafts_or_refusal(data, name):
    try:
        return [draft.text for draft in read(Given.of(data, name=name)).drafts], ""
    except UnreadableUpload as refusal:
        return [], str(refusal)


def test_broken_archives_are_read_or_refused_in_a_sentence():
    rows = [tweet(1, "One &amp;."), own(2, "@ada Two.", 1), tweet(3, LONG[:270] + "…", edits=[3, 4]), like(5, "x")]
    files = {"data/tweets.js": js("tweets", rows), "data/manifest.js": manifest(tweets=3)}
    whole = [js("tweets", rows), js("note_tweet", [note(LONG)]), zipped(files)]
    for seed in range(600):
        chance = random.Random(seed)
        texts, refusal = drafts_or_refusal(broken(chance.choice(whole), chance), "tweets.js")
        assert refusal.endswith(".") or (texts and all(text.strip() for text in texts))


def photo(name, alt="", kind="photo"):
    return {"type": kind, "media_url_https": f"https://pbs.example/media/{name}", "ext_alt_text": alt}


def pictured(number, text, *photos, **more):
    return tweet(number, text, extended_entities={"media": list(photos)}, entities={"media": list(photos[:1])}, **more)


def with_media(*tweets, folder="data/tweets_media/", **names):
    files = {f"{folder}{name.replace('_', '-', 1)}.jpg": data for name, data in names.items()}
    return read(Given.of(zipped({"data/tweets.js": js("tweets", tweets), **files}), name="twitter.zip"))


def test_a_post_has_the_images_that_lie_beside_it():
    shown = [photo("Kiln.jpg", "A kiln"), photo("Ash.jpg"), photo("Film.jpg", kind="video")]
    (draft,) = with_media(pictured(10, "Hot.", *shown), **{"10_Kiln": b"one", "10_Ash": b"two"}).drafts
    assert [(one.alt, one.start, one.address, one.data()) for one in draft.insets] == [
        ("A kiln", 4, "", b"one"),
        ("", 4, "", b"two"),
    ]


def test_the_images_of_a_thread_stand_below_their_own_posts():
    posts = [pictured(10, "Hot.", photo("A.jpg")), own(11, "Hotter.", 10), own(12, "", 11)]
    posts[2]["tweet"]["extended_entities"] = {"media": [photo("B.jpg")]}
    (draft,) = with_media(*posts, **{"10_A": b"a", "12_B": b"b"}).drafts
    assert [(draft.text[: one.start], one.data()) for one in draft.insets] == [
        ("Hot.", b"a"),
        ("Hot.\n\nHotter.", b"b"),
    ]


def test_an_image_that_the_archive_lacks_says_so():
    (draft,) = with_media(pictured(10, "Hot.", photo("A.jpg", "A kiln"))).drafts
    (image,) = draft.insets
    assert (image.data, image.alt, image.why) == (None, "A kiln", ELSEWHERE)


def test_older_archives_and_folders_around_it_have_their_images_elsewhere():
    post = pictured(10, "Hot.", photo("A.jpg"))
    for folder in ("data/tweet_media/", "data/community_tweet_media/", "twitter-2023/data/tweets_media/"):
        (draft,) = with_media(post, folder=folder, **{"10_A": b"a"}).drafts
        assert draft.insets[0].data() == b"a"


def test_images_of_messages_and_of_deleted_posts_stay_unread():
    post = pictured(10, "Hot.", photo("A.jpg"))
    for folder in ("data/direct_messages_media/", "data/deleted_tweets_media/", "__MACOSX/data/tweets_media/"):
        (draft,) = with_media(post, folder=folder, **{"10_A": b"a"}).drafts
        assert draft.insets[0].data is None


def test_a_file_alone_shows_no_images():
    (draft,) = one_file("tweets", [pictured(10, "Hot.", photo("A.jpg"))]).drafts
    assert not draft.insets


@pytest.mark.parametrize("media", [None, "x", [None, 7, {}], [{"type": "photo"}], [{"type": "photo", "media_url": 3}]])
def test_odd_media_leave_the_post_alone(media):
    post = tweet(10, "Hot.", extended_entities={"media": media})
    assert [draft.text for draft in with_media(post).drafts] == ["Hot."]
