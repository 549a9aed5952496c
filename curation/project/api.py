"""The API under /api/: each app brings its routes; who calls and what an error looks like is settled here."""

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from curation.api import router as library
from curation.handover_api import router as handovers
from curation.interest_api import router as interests
from curation.ledger.api import router as ledger
from curation.profile.api import router as profile
from curation.project.callers import Session, Token
from curation.project.problems import describe_errors, handle_errors
from curation.reading.api import router as reading
from curation.reading.home.api import router as today
from curation.reading.marks.api import router as marks
from curation.reading.passes.api import router as reading_passes
from curation.reading.practice.api import router as practice
from curation.reading.review.api import router as cards
from curation.reading.words.api import router as words
from curation.search.api import router as search
from curation.theme_api import router as themes
from digests.api import router as digests
from digests.deck_edit_api import router as deck_edits
from digests.desk_api import router as desk
from digests.handover_api import router as digest_handovers
from digests.newsletter_api import router as newsletter
from digests.pin_api import router as pins
from digests.series_api import router as series
from ingest.api import router as uploads


class Api(NinjaAPI):
    """ninja's own pages are off: they load scripts from elsewhere, and their schema is open to all."""

    def get_openapi_schema(self, **how: Any) -> OpenAPISchema:
        return describe_errors(super().get_openapi_schema(**how))


api = Api(title="Threepass", version="1", docs_url=None, openapi_url=None, auth=[Token(), Session()])
handle_errors(api)
for router in (
    library,
    search,
    themes,
    interests,
    profile,
    uploads,
    digests,
    desk,
    deck_edits,
    series,
    newsletter,
    reading,
    marks,
    words,
    practice,
    cards,
    reading_passes,
    today,
    handovers,
    digest_handovers,
    pins,
    ledger,
):
    api.add_router("", router)


@api.get("/openapi.json", include_in_schema=False, summary="This API, described", operation_id="describeApi")
def describe_api(request: HttpRequest) -> dict[str, Any]:
    return api.get_openapi_schema()
