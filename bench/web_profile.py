"""In: an owner and addresses. Out: what a page costs in this process: queries, SQL, templates; medians, warm."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.template.response import SimpleTemplateResponse
from django.test import Client, override_settings

TIMES = 12


class Spent:
    """Seconds and queries of one page; what a template asks of the database is SQL's and not its own."""

    def __init__(self) -> None:
        self.queries, self.sql, self.templates, self.slowest = 0, 0.0, 0.0, (0.0, "")

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = time.perf_counter() - start
            self.queries, self.sql = self.queries + 1, self.sql + took
            self.slowest = max(self.slowest, (took, sql[:160]))

    @contextmanager
    def rendering(self) -> Iterator[None]:
        render = SimpleTemplateResponse.render

        def timed(response: SimpleTemplateResponse) -> Any:
            start, sql = time.perf_counter(), self.sql
            done = render(response)
            self.templates += time.perf_counter() - start - (self.sql - sql)
            return done

        SimpleTemplateResponse.render = timed  # type: ignore[method-assign]
        try:
            yield
        finally:
            SimpleTemplateResponse.render = render  # type: ignore[method-assign]


def profiled(owner: User, addresses: Sequence[str]) -> dict[str, Any]:
    """Each address once before, so that what is kept in the process is there."""
    client = Client()
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        client.force_login(owner, "django.contrib.auth.backends.ModelBackend")
        for address in addresses:
            _page(client, address)
        rows = [_page(client, addresses[number % len(addresses)]) for number in range(TIMES)]
    told = {name: round(median(row[name] for row in rows), 1) for name in ("queries", "sql", "templates", "all", "kb")}
    return told | {"slowest_query": max(row["slowest"] for row in rows)}


def _page(client: Client, address: str) -> dict[str, Any]:
    spent, start = Spent(), time.perf_counter()
    with connection.execute_wrapper(spent), spent.rendering():
        answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}.")
    seconds = {"sql": spent.sql, "templates": spent.templates, "all": time.perf_counter() - start}
    took, sql = spent.slowest
    size = len(answer.content) / 1000
    return {
        **{name: 1000 * value for name, value in seconds.items()},
        "queries": spent.queries,
        "kb": size,
        "slowest": (round(1000 * took, 1), sql),
    }
