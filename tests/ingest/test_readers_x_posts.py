import json
from datetime import UTC, datetime

import pytest

from curation.errors import UnreadableUpload
from ingest.given import Given
from ingest.readers import read
from ingest.split import split

ADA = {"id": "77", "id_str": "77", "name": "Ada Byron", "screen_name": "ada", "username": "ada"}
BEN = {"id": "88", "id_str": "88", "name": "Ben Okoro", "screen_name": "ben", "username": "ben"}
AT = "Wed Oct 14 07:12:09 +0000 2026"


def result(data, name="posts.json"):
    return read(Given.of(json.dumps(data).encode(), name=name))


def post(number, text, user=ADA, **more):
    return {"id_str": str(number), "full_text": text, "created_at": AT, "user": user, "entities": {}, **more}


def answer(number, text, to, user=ADA, person=ADA):
    about = {"in_reply_to_user_id_str": person["id"], "in_reply_to_screen_name": person["screen_name"]}
    return post(number, text, user, in_reply_to_status_id_str=str(to), **about)


def speeches(draft):
    return [(turn.speaker, draft.text[turn.start : turn.end]) for turn in draft.turns]


def test_a_repost_is_its_authors_words():
    inner = post(5, "Shelves " + "and fire " * 40, BEN) | {"created_at": "Mon Oct 12 07:00:00 +0000 2026"}
    (draft,) = result([post(10, "RT @ben: Shelves and…", retweeted_status=inner)]).drafts
    assert (draft.author, draft.handle, draft.via, draft.external_id) == ("Ben Okoro", "ben", "@ada", "5")
    assert draft.text.endswith("and fire")
    assert (draft.published_at.day, draft.met_at.day) == (12, 14)


def test_quoted_words_keep_their_speaker_in_the_passages():
    link = {"url": "https://t.co/q", "expanded_url": "https://twitter.com/ben/status/5"}
    row = post(10, "So true. https://t.co/q", quoted_status=post(5, "Shelves matter.", BEN)) | {
        "entities": {"urls": [link]}
    }
    (draft,) = result([row]).drafts
    assert speeches(draft) == [("Ada Byron", "So true."), ("Ben Okoro", "Shelves matter.")]
    assert [span.speaker for span in split(draft)] == ["Ada Byron", "Ben Okoro"]


def test_a_stranger_in_the_middle_breaks_the_chain():
    rows = [post(1, "Mine."), answer(2, "@ada Yours?", 1, BEN), answer(3, "@ben Mine.", 2, person=BEN)]
    assert [(one.handle, one.reply_to) for one in result(rows).drafts] == [("ada", ""), ("ben", "ada"), ("ada", "ben")]


def test_posts_without_authors_are_threaded_by_whom_they_answer():
    rows = [post(1, "One."), answer(2, "@ada Two.", 1)]
    for row in rows:
        del row["user"]
    (draft,) = result(rows).drafts
    assert (draft.text, draft.handle) == ("One.\n\nTwo.", "ada")


def test_nobodys_posts_that_answer_two_people_are_not_one_thread():
    rows = [post(1, "Mine."), answer(2, "@ada Yours?", 1), answer(3, "@ben Mine.", 2, person=BEN)]
    for row in rows:
        del row["user"]
    assert len(result(rows).drafts) == 3


def test_a_post_that_comes_twice_is_one():
    found = result([post(1, "Once."), post(1, "Once.")])
    assert len(found.drafts) == 1
    assert found.left_out[0].reason == "the same post once more"


def test_entries_without_text_are_counted():
    found = result([post(1, "One."), {"id_str": "2", "created_at": AT}, 7])
    assert [(left.reason, left.count) for left in found.left_out] == [("no text or no id", 2)]


def v2(*rows, tweets=()):
    return {"data": list(rows), "includes": {"users": [ADA, BEN], "tweets": list(tweets)}, "meta": {}}


def row(number, text, author="77", refers=(), **more):
    references = [{"type": how, "id": str(to)} for how, to in refers]
    common = {"created_at": "2026-10-14T07:12:09.000Z", "conversation_id": "1"}
    return {"id": str(number), "text": text, "author_id": author, "referenced_tweets": references, **common, **more}


def test_version_two_names_its_authors_in_the_includes():
    (draft,) = result(v2(row(1, "Salt &amp; light."))).drafts
    assert (draft.author, draft.handle, draft.text) == ("Ada Byron", "ada", "Salt & light.")
    assert draft.published_at == datetime(2026, 10, 14, 7, 12, 9, tzinfo=UTC)


def test_version_two_threads_by_references():
    rows = [row(1, "One."), row(2, "@ada Two.", refers=[("replied_to", 1)], in_reply_to_user_id="77")]
    rows.append(row(3, "@ada No.", author="88", refers=[("replied_to", 2)], in_reply_to_user_id="77"))
    thread, reply = result(v2(*reversed(rows))).drafts[::-1]
    assert thread.text == "One.\n\nTwo."
    assert (reply.handle, reply.reply_to) == ("ben", "ada")


