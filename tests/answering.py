"""A web application for tests of the server: it says which process answers, and is busy with that for a second."""

import os
import time
from collections.abc import Awaitable, Callable
from typing import Any

BUSY = 1.0
_HEAD = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]}


async def application(
    _scope: dict[str, Any], _receive: object, send: Callable[[dict[str, Any]], Awaitable[None]]
) -> None:
    # Its process does nothing else meanwhile, as with a page that is made by Python.
    time.sleep(BUSY)
    await send(_HEAD)
    await send({"type": "http.response.body", "body": str(os.getpid()).encode()})
