import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from curation.errors import Refused
from curation.search.query import Filter, Name, Query, Term, day_of, parse


def test_it_tells_words_phrases_and_what_may_not_stand_there():
    assert parse('ferry "night trains" -fog -"low tide"').terms == (
        Term("ferry"),
        Term("night trains", quoted=True),
        Term("fog", excluded=True),
        Term("low tide", quoted=True, excluded=True),
    )


def test_it_tells_filters_with_and_without_quotes():
    assert parse('author:ada theme:"night trains" -kind:posts').filters == (
        Filter(Name.AUTHOR, "ada"),
        Filter(Name.THEME, "night trains"),
        Filter(Name.KIND, "post", excluded=True),
    )


def test_what_looks_like_a_filter_and_is_none_is_a_word():
    assert parse("harbour:east").terms == (Term("harbour:east"),)


@pytest.mark.parametrize("typed", ["before:soon", "after:2026-13", "before:2026-02-30"])
def test_it_refuses_a_day_that_is_none(typed):
    with pytest.raises(Refused, match="is no day"):
        parse(typed)


@pytest.mark.parametrize("typed", ["kind:boat", "is:lost"])
def test_it_refuses_what_there_is_not_and_says_what_there_is(typed):
    with pytest.raises(Refused, match="there are"):
        parse(typed)


def test_a_month_is_its_first_day():
    assert day_of("2026-10") == datetime.date(2026, 10, 1)


@pytest.mark.parametrize("typed", ['"kind:zzz', 'k"ind:zzz', '"is:lost', '-"before:soon'])
def test_a_quote_that_is_never_closed_is_passed_over(typed):
    assert understood(parse, typed) == understood(parse, typed.replace('"', " "))


@pytest.mark.parametrize("typed", ["kınd:x", "ıs:read", "iſ:read"])
def test_a_letter_that_only_resembles_one_of_a_filter_makes_a_word(typed):
    assert parse(typed).terms == (Term(typed),)


def understood(parse, typed):
    try:
        return parse(typed)
    except Refused as refused:
        return str(refused)


_NAMES = ["kind:", "author:", "before:", "is:", "theme:", ":"]
_PIECES = [*_NAMES, "note", "2026", "read", "boat", "x", "ı", "ſ", "-", '"', "'", " ", "\t", "\0"]
_TYPED = some.one_of(some.text(max_size=60), some.lists(some.sampled_from(_PIECES)).map("".join))


@given(_TYPED)
def test_what_was_understood_is_understood_alike_when_it_is_typed_again(typed):
    query = understood(parse, typed)
    assert isinstance(query, str) or parse(str(query)) == query


_WORD = some.text("abcdefghij", min_size=1, max_size=6)
_TERMS = some.lists(some.builds(Term, _WORD, some.booleans(), some.booleans()), max_size=4).map(tuple)
_FILTERS = some.lists(
    some.builds(Filter, some.sampled_from([Name.AUTHOR, Name.THEME]), some.lists(_WORD, min_size=1).map(" ".join)),
    max_size=3,
    unique=True,
).map(tuple)


@given(some.builds(Query, _TERMS, _FILTERS))
def test_a_query_told_is_the_same_query_when_typed(query):
    assert parse(str(query)) == query