def test_version_two_joins_a_broken_chain_by_its_conversation():
    rows = [row(1, "One."), row(3, "@ada Three.", refers=[("replied_to", 2)], in_reply_to_user_id="77")]
    assert [draft.text for draft in result(v2(*rows)).drafts] == ["One.\n\nThree."]


def test_version_two_has_reposts_and_quotations():
    inner = row(5, "Shelves matter.", author="88")
    drafts = result(
        v2(
            row(1, "RT @ben: Shel…", refers=[("retweeted", 5)]),
            row(2, "Yes.", refers=[("quoted", 6)]),
            tweets=[inner, inner | {"id": "6"}],
        )
    ).drafts
    assert (drafts[0].handle, drafts[0].via, drafts[0].external_id) == ("ben", "@ada", "5")
    assert speeches(drafts[1]) == [("Ada Byron", "Yes."), ("Ben Okoro", "Shelves matter.")]


def test_version_two_has_the_long_text_and_its_links():
    urls = {"urls": [{"url": "https://t.co/z", "expanded_url": "https://e.org/long"}]}
    (draft,) = result(v2(row(1, "Cut…", note_tweet={"text": "Whole https://t.co/z here.", "entities": urls}))).drafts
    assert draft.text == "Whole https://e.org/long here."


def test_several_pages_of_version_two_are_one_file():
    assert len(result([v2(row(1, "One.")), v2(row(9, "Two."))]).drafts) == 2


def test_posts_as_the_pages_of_x_load_them():
    core = {"user_results": {"result": {"rest_id": "77", "legacy": {"name": "Ada Byron", "screen_name": "ada"}}}}
    inner = {"rest_id": "12", "core": core, "legacy": {"full_text": "Deep down.", "created_at": AT, "id_str": "12"}}
    page = {"data": {"bookmark_timeline": {"entries": [{"content": {"tweet_results": {"result": inner}}}]}}}
    (draft,) = result(page).drafts
    assert (draft.author, draft.handle, draft.text, draft.external_id) == ("Ada Byron", "ada", "Deep down.", "12")


def loaded(number, text):
    inner = {"rest_id": str(number), "legacy": {"full_text": text, "created_at": AT, "id_str": str(number)}}
    return {"itemContent": {"tweet_results": {"result": inner}}}


def test_self_threads_lie_deep_in_a_saved_profile():
    module = {"content": {"items": [{"item": loaded(2, "First part.")}, {"item": loaded(3, "Second part.")}]}}
    instruction = {"entries": [{"content": loaded(1, "Alone.")}, module]}
    page = {"data": {"user": {"result": {"timeline_v2": {"timeline": {"instructions": [instruction]}}}}}}
    assert [draft.text for draft in result([page]).drafts] == ["Alone.", "First part.", "Second part."]


BOOKMARK = {
    "tweet_id": "1675938000000000000",
    "full_text": "Clay &amp; time",
    "screen_name": "ben",
    "name": "Ben Okoro",
    "created_at": "2023-07-03 18:00:00 +00:00",
    "tweet_url": "https://twitter.com/ben/status/1675938000000000000",
    "media": [],
}


@pytest.mark.parametrize(
    "names",
    [
        {},
        {"tweet_id": "id", "full_text": "text", "screen_name": "username", "tweet_url": "url"},
        {"full_text": "tweet_text", "screen_name": "user_handle", "created_at": "posted_at"},
        {"full_text": "Full Text", "screen_name": "Tweet By Username", "name": "Tweet By", "tweet_id": "Tweet Id"},
        {"full_text": "tweetText", "screen_name": "authorHandle", "name": "authorName", "created_at": "tweetDate"},
    ],
)
def test_bookmarks_may_name_their_columns_as_they_like(names):
    exported = {names.get(key, key): value for key, value in BOOKMARK.items()}
    (draft,) = result([exported], name="bookmarks.json").drafts
    assert (draft.text, draft.handle, draft.author) == ("Clay & time", "ben", "Ben Okoro")
    assert (draft.external_id, draft.tags) == ("1675938000000000000", ("bookmarked",))
    assert draft.published_at == datetime(2023, 7, 3, 18, tzinfo=UTC)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_of_posts_is_known_by_its_header(separator):
    lines = [["Date", "Author", "Handle", "Content", "URL", "Views"]]
    lines.append(["Jul 3, 2023", "Ben Okoro", "@ben", '"Clay\nand time"', "https://x.com/ben/status/12", "7"])
    data = "\ufeff" + "\n".join(separator.join(cells) for cells in lines).replace("Jul 3, 2023", '"Jul 3, 2023"')
    (draft,) = read(Given.of(data.encode(), name="export.csv")).drafts
    assert (draft.author, draft.handle, draft.external_id) == ("Ben Okoro", "ben", "12")
    assert (draft.text, draft.published_at) == ("Clay\nand time", datetime(2023, 7, 3, tzinfo=UTC))


