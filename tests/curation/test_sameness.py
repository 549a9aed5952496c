import random

import pytest

from curation import editing
from curation.addresses import canonical_url
from curation.errors import CurationError, NotFound
from curation.models import Likeness, Passage, Source
from curation.sameness import link_likenesses
from tests.shelf import put_passage, put_source

pytestmark = pytest.mark.django_db

POST = "We read four hundred traces by hand before we wrote a single eval, and the dashboard had been wrong all along."
WORDS_TEXT = """harbour tide anchor rope sailor lantern keeper storm pilot cargo ledger captain signal mast deck
barrel market baker flour oven crust yeast morning street bell corner window neighbour garden ladder apple"""
WORDS = WORDS_TEXT.split()


def talk(seed, words=900):
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(words))


def misheard(text, seed, share=0.08):
    """The same talk through other ears: some words differ."""
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) if chance.random() < share else word for word in text.split())


def put(owner, text, **fields):
    source = put_source(owner, text, **fields)
    put_passage(owner, text, source=source)
    source.passages.update(vector=[0.1] * 384)
    return source


def reword(source, text):
    Source.objects.filter(pk=source.pk).update(text=text, compared=False)


def tie():
    return Likeness.objects.get()


def test_a_post_pasted_and_in_the_archive_is_one(ada):
    pasted = put(ada, f"{POST} https://t.co/abc", kind="post", title="")
    archived = put(
        ada, f"{POST} https://example.org/long", kind="post", title="", handle="marlow", url="https://x.com/i/status/5"
    )
    assert link_likenesses(ada) == 1
    assert (tie().source, tie().of, tie().relation) == (pasted, archived, "same")


def test_one_is_shown_and_both_are_kept(ada):
    put(ada, POST, kind="post")
    put(ada, POST.upper(), kind="post", handle="marlow")
    link_likenesses(ada)
    assert Source.objects.of(ada).kept().count() == 1
    assert Passage.objects.of(ada).kept().count() == 1
    assert Source.objects.of(ada).count() == 2


def test_two_transcripts_of_one_episode_are_one(ada):
    text = talk(1)
    put(ada, text, kind="episode", title="The harbour")
    put(ada, misheard(text, 2), kind="memo", title="harbour.mp3")
    assert link_likenesses(ada) == 1
    assert tie().relation == "same"


def test_two_episodes_with_the_same_guest_and_advertisement_are_two(ada):
    advertisement = talk(9, words=90)
    put(ada, f"{advertisement} {talk(1)}", kind="episode", title="With Marlow, part one")
    put(ada, f"{advertisement} {talk(2)}", kind="episode", title="With Marlow, part two")
    assert link_likenesses(ada) == 0


def test_a_quotation_is_tied_to_the_passage_it_quotes(ada):
    article = put_source(ada, f"{talk(3, 60)} {POST} {talk(4, 60)}", kind="article")
    put_passage(ada, talk(3, 60), source=article)
    quoted = put_passage(ada, POST, source=article)
    Passage.objects.update(vector=[0.1] * 384)
    highlight = put(ada, POST, kind="highlight")
    link_likenesses(ada)
    assert (tie().source, tie().of, tie().passage, tie().relation) == (highlight, article, quoted, "quotation")


def test_a_quotation_stays_in_the_library_and_out_of_the_themes(ada):
    put(ada, f"{talk(3, 60)} {POST} {talk(4, 60)}", kind="article")
    highlight = put(ada, POST, kind="highlight")
    link_likenesses(ada)
    assert highlight in Source.objects.of(ada).without_the_same()
    assert highlight not in Source.objects.of(ada).kept()


def test_a_short_episode_that_stands_in_a_long_one_is_no_quotation(ada):
    put(ada, f"{talk(3, 60)} {POST} {talk(4, 60)}", kind="episode")
    put(ada, POST, kind="episode")
    assert link_likenesses(ada) == 0


def test_posts_that_differ_in_a_number_are_two(ada):
    put(ada, f"Week 3. {POST}", kind="post")
    put(ada, f"Week 4. {POST}", kind="post")
    assert link_likenesses(ada) == 0


def test_the_same_words_by_two_people_are_two(ada):
    put(ada, POST, kind="post", handle="marlow")
    put(ada, f"{POST} ", kind="post", handle="philippa")
    assert link_likenesses(ada) == 0


def test_a_bookmark_of_an_article_in_the_library_is_the_article(ada):
    address = canonical_url("https://www.example.org/harbours/?utm_source=mail#top")
    link = put(ada, "Harbours", kind="link", address=address)
    article = put(ada, talk(5), kind="article", address=canonical_url("http://example.org/harbours"))
    link_likenesses(ada)
    assert (tie().source, tie().of) == (link, article)


def test_highlights_of_one_page_are_many_things(ada):
    put(ada, talk(1, 30), kind="highlight", address="https://example.org/a")
    put(ada, talk(2, 30), kind="highlight", address="https://example.org/a")
    assert link_likenesses(ada) == 0


