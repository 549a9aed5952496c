"""The way in by HTTP: a file, text or an address is kept and promised to be read."""

from typing import Any, Self

from ninja import File, Form, Router
from ninja.errors import ValidationError
from ninja.files import UploadedFile
from pydantic import Field, model_validator
from pydantic import ValidationError as WrongFields

from curation.errors import Refused
from curation.inputs import Line, Sent
from curation.kinds import Kind
from curation.requests import SignedInRequest
from ingest.choose import upload_of
from ingest.data import ReceivedData, UploadState, received_data, upload_state
from ingest.feed_api import router as feeds
from ingest.receive import Received, receive_file, receive_page, receive_text, receive_url

router = Router(tags=["uploads"])
router.add_router("", feeds)


class HandedOver(Sent):
    """Text, or the address of a page; with `html`, the page as the browser has it, and nothing is fetched."""

    text: str = ""
    title: Line = Field("", max_length=300)
    url: Line = Field("", max_length=2000)
    html: str = ""
    kind: Kind | None = None

    @model_validator(mode="after")
    def is_one_thing(self) -> Self:
        if bool(self.text) == bool(self.url):
            raise ValueError("Send text or url, one of the two.")
        if self.html and not self.url:
            raise ValueError("Send the url of the page with its html.")
        return self


def _described() -> dict[str, Any]:
    schema = HandedOver.model_json_schema(ref_template="#/components/schemas/{model}")
    del schema["$defs"]
    return {"requestBody": {"content": {"application/json": {"schema": schema}}}}


@router.post(
    "/uploads",
    response={202: ReceivedData},
    summary="Hand over a file, text or an address",
    operation_id="createUpload",
    openapi_extra=_described(),
)
def create_upload(
    request: SignedInRequest, file: File[UploadedFile | None] = None, kind: Form[Kind | None] = None
) -> ReceivedData:
    received = _handed_over(request) if file is None else receive_file(request.user, file, kind=kind or "")
    return received_data(received)


@router.get(
    "/uploads/{int:upload_id}", response=UploadState, summary="See what became of an upload", operation_id="getUpload"
)
def get_upload(request: SignedInRequest, upload_id: int) -> UploadState:
    return upload_state(upload_of(request.user, upload_id))


def _handed_over(request: SignedInRequest) -> Received:
    wanted = _body_of(request)
    if wanted.html:
        return receive_page(request.user, wanted.html, url=wanted.url, title=wanted.title, kind=wanted.kind or "")
    if wanted.url:
        return receive_url(request.user, wanted.url, kind=wanted.kind or "")
    return receive_text(request.user, wanted.text, title=wanted.title, kind=wanted.kind or "")


def _body_of(request: SignedInRequest) -> HandedOver:
    """Read here, since a route of ninja takes a form or JSON, not either."""
    if request.content_type != "application/json":
        raise Refused("Send a file as the form field 'file', or JSON with 'text' or 'url'.")
    try:
        return HandedOver.model_validate_json(request.body)
    except WrongFields as error:
        wrong = [{"loc": ("body", "sent", *one["loc"]), "msg": one["msg"]} for one in error.errors()]
        raise ValidationError(wrong) from error
