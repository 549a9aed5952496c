"""In: a digest. Out: it as the API answers it, there or under way."""

from ninja import Status

from digests.assemble import document_of
from digests.models import Digest
from digests.order import run_of
from digests.renderers.digest_json import DigestData, digest_data


class DigestAnswer(DigestData):
    """While it is `under_way` it holds nothing yet, or what it held."""

    under_way: bool = False


def digest_answer(digest: Digest) -> DigestAnswer:
    run = run_of(digest)
    told = digest_data(document_of(digest)).model_dump()
    return DigestAnswer.model_validate(told | {"under_way": bool(run and run.is_open)})


def answered(digest: Digest) -> Status[DigestAnswer]:
    """202 while it is being written."""
    answer = digest_answer(digest)
    return Status(202 if answer.under_way else 200, answer)
