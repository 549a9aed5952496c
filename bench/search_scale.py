"""How long one owner's search of the whole library takes, by how much all owners have.

    python -m bench.search_scale --var DIR [--sizes 10000,100000,1000000] [--queries 200] [--baselines 100000]

The library is made (`bench/made_library.py`): 200 owners, one of them with half of all, a tenth of the sources filtered
out. A question is some words of a passage and a vector near to its. Searched through `curation.search`, with the
product's own embedder; what that computes takes its time and is then replaced, as made words have no meaning.

Prints a line of JSON for each size: milliseconds (p50, p95) of the whole search as a question asks it, and of a page of
hits, which looks deeper and shows more, for the large owner and for small ones, that of the embedding apart; recall at
10 of either leg and of what is fused, beside exact ones; seconds of building; bytes on disk. Beside it in the same run:
an exact scan without any index, ts_rank, and up to --baselines one HNSW index over all owners. Times are of files that
are in memory: each is read once before. The database lies in DIR, which must be empty; take it away afterwards.
"""

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.made_library import OWNERS, Made, about, made, owners_of, store
from curation.ai.base import Embedder, Vectors

Report = dict[str, Any]
TEN = 10
# How far a question's vector strays: then its 1st, 60th and 1,000th neighbour among 37,000 made passages are as far as
# those of questions to meetings among 37,000 of talks, meetings and articles (.33 .60 .74 and .35 .57 .72).
STRAYED = 0.14
_SPANS = "select owner_id, min(id), max(id) from curation_passage group by owner_id"
_SIZES = """
select relname, pg_relation_size(oid) from pg_class
where relname in ('curation_passage', 'curation_posting', 'posting_weights', 'curation_posting_pkey', 'passage_words')
or relname like 'passage_near_%'
"""


@dataclass(frozen=True)
class Asked:
    owner: Any
    words: str
    vector: Vectors


class MadeEmbedder:
    """Computes as the product's embedder does, and answers with the vector that was made for these words."""

    dimensions, model = 384, "made"

    def __init__(self, real: Embedder, asked: Sequence[Asked]) -> None:
        self.real, self.known = real, {one.words: one.vector for one in asked}

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.real.embed(texts)
        return np.stack([self.known[text] for text in texts])


def main() -> None:
    options = _options()
    _start(options.var)
    try:
        for rows in options.sizes:
            report = measured(options.var, rows, options.queries, baselines=rows <= options.baselines)
            print(json.dumps(report), flush=True)
    finally:
        _stop()


def measured(var: Path, rows: int, queries: int, *, baselines: bool) -> Report:
    library = made()
    report: Report = {"passages": rows, "cores": len(os.sched_getaffinity(0)), "load_before": os.getloadavg()[0]}
    owners, report["store_s"] = timed(lambda: stored(rows, library))
    report["index_s"] = timed(lambda: indexed(owners[0]))[1]
    asked = {"large": questions(library, owners[:1], queries), "small": questions(library, owners[1:], queries)}
    for name, some in asked.items():
        read_through(var)
        report[name] = searched(some)
    report["bytes"] = dict(_rows(_SIZES))
    for name, some in asked.items():
        report[name] |= {"exact_scan": spread(exact_scan, some), "ts_rank": spread(ts_rank, some)}
    if baselines:
        report["one_index_for_all"] = one_index_for_all(asked)
    return report


def read_through(var: Path) -> None:
    """Building puts out of memory what a library in use has there."""
    for file in var.glob("postgres-*/base/*/*"):
        with file.open("rb") as pages:
            while pages.read(1 << 24):
                pass


def stored(rows: int, library: Made) -> list[Any]:
    from django.contrib.auth.models import User

    _run("truncate curation_source, curation_posting, curation_frequentterm, auth_user restart identity cascade")
    owners = User.objects.bulk_create(User(username=f"owner-{number}") for number in range(OWNERS))
    store([owner.pk for owner in owners], owners_of(rows), library)
    _run("vacuum analyze")
    return owners


def indexed(owner: Any) -> None:
    from curation.search.large import index_library, wants_index

    if wants_index(owner):
        index_library(owner)
        _run("analyze curation_frequentterm")


def questions(library: Made, owners: Sequence[Any], count: int) -> list[Asked]:
    """Three to eight words of a passage, one of them of another, and a vector that strayed from its."""
    from curation.models import Passage

    random, found = np.random.default_rng(2), []
    spans = {owner: (low, high) for owner, low, high in _rows(_SPANS)}
    for number in range(count):
        owner = owners[number % len(owners)]
        low, high = spans[owner.pk]
        text, vector = Passage.objects.values_list("text", "vector").get(pk=int(random.integers(low, high + 1)))
        words = random.choice(text.split(), random.integers(3, 9), replace=False)
        near = about(library, np.asarray([vector], np.float32), STRAYED, random)[0]
        found.append(Asked(owner, f"{' '.join(words)} {library.words[int(random.integers(0, 2_000))]}", near))
    return found


