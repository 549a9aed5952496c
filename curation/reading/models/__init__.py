"""One reader's passes, marks, questions, and what was made of a source at their wish."""

from curation.reading.models.aids import (
    Aid,
    CleanedPassage,
    Cleaning,
    ExpertsWords,
    Explanation,
    NewcomersWords,
    Opinion,
    Retelling,
    Unpuzzling,
)
from curation.reading.models.fingerprints import fingerprint
from curation.reading.models.questions import LONGEST_QUESTION, Question, Thread
from curation.reading.models.readings import CONTEXT, Mark, MarkQuerySet, Place, Reading, ReadingQuerySet
from curation.reading.models.selections import Selection

__all__ = [
    "CONTEXT",
    "LONGEST_QUESTION",
    "Aid",
    "CleanedPassage",
    "Cleaning",
    "ExpertsWords",
    "Explanation",
    "Mark",
    "MarkQuerySet",
    "NewcomersWords",
    "Opinion",
    "Place",
    "Question",
    "Reading",
    "ReadingQuerySet",
    "Retelling",
    "Selection",
    "Thread",
    "Unpuzzling",
    "fingerprint",
]
