import pytest

from curation.models import Passage, Source
from ingest.models import Upload


@pytest.fixture
def counts():
    """How many uploads, sources and passages there are."""
    return lambda: (Upload.objects.count(), Source.objects.count(), Passage.objects.count())
