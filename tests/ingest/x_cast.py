"""An archive as X makes it, small and made up."""

import io
import json
import zipfile


def tweet(number, text, *, at="Mon Jul 03 19:51:59 +0000 2023", answers="", to="", to_id="", edits=(), **more):
    row = {"id_str": str(number), "id": str(number), "full_text": text, "created_at": at, "lang": "en", **more}
    if answers or to:
        row |= {
            "in_reply_to_status_id_str": str(answers),
            "in_reply_to_screen_name": to,
            "in_reply_to_user_id_str": to_id,
        }
    if edits:
        row["edit_info"] = {"initial": {"editTweetIds": [str(one) for one in edits]}}
    return {"tweet": row}


def own(number, text, answers, **more):
    return tweet(number, text, answers=answers, to="ada", to_id="77", **more)


def note(text, at="2023-07-03T19:51:59.000Z", number="900", urls=()):
    core = {"text": text, "urls": [{"shortUrl": short, "expandedUrl": long} for short, long in urls]}
    return {"noteTweet": {"noteTweetId": number, "createdAt": at, "updatedAt": at, "core": core}}


def like(number, text=None):
    url = f"https://twitter.com/i/web/status/{number}"
    return {"like": {"tweetId": str(number), "fullText": text, "expandedUrl": url}}


def js(name, rows):
    return f"window.YTD.{name}.part0 = {json.dumps(rows, indent=2)}".encode()


def manifest(**counts):
    names = {"tweets": "tweets", "noteTweet": "note-tweet", "like": "like"}
    types = {
        key: {"files": [{"fileName": f"data/{names[key]}.js", "globalName": "YTD", "count": str(count)}]}
        for key, count in counts.items()
    }
    user = {"accountId": "77", "userName": "ada", "displayName": "Ada Byron"}
    return b"window.__THAR_CONFIG = " + json.dumps({"userInfo": user, "dataTypes": types}).encode()


def zipped(files, folder=""):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(folder + name, data)
    return buffer.getvalue()
