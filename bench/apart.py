"""In: a function. Out: what it gives in a process of its own, so that its peak memory is its own."""

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """`megabytes` is the peak of the process, with Python, the packages and what was handed in."""

    value: Any
    seconds: float
    megabytes: float
    missing: str = ""


def apart(function: Callable[..., Any], *given: object) -> Outcome:
    """Errors of the function come back as they are, but for missing packages and sets too large."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (function, given))


def _measured(function: Callable[..., Any], given: tuple[object, ...]) -> Outcome:
    start = time.perf_counter()
    try:
        value = function(*given)
    except (ModuleNotFoundError, ValueError) as error:
        return Outcome(None, 0, 0, missing=f"{type(error).__name__}: {error}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Outcome(value, time.perf_counter() - start, peak)
