"""In: a query set of passages. Out: it as part of a statement whose parameters have names."""

from typing import Any

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
