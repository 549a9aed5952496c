"""The ledger by HTTP, to read."""

from typing import Annotated

from ninja import Query, Router

from curation.ledger.data import CallPage, LedgerData, call_page, ledger_data
from curation.requests import SignedInRequest

router = Router(tags=["ledger"])

Limit = Annotated[int, Query(50, ge=1, le=200)]
Offset = Annotated[int, Query(0, ge=0, le=1_000_000)]


@router.get("/ledger", response=LedgerData, summary="What language models cost this month", operation_id="getLedger")
def get_ledger(request: SignedInRequest) -> LedgerData:
    return ledger_data(request.user)


@router.get("/ledger/calls", response=CallPage, summary="List calls of models, latest first", operation_id="listCalls")
def list_calls(request: SignedInRequest, limit: Limit = 50, offset: Offset = 0) -> CallPage:
    return call_page(request.user, limit=limit, offset=offset)
