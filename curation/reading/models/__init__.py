"""One reader's passes, marks, questions, and what was made of a source at their wish."""

from curation.reading.models.aids import Aid, CleanedPassage, Cleaning, Explanation, Opinion
from curation.reading.models.fingerprints import fingerprint
from curation.reading.models.questions import LONGEST_QUESTION, Question, Thread, ThreadQuerySet
from curation.reading.models.readings import CONTEXT, Mark, MarkQuerySet, Place, Reading, ReadingQuerySet

__all__ = [
    "CONTEXT",
    "LONGEST_QUESTION",
    "Aid",
    "CleanedPassage",
    "Cleaning",
    "Explanation",
    "Mark",
    "MarkQuerySet",
    "Opinion",
    "Place",
    "Question",
    "Reading",
    "ReadingQuerySet",
    "Thread",
    "ThreadQuerySet",
    "fingerprint",
]
