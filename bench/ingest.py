"""The whole way in, beside the embedding alone of the very same passages.

    python -m bench.ingest rows.jsonl talk.vtt ... [--passages 10000] [--rounds 2]
    python -m bench.ingest --posts 50000

A row of a `.jsonl` is {"title", "paragraphs"} or {"id", "turns"} and becomes a file of text; every other file
is handed over as it is. Where they hold fewer passages than that, rows come again in other words
(`bench/material.py`). With --posts, a list of posts as an archive gives them is made up and imported.

Prints JSON. The whole way is all that happens up to a judged library, doubles linked. `ratio` is its seconds
over those of the floor, `ratio_to_searchable` those of receiving, reading and embedding alone, and
`ratio_with_chapters` the whole way and the chapters that the next run finds, before it groups themes;
`cpu_ratio` is of seconds of work on the whole way, which says more on a busy machine. The library is that of an
account made for the purpose and deleted afterwards, in the database of THREEPASS_VAR, or of a new folder where
that is not set.
"""

import argparse
import json
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bench.material import File, gathered

Report = dict[str, Any]
T = TypeVar("T")
WARM = 200
TO_SEARCHABLE = ("receive", "read_split_store", "embed_and_write")
TO_JUDGED = ("sameness", "judge")
WORDS = """the a of to in we they it and but small teams ship test ask users prices rose fell half week month
model data river mill gate code review meeting plan letter garden signal noise measure careful result found kept
lost changed wrote read asked why when because before after more fewer never often first last question answer"""


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="threepass-bench-") as folder:
        _start(Path(folder))
        try:
            report: Report = {"cores": len(os.sched_getaffinity(0)), "load_before": os.getloadavg()[0]}
            if options.files:
                report["passages"] = measure_passages(options.files, options.passages, options.rounds)
            if options.posts:
                report["posts"] = measure_posts(options.posts, Path(folder))
            print(json.dumps(report, indent=2))
        finally:
            _stop(Path(folder))


def measure_passages(paths: Sequence[Path], wanted: int, rounds: int) -> Report:
    """Floor and whole way take turns, so that what else the machine does meets both."""
    from curation.embedding import get_embedder

    files, texts = gathered(paths, wanted)
    embedder = get_embedder()
    embedder.embed(texts[:WARM])
    in_library(lambda owner: whole_way(owner, files[:1]))
    found = []
    for _ in range(rounds):
        began = time.process_time()
        _, floor = timed(lambda: embedder.embed(texts))
        floor_cpu = time.process_time() - began
        found.append({"floor": floor, "floor_cpu": floor_cpu, **in_library(lambda owner: whole_way(owner, files))})
    return {"files": len(files), "passages": len(texts), "rounds": [rated(one, len(texts)) for one in found]}


def whole_way(owner: Any, files: Sequence[File]) -> Report:
    """Out: seconds for each step, in the order of the way, and what came of them."""
    from curation.chaptering import find_chapters
    from curation.models import Passage
    from curation.writers import get_writer
    from ingest.receive import receive_bytes
    from ingest.tasks import read_upload

    began, seconds, made = _cpu(), dict[str, float](), dict[str, int]()
    runs, seconds["receive"] = timed(
        lambda: [receive_bytes(owner, f.data, name=f.name, announce=False).run for f in files]
    )
    _, seconds["read_split_store"] = timed(lambda: [read_upload(run_id=run.pk) for run in runs if run])
    for step, work in _afterwards(owner).items():
        made[step], seconds[step] = timed(work)
    spent = _cpu() - began
    made["chapters"], seconds["chapters"] = timed(lambda: find_chapters(owner, get_writer(owner)))
    stored = Passage.objects.of(owner)
    assert not stored.without_vector().exists()
    came = {"chaptered_sources": made["chapters"], "links": made["sameness"], "judged_sources": made["judge"]}
    return {**seconds, "whole_cpu": spent, "stored_passages": stored.count(), **came}


def _afterwards(owner: Any) -> dict[str, Callable[[], int]]:
    """What `curation.tasks.embed_library` does with what was stored, step by step."""
    from curation.embedding import embed_passages, get_embedder
    from curation.sameness import link_likenesses
    from curation.standing import judge_sources

    return {
        "embed_and_write": lambda: embed_passages(owner, get_embedder()),
        "sameness": lambda: link_likenesses(owner),
        "judge": lambda: judge_sources(owner, get_embedder()),
    }