def test_a_third_copy_is_tied_to_what_is_shown(ada):
    shown = put(ada, POST, kind="post", handle="marlow", url="https://x.com/i/status/5")
    put(ada, f"{POST} ", kind="post")
    put(ada, f" {POST}", kind="note", title="")
    assert link_likenesses(ada) == 2
    assert set(Likeness.objects.values_list("of", flat=True)) == {shown.pk}


def test_looking_again_ties_nothing_more(ada):
    put(ada, POST, kind="post")
    put(ada, f"{POST} ", kind="post")
    assert (link_likenesses(ada), link_likenesses(ada)) == (1, 0)


def test_what_a_person_parted_is_never_tied_again(ada):
    put(ada, POST, kind="post")
    put(ada, f"{POST} ", kind="post")
    link_likenesses(ada)
    editing.part(tie(), ada)
    Source.objects.update(compared=False)
    assert link_likenesses(ada) == 0
    assert Source.objects.of(ada).kept().count() == 2


def test_what_a_person_joined_is_shown_once(ada):
    one, other = put(ada, talk(1, 40)), put(ada, talk(2, 40))
    editing.join(one, other, ada)
    assert list(Source.objects.of(ada).kept()) == [other]


def test_a_double_of_a_double_is_refused(ada):
    one, other, third = (put(ada, talk(seed, 40)) for seed in range(3))
    editing.join(one, other, ada)
    with pytest.raises(CurationError, match="is a double itself"):
        editing.join(third, one, ada)


def test_a_stranger_parts_nothing(ada, cleo):
    put(ada, POST, kind="post")
    put(ada, f"{POST} ", kind="post")
    link_likenesses(ada)
    with pytest.raises(NotFound):
        editing.part(tie(), cleo)


def test_libraries_are_never_tied_to_each_other(ada, ben):
    put(ada, POST, kind="post")
    put(ben, POST, kind="post")
    assert link_likenesses(ada) + link_likenesses(ben) == 0


def test_a_hand_decides_which_one_is_shown(ada):
    mine = put(ada, POST, kind="post", standing_by_hand=True)
    put(ada, f"{POST} ", kind="post", handle="marlow", url="https://x.com/i/status/5")
    link_likenesses(ada)
    assert tie().of == mine


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?b=1&utm_medium=x#c", "http://www.EXAMPLE.org:80/a/?b=1"),
        ("https://twitter.com/marlow/status/77?s=20", "https://x.com/i/web/status/77"),
    ],
)
def test_equal_addresses_have_one_form(one, other):
    assert canonical_url(one) == canonical_url(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/view?12", "https://example.org/view?13"),
        ("https://x.com/marlow/status/12abc", "https://x.com/marlow/status/12"),
    ],
)
def test_different_addresses_have_different_forms(one, other):
    assert canonical_url(one) != canonical_url(other)


def test_many_highlights_of_one_page_are_many_things(ada):
    for number in range(5):
        put(ada, talk(number, 40), kind="highlight", address="https://example.org/book")
    assert link_likenesses(ada) == 0


@pytest.mark.parametrize("address", ["", "no address", "mailto:a@example.org", "http://[broken"])
def test_what_is_no_address_has_no_form(address):
    assert canonical_url(address) == ""


def test_a_tie_goes_with_the_words_it_rested_on(ada):
    first, second = put(ada, POST, kind="note"), put(ada, f"{POST} Indeed.", kind="post")
    link_likenesses(ada)
    reword(tie().source, talk(3))
    link_likenesses(ada)
    assert not Likeness.objects.exists()
    assert set(Source.objects.of(ada).kept()) == {first, second}


def test_doubles_of_what_was_rewritten_find_each_other(ada):
    copies = [put(ada, f"{POST} {'Indeed. ' * number}", kind="post") for number in range(3)]
    link_likenesses(ada)
    (shown,) = Source.objects.of(ada).kept()
    reword(shown, talk(3))
    link_likenesses(ada)
    assert {tie().source, tie().of} == set(copies) - {shown}


def test_a_tie_by_hand_outlives_the_words(ada):
    one, other = put(ada, POST), put(ada, talk(4))
    editing.join(one, other, by=ada)
    reword(one, talk(5))
    link_likenesses(ada)
    assert (tie().source, tie().of) == (one, other)


def test_what_repeats_something_filtered_is_not_hidden_behind_it(ada):
    quoted = put(ada, talk(6) + " " + POST, kind="article", standing="filtered")
    put(ada, POST, kind="highlight")
    link_likenesses(ada)
    assert Source.objects.of(ada).kept().count() == 1
    Source.objects.filter(pk=quoted.pk).update(standing_by_hand=True)
    assert Source.objects.of(ada).kept().count() == 0


def test_a_source_is_compared_when_it_is_embedded_whole(ada):
    waits = put(ada, POST, kind="note")
    put(ada, f"{POST} Indeed.", kind="post")
    waits.passages.update(vector=None)
    assert link_likenesses(ada) == 0
    waits.passages.update(vector=[0.1] * 384)
    assert link_likenesses(ada) == 1
