"""What a hand may change, in cells: a few fields of one row, under a key. Read, written, and compared.

A value is a list that JSON can hold, in the order of the table's `fields`, or None where there is no row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import ForeignKey, Model

from curation.hand import lock
from curation.models import Likeness, Passage, PassageLink, Placement, Source, Theme

Value = list[Any] | None
Values = dict[str, dict[str, Value]]
BATCH = 1000


@dataclass(frozen=True)
class Table:
    """`makes`: a row comes and goes with its value; otherwise a row that is gone is passed over."""

    model: type[Model]
    key: tuple[str, ...]
    fields: tuple[str, ...]
    makes: bool = False

    def read(self, keys: Iterable[str]) -> dict[str, Value]:
        found: dict[str, Value] = dict.fromkeys(keys)
        for key, row in self._rows(found).items():
            found[key] = [_plain(getattr(row, field)) for field in self.fields]
        return found

    def write(self, values: Mapping[str, Value]) -> None:
        """What refers to something that is gone by now stays as it is."""
        rows, manager = self._rows(values), self.model._default_manager
        gone = [row.pk for key, row in rows.items() if values[key] is None]
        manager.filter(pk__in=gone).delete()
        if self.makes:
            made = [self._made(key, value) for key, value in values.items() if value is not None]
            told: dict[str, Any] = {"unique_fields": _columns(self.key), "update_fields": _columns(self.fields)}
            manager.bulk_create(self._possible(made), batch_size=BATCH, update_conflicts=True, **told)
        else:
            old = [_set(row, self.fields, value) for key, row in rows.items() if (value := values[key]) is not None]
            manager.bulk_update(self._possible(old), _columns(self.fields), batch_size=BATCH)

    def _rows(self, keys: Iterable[str]) -> dict[str, Model]:
        wanted = set(keys)
        first = {int(key.split("-")[0]) for key in wanted}
        rows = self.model._default_manager.filter(**{f"{self.key[0]}__in": first})
        by_key = {self._key_of(row): row for row in rows.only("pk", *self.key, *self.fields)}
        return {key: row for key, row in by_key.items() if key in wanted}

    def _key_of(self, row: Model) -> str:
        return key_of(*(getattr(row, part) for part in self.key))

    def _made(self, key: str, value: list[Any]) -> Model:
        parts = [int(part) or None for part in key.split("-")]
        return _set(_set(self.model(), self.key, parts), self.fields, value)

    def _possible(self, rows: list[Model]) -> list[Model]:
        """Those of which everything that they refer to is still there."""
        for field in self.model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.attname in {*self.key, *self.fields}:
                named = {getattr(row, field.attname) for row in rows} - {None}
                there = field.related_model._base_manager.filter(pk__in=named).values_list("pk", flat=True)
                possible = {None, *there}
                rows = [row for row in rows if getattr(row, field.attname) in possible]
        return rows


TABLES = {
    "placements": Table(Placement, ("passage_id",), ("theme_id", "by_hand", "placed_on", "x", "y"), makes=True),
    "names": Table(Theme, ("id",), ("name", "named_by_hand")),
    "states": Table(Theme, ("id",), ("state", "merged_into_id")),
    "pins": Table(Theme, ("id",), ("pinned",)),
    "follows": Table(Theme, ("id",), ("followed_at",)),
    "links": Table(PassageLink, ("passage_id", "other_id", "theme_id"), ("kind", "owner_id"), makes=True),
    "standings": Table(Source, ("id",), ("standing", "standing_by_hand", "signal_reason")),
    "ties": Table(
        Likeness, ("source_id", "of_id"), ("relation", "score", "by_hand", "severed", "passage_id"), makes=True
    ),
}


def key_of(*parts: int | None) -> str:
    return "-".join(str(part or 0) for part in parts)


def seen(**keys: Iterable[int | str]) -> Values:
    """What stands in these cells now, by table."""
    return {table: TABLES[table].read(map(str, wanted)) for table, wanted in keys.items()}


def seen_again(values: Values) -> Values:
    """What stands in the same cells now."""
    return seen(**{table: list(keys) for table, keys in values.items()})


def put(values: Values) -> None:
    for table, wanted in values.items():
        TABLES[table].write(wanted)


def lock_all(values: Values) -> None:
    """What these values speak of, as far as it is there: passages before themes."""
    links = [key.split("-") for key in values.get("links", {})]
    passages = {*values.get("placements", {}), *(one for passage, other, _ in links for one in (passage, other))}
    sources = {*values.get("standings", {}), *(one for key in values.get("ties", {}) for one in key.split("-"))}
    lock(Source.objects.filter(pk__in=sources))
    lock(Passage.objects.filter(pk__in=passages))
    lock(Theme.objects.filter(pk__in=themes_in(values)))


def themes_in(values: Values) -> set[int]:
    """The themes that these values speak of."""
    named = {int(key) for table in ("names", "states", "pins", "follows") for key in values.get(table, {})}
    placed = {value[0] for value in values.get("placements", {}).values() if value}
    placed |= {value[1] for value in values.get("states", {}).values() if value}
    linked = {int(key.split("-")[2]) for key in values.get("links", {})}
    return (named | placed | linked) - {None, 0}


def _columns(fields: Iterable[str]) -> list[str]:
    return [field.removesuffix("_id") for field in fields]


def _set(row: Model, fields: Iterable[str], value: Iterable[Any]) -> Model:
    for field, one in zip(fields, value, strict=True):
        setattr(row, field, one)
    return row


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
