import random

from hypothesis import given, settings
from hypothesis import strategies as st

from curation.errors import UnreadableUpload
from ingest.given import Given
from ingest.readers import read
from ingest.split import split

VTT = "WEBVTT\n\nNOTE\nurl: a\n\n0:01.0 --> 0:02.0\n<v Ida>&amp;\n\n00:02.000 --> 00:03.000\n<v Otto>hi.\n"
SRT = "1\n00:00:01,000 --> 00:00:02,000\nIda: Hello.\n\n2\n00:00:02,000 --> 00:00:03,000\nIda: Again.\n"
JSON = '{"version":"1.0.0","segments":[{"speaker":"Ida","startTime":0.5,"endTime":1,"body":"Hello"}]}'
POSTS = '[{"id_str":"1","full_text":"a &amp; b","user":{"name":"A","screen_name":"a"},"entities":{"urls":[]}}]'
NOTES = "---\ndate: 2024-07-28\n---\n# One (9/6)\n- a\n\n# Two (8/23)\n- b wasn‚Äôt\n"
TALK = "# T\n\n## A\n\n" + "**Ida:** \\[00:10\\] hello there\n\n**Otto:** hi\n\n" * 3
LIST = "@a no\nMe: x\nChef: y\n- item\nA Title\nremark. https://e.org\nIda Berg 00:01:02\nwords […]\n“q” w\n"
HTML = "<html><body><article><p>Words and more words.</p></article></body></html>"
SAMPLES = [
    (text.encode(encoding), name)
    for text, name in [
        (VTT, "a.vtt"), (SRT, "a.srt"), (JSON, "a.json"), (POSTS, "a.json"), (NOTES, "a.md"),
        (TALK, "a.md"), (LIST, "a.txt"), ("3 posts\na\nb\nc\n", "a.txt"), (HTML, "a.html"),
    ]
    for encoding in ("utf-8", "utf-16")
]  # fmt: skip


def damaged(data, how, seed):
    chance = random.Random(seed)
    if how == "cut":
        return data[: chance.randrange(len(data) + 1)]
    if how == "shuffle":
        lines = data.split(b"\n")
        chance.shuffle(lines)
        return b"\n".join(lines)
    mutable = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        place = chance.randrange(len(mutable))
        mutable[place : place + chance.randrange(3)] = bytes(chance.randrange(256) for _ in range(chance.randrange(4)))
    return bytes(mutable)


def _drafts_or_refusal(data, name):
    try:
        return read(Given.of(data, name=name)).drafts, ""
    except UnreadableUpload as refusal:
        return (), str(refusal)


def assert_read_or_refused(data, name):
    """Whatever is read has text that can be split; whatever is not is refused in one sentence."""
    drafts, refusal = _drafts_or_refusal(data, name)
    assert drafts or refusal.endswith(".")
    for draft in drafts:
        assert draft.text.strip()
        assert all(0 <= turn.start < turn.end <= len(draft.text) for turn in draft.turns)
        assert split(draft)


@settings(max_examples=400)
@given(st.sampled_from(SAMPLES), st.sampled_from(["cut", "shuffle", "change"]), st.integers(0, 10**6))
def test_damaged_files_are_read_or_refused(sample, how, seed):
    data, name = sample
    assert_read_or_refused(damaged(data, how, seed), name)


@settings(max_examples=200)
@given(
    st.binary(max_size=400),
    st.sampled_from(["a.txt", "a.md", "a.json", "a.srt", "a.html", "https://e.org/a"]),
)
def test_any_bytes_are_read_or_refused(data, name):
    assert_read_or_refused(data, name)


@settings(max_examples=200)
@given(st.text(max_size=400), st.sampled_from(["a.txt", "a.md"]))
def test_any_text_is_read_or_refused(text, name):
    assert_read_or_refused(text.encode(), name)
