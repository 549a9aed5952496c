"""In: a scope. Out: it in words, one chip for each thing that narrows it."""

from django.contrib.auth.models import User

from curation.kinds import Kind
from curation.models import Theme
from curation.search import Scope


def chips_of(scope: Scope, owner: User) -> list[str]:
    return [chip for chip in (*_about(scope, owner), *_period(scope), _read(scope)) if chip]


def _about(scope: Scope, owner: User) -> tuple[str, str, str]:
    theme = _theme(scope.theme, owner) if scope.theme else ""
    kind = f"kind: {Kind(scope.kind).value}" if scope.kind in set(Kind) else ""
    return theme, kind, f"by {scope.author}" if scope.author else ""


def _theme(pk: int, owner: User) -> str:
    theme = Theme.objects.of(owner).filter(pk=pk).first()
    return f"theme: {theme.name}" if theme else "a theme that is gone"


def _period(scope: Scope) -> tuple[str, str]:
    since = f"met since {scope.since:%-d %b %Y}" if scope.since else ""
    return since, f"met until {scope.until:%-d %b %Y}" if scope.until else ""


def _read(scope: Scope) -> str:
    return "only what I have read" if scope.only_read else ""
