"""A talk leaves the house with its evidence: every quote, where it stands, when it was said."""

import json

import pytest

from curation.reading.threads.data import thread_data
from curation.reading.threads.markdown import render_thread
from tests.web.cast import FIRST, put_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(ada, talk, passage):
    talk.url = "https://kitchen.example.org/traces"
    talk.save()
    return put_question(ada, passage).thread


def test_each_citation_has_all_that_leads_to_its_words(thread, talk, passage, settings):
    [citation] = thread_data(thread).questions[0].answer[0].citations
    assert (citation.quote, citation.source, citation.author) == (FIRST, "Reading traces", "Marlow Quill")
    assert (citation.address, citation.start_ms, citation.met_on) == (talk.url, 0, talk.met_on)
    assert citation.link.startswith(f"{settings.SITE_URL}/sources/{talk.pk}/?q=Forty-one")
    assert citation.link.endswith(f"#p{passage.pk}")


def test_a_link_names_the_place_among_the_same_words(ada, talk):
    last = talk.passages.last()
    question = put_question(ada, last)
    question.answer[0]["citations"][0]["start"] = 4
    question.save()
    [citation] = thread_data(question.thread).questions[0].answer[0].citations
    assert citation.link.endswith(f"&at={last.start + 4}#p{last.pk}")


def test_markdown_holds_the_quote_and_its_places(thread, talk):
    told = render_thread(thread_data(thread))
    assert f"## How many were wrong?\n\n{FIRST} [1]\n- [1] “{FIRST}” (verified)" in told
    assert "Marlow Quill, Reading traces, at 0:00, met " in told
    assert f"<{talk.url}>" in told


def test_what_has_left_the_library_is_said_to_have_left(thread, talk):
    talk.delete()
    thread.refresh_from_db()
    assert "The passage has left the library since." in render_thread(thread_data(thread))


def test_words_are_no_markup(thread):
    thread.title = "# <b>*Talk*</b> [x](https://evil.example.org)"
    told = render_thread(thread_data(thread)).splitlines()[0]
    assert told == r"# \# \<b\>\*Talk\*\</b\> \[x\](https://evil.example.org)"


def test_what_broke_off_says_so(thread):
    thread.questions.update(cut="The model went away.")
    assert "*The answer broke off: The model went away.*" in render_thread(thread_data(thread))


def test_as_json_it_is_the_same(thread):
    assert json.loads(thread_data(thread).model_dump_json())["questions"][0]["answer"][0]["text"] == FIRST