def test_an_id_that_a_spreadsheet_rounded_is_taken_from_the_address():
    data = "tweet_id,full_text,tweet_url\n1.67594E+18,Clay,https://x.com/ben/status/1675938000000000000\n"
    (draft,) = read(Given.of(data.encode(), name="a.csv")).drafts
    assert (draft.external_id, draft.handle) == ("1675938000000000000", "ben")


def test_a_row_without_words_is_named():
    data = "tweet_id,full_text,screen_name\n12,Clay,ben\n13,,ben\n"
    found = read(Given.of(data.encode(), name="a.csv"))
    assert [left.what for left in found.left_out] == ["row 3"]


def test_a_quotation_that_nothing_closes_swallows_no_post():
    rows = ["12,Clay,ben", '13,"Kiln,ben', "14,Glaze,ben", '15,"Shelf, low",ben']
    found = read(Given.of("\n".join(["tweet_id,full_text,screen_name", *rows]).encode(), name="a.csv"))
    assert [draft.text for draft in found.drafts] == ["Clay", "Glaze", "Shelf, low"]
    assert [left.what for left in found.left_out] == ["line 3"]


def test_another_table_is_no_table_of_posts():
    data = "title,url,time_added,tags,status\nClay,https://e.org/clay,1700000000,,unread\n"
    assert read(Given.of(data.encode(), name="a.csv")).format != "posts (CSV)"


def test_one_post_a_line_is_read():
    data = "\n".join(json.dumps(post(n, f"Post {n}.")) for n in range(1, 4))
    assert len(read(Given.of(data.encode(), name="posts.jsonl")).drafts) == 3


def test_a_list_that_breaks_off_is_read_up_to_there():
    data = json.dumps([post(n, f"Post {n}.") for n in range(1, 4)])[:-60]
    found = read(Given.of(data.encode(), name="posts.json"))
    assert [draft.text for draft in found.drafts] == ["Post 1.", "Post 2."]
    assert "cut short" in found.left_out[0].reason


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("[]", "an empty list"),
        ("{}", "an empty object"),
        ("42", "a number"),
        ('"words"', "one piece"),
        ("null", "null"),
    ],
)
def test_json_without_content_is_called_that(data, why):
    with pytest.raises(UnreadableUpload, match=rf"holds only .*{why}.*\.$"):
        read(Given.of(data.encode(), name="a.json"))


@pytest.mark.parametrize(
    ("cut", "posts", "says"),
    [
        (None, 19, ["damaged entry"]),
        (-30, 18, ["damaged entry", "it is cut short or broken in the middle of an entry"]),
        (-1, 19, ["damaged entry", "it is cut short: its list does not end"]),
    ],
)
def test_a_damaged_entry_with_lists_in_it_costs_only_itself(cut, posts, says):
    links = {"urls": [{"url": f"https://t.co/{n}", "expanded_url": "https://e.org"} for n in range(3)]}
    rows = [json.dumps(post(n, f"Post {n}.") | {"entities": links}) for n in range(1, 21)]
    rows[3] = rows[3].replace('"created_at": "', '"created_at": ')
    found = read(Given.of(f"[{', '.join(rows)}]"[:cut].encode(), name="posts.json"))
    assert len(found.drafts) == posts
    assert [left.reason for left in found.left_out if left.reason != "no text or no id"] == says


def test_a_cut_answer_keeps_its_first_post():
    links = {"urls": [{"url": f"https://t.co/{n}", "expanded_url": "https://e.org"} for n in range(3)]}
    page = json.dumps({"data": [row(n, f"Post {n}.", entities=links) for n in range(1, 4)], "meta": {}})
    found = read(Given.of(page[:-60].encode(), name="posts.json"))
    assert [draft.text for draft in found.drafts] == ["Post 1.", "Post 2."]
    assert "cut short" in found.left_out[-1].reason


def test_one_answer_a_line_is_read_with_its_people():
    pages = [v2(row(1, "One.")), v2(row(2, "Two."))]
    drafts = read(Given.of("\n".join(map(json.dumps, pages)).encode(), name="posts.jsonl")).drafts
    assert [(draft.handle, draft.text) for draft in drafts] == [("ada", "One."), ("ada", "Two.")]


def test_a_list_that_breaks_off_keeps_its_tags():
    rows = [{"tweet_id": str(10 + n), "full_text": f"Post {n}.", "screen_name": "ben"} for n in range(3)]
    found = read(Given.of(json.dumps(rows)[:-1].encode(), name="bookmarks.json"))
    assert {draft.tags for draft in found.drafts} == {("bookmarked",)}


