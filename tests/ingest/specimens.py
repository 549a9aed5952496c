"""One small file of every format that is read, to be cut, shuffled and spoilt.

`FILES` are whole files by name; `ZIPS` are the members of archives, so that the damage can be done inside.
"""

import json
from importlib import import_module
from pathlib import Path

from tests.ingest.zips import files

SENTENCE = "The keeper of the north light counts the boats each night and writes the sum into a green book. "
BOOK = "\ufeffThe Salt Ledger (Quill, Marlow)\r\n"
POST = {
    "id_str": "1675000000000000001",
    "created_at": "Mon Jul 03 19:51:59 +0000 2023",
    "full_text": "Small teams &amp; short nights https://t.co/abc",
    "entities": {"urls": [{"url": "https://t.co/abc", "expanded_url": "https://example.org/a"}]},
    "user": {"name": "Marlow Quill", "screen_name": "marlow"},
}
REPLY = POST | {
    "id_str": "1675000000000000002",
    "full_text": "@marlow And then the tide came.",
    "in_reply_to_status_id_str": "1675000000000000001",
    "in_reply_to_screen_name": "marlow",
}
V2 = {
    "data": [
        {"id": "1675000000000000003", "text": "Salt keeps.", "author_id": "7", "created_at": "2023-07-03T19:51:59Z"}
    ],
    "includes": {"users": [{"id": "7", "name": "Ida Berg", "username": "ida"}]},
}
READWISE = [
    {"title": "Salt", "author": "Ida Berg", "highlights": [{"text": "Salt keeps.", "note": "Ask.", "location": 3}]}
]
PODCAST = {"version": "1.0.0", "segments": [{"speaker": "Ida", "startTime": 0.5, "endTime": 1, "body": "Hello"}]}
WHISPER = {"text": "Hello", "segments": [{"start": 0.0, "end": 1.5, "text": " Hello there."}]}


def text(value):
    return value.encode()


