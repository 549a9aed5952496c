"""How far a reader under test is with a source."""

from curation.reading import passes


def have_read(source):
    """Pass 1 of it has ended."""
    passes.end_first(passes.reading_of(source))
    return source


def read_to(source, offset):
    """In pass 1, with help opened there."""
    passes.open_help(passes.reached(passes.reading_of(source), offset))
    return source