def test_an_archives_list_that_breaks_off_keeps_its_owner():
    rows = [{"tweet": {"id_str": "1", "full_text": "RT @ben: Clay."}}, {"tweet": {"id_str": "2", "full_text": "Mine."}}]
    rows.append({"tweet": {"id_str": "3", "full_text": "Again.", "in_reply_to_status_id_str": "2"}})
    rows[2]["tweet"] |= {"in_reply_to_screen_name": "ada", "in_reply_to_user_id_str": "77"}
    found = [read(Given.of(json.dumps(rows)[:end].encode(), name="tweets.json")) for end in (None, -1)]
    assert [(draft.handle, draft.via) for draft in found[1].drafts] == [("ben", "@ada"), ("ada", "")]
    assert found[0].drafts == found[1].drafts


def test_a_list_in_utf_16_that_breaks_off_is_read():
    data = json.dumps([post(n, f"Post {n}.") for n in range(1, 4)])[:-1].encode("utf-16-le")
    assert len(read(Given.of(data, name="posts.json")).drafts) == 3


@pytest.mark.parametrize(
    "data",
    [
        [{"text": "a", "id": 1}],
        {"text": "words"},
        [{"title": "a", "content": "b"}],
        [{"id": 12, "author_id": 3, "text": "Fix the tap."}, {"id": 13, "author_id": 4, "text": "Call Ida."}],
        [{"id": "12", "conversation_id": 3, "text": "Fix the tap.", "created_at": "2024-01-02"}],
        {"data": [{"id": 12, "author_id": 3, "text": "Fix the tap."}]},
    ],
)
def test_other_json_is_not_taken_for_posts(data):
    with pytest.raises(UnreadableUpload, match="of a kind Threepass does not know"):
        result(data)


def test_half_a_character_in_a_field_does_not_reach_the_library():
    (draft,) = result([post(1, "Half \ud800 here", lang="e\ud800") | {"user": ADA | {"name": "A\ud800"}}]).drafts
    assert (draft.text + draft.author + draft.language).encode()


def test_comments_of_another_place_are_no_posts_of_x():
    comment = {"id": 5, "text": "Salt keeps.", "user": "ida", "created_at": "2024-01-02"}
    with pytest.raises(UnreadableUpload, match="JSON of a kind"):
        result([comment])


def test_other_json_line_by_line_is_not_taken_for_posts():
    rows = [{"id": 12, "author_id": 3, "text": "Fix the tap."}, {"id": 13, "author_id": 4, "text": "Call Ida."}]
    with pytest.raises(UnreadableUpload):
        read(Given.of("\n".join(map(json.dumps, rows)).encode(), name="tasks.json"))


@pytest.mark.parametrize("more", [{"author_id": "3"}, {"conversation_id": "1675000000000000003"}])
def test_a_post_of_version_two_is_known_by_its_long_id(more):
    rows = [{"id": "1675000000000000003", "text": "Salt keeps."} | more]
    assert [draft.external_id for draft in result({"data": rows}).drafts] == ["1675000000000000003"]
    assert [draft.external_id for draft in result(rows).drafts] == ["1675000000000000003"]


def test_an_early_post_beside_others_has_its_author():
    early = {"id": "20", "text": "Setting up.", "author_id": "77"}
    assert {draft.handle for draft in result(v2(row(1, "One."), early)).drafts} == {"ada"}


def test_posts_without_an_id_are_not_given_to_whom_one_of_them_answers():
    data = "id,tweet_text,tweet_date,reply_to\n1.23E+18,First.,2024-01-02,\n1.24E+18,Yes.,2024-01-03,ben\n"
    drafts = read(Given.of(data.encode(), name="a.csv")).drafts
    assert [(draft.handle, draft.reply_to) for draft in drafts] == [("", ""), ("", "ben")]


def test_a_repost_in_a_table_is_nobodys_beginning():
    repost = {"tweet_id": "10", "full_text": "RT @ben: Clay.", "screen_name": "ada", "user_id": "77"}
    reply = {"tweet_id": "11", "full_text": "And I add.", "screen_name": "ada", "user_id": "77"}
    rows = [repost | {"conversation_id": "10"}, reply | {"in_reply_to_status_id": "10", "in_reply_to_user_id": "77"}]
    assert [(draft.handle, draft.text) for draft in result(rows).drafts] == [("ben", "Clay."), ("ada", "And I add.")]


def test_a_bare_post_is_known_by_its_long_id():
    (draft,) = result([{"id": "1675000000000000003", "text": "Salt keeps.", "created_at": "2023-07-03"}]).drafts
    assert draft.external_id == "1675000000000000003"
