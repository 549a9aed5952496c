"""In: what the reader marked and the takeaways, and the phrases that the source turns on. Out: questions on them. Pure.

At most one question of each statement, marks first; figures and phrases in a gap come only where nothing better is
asked, and a few of them at most.
"""

from collections.abc import Iterator, Sequence

from curation.writing.lexical import overlap, stems
from curation.writing.practice.asking_back import Asked, ask_back
from curation.writing.schemas import ExerciseDraft, Ground

_MOST_GAPS = 4
_SAME = 0.6


def practised(grounds: Sequence[Ground], phrases: Sequence[str], *, questions: int) -> list[ExerciseDraft]:
    """Out: at most `questions`, those of marks first, each part in the order of `grounds`."""
    taken: list[ExerciseDraft] = []
    for ground, asked in _ranked(grounds, phrases):
        gaps = sum(bool(one.key) for one in taken)
        if len(taken) < questions and not (asked.hidden and gaps >= _MOST_GAPS) and not _is_told(ground, taken):
            taken.append(_draft(ground, asked))
    return sorted(taken, key=lambda one: [ground.statement for ground in grounds].index(one.answer[0]))


def _ranked(grounds: Sequence[Ground], phrases: Sequence[str]) -> Iterator[tuple[Ground, Asked]]:
    """Marks, then what has a question in words, then gaps."""
    found = [(ground, ask_back(ground.statement.text, term=ground.term, phrases=phrases)) for ground in grounds]
    made = [(ground, asked) for ground, asked in found if asked]
    yield from sorted(made, key=lambda one: (not one[0].marked, bool(one[1].hidden)))


def _is_told(ground: Ground, taken: Sequence[ExerciseDraft]) -> bool:
    bag = stems(ground.statement.text)
    return any(overlap(bag, stems(one.answer[0].text)) > _SAME for one in taken)


def _draft(ground: Ground, asked: Asked) -> ExerciseDraft:
    return ExerciseDraft(question=asked.question, answer=[ground.statement], key=asked.hidden)
