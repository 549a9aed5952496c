"""What a deck shows beside its statements: numbers that were counted, and pictures that are stored."""

from dataclasses import dataclass
from typing import Literal

from digests.outline.model import SlideCitation


@dataclass(frozen=True)
class Count:
    """Numbers counted in the database: each series is a name and a value for each category.

    `counted` says in words what was counted, `beside` what stands out in it, in the service's own words.
    """

    title: str
    kind: Literal["bar", "column", "line"]
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]
    counted: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """`id` is what its bytes are handed over by; `cited` the passage that it stands at; sizes in pixels."""

    id: int
    alt: str
    caption: str
    width: int
    height: int
    cited: SlideCitation
