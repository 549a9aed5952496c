"""In: an owner's library. Out: with an index of its own where it has grown large, without where it no longer is."""

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from curation.errors import NothingToDo
from curation.models import LargeLibrary, Passage
from curation.search.meaning import LARGE
from curation.search.words import LEAST

# At this share of what is large a library loses its index; grown by this share, it is counted anew.
SMALL_AGAIN = 0.5
GROWN = 1.2
# Bytes for each passage while the index is built, and the most that a build may take, in megabytes.
ROW = 1_600
MOST_MEMORY = 1_024

_NAME = "passage_near_"
_HELD = "select indexname from pg_indexes where tablename = 'curation_passage' and indexname ~ %s"
_INVALID = "select 1 from pg_index where indexrelid = to_regclass(%s) and not indisvalid"
_BUILD = """
create index {how} if not exists {name} on curation_passage using hnsw (vector halfvec_cosine_ops)
with (m = 16, ef_construction = 80) where owner_id = {owner:d}
"""
_COUNT = """
insert into curation_frequentterm (owner_id, term, passages)
select %s, term, count(*) from curation_posting where owner = %s group by term having count(*) >= %s
"""


def wants_index(owner: User) -> bool:
    """Has the library become large, or small again, or much larger since it was counted?"""
    known = LargeLibrary.objects.filter(owner=owner).first()
    if known is None:
        return _holds(owner, LARGE)
    return _holds(owner, int(known.passages * GROWN)) or not _holds(owner, int(LARGE * SMALL_AGAIN))


def index_library(owner: User) -> str:
    """Raises NothingToDo where the library has never been large."""
    count = Passage.objects.of(owner).count()
    if count > LARGE:
        build(owner, count)
        return f"Search has an index of {count} passages."
    if LargeLibrary.objects.filter(owner=owner).exists():
        if count <= int(LARGE * SMALL_AGAIN):
            drop(owner)
            return "The library is small again; search needs no index."
        _keep_count(owner, count)
        return f"Search has an index of {count} passages."
    raise NothingToDo("The library is small enough to be searched without an index.")


def build(owner: User, count: int) -> None:
    """Others read and write meanwhile. What an interrupted build left behind is built anew."""
    name, how = index_name(owner), "" if connection.in_atomic_block else "concurrently"
    memory = min(MOST_MEMORY, 64 + count * ROW // 2**20)
    with connection.cursor() as cursor:
        cursor.execute(_INVALID, [name])
        if cursor.fetchone():
            cursor.execute(f"drop index {how} {name}")
        cursor.execute("select set_config('maintenance_work_mem', %s, false)", [f"{memory}MB"])
        try:
            cursor.execute(_BUILD.format(how=how, name=name, owner=owner.pk))
        finally:
            cursor.execute("reset maintenance_work_mem")
    _keep_count(owner, count)


def drop(owner: User) -> None:
    LargeLibrary.objects.filter(owner=owner).delete()
    _drop_index(index_name(owner))
    with connection.cursor() as cursor:
        cursor.execute("delete from curation_frequentterm where owner_id = %s", [owner.pk])


def drop_ownerless() -> int:
    """Out: how many indexes went whose account is gone: the rows go with it, an index does not."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [f"^{_NAME}[0-9]+$"])
        held = {int(name.removeprefix(_NAME)): name for (name,) in cursor.fetchall()}
    gone = held.keys() - set(User.objects.filter(pk__in=held).values_list("pk", flat=True))
    for owner in gone:
        _drop_index(held[owner])
    return len(gone)


def index_name(owner: User) -> str:
    return f"{_NAME}{owner.pk:d}"


def _drop_index(name: str) -> None:
    """Others read and write meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(f"drop index {'' if connection.in_atomic_block else 'concurrently'} if exists {name}")


def _keep_count(owner: User, count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from curation_frequentterm where owner_id = %s", [owner.pk])
        cursor.execute(_COUNT, [owner.pk, owner.pk, LEAST])
    LargeLibrary.objects.update_or_create(owner=owner, defaults={"passages": count, "counted_at": timezone.now()})


def _holds(owner: User, count: int) -> bool:
    return Passage.objects.of(owner).order_by()[count : count + 1].exists()
