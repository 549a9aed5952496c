from datetime import UTC, datetime

import pytest

from ingest.headers import max_age, retry_after

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("max-age=600", 600),
        ("public, Max-Age = 600", 600),
        ("s-maxage=600", None),
        ("no-cache, max-age=600", None),
        ("max-age=-1", None),
        ("", None),
    ],
)
def test_cache_control(header, seconds):
    assert max_age(header) == seconds


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("Mon, 02 Mar 2026 08:02:00 GMT", 120),
        ("Mon, 02 Mar 2026 07:00:00 GMT", None),
        ("soon", None),
        ("0", None),
        ("", None),
    ],
)
def test_retry_after(header, seconds):
    assert retry_after(header, NOW) == seconds
