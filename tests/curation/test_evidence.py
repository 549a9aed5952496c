import re
from collections.abc import Iterator

import pytest

from curation.evidence import CheckedStatement, Status, check_statement, find_quote
from curation.writing.schemas import CitationDraft, StatementDraft
from tests.curation.claims_cast import AFTER, BEFORE, CLAIMS, INVENTED

PASSAGE = (
    "We tried three vendors last spring. "
    "Brandreth told Osgood that agents will take 10 years — not one — to work. "
    "The “cognitive core” needs no encyclopedia. I do not think that tests slow anyone down. "
    "Is the moat the data? Training costs fell by 1,200 dollars."
)


def check(text: str, *quotes: str, passage: str = PASSAGE, **more: tuple[str, ...]) -> CheckedStatement:
    citations = [CitationDraft(passage_id=7, quote=quote) for quote in quotes]
    return check_statement(StatementDraft(text=text, citations=citations), {7: passage}, **more)


def status_of(quote: str, text: str = PASSAGE) -> Status:
    found = find_quote(quote, text)
    return found.status if found else Status.UNSUPPORTED


def test_it_finds_the_exact_words_and_says_where():
    found = find_quote("agents will take 10 years", PASSAGE)
    assert found is not None
    assert PASSAGE[found.start : found.end] == "agents will take 10 years"


@pytest.mark.parametrize(
    "quote",
    [
        'THE "COGNITIVE CORE" NEEDS NO ENCYCLOPEDIA',
        "the 'cognitive core' needs no encyclopedia.",
        "agents will take 10 years--not one--to work",
        "agents  will take\n10\u00a0years – not one – to work",
        "“agents will take 10 years…”",
    ],
)
def test_it_sees_through_type_back_to_the_original(quote):
    found = find_quote(quote, PASSAGE)
    assert found is not None
    assert found.status is Status.VERIFIED
    assert PASSAGE[found.start : found.end].split()[0] in {"The", "agents"}


def test_the_span_of_a_folded_quote_is_that_of_the_original():
    text = "Oﬃce  “hours”…\u200b are over—for\u00adever now."
    found = find_quote('office "hours"... are over - forever', text)
    assert found is not None
    assert text[found.start : found.end] == "Oﬃce  “hours”…\u200b are over—for\u00adever"


def test_it_takes_quotes_with_parts_left_out_in_order():
    assert status_of("We tried three vendors […] agents will take 10 years") is Status.VERIFIED
    assert status_of("agents will take 10 years [...] We tried three vendors") is Status.UNSUPPORTED


def test_it_refuses_a_joint_that_leaves_out_a_not():
    assert status_of("I do … think that tests slow anyone down", PASSAGE) is Status.UNSUPPORTED
    assert status_of("The release is … safe to use", "The release is certainly not safe to use.") is Status.UNSUPPORTED


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("core", "The score was even."),
        ("5 percent", "It grew 1.5 percent."),
        ("costs 5", "It costs 5 million."),
        ("fell by 1", "It fell by 1,200 dollars."),
        ("possible to say", "It is impossible to say."),
        ("profit work", "They do non-profit work."),
        ("105", "It has 10⁵ rows."),
        ("we can", "We can't."),
    ],
)
def test_it_never_cuts_a_word_or_a_number(quote, text):
    assert find_quote(quote, text) is None


def test_it_calls_another_spelling_close():
    assert (
        status_of("a well organized team ships on Fridays too", "A well organised team ships on Fridays too.")
        is Status.CLOSE
    )
    assert status_of("we really do not ship on Fridays", "We don't really ship on Fridays.") is not Status.VERIFIED


@pytest.mark.parametrize("empty", ["", "  ", "…", "“”", "-"])
def test_nothing_quoted_is_nothing_found(empty):
    assert find_quote(empty, PASSAGE) is None


def test_it_refuses_a_changed_number():
    assert status_of("Brandreth told Osgood that agents will take 11 years — not one — to work") is Status.UNSUPPORTED


def test_it_refuses_a_changed_name():
    assert status_of("Pemble told Osgood that agents will take 10 years — not one — to work") is Status.UNSUPPORTED


def test_it_rejects_a_passage_that_was_not_offered():
    draft = StatementDraft(
        text="Training costs fell.", citations=[CitationDraft(passage_id=999, quote="Training costs fell")]
    )
    checked = check_statement(draft, {7: PASSAGE})
    assert checked.status is Status.UNSUPPORTED
    assert checked.reason == "It cites a passage that was not offered."
    assert checked.citations == ()


def test_a_statement_without_citations_is_unsupported():
    assert check("The cognitive core needs no encyclopedia.").status is Status.UNSUPPORTED


def test_a_statement_whose_quotes_are_not_there_is_unsupported():
    checked = check("The cognitive core needs no encyclopedia.", "it needs no library")
    assert checked.status is Status.UNSUPPORTED
    assert checked.citations[0].status is Status.UNSUPPORTED


def test_a_statement_in_the_passages_own_words_is_verified():
    checked = check("The “cognitive core” needs no encyclopedia.", "needs no encyclopedia")
    assert checked.status is Status.VERIFIED


LATE = (
    "A mill of forty stones takes nine carts a day, and some owners like Osgood, he admittedly… He says himself "
    "he came a little late to the milling of oats. eMill was founded later, right?"
)


def test_a_sentence_that_begins_small_is_not_what_the_one_before_says():
    asked, told = "eMill was founded later, right?", "he came a little late to the milling of oats."
    assert check(asked, asked, passage=LATE).status is Status.VERIFIED
    assert check(told, told, passage=LATE).status is Status.UNSUPPORTED


