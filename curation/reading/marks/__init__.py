"""What a reader marks in a source: made, changed, taken away, put back, and found again in a changed text."""

from curation.reading.marks.finding import marks_of
from curation.reading.marks.marking import mark, mark_words, remark
from curation.reading.marks.undoing import put_back, unmark

__all__ = ["mark", "mark_words", "marks_of", "put_back", "remark", "unmark"]