def rated(one: Report, passages: int) -> Report:
    searchable = sum(one[step] for step in TO_SEARCHABLE)
    whole = searchable + sum(one[step] for step in TO_JUDGED)
    rounded = {name: round(value, 2) if isinstance(value, float) else value for name, value in one.items()}
    return {
        **rounded,
        "whole": round(whole, 2),
        "passages_per_s": round(passages / whole, 1),
        "floor_passages_per_s": round(passages / one["floor"], 1),
        "ratio": round(whole / one["floor"], 3),
        "ratio_with_chapters": round((whole + one["chapters"]) / one["floor"], 3),
        "ratio_to_searchable": round(searchable / one["floor"], 3),
        "cpu_ratio": round(one["whole_cpu"] / one["floor_cpu"], 3),
    }


def measure_posts(number: int, folder: Path) -> Report:
    """From a file on disk to sources in the library; embedding is not part of it. Memory is the whole process's."""
    from curation.embedding import get_embedder
    from curation.models import Source
    from ingest.receive import receive_path
    from ingest.tasks import read_upload

    path = folder / "posts.json"
    path.write_text(json.dumps(list(made_up_posts(number))))
    get_embedder()
    before = _peak()

    def importing(owner: Any) -> Report:
        run, received = timed(lambda: receive_path(owner, path, announce=False).run)
        _, read = timed(lambda: read_upload(run_id=run.pk))
        return {
            "receive": round(received, 2),
            "read_split_store": round(read, 2),
            "sources": Source.objects.of(owner).count(),
        }

    report = in_library(importing)
    seconds = report["receive"] + report["read_split_store"]
    size = {"file_mb": round(path.stat().st_size / 1e6, 1), "peak_mb_before": before, "peak_mb": _peak()}
    return {"posts": number, **report, "posts_per_s": round(number / seconds), **size}


def made_up_posts(number: int) -> Iterator[Report]:
    """As the API gives them; every tenth answers the one before it, so that threads come of them."""
    chance, words = random.Random(7), WORDS.split()
    for place in range(number):
        said = " ".join(chance.choices(words, k=chance.randint(6, 45)))
        post = {
            "id_str": str(1_000_000_000_000 + place),
            "full_text": f"{said.capitalize()}.",
            "created_at": f"{chance.choice(['Mon', 'Tue'])} Nov {1 + place % 20:02d} 12:00:00 +0000 2026",
            "user": {"name": "Odo Finch", "screen_name": "odofinch"},
            "lang": "en",
        }
        if place % 10 == 1:
            post |= {
                "in_reply_to_status_id_str": str(1_000_000_000_000 + place - 1),
                "in_reply_to_screen_name": "odofinch",
            }
        yield post


def in_library(work: Callable[[Any], Report]) -> Report:
    """The work in a library of its own, which is gone afterwards."""
    from django.contrib.auth.models import User

    owner = User.objects.create(username=f"bench-{time.time_ns()}")
    try:
        return work(owner)
    finally:
        owner.delete()


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def _cpu() -> float:
    """Seconds of work so far, of this process and of the one that serves it in the database, if that is here."""
    from django.db import connection

    connection.ensure_connection()
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    served = sum(map(int, stat.read_text().rpartition(")")[2].split()[11:13])) if stat.exists() else 0
    return time.process_time() + served / os.sysconf("SC_CLK_TCK")


def _peak() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _start(folder: Path) -> None:
    os.environ.setdefault("THREEPASS_VAR", str(folder / "var"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curation.project.settings")
    import django

    django.setup()
    from django.conf import settings

    from curation.project import boot

    boot.start_database()
    boot.migrate()
    boot.install_queue()
    settings.MEDIA_ROOT = folder / "media"


def _stop(folder: Path) -> None:
    from django.conf import settings
    from django.db import connection

    from curation.project import embedded

    connection.close()
    if settings.EMBEDDED_DATABASE and settings.VAR.is_relative_to(folder.resolve()):
        embedded.stop(settings.VAR)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The whole way in, beside the embedding alone.")
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--posts", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
