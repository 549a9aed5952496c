import pytest

from curation.embedding import embed_passages
from tests.fakes import WordEmbedder
from tests.web.conftest import private_folders, silent_broker  # noqa: F401


@pytest.fixture
def embedder():
    return WordEmbedder()


@pytest.fixture
def embed(embedder):
    """Give every passage of this owner its vector."""
    return lambda owner: embed_passages(owner, embedder)
