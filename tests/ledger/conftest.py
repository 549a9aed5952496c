import pytest

from tests.ledger.cast import PRICES


@pytest.fixture(autouse=True)
def priced(settings):
    """Prices are known, and no cap is set but where a test sets one."""
    settings.LLM_PRICES = PRICES
    settings.LLM_MONTHLY_CAP = None
