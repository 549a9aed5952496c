import pytest

from curation.reading.models import Explanation
from curation.reading.passes import end_first, reading_of
from tests.web.cast import put_explanation


@pytest.fixture
def read(talk):
    """The talk, with pass 1 behind its reader."""
    end_first(reading_of(talk))
    return talk


@pytest.fixture
def explained(read, passage) -> Explanation:
    return put_explanation(read.owner, read, passage)
