import random
import time

import pytest

from curation.errors import UnreadableUpload
from curation.kinds import Kind
from ingest.given import Given
from ingest.readers import read
from ingest.readers.html_blocks import blocks_in
from ingest.split import split

WORDS = "the harbour was quiet and the boats had not come back from the far side of the bay."


def result(page):
    return read(Given.of(page.encode(), name="talk.html"))


def told(page):
    (draft,) = result(page).drafts
    return [(turn.speaker, draft.text[turn.start : turn.end], turn.start_ms) for turn in draft.turns]


TWO = [("Ida", "Is it deep?", 9_000), ("Otto Berg", "It is.", 60_000)]


@pytest.mark.parametrize(
    "turn",
    [
        "<cite>{name}:</cite>\n<time>{at}</time>\n<p>{words}</p>\n",
        '<cite class="who">{name}</cite><time datetime="PT9S">[{at}]</time><p class="said">{words}</p>',
        "<time>{at}</time><cite>{name}</cite><p>{words}",
        "<p><cite>{name}:</cite> <time>{at}</time> {words}</p>",
        "<div><CITE>{name}</CITE> (<TIME>{at}</TIME>)</div><div>{words}</div>",
        "<cite>{name}:</cite><time>{at}</time>{words}<br>",
    ],
)
def test_names_and_times_are_found_however_they_are_arranged(turn):
    rows = [("Ida", "Is it deep?", "0:09"), ("Otto Berg", "It is.", "1:00")]
    assert told("".join(turn.format(name=name, words=words, at=at) for name, words, at in rows)) == TWO


@pytest.mark.parametrize(
    "turn",
    [
        "<p><b>{name}</b> ({at}) {words}</p>",
        "<p><strong>{name}:</strong> {words}</p>",
        "<p><strong>{name}</strong>: {words}</p>",
        '<p class="t"><span><b>{name}</b></span> [{at}]<br>{words}</p>',
    ],
)
def test_paragraphs_that_open_with_a_bold_name_are_turns(turn):
    rows = [("Ida", f"One, {WORDS}", "0:09"), ("Otto Berg", f"Two, {WORDS}", "1:00")] * 3
    page = "<html><head><title>On wells</title></head><body>"
    page += "".join(turn.format(name=name, words=words, at=at) for name, words, at in rows) + "</body></html>"
    assert [(name, words) for name, words, _ in told(page)] == [(name, words) for name, words, _ in rows]
    (draft,) = result(page).drafts
    assert (draft.kind, draft.title) == (Kind.EPISODE, "On wells")


def test_a_missing_time_or_name_goes_on_with_the_turn():
    page = "<cite>Ida:</cite><time>0:09</time><p>Is it deep?</p><p>Say.</p><cite>Otto</cite><p>It is.</p>"
    assert told(page) == [("Ida", "Is it deep?\n\nSay.", 9_000), ("Otto", "It is.", None)]


def test_headings_are_chapters():
    page = "<h1>Wells</h1><h2>Depth</h2><cite>Ida:</cite><time>0:09</time><p>Is it deep?</p>"
    page += "<h2>Rope</h2><cite>Otto:</cite><time>1:00</time><p>It is.</p>"
    (draft,) = result(page).drafts
    assert [(chapter.title, chapter.start_ms) for chapter in draft.chapters] == [("Depth", 9_000), ("Rope", 60_000)]
    assert draft.title == "Wells"


def test_edited_words_are_left_as_they_are():
    page = "<cite>Ida:</cite><time>0:09</time><p>Um, it is is deep, you know.</p>"
    (draft,) = result(page).drafts
    assert (draft.text, draft.spoken.raw) == ("Um, it is is deep, you know.", "")


def test_a_book_that_is_cited_is_no_speaker():
    page = "<cite>Ida:</cite><time>0:09</time><p>I read <cite>On Wells</cite> twice.</p>"
    assert told(page) == [("Ida", "I read On Wells twice.", 9_000)]


def test_scripts_and_menus_are_no_speech():
    page = "<nav>Home</nav><cite>Ida:</cite><time>0:09</time><p>Deep.</p><script>var p = '<p>x</p>';</script>"
    assert told(page) == [("Ida", "Deep.", 9_000)]


def test_what_stands_above_the_first_turn_is_told():
    page = "<p>In this episode: wells.</p><cite>Ida:</cite><time>0:09</time><p>Deep.</p>"
    (left,) = result(page).left_out
    assert left.reason == "it stands above the first turn"


def test_an_article_with_a_few_bold_words_stays_one():
    body = "".join(f"<p><b>Note</b> {WORDS * 3}</p><p>{WORDS * 3}</p>" for _ in range(5))
    assert result(f"<html><body><article>{body}</article></body></html>").drafts[0].kind is Kind.ARTICLE


@pytest.mark.parametrize("date", ["12.03.2024", "12. März 2024", "14:30"])
def test_an_article_with_a_date_that_cites_a_book_stays_one(date):
    page = f"<article><h1>Lesen</h1><time>{date}</time><p>Ich las <cite>Salz und See</cite>.</p>"
    page += f"<p>{WORDS * 9}</p>" * 5 + "</article>"
    assert result(f"<html lang=de><body>{page}</body></html>").drafts[0].kind is Kind.ARTICLE


def test_a_transcript_within_a_form_is_one():
    page = "<form id='main'><select><option>English</option></select><cite>Ida:</cite><time>0:09</time><p>Deep.</p>"
    assert told(page + "</form>") == [("Ida", "Deep.", 9_000)]


@pytest.mark.parametrize("torn", ["<![foo[ x ]]>", "<![x", "<![CDATA[", "<!--", "<?", "<a ", "</", "<cite>x</cite> "])
def test_markup_that_never_ends_is_read_in_a_moment(torn):
    began = time.process_time()
    blocks = blocks_in(f"<cite>Ida:</cite><p>Deep.</p>{torn * 20_000}", name="talk")
    assert [block.text for block in blocks[:2]] == ["Ida:", "Deep."]
    assert time.process_time() - began < 5


def test_a_page_torn_within_a_declaration_is_read():
    page = "<cite>Ida:</cite><time>0:09</time><p>Deep.</p><![foo[ x ]]><p>More.</p>"
    assert told(page) == [("Ida", "Deep.\n\nMore.", 9_000)]


def test_a_page_that_nests_too_deep_is_refused():
    with pytest.raises(UnreadableUpload, match="deeper markup"):
        blocks_in("<b>" * 2_000 + "x", name="talk")


def test_a_transcript_without_words_is_refused():
    with pytest.raises(UnreadableUpload, match="without any words"):
        result("<cite>Ida:</cite><time>0:09</time><p> </p>")


@pytest.mark.parametrize("seed", range(60))
def test_torn_pages_are_read_or_refused(seed):
    chance = random.Random(seed)
    page = "".join(f"<cite>Ida:</cite><time>{n}:0{n}</time><p><b>Otto</b> ({n}:00) is it</p><h2>W" for n in range(6))
    for _ in range(chance.randrange(12)):
        at = chance.randrange(len(page))
        page = page[:at] + chance.choice(["<", ">", "</p>", "&#", "<!--", ""]) + page[at + chance.randrange(9) :]
    try:
        drafts, refusal = result(page).drafts, ""
    except UnreadableUpload as refused:
        drafts, refusal = (), str(refused)
    assert all(split(draft) for draft in drafts)
    assert drafts or refusal.endswith(".")
