"""What the first question needs is there before it comes, and nobody is asked for that."""

import pytest

from curation import warming
from curation.errors import Misconfigured
from tests.fakes import WordEmbedder


class Door:
    """A chat that would have to load much."""

    endpoint = "door"

    def __init__(self):
        self.prepared = self.asked = 0

    def prepare(self):
        self.prepared += 1

    def complete(self, request, *, listener=None):
        self.asked += 1
        raise Misconfigured("Nobody should ask.")


def unset():
    raise Misconfigured("No embedder is set.")


@pytest.fixture
def door(monkeypatch):
    door = Door()
    monkeypatch.setattr(warming, "get_embedder", WordEmbedder)
    monkeypatch.setattr(warming, "get_chat", lambda: door)
    return door


def test_a_model_s_door_is_prepared_and_not_asked(door):
    warming.load()
    assert (door.prepared, door.asked) == (1, 0)


def test_an_embedder_that_cannot_be_loaded_is_no_hindrance(door, monkeypatch):
    monkeypatch.setattr(warming, "get_embedder", unset)
    warming.load()
    assert door.prepared == 1


def test_it_is_done_once_in_a_process(door):
    warming.warm_up.cache_clear()
    first = warming.warm_up()
    first.join()
    assert (warming.warm_up() is first, door.prepared) == (True, 1)
