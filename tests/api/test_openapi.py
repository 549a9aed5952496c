"""The API as it is promised. After a change that is meant:

REFRESH_OPENAPI=1 python -m pytest tests/api/test_openapi.py
"""

import json
import os
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, reverse

from curation.project.api import api

SNAPSHOT = Path(__file__).with_name("openapi.json")
MEND = "The API has changed. If it is meant: REFRESH_OPENAPI=1 python -m pytest tests/api/test_openapi.py"


def test_it_is_what_was_promised():
    described = json.dumps(api.get_openapi_schema(), indent=2, default=str) + "\n"
    if os.environ.get("REFRESH_OPENAPI"):
        SNAPSHOT.write_text(described)
    assert SNAPSHOT.read_text() == described, MEND


def test_every_operation_says_what_it_does():
    for path in api.get_openapi_schema()["paths"].values():
        for operation in path.values():
            assert operation["summary"]
            assert operation["operationId"].isidentifier()


def test_every_reference_leads_somewhere():
    described = json.dumps(api.get_openapi_schema(), default=str)
    schemas = json.loads(described)["components"]["schemas"]
    named = {part.split('"')[0] for part in described.split("#/components/schemas/")[1:]}
    assert named <= schemas.keys()


@pytest.mark.django_db
def test_the_signed_in_may_read_it(client, ada):
    client.force_login(ada)
    assert client.get("/api/openapi.json").json() == json.loads(SNAPSHOT.read_text())


@pytest.mark.django_db
def test_there_is_no_page_with_scripts_from_elsewhere(client, ada):
    client.force_login(ada)
    assert client.get("/api/docs").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse(f"{api.urls_namespace}:openapi-view")
