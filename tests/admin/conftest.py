import pytest

from tests.admin.cast import stock


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def shelf(ada):
    return stock(ada)