def test_one_missing_quote_keeps_a_statement_from_being_verified():
    checked = check("The “cognitive core” needs no encyclopedia.", "needs no encyclopedia", "needs a library")
    assert checked.status is Status.CLOSE


def test_a_retelling_is_at_best_close():
    checked = check("Agents need 10 years, Brandreth told Osgood.", "agents will take 10 years — not one — to work")
    assert checked.status is Status.CLOSE
    checked = check("Training costs dropped by $1200.", "Training costs fell by 1,200 dollars")
    assert checked.status is Status.CLOSE


def test_a_retelling_may_name_whom_the_writer_was_told_of():
    told = "According to Amara, training costs fell by 1,200 dollars."
    assert check(told, "Training costs fell").status is Status.UNSUPPORTED
    assert check(told, "Training costs fell", known=("Amara Obi",)).status is Status.CLOSE


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Training costs dropped by 1,300 dollars.", "1300"),
        ("Training costs at Google dropped by 1,200 dollars.", "Google"),
        ("All training costs dropped by 1,200 dollars.", "all"),
        ("Training costs rose by 1,200 dollars.", "rose"),
        ("Training costs never fell, not by 1,200 dollars.", "no"),
        ("Training costs fell by 1,200 dollars thanks to quantum teleportation.", "teleportation"),
    ],
)
def test_a_retelling_with_something_new_is_unsupported_and_says_what(text, word):
    checked = check(text, "Training costs fell by 1,200 dollars")
    assert checked.status is Status.UNSUPPORTED
    assert word in checked.reason


def test_a_clause_without_its_not_is_unsupported():
    assert check("Tests slow anyone down.", "tests slow anyone down").status is Status.UNSUPPORTED


def test_numbers_are_compared_by_value():
    passage = "About twenty-five percent of the 2.5 million rows came in Nov. 2023."
    checked = check(
        "About 25% of the 2,500,000 rows came in November 2023.", "of the 2.5 million rows", passage=passage
    )
    assert checked.status is Status.CLOSE


def passage_of(index: int) -> str:
    return f"{BEFORE} {CLAIMS[index].text} {AFTER}"


def faithful(text: str) -> Iterator[str]:
    yield text
    yield text.upper()
    yield text.lower()
    yield text.rstrip(".")
    yield "“" + text + "”"
    yield text.replace(" ", "  ", 3).replace(" ", "\u00a0", 1)
    yield text.translate(str.maketrans("“”’—", '""\'-'))
    yield text.replace(" — ", "—").replace("-", "‑")
    words = text.split()
    yield " ".join(words[:3]) + " [...] " + " ".join(words[3:])


def more_by_one(match: re.Match[str]) -> str:
    return str(int(match.group().replace(",", "")) + 1)


def unfaithful(index: int) -> Iterator[str]:
    claim, other = CLAIMS[index], CLAIMS[(index + 1) % len(CLAIMS)]
    yield re.sub(r"\d[\d,]*", more_by_one, claim.text, count=1)
    yield claim.text.replace(*claim.flipped, 1)
    yield claim.text.replace(*claim.swapped, 1)
    mine, theirs = claim.text.split(), other.text.split()
    yield " ".join(mine[: len(mine) // 2] + theirs[len(theirs) // 2 :])
    spot = 2 + index % (len(mine) - 4)
    yield " ".join([*mine[:spot], INVENTED[index % len(INVENTED)], *mine[spot:]])


def rates(judged: list[tuple[bool, bool, str]]) -> tuple[float, float, str]:
    """In: (is true, was accepted, text). Out: recall, precision, and what went wrong in words."""
    right = sum(true and accepted for true, accepted, _ in judged)
    wrong = "\n".join(
        f"{'lost' if true else 'let through'}: {text}" for true, accepted, text in judged if true != accepted
    )
    return (
        right / sum(true for true, _, _ in judged),
        right / max(1, sum(accepted for _, accepted, _ in judged)),
        wrong,
    )


def test_it_tells_faithful_quotes_from_changed_ones():
    judged = []
    for index, claim in enumerate(CLAIMS):
        judged += [(True, status_of(text, passage_of(index)) is Status.VERIFIED, text) for text in faithful(claim.text)]
        judged += [(False, find_quote(text, passage_of(index)) is not None, text) for text in unfaithful(index)]
    recall, precision, wrong = rates(judged)
    assert len(judged) >= 300
    assert recall >= 0.99, wrong
    assert precision >= 0.99, wrong


def test_it_tells_true_statements_from_changed_ones():
    judged = []
    for index, claim in enumerate(CLAIMS):
        other = (index + 1) % len(CLAIMS)
        offered = {1: passage_of(index), 2: passage_of(other)}
        citations = [
            CitationDraft(passage_id=1, quote=claim.text),
            CitationDraft(passage_id=2, quote=CLAIMS[other].text),
        ]

        def supported(text: str, offered: dict[int, str] = offered, citations: list[CitationDraft] = citations) -> bool:
            checked = check_statement(StatementDraft(text=text, citations=citations), offered)
            return checked.status is not Status.UNSUPPORTED

        judged += [(True, supported(text), text) for text in faithful(claim.text)]
        judged += [(False, supported(text), text) for text in unfaithful(index)]
    recall, precision, wrong = rates(judged)
    assert recall >= 0.99, wrong
    assert precision >= 0.99, wrong
