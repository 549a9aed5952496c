from collections import Counter

import pytest

from bench.evidence import SCENES, ours
from bench.scenes import Case, read

LEAST = 0.99
MOST = 0.93


def judged(split: str) -> list[tuple[Case, bool]]:
    return [(case, ours(case)) for case in read(SCENES / f"{split}.yaml")]


@pytest.fixture(scope="module")
def unlike():
    return judged("unlike")


@pytest.fixture(scope="module")
def everything():
    return [*judged("develop"), *judged("held_out"), *judged("blind")]


def wrong_by_kind(judgements: list[tuple[Case, bool]]) -> str:
    wrong = [(case, yes) for case, yes in judgements if yes is not case.holds]
    kinds = Counter(case.change for case, _ in wrong)
    return "\n".join([str(dict(kinds)), *(f"{case.change}: {case.draft.text}" for case, _ in wrong)])


def test_there_are_enough_of_them_and_of_both_sorts(everything):
    holding = sum(case.holds for case, _ in everything)
    assert len(everything) >= 690
    assert 0.35 < holding / len(everything) < 0.65


def test_what_holds_is_accepted(everything):
    accepted = sum(yes for case, yes in everything if case.holds)
    assert accepted >= LEAST * sum(case.holds for case, _ in everything), wrong_by_kind(everything)


def test_what_is_accepted_holds(everything):
    right = sum(case.holds for case, yes in everything if yes)
    assert right >= LEAST * sum(yes for _, yes in everything), wrong_by_kind(everything)


def test_no_kind_of_alteration_gets_through_as_a_rule(everything):
    altered = [(case, yes) for case, yes in everything if not case.holds]
    through = Counter(case.change for case, yes in altered if yes)
    kinds = Counter(case.change for case, _ in altered)
    assert [kind for kind, count in through.items() if 2 * count >= kinds[kind]] == []


def test_of_kinds_unlike_the_others_what_is_accepted_holds(unlike):
    right = sum(case.holds for case, yes in unlike if yes)
    assert right >= LEAST * sum(yes for _, yes in unlike), wrong_by_kind(unlike)


def test_of_kinds_unlike_the_others_most_of_what_holds_is_accepted(unlike):
    accepted = sum(yes for case, yes in unlike if case.holds)
    assert accepted >= MOST * sum(case.holds for case, _ in unlike), wrong_by_kind(unlike)
