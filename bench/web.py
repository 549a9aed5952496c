"""How long the pages take, of a library of 100,000 passages, with eight readers at once.

    python -m bench.web --var DIR [--passages 100000] [--readers 8] [--requests 400] [--pause 3] [--profile]

The library is made (`bench/web_library.py`) in DIR where it is not there yet, and stays for the next run. The server is
what `make run` starts: web server, workers and beat. Readers are signed in and ask for page after page in an order of
chance, after twice as many that are not counted: one reader alone and several at once, each for the next page as soon
as it has one, which no person does; then as many who look at each page for `--pause` seconds on average.

Prints JSON: for each page milliseconds until its last byte (p50, p95, max) and its size, and for all of them; pages a
second, and the processor's time for one, of web server and database together, which other work on the machine changes
least; and beside it in the same run, as a baseline, a bare page of the same server, asked in the same mix, which
counts as a page in none of these, and every page with one reader alone. With --profile, instead, what a page costs in
one process without a server: queries, milliseconds of SQL, of templates and of all.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.web_cost import spending
from bench.web_readers import BARE, Pages, asked_by

Report = dict[str, Any]


def main() -> None:
    options = _options()
    owner = _start(options.var)
    try:
        pages = _pages(owner, options.passages)
        report = _profile(owner, pages) if options.profile else _measure(options, owner, pages)
        print(json.dumps(report, indent=1))
    finally:
        _stop()


def _measure(options: argparse.Namespace, owner: Any, pages: Pages) -> Report:
    from curation.models import Passage

    report: Report = {"passages": Passage.objects.count(), "cores": len(os.sched_getaffinity(0))}
    report["load"] = os.getloadavg()[0]
    ways = {
        "1 at once": (1, options.requests // 4, 0.0),
        f"{options.readers} at once": (options.readers, options.requests, 0.0),
        f"{options.readers} who read": (options.readers, options.requests, options.pause),
    }
    with _serving(options.var) as address:
        cookie = _signed_in(owner, address)
        # Each process lays a text out once, and loads its model.
        asked_by(address, cookie, pages, readers=options.readers, requests=2 * options.requests)
        for way, (readers, requests, pause) in ways.items():
            with spending(options.var) as spent:
                found = asked_by(address, cookie, pages, readers=readers, requests=requests, pause=pause)
            bare = found.pop(BARE)
            report[way] = found | {"cpu_ms_a_page": spent.milliseconds(found["pages"]), BARE: bare}
    report["load_after"] = os.getloadavg()[0]
    return report


def _profile(owner: Any, pages: Pages) -> Report:
    from bench.web_profile import profiled

    return {name: profiled(owner, addresses) for name, addresses in pages.items() if name != BARE}


def _pages(owner: Any, passages: int) -> Pages:
    """Addresses by what they are pages of; of each, several that are not alike."""
    from django.urls import reverse

    from bench.web_library import fill, filled
    from curation.models import Passage

    if not Passage.objects.exists():
        print("Making the library ...", file=sys.stderr)
        fill(owner, passages)
    if abs(Passage.objects.count() - passages) > passages / 100:
        sys.exit("DIR has a library of another size, or one that was left half made; name an empty one.")
    made = filled(owner)
    library, search = reverse("library"), reverse("search")
    return {
        BARE: [reverse("healthz")],
        "reader, 25,000 words": [reverse("source", args=[pk]) for pk in made.long],
        "reader, 1,700 words": [reverse("source", args=[pk]) for pk in made.short],
        "library": [library, f"{library}?page=2", f"{library}?standing="],
        "library, filtered": [
            f"{library}?kind={kind}&theme={pk}" for kind in ("", "article") for pk in made.themes[:9]
        ],
        "library, by words": [f"{library}?q={word}" for word in made.words],
        "search": [f"{search}?q={' '.join(pair)}" for pair in zip(made.words, made.words[1:], strict=False)],
        "digest": [reverse("digest", args=[pk]) for pk in made.digests],
        "home": [reverse("home")],
        "theme": [reverse("theme", args=[pk]) for pk in made.themes],
        "review": [reverse("review")],
    }


@contextmanager
def _serving(var: Path) -> Iterator[str]:
    """Out: the address of a server of its own, with all that belongs to it."""
    (var / "samples.done").touch()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "manage.py", "up", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        yield _answering(f"http://127.0.0.1:{port}", server)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)


def _answering(address: str, server: "subprocess.Popen[bytes]") -> str:
    for _ in range(600):
        if server.poll() is not None:
            sys.exit("The server did not start.")
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return address
        except OSError:
            time.sleep(0.2)
    sys.exit("The server does not answer.")


def _signed_in(owner: Any, address: str) -> str:
    """Out: the cookie of a session."""
    from http.cookiejar import CookieJar

    from django.urls import reverse
    from sesame.utils import get_query_string

    owner.refresh_from_db()
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    browser.open(f"{address}{reverse('sign-in')}{get_query_string(owner)}")
    return "; ".join(f"{one.name}={one.value}" for one in jar)


def _start(var: Path) -> Any:
    os.environ["THREEPASS_VAR"] = str(var)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "curation.project.settings")
    import django

    django.setup()
    from curation.project import boot
    from curation.verbs import owner_named

    boot.prepare()
    return owner_named("")


def _stop() -> None:
    from django.conf import settings
    from django.db import connection

    from curation.project import embedded

    connection.close()
    if settings.EMBEDDED_DATABASE:
        embedded.stop(settings.VAR)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Milliseconds of the pages of a large library.")
    parser.add_argument("--var", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--requests", type=int, default=400)
    parser.add_argument("--pause", type=float, default=3.0)
    parser.add_argument("--profile", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
