"""In: the address of a server, and pages by name. Out: how long each took, asked for by several readers at once."""

import random
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote, urlsplit

import numpy as np

Pages = dict[str, list[str]]


@dataclass(frozen=True)
class Asked:
    """`seconds` until the last byte was there."""

    page: str
    seconds: float
    size: int


BARE = "bare"


def asked_by(
    address: str, cookie: str, pages: Pages, *, readers: int, requests: int, pause: float = 0.0
) -> dict[str, Any]:
    """What is BARE counts for itself alone. Raises RuntimeError where a page is not shown."""
    started = time.perf_counter()
    with ThreadPoolExecutor(readers) as pool:
        shares = [
            pool.submit(_read, address, cookie, _walk(pages, requests // readers, number), pause, number)
            for number in range(readers)
        ]
        asked = [one for share in shares for one in share.result()]
    seconds = time.perf_counter() - started
    shown = [one for one in asked if one.page != BARE]
    told = {"pages": len(shown), "pages_a_second": round(len(shown) / seconds, 1), "all": spread(shown)}
    return told | _by_page(asked)


def spread(asked: list[Asked]) -> dict[str, float]:
    """Milliseconds, and thousands of bytes."""
    seconds = [one.seconds for one in asked]
    told = {f"p{share}": _ms(float(np.percentile(seconds, share))) for share in (50, 95)}
    return told | {"max": _ms(max(seconds)), "kb": round(float(np.mean([one.size for one in asked])) / 1000, 1)}


def _walk(pages: Pages, count: int, seed: int) -> list[tuple[str, str]]:
    """Each page as often as any other, in an order of chance."""
    chance = random.Random(seed)
    names = (list(pages) * (count // len(pages) + 1))[:count]
    chance.shuffle(names)
    return [(name, chance.choice(pages[name])) for name in names]


def _read(address: str, cookie: str, walk: list[tuple[str, str]], pause: float, seed: int) -> list[Asked]:
    server, chance = HTTPConnection(urlsplit(address).netloc), random.Random(seed)
    asked = []
    for page, path in walk:
        if pause:
            # A connection that lies idle is closed by either side; a browser opens another.
            server.close()
            time.sleep(chance.expovariate(1 / pause))
        start = time.perf_counter()
        server.request("GET", quote(path, safe="/?=&"), headers={"Cookie": cookie})
        answer = server.getresponse()
        body = answer.read()
        asked.append(Asked(page, time.perf_counter() - start, len(body)))
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}.")
    server.close()
    return asked


def _by_page(asked: list[Asked]) -> dict[str, dict[str, float]]:
    pages: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        pages[one.page].append(one)
    return {page: spread(its) for page, its in sorted(pages.items())}


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)