def searched(asked: Sequence[Asked]) -> Report:
    from curation.embedding import get_embedder
    from curation.search import search
    from curation.search.hits import find
    from curation.search.query import parse

    embedder = MadeEmbedder(get_embedder(), asked)
    whole = spread(lambda one: search(one.owner, one.words, embedder), asked)
    page = spread(lambda one: find(one.owner, parse(one.words), embedder), asked)
    alone = spread(lambda one: embedder.embed([one.words]), asked)
    return {
        "whole": whole,
        "page": page,
        "embedding": alone,
        "meaning": spread(_near, asked),
        "words": spread(_said, asked),
        **recalls(asked),
    }


def recalls(asked: Sequence[Asked]) -> Report:
    """Recall at 10 beside what is exact: every vector compared, every posting read."""
    from curation.search.across import DEPTH, SPARE, fused

    ours = [(_near(one), _said(one)) for one in asked]
    with everything_read():
        exact = [(_exact(one, SPARE * DEPTH), _said(one)) for one in asked]
    return {
        "recall_meaning": _shared([a[0] for a in ours], [b[0] for b in exact]),
        "recall_words": _shared([a[1] for a in ours], [b[1] for b in exact]),
        "recall_fused": _shared(
            [fused([m[:DEPTH] for m in a]) for a in ours], [fused([m[:DEPTH] for m in b]) for b in exact]
        ),
    }


def _near(one: Asked) -> list[int]:
    from curation.search.across import DEPTH, SPARE
    from curation.search.meaning import by_meaning

    return by_meaning(one.owner.pk, one.vector, SPARE * DEPTH)


def _said(one: Asked) -> list[int]:
    from curation.search.across import DEPTH, SPARE
    from curation.search.words import by_words

    return by_words(one.owner.pk, one.words, SPARE * DEPTH)


@contextmanager
def everything_read() -> Iterator[None]:
    from curation.search import words

    least, words.LEAST = words.LEAST, words.EVERY
    try:
        yield
    finally:
        words.LEAST = least


def exact_scan(one: Asked) -> list[int]:
    return _exact(one, 60)


def _exact(one: Asked, count: int) -> list[int]:
    return _ids("order by 0 + (vector <=> %s::halfvec), id", one, count)


def _ids(order: str, one: Asked, count: int) -> list[int]:
    from pgvector import HalfVector

    sql = f"select id from curation_passage where owner_id = {one.owner.pk:d} {order} limit {count:d}"
    return [pk for (pk,) in _rows(sql, [HalfVector(one.vector).to_text()])]


def ts_rank(one: Asked) -> list[int]:
    sql = f"""select id from curation_passage, websearch_to_tsquery('english', %s) query
    where owner_id = {one.owner.pk:d} and words @@ query order by ts_rank(words, query) desc, id limit 60"""
    return [pk for (pk,) in _rows(sql, [" or ".join(one.words.split())])]


def one_index_for_all(asked: dict[str, list[Asked]]) -> Report:
    """The index of the large owner is put aside for it."""
    from curation.search.large import drop

    drop(asked["large"][0].owner)
    _run("set maintenance_work_mem = '1GB'")
    build = "create index passage_near_all on curation_passage using hnsw (vector halfvec_cosine_ops)"
    report: Report = {"build_s": timed(lambda: _run(build))[1]}
    for how in ("off", "relaxed_order"):
        _run(f"set hnsw.ef_search = 100; set hnsw.iterative_scan = {how}")
        for name, some in asked.items():
            found = [_ids("order by vector <=> %s::halfvec", one, 60) for one in some]
            recall = _shared(found, [exact_scan(one) for one in some])
            times = spread(lambda one: _ids("order by vector <=> %s::halfvec", one, 60), some)
            report[f"{name}, iterative {how}"] = {**times, "recall": recall}
    _run("drop index passage_near_all")
    return report


def spread(work: Callable[[Asked], Any], asked: Sequence[Asked]) -> dict[str, float]:
    """Milliseconds; the first few warm up."""
    for one in asked[:10]:
        work(one)
    seconds = [timed(lambda one=one: work(one))[1] for one in asked]  # type: ignore[misc]
    return {f"p{share}": round(1000 * float(np.percentile(seconds, share)), 1) for share in (50, 95)}


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    done = work()
    return done, round(time.perf_counter() - start, 4)


def _shared(found: Sequence[Sequence[int]], wanted: Sequence[Sequence[int]]) -> float:
    shares = [len({*a[:TEN]} & {*b[:TEN]}) / len(b[:TEN]) for a, b in zip(found, wanted, strict=True) if b]
    return round(float(np.mean(shares)), 4)


def _run(sql: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)


def _rows(sql: str, values: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _start(var: Path) -> None:
    os.environ["THREEPASS_VAR"] = str(var)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curation.project.settings")
    import django

    django.setup()
    from curation.project import boot

    boot.start_database()
    boot.migrate()


def _stop() -> None:
    from django.conf import settings
    from django.db import connection

    from curation.project import embedded

    connection.close()
    if settings.EMBEDDED_DATABASE:
        embedded.stop(settings.VAR)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Search of one owner's library, by how much all owners have.")
    parser.add_argument("--var", type=Path, required=True)
    parser.add_argument(
        "--sizes", type=lambda told: [int(one) for one in told.split(",")], default="10000,100000,1000000"
    )
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--baselines", type=int, default=100_000)
    return parser.parse_args()


if __name__ == "__main__":
    main()
