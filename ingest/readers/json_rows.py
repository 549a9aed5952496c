"""In: a row of somebody's JSON. Out: what it says, as far as it is of the kind that was hoped for. Pure."""

from typing import Any

from ingest.text import repair


def word(row: dict[str, Any], key: str) -> str:
    """Text or a number as repaired text; empty for everything else."""
    value = row.get(key)
    return repair(str(value)).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
