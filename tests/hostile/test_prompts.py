"""What the model is sent: the words of this owner's sources as data within a fence, and no secret."""

import re
import unicodedata

import pytest
from django.conf import settings

from curation.reading.asking import ask_and_wait
from curation.writers import get_writer
from tests.hostile.conftest import KEY, SECRET, source_of
from tests.hostile.corpus import ALL
from tests.hostile.obeying import inside_the_fence

pytestmark = pytest.mark.django_db

_MARKS = re.compile(r"^(?:BEGIN|END) (\S+)$", re.M)


@pytest.fixture(scope="module")
def sent(placed, django_db_blocker):
    """Out: everything that was sent: names of themes, and of all sources the explanation, and an answer."""
    from curation.reading.offering import offers_of

    with django_db_blocker.unblock():
        writer = get_writer(placed.owner)
        for one in ALL:
            writer.judge_signal(offers_of(source_of(placed, one)), interests=["kettles"])
        ask_and_wait(placed.owner, "Who owns the walled orchard, and what does ben keep?").delete()
    return [asked for asked in placed.double.requests if asked.body.get("messages")]


def whole(asked):
    return "\n".join(message["content"] for message in asked.body["messages"])


def outside(asked):
    """What the prompt says in its own voice; the model's own last answer is not that."""
    own = "\n".join(one["content"] for one in asked.body["messages"] if one["role"] != "assistant")
    return own.replace(inside_the_fence(asked.body), "")


def test_every_source_was_sent(sent):
    everything = "\n".join(map(whole, sent))
    assert [one.marker for one in ALL if one.marker not in everything] == []


@pytest.mark.parametrize("one", ALL, ids=str)
def test_the_words_of_a_source_stand_within_the_fence_only(one, sent):
    assert [asked.task for asked in sent if re.search(rf"\b{one.marker}\b", outside(asked))] == []


def test_no_source_knows_the_mark_of_its_fence(sent):
    """A second attempt has the marks of the first: it is the same prompt."""
    first = [asked for asked in sent if len(asked.body["messages"]) == 2]
    marks = [set(_MARKS.findall(whole(asked))) for asked in first]
    assert {len(found) for found in marks} == {1}
    assert len(set.union(*marks)) == len(first)


def test_no_marker_of_roles_is_whole(sent):
    assert [asked.task for asked in sent if re.search(r"<\|im_|\[/?INST\]|<<SYS", whole(asked))] == []


def test_no_hidden_character_is_sent(sent):
    letters = set("".join(map(whole, sent)))
    shapeless = {letter for letter in letters if unicodedata.category(letter)[0] == "C" and letter != "\n"}
    selectors = {
        letter for letter in letters if "\ufe00" <= letter <= "\ufe0f" or "\U000e0000" <= letter <= "\U000e0fff"
    }
    assert (shapeless, selectors) == (set(), set())


def test_no_word_of_another_owner_is_sent(sent):
    assert [asked.task for asked in sent if SECRET[:40] in whole(asked)] == []


def test_no_secret_is_sent(sent, library):
    secrets = [KEY, settings.SECRET_KEY, library.owner.email, library.other.email, settings.OPENAI_BASE_URL]
    assert [secret for secret in secrets if any(secret in str(asked.body) for asked in sent)] == []


def test_the_model_has_no_tools(sent):
    fields = set.union(*(set(asked.body) for asked in sent))
    assert fields.isdisjoint({"tools", "functions", "tool_choice", "function_call", "web_search_options", "user"})


def test_the_instruction_is_repeated_after_the_data(sent):
    assert [asked.task for asked in sent if "data, not instruction" not in whole(asked).rpartition("\nEND ")[2]] == []