FILES = {
    "posts.json": text(json.dumps([POST, REPLY])),
    "v2.json": text(json.dumps(V2)),
    "tweets.js": text("window.YTD.tweets.part0 = " + json.dumps([{"tweet": POST}, {"tweet": REPLY}])),
    "like.js": text(
        'window.YTD.like.part0 = [{"like": {"tweetId": "1675000000000000009", "fullText": "Salt keeps.",'
        ' "expandedUrl": "https://twitter.com/i/web/status/1675000000000000009"}}]'
    ),
    "bookmarks.csv": text(
        "tweet_id,screen_name,name,full_text,created_at,tweet_url\n"
        '1675000000000000004,ida,Ida Berg,"Salt, again.",2023-07-03T19:51:59Z,https://x.com/ida/status/1675000000000000004\n'
    ),
    "pasted.txt": text("Ida Berg\n@ida\n·\nJul 3, 2023\nSalt keeps what water takes.\n12\n3\n40\n"),
    "page.txt": text("The Pier\n3 posts\nSmall boats turn fast.\nRead the tide first.\nA rope has two ends.\n"),
    "timeline.txt": text("@ida no\nBoats are slow today.\nMe: why\nCook: salt\n- one\n- two\nIt is what it is.\n" * 2),
    "commonplace.txt": text("A Title\nremark. https://e.org\nIda Berg 00:01:02\nwords […]\n“q” w\nSalt:\n- a\n" * 2),
    "talk.vtt": text(
        "WEBVTT\n\nNOTE\nurl: a\n\n0:01.0 --> 0:02.0\n<v Ida>&amp; <00:00:01.500>so\n\n"
        "00:02.000 --> 00:03.000\n- Hi.\n- Ho.\n"
    ),
    "talk.srt": text(
        "1\n00:00:01,000 --> 00:00:02,000\nIda: Hello.\n\n2\n00:00:02,000 --> 00:00:03,000\n>> UH, AGAIN.\n"
    ),
    "podcast.json": text(json.dumps(PODCAST)),
    "whisper.json": text(json.dumps(WHISPER)),
    "spoken.html": text(
        "<cite>Ida:</cite><time>0:09</time><p>Salt keeps.</p><cite>Otto:</cite><time>0:12</time><p>Yes.</p>"
    ),
    "talk.md": text("# T\n\n## A (00:10)\n\n" + "**Ida:** \\[00:10\\] hello there\n\n**Otto:** hi\n\n" * 3),
    "stamps.txt": text("Ida Berg 00:00:10\nHello there.\n\nOtto Quist 00:00:20\nHi, and salt.\n\n" * 3),
    "notes.md": text("---\ndate: 2024-07-28\ntags: [a]\n---\n# One (9/6)\n- a\n\n# Two (8/23)\n- b wasn‚Äôt\n"),
    "essay.md": text(f"# Essay\n\n{SENTENCE * 4}\n\n## Part\n\n{SENTENCE * 4}\n"),
    "page.html": text(
        "<!doctype html><html lang='en'><head><title>Boats</title><meta name='author' content='Ida Berg'></head><body>"
        f"<nav>Home</nav><article><h1>Boats</h1><p>{SENTENCE * 3}</p><h2>Rope</h2><p>{SENTENCE * 3}</p></article>"
        "</body></html>"
    ),
    "clippings.txt": text(
        f"{BOOK}- Your Highlight on page 13 | location 249-251 | Added on Thursday, 4 June 2020 14:29:36\r\n"
        f"\r\nSalt.\r\n==========\r\n{BOOK}- Your Note on location 250 | Added on Friday, 5 June 2020 09:00:00\r\n"
        "\r\nAsk.\r\n==========\r\n"
    ),
    "notebook.html": text(
        '<html><div class="bookTitle">Salt</div><div class="authors">Quill, Marlow</div><div class="noteHeading">'
        'Highlight (<span class="highlight_yellow">yellow</span>) - Page 12</div><div class="noteText">Salt.</div>'
        "</html>"
    ),
    "readwise.csv": text(
        "Highlight,Book Title,Book Author,Note,Tags,Location Type,Location,Highlighted at\n"
        '"Salt, ""always"".",Salt,Ida Berg,Ask.,"a,b",page,3,2024-01-05 10:12:00+00:00\n'
    ),
    "readwise.json": text(json.dumps(READWISE)),
    "reader.csv": text(
        "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"
        "Tides,https://example.org/t,i,\"['a', 'b']\",2026-03-14 23:55:23+00:00,0,new,True\n"
    ),
    "pocket.csv": text("title,url,time_added,tags,status\nTides,https://example.org/t,1700000000,a|b,unread\n"),
    "instapaper.csv": text(
        'URL,Title,Selection,Folder,Timestamp,Tags\nhttps://e.org/s,Salt,S.,Unread,1700000000,"[""a""]"\n'
    ),
    "raindrop.csv": text(
        "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"
        '1,Tides,N,E,https://example.org/t,F,"a, b",2024-01-02T03:04:05.123Z,,"Highlight:S\nNote:A",false\n'
    ),
    "matter.csv": text(
        "Title,Author,Publisher,URL,Tags(;),Last Interaction Date\nTides,Ida Berg,Pier,https://e.org/t,a;b,2024-01-02\n"
    ),
    "bookmarks.html": text(
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><H3>Sea</H3><DL><p>"
        '<DT><A HREF="https://example.org/t" ADD_DATE="1700000000" TAGS="a,b">Tides</A><DD>Twice.</DL></DL>'
    ),
}
ZIPS = {
    "x.zip": {
        "data/manifest.js": text(
            'window.__THAR_CONFIG = {"userInfo": {"userName": "marlow", "displayName": "Marlow Quill"}, "dataTypes": '
            '{"tweets": {"files": [{"fileName": "data/tweets.js", "globalName": "YTD.tweets.part0", "count": "2"}]}}}'
        ),
        "data/tweets.js": FILES["tweets.js"],
        "data/like.js": FILES["like.js"],
    },
    "vault.zip": {"a/salt.md": FILES["essay.md"], "talk.vtt": FILES["talk.vtt"], "p.png": b"\x89PNG"},
    "omnivore.zip": {
        "metadata_0_to_20.json": text(
            '[{"slug": "t", "title": "Tides", "url": "https://example.org/t", "labels": ["a"],'
            ' "savedAt": "2024-01-05T10:12:00Z"}]'
        ),
        "content/t.html": FILES["page.html"],
        "highlights/t.md": text("> Salt keeps.\n\nAsk.\n"),
    },
}


def whole():
    """Every specimen as one file, name to bytes: these, and the `SPECIMENS` of each reader's own tests."""
    own = [
        import_module(f"tests.ingest.{path.stem}") for path in sorted(Path(__file__).parent.glob("test_readers_*.py"))
    ]
    found = FILES | {name: files(members) for name, members in ZIPS.items()}
    for module in own:
        found |= getattr(module, "SPECIMENS", {})
    return found
