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
from curation.reading.models.days import FEWEST_MINUTES, MOST_MINUTES, USUAL_MINUTES, ReadingHabit, Stretch
from curation.reading.models.fingerprints import fingerprint
from curation.reading.models.practice import LONGEST_ANSWER, Attempt, Exercise, ExerciseQuerySet, Practice
from curation.reading.models.questions import LONGEST_QUESTION, Question, Thread, ThreadQuerySet
from curation.reading.models.readings import CONTEXT, Mark, MarkQuerySet, Place, Reading, ReadingQuerySet
from curation.reading.models.review import (
    LONGEST_SIDE,
    Card,
    CardQuerySet,
    CardReview,
    ReviewDay,
    ReviewHabit,
    unless_edited,
)
from curation.reading.models.selections import Selection, SelectionQuerySet

__all__ = [
    "CONTEXT",
    "FEWEST_MINUTES",
    "LONGEST_ANSWER",
    "LONGEST_QUESTION",
    "LONGEST_SIDE",
    "MOST_MINUTES",
    "USUAL_MINUTES",
    "Aid",
    "Attempt",
    "Card",
    "CardQuerySet",
    "CardReview",
    "CleanedPassage",
    "Cleaning",
    "Exercise",
    "ExerciseQuerySet",
    "ExpertsWords",
    "Explanation",
    "Mark",
    "MarkQuerySet",
    "NewcomersWords",
    "Opinion",
    "Place",
    "Practice",
    "Question",
    "Reading",
    "ReadingHabit",
    "ReadingQuerySet",
    "Retelling",
    "ReviewDay",
    "ReviewHabit",
    "Selection",
    "SelectionQuerySet",
    "Stretch",
    "Thread",
    "ThreadQuerySet",
    "Unpuzzling",
    "fingerprint",
    "unless_edited",
]
