"""In: a query set of passages, or ids. Out: it as part of a statement, its parameters named or few."""

from collections.abc import Iterable
from typing import Any

from django.db.models.expressions import RawSQL

from curation.models import PassageQuerySet


def among_clause(among: PassageQuerySet | None, column: str) -> tuple[str, dict[str, Any]]:
    """Out: `and COLUMN in (...)`, empty where nothing narrows it, and its parameters."""
    if among is None:
        return "", {}
    sql, given = ids_of(among)
    return f"and {column} in ({sql})", given


def ids_of(among: PassageQuerySet) -> tuple[str, dict[str, Any]]:
    """Out: a statement that brings their ids, and its parameters."""
    sql, values = among.order_by().values("pk").query.sql_with_params()
    given = {f"among_{number}": value for number, value in enumerate(values)}
    return sql % tuple(f"%({name})s" for name in given), given


def one_of(ids: Iterable[int]) -> RawSQL:
    """For `pk__in`: hundreds of ids as one parameter, since each of its own takes time in three places."""
    return RawSQL("select unnest(%s::bigint[])", [list(ids)])
