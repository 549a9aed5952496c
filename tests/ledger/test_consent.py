from dataclasses import replace
from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from curation.errors import NeedsConsent, OverCap
from curation.ledger import GO_ON, QUOTE, consent, estimate, estimate_of
from curation.profile.changing import keep, propose
from curation.writing.forecast import Forecast
from tests.ledger.cast import LOCAL, ScriptedChat

pytestmark = pytest.mark.django_db


def foreseen(model_class="large", tokens_in=20_000, tokens_out=1000, usual_out=1000):
    return Forecast(model_class, tokens_in, tokens_out, usual_out, "section")


def hosted():
    return ScriptedChat()


def at_home():
    return ScriptedChat(endpoint=LOCAL)


@pytest.fixture(autouse=True)
def asks_a_model(settings):
    settings.CHAT = f"{__name__}.hosted"
    settings.LLM_MODELS = {"small": "quill-small", "large": "quill-large"}
    settings.LLM_ASK_ABOVE = Decimal("0.25")


def test_it_adds_up_what_the_calls_will_cost(ada):
    expected = estimate(ada, [foreseen(), foreseen(), foreseen("small", 1000, 500)])
    assert (expected.cost, expected.priced, expected.left) == (Decimal("0.462"), True, None)


def test_what_the_reader_says_of_themselves_is_counted_in(ada):
    plain = estimate(ada, [foreseen(), summarising()]).cost
    keep(propose(ada, {"knows": "The tides. " * 80}))
    words = estimate(ada, [foreseen(), summarising()]).cost - plain
    assert words == estimate(ada, [foreseen()]).cost - estimate(ada, [replace(foreseen(), task="")]).cost > 0


def summarising():
    """Nothing in its prompt is of the reader."""
    return replace(foreseen(), task="summary")


def test_a_task_with_a_model_of_its_own_costs_what_that_costs(ada, settings):
    settings.LLM_TASK_MODELS = '{"section": "quill-small"}'
    assert estimate(ada, [foreseen()]).cost == Decimal("0.022")


def test_it_says_what_is_left(ada, settings):
    settings.LLM_MONTHLY_CAP = Decimal(5)
    assert estimate(ada, [foreseen()]).left == 5


def test_without_a_model_nothing_is_asked_about(ada, settings):
    settings.CHAT = ""
    assert consent(ada, [foreseen(tokens_in=10**9)]).cost == 0


def test_a_model_of_ones_own_is_not_asked_about(ada, settings):
    settings.CHAT, settings.LLM_PRICES = f"{__name__}.at_home", "{}"
    assert consent(ada, [foreseen(tokens_in=10**9)]).cost == 0


def test_what_costs_little_is_not_asked_about(ada):
    assert consent(ada, [foreseen()]).cost == Decimal("0.23")


def test_what_costs_more_waits_for_a_word(ada):
    with pytest.raises(NeedsConsent, match=r"This may cost up to \$0.46. It waits for you to agree") as asked:
        consent(ada, [foreseen(), foreseen()])
    assert asked.value.cost == Decimal("0.46")


def test_what_costs_little_as_a_rule_is_not_asked_about(ada):
    assert consent(ada, [foreseen(tokens_out=50_000)]).cost == Decimal("1.7")


def test_the_cap_is_kept_for_what_it_costs_at_most(ada, settings):
    settings.LLM_MONTHLY_CAP = Decimal("1.6")
    with pytest.raises(OverCap):
        consent(ada, [foreseen(tokens_out=50_000)])


def test_it_goes_on_once_agreed(ada):
    assert consent(ada, [foreseen(), foreseen()], agreed=True).cost == Decimal("0.46")


def test_no_word_takes_it_past_the_cap(ada, settings):
    settings.LLM_MONTHLY_CAP = Decimal("0.4")
    with pytest.raises(OverCap, match=r"of the month's cap of \$0.40, \$0.40 is left until"):
        consent(ada, [foreseen(), foreseen()], agreed=True)


def test_a_model_without_a_price_is_named(ada, settings):
    settings.LLM_PRICES = "{}"
    expected = consent(ada, [foreseen()])
    assert (expected.unpriced, expected.priced, expected.cost) == (("quill-large",), False, 0)


def test_with_a_cap_it_is_refused(ada, settings):
    settings.LLM_PRICES, settings.LLM_MONTHLY_CAP = "{}", Decimal(5)
    with pytest.raises(OverCap, match="No price is set for quill-large"):
        consent(ada, [foreseen()], agreed=True)


def test_the_reader_is_told_what_it_may_cost_and_what_is_left(ada, settings):
    settings.LLM_MONTHLY_CAP = Decimal(5)
    with pytest.raises(NeedsConsent) as asked:
        consent(ada, [foreseen(), foreseen()])
    shown = render_to_string("shared/_consent.html", {"estimate": estimate_of(ada, asked.value)})
    assert "This may cost up to $0.46." in shown
    assert "$5.00 is left until 1 " in shown
    assert [f'value="{choice}"' in shown for choice in (GO_ON, QUOTE)] == [True, True]
