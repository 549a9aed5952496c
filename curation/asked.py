"""In: the id of a question. Out: it with its answer, for whoever shows it elsewhere; who answers is set by name."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.module_loading import import_string

from curation.evidence import CheckedStatement


@dataclass(frozen=True)
class Asked:
    """`of` names the one source that was asked, empty for the library; `told_for` is whose profile shaped the answer.

    Only what is borne out is in `statements`.
    """

    id: int
    question: str
    of: str
    writer: str
    told_for: str
    statements: tuple[CheckedStatement, ...]


class Asker(Protocol):
    def __call__(self, owner: User, question_id: int) -> Asked: ...


def asked_by(owner: User, question_id: int) -> Asked:
    """Raises NotFound for somebody else's, and Refused where there is no answer."""
    asker: Asker = import_string(settings.ASKED)
    return asker(owner, question_id)
