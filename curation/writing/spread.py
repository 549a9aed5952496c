"""In: the stretch of talk that each text stands in. Out: how widely a set of texts is strewn. Pure.

Words come in bursts: what one anecdote says ten times is not what ten sources say once (Church and Gale 1995,
"Poisson mixtures"). So stretches are counted, and compared with what scattering by chance would reach.
"""

from collections import Counter
from collections.abc import Collection, Sequence


class Spread:
    """`stretches[i]` is the stretch of text i."""

    def __init__(self, stretches: Sequence[int]) -> None:
        self._stretches = stretches
        self._sizes = Counter(Counter(stretches).values())

    def count(self, texts: Collection[int]) -> int:
        return len({self._stretches[text] for text in texts})

    def share(self, texts: Collection[int]) -> float:
        """0 to 1: stretches met, of those that as many texts drawn by chance would meet."""
        missed = 1 - len(texts) / len(self._stretches)
        expected = sum(times * (1 - missed**size) for size, times in self._sizes.items())
        return min(1.0, self.count(texts) / expected)
