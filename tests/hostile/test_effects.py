"""What the other tests look at everything with."""

import pytest

from tests.hostile.effects import Effects, foreign

SITE = "https://threepass.example.org"


@pytest.mark.parametrize(
    "address",
    [
        f"{SITE}.drain.example.net/x",
        f"{SITE}@drain.example.net/x",
        f"{SITE}:8443/x",
        "http://threepass.example.org/x",
        "//threepass.example.org/x",
        "https://[INST]",
        "javascript:alert(1)",
    ],
)
def test_what_only_looks_like_home_is_foreign(address):
    assert foreign(Effects(addresses=[address]), SITE) == [address]


def test_what_leads_home_or_to_the_very_page_is_not():
    page = "https://kettles.example.net/k1"
    assert foreign(Effects(addresses=[SITE, f"{SITE}/digests/4/", "/digests/4/", "#p3", page]), SITE, page) == []
    assert foreign(Effects(addresses=[f"{page}/more"]), SITE, page) == [f"{page}/more"]
