"""In: an error. Out: the answer that says so as problem+json (RFC 9457), with a `code` for programs."""

from http import HTTPStatus
from typing import Any, Literal

from django.http import HttpRequest, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from curation.errors import ChangedMeanwhile, CurationError, Misconfigured, NotFound, NothingToDo, TemporaryError

STATUSES: dict[type[CurationError], HTTPStatus] = {
    NotFound: HTTPStatus.NOT_FOUND,
    NothingToDo: HTTPStatus.CONFLICT,
    ChangedMeanwhile: HTTPStatus.CONFLICT,
    TemporaryError: HTTPStatus.SERVICE_UNAVAILABLE,
    Misconfigured: HTTPStatus.INTERNAL_SERVER_ERROR,
}
CODES = {400: "malformed", 401: "unauthorized", 403: "forbidden"}


class WrongField(Schema):
    field: str
    message: str


class Problem(Schema):
    """What went wrong: `detail` in words, `code` for programs, `errors` where fields are wrong."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    errors: list[WrongField] | None = None


def describe_errors(schema: OpenAPISchema) -> OpenAPISchema:
    """Every operation may answer with a Problem instead."""
    described = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schema["components"]["schemas"] |= described.pop("$defs") | {"Problem": described}
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in schema["paths"].values():
        for operation in path.values():
            operation["responses"]["default"] = {"description": "A problem", "content": content}
    return schema


def handle_errors(api: NinjaAPI) -> None:
    api.exception_handler(CurationError)(of_verb)
    api.exception_handler(ValidationError)(of_fields)
    api.exception_handler(HttpError)(of_request)


def of_verb(_request: HttpRequest, error: CurationError) -> JsonResponse:
    """A verb that refuses is 422 unless its error has a status of its own."""
    kinds = (STATUSES[kind] for kind in type(error).mro() if kind in STATUSES)
    return _answer(next(kinds, HTTPStatus.UNPROCESSABLE_ENTITY), str(error), error.code)


def of_fields(_request: HttpRequest, error: ValidationError) -> JsonResponse:
    wrong = [WrongField(field=_name(one), message=one["msg"].removeprefix("Value error, ")) for one in error.errors]
    detail = "; ".join(f"{one.field}: {one.message}" if one.field else one.message for one in wrong)
    return _answer(HTTPStatus.UNPROCESSABLE_ENTITY, detail, "invalid", wrong)


def of_request(_request: HttpRequest, error: HttpError) -> JsonResponse:
    answer = _answer(HTTPStatus(error.status_code), error.message, CODES.get(error.status_code, "error"))
    if error.status_code == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def _name(error: dict[str, Any]) -> str:
    """The field alone; before it stands where in the request it was, and of a body the route's name for it."""
    place, *rest = error["loc"]
    return ".".join(str(part) for part in (rest[1:] if place == "body" else rest))


def _answer(status: HTTPStatus, detail: str, code: str, wrong: list[WrongField] | None = None) -> JsonResponse:
    problem = Problem(title=status.phrase, status=status, detail=detail, code=code, errors=wrong)
    data = problem.model_dump(exclude_none=True)
    return JsonResponse(data, status=status, content_type="application/problem+json")
