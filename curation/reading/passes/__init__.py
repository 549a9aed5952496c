"""One reader's three passes over a source: which one it is, how far they are, and what help may look at."""

from curation.reading.passes.bounds import bound_as_stored, bound_for, bound_of, is_quiet, within
from curation.reading.passes.ending import end_first, end_second, end_third
from curation.reading.passes.going import help_wished, open_help, opened, reached, reading_of, seen
from curation.reading.passes.refinding import found_again

__all__ = [
    "bound_as_stored",
    "bound_for",
    "bound_of",
    "end_first",
    "end_second",
    "end_third",
    "found_again",
    "help_wished",
    "is_quiet",
    "open_help",
    "opened",
    "reached",
    "reading_of",
    "seen",
    "within",
]
