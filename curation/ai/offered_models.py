"""In: a service that speaks OpenAI's protocol. Out: the models that it says it offers. Asked by the doctor alone."""

import httpx2
from pydantic import BaseModel, ValidationError

from curation.ai.addresses import check_way, host_of
from curation.ai.bounded import Interrupted, Limits, Meter, bounded_client
from curation.errors import Misconfigured, ModelAway


class _Model(BaseModel):
    id: str


class _Listed(BaseModel):
    data: list[_Model]


def offered_models(url: str, key: str, *, proxy: str = "", seconds: float = 5.0) -> frozenset[str]:
    """In: `url` is what `/models` is added to. Out: names; none where the service keeps no such list.

    Raises ModelAway where nobody answers in time, and Misconfigured where the key is refused or can be none.
    """
    check_way(url, key, proxy)
    headers = {"Authorization": f"Bearer {key.strip() or 'none'}"}
    try:
        with bounded_client(Meter(Limits(seconds=seconds)), proxy=proxy) as client:
            answer = client.get(f"{url.rstrip('/')}/models", headers=headers)
    except (httpx2.HTTPError, httpx2.InvalidURL, Interrupted, OSError) as error:
        raise ModelAway(f"{host_of(url)} cannot be reached at the moment.") from error
    if answer.status_code in {401, 403}:
        raise Misconfigured(f"{host_of(url)} refuses the key.")
    if answer.status_code >= 500:
        raise ModelAway(f"{host_of(url)} has trouble of its own (error {answer.status_code}).")
    try:
        return frozenset(model.id for model in _Listed.model_validate_json(answer.content).data)
    except ValidationError:
        return frozenset()
