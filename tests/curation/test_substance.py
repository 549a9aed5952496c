import pytest

from curation.substance import brags, figures, fishes, hypes, shouting, substance

REPORT = (
    "We weighed 60 loaves from two ovens for a week. The old oven lost 11% in water, the new one 14%, and "
    "nobody tasted a difference. We kept the old oven because it is paid for."
)


def test_a_report_has_more_substance_than_a_remark():
    assert substance(REPORT) > 0.35 > 0.15 > substance("Bread is such a comfort on days like these.")


def test_a_loud_report_loses_what_it_shouts_away():
    assert substance(REPORT.replace(".", "!!! 🔥🔥")) < 0.15


@pytest.mark.parametrize("text", ["", "🙂", "https://example.org/a"])
def test_nothing_said_has_no_substance(text):
    assert substance(text) == 0


def test_the_numbers_of_a_list_are_no_figures():
    assert figures("1. Measure.\n2. Cut.\n3. Glue.") == 0
    assert figures("Cut 40% of the 12 boards by half.") == 3


def test_one_exclamation_mark_is_no_shouting():
    assert shouting("It works, and it took nine lines!") == 0
    assert shouting("IT WORKS TODAY!!! 🎉🎉") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Tabs at the top or at the side? Agree or disagree?",
        "Tag a gardener who needs to see this.",
        "Which spanner would you be? Drop yours below!",
        "Save this. Thank me later.",
    ],
)
def test_it_knows_who_fishes_for_reactions(text):
    assert fishes(text)


@pytest.mark.parametrize(
    "text",
    [
        "What would it look like if nobody had to sign in?",
        "The patients agree with the nurses or stay silent.",
    ],
)
def test_a_plain_question_or_claim_does_not_fish(text):
    assert not fishes(text)


def test_announcing_success_is_bragging_and_reporting_it_is_not():
    assert brags("So proud to share that our dream team is growing!!! 🎉")
    assert not brags("I am proud of the 14 fixes that brought the waiting time from 9 days to 2.")


def test_it_takes_two_superlatives_or_a_shout_to_be_hype():
    assert hypes("Wake up. Most people have no idea.")
    assert not hypes("The change in the tariff is a game changer for the three smallest farms.")
