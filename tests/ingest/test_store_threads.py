"""A thread that comes in parts is one source, and only grows."""

import pytest

from curation.editing import drop, keep_apart, move_passage
from curation.models import Passage, PassageLink, Source
from ingest.drafts import Draft, Kind
from ingest.models import Upload
from ingest.store import store
from ingest.store.threads import Thread, grown
from tests.ingest.test_store_again import cite
from tests.shelf import put_theme

pytestmark = pytest.mark.django_db

ONE = "We asked ten millers how they set the price of flour, and nine of them did not know."
TWO = "The tenth keeps a ledger: cost of grain, hours at the stone, and the toll of the bridge."
THREE = "So most prices on this river are whatever the neighbour asked last week."


@pytest.fixture
def upload(ada):
    return Upload.objects.create(owner=ada, name="posts.json", sha256="a" * 64, size=1)


def thread(*parts, **more):
    """The parts as (id, words)."""
    ids = tuple(number for number, _ in parts)
    text = "\n\n".join(words for _, words in parts)
    return Draft(kind=Kind.POST, text=text, site="X", external_id=ids[0], part_ids=ids, **more)


WHOLE = thread(("1", ONE), ("2", TWO), ("3", THREE))


def test_a_thread_that_grows_is_one_source(upload):
    store(upload, [thread(("1", ONE), ("2", TWO))])
    assert store(upload, [WHOLE]).updated == 1
    assert Source.objects.get().text == WHOLE.text


def test_a_shorter_version_of_a_stored_thread_is_known(upload):
    store(upload, [WHOLE])
    for shorter in (thread(("1", ONE), ("2", TWO)), thread(("2", TWO)), thread(("2", TWO), ("3", THREE))):
        assert store(upload, [shorter]).known == 1
    assert (Source.objects.get().text, Source.objects.get().part_ids) == (WHOLE.text, ["1", "2", "3"])


def test_a_shorter_version_is_known_where_the_reader_named_no_parts(upload):
    store(upload, [Draft(kind=Kind.POST, text=WHOLE.text, site="X", external_id="1")])
    assert store(upload, [Draft(kind=Kind.POST, text=ONE, site="X", external_id="1")]).known == 1


def test_a_post_that_was_cut_off_is_known(upload):
    store(upload, [thread(("1", ONE))])
    assert store(upload, [thread(("1", ONE[:40] + "… https://t.co/abc"))]).known == 1


def test_a_post_that_was_cut_off_is_made_whole(upload):
    store(upload, [thread(("1", ONE[:40] + "…"))])
    assert store(upload, [thread(("1", ONE))]).updated == 1
    assert Source.objects.get().text == ONE


def test_two_halves_become_one_whole(upload):
    store(upload, [thread(("1", ONE), ("2", TWO))])
    store(upload, [thread(("2", TWO), ("3", THREE))])
    assert Source.objects.get().text == WHOLE.text
    assert store(upload, [WHOLE]).known == 1


def test_a_part_that_came_alone_is_absorbed_with_what_hands_did(ada, upload):
    store(upload, [thread(("3", THREE))])
    part, theme = Source.objects.get(), put_theme(ada)
    move_passage(Passage.objects.get(), theme, ada)
    citation = cite(ada, Passage.objects.get(), THREE)
    drop(part, ada)
    counts = store(upload, [WHOLE])
    source = Source.objects.get()
    assert (counts.new, counts.updated, source.text) == (0, 1, WHOLE.text)
    assert (source.standing, source.standing_by_hand) == ("filtered", True)
    citation.refresh_from_db()
    assert citation.source == source
    assert citation.quote in citation.passage.text
    assert citation.passage.placement.theme == theme


def test_several_parts_that_came_alone_are_absorbed(ada, upload):
    other = Upload.objects.create(owner=ada, name="more.json", sha256="b" * 64, size=1)
    store(upload, [thread(("1", ONE))])
    store(other, [thread(("3", THREE))])
    citation = cite(ada, Passage.objects.get(text=THREE), THREE)
    store(upload, [WHOLE])
    source = Source.objects.get()
    assert source.text == WHOLE.text
    assert set(source.uploads.all()) == {upload, other}
    citation.refresh_from_db()
    assert (citation.source, citation.passage.source) == (source, source)


def test_each_library_has_its_own_threads(upload, ben):
    store(upload, [WHOLE])
    store(Upload.objects.create(owner=ben, name="posts.json", sha256="a" * 64, size=1), [thread(("2", TWO))])
    assert Source.objects.of(ben).get().text == TWO


def test_the_same_number_on_another_site_is_another_post(upload):
    store(upload, [WHOLE])
    store(upload, [Draft(kind=Kind.POST, text="Elsewhere.", site="Mastodon", external_id="2")])
    assert Source.objects.count() == 2


def test_parts_of_one_thread_in_one_upload_are_joined_and_said(upload):
    stored = store(upload, [thread(("1", ONE), ("2", TWO)), thread(("2", TWO), ("3", THREE))])
    assert (Source.objects.get().text, stored.new) == (WHOLE.text, 1)
    assert "joined" in stored.left_out[0].reason


def test_two_parts_that_meet_the_same_stored_thread_both_come_in(upload):
    store(upload, [thread(("1", ONE), ("2", TWO))])
    store(upload, [thread(("1", ONE), ("3", THREE)), thread(("2", TWO), ("4", "And the bridge is closed."))])
    assert Source.objects.get().part_ids == ["1", "2", "3", "4"]
    assert all(words in Source.objects.get().text for words in (ONE, TWO, THREE, "bridge is closed"))


def test_a_thread_never_loses_a_post():
    versions = [("1", "a"), ("2", "b"), ("3", "c"), ("4", "d")]
    for left in ([0, 1], [0, 2], [1, 3], [2], [0, 1, 2, 3]):
        for right in ([0, 3], [1, 2], [3], [0, 1, 3]):
            one, other = (_thread([versions[n] for n in part]) for part in (left, right))
            whole = grown(one, other)
            assert set(whole.parts) == {versions[n][0] for n in {*left, *right}}
            assert set(whole.text.split("\n\n")) == {versions[n][1] for n in {*left, *right}}


def _thread(posts):
    return Thread("\n\n".join(words for _, words in posts), tuple(number for number, _ in posts))


def test_of_several_places_by_hand_the_whole_keeps_one(ada, upload):
    store(upload, [thread(("1", ONE)), thread(("3", THREE))])
    theme = put_theme(ada)
    move_passage(Passage.objects.get(text=THREE), theme, ada)
    store(upload, [WHOLE])
    assert Passage.objects.get().placement.theme == theme


def test_what_was_said_of_a_part_is_said_of_the_whole(ada, upload):
    store(upload, [thread(("1", ONE)), thread(("3", THREE))])
    theme = put_theme(ada)
    keep_apart([Passage.objects.get(text=THREE)], theme, ada)
    store(upload, [WHOLE])
    assert PassageLink.objects.get(theme=theme).passage == Passage.objects.get()


def test_two_parts_that_become_one_are_linked_no_longer(ada, upload):
    store(upload, [thread(("1", ONE)), thread(("3", THREE))])
    keep_apart([Passage.objects.get(text=ONE)], Passage.objects.get(text=THREE), ada)
    store(upload, [WHOLE])
    assert not PassageLink.objects.exists()
