"""In: a source. Out: its practice: questions that it asks back, each with a reference answer that the words bear out.

A question without such an answer is not kept, nor one that tells of names or figures which the cited passages do not
have. Asked once more, what was answered stays, and what is not asked any more is retired.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from curation.claims import names, same_name
from curation.errors import NothingToDo
from curation.figures import figures
from curation.folding import tokens
from curation.models import Passage, Source
from curation.offers import texts_by_id
from curation.reading.keeping import keep
from curation.reading.models import Exercise, Practice, fingerprint
from curation.reading.offering import offers_of
from curation.reading.practice.grounds import Grounded, grounds_of
from curation.reading.practice.opening import refuse_in_pass_one
from curation.reading.statements import KeptStatement, check_all
from curation.writing.base import Writer
from curation.writing.lexical import overlap, stems
from curation.writing.schemas import ExerciseDraft, Offer

QUESTIONS = 8
_LONGEST_QUESTION = 600
# More of the answer's words in the question would give it away.
_GIVEN_AWAY = 0.8


@dataclass(frozen=True)
class Checked:
    question: str
    key: str
    steps: tuple[KeptStatement, ...]
    answer: tuple[KeptStatement, ...]
    mark_id: int | None

    @property
    def identity(self) -> str:
        told = "\n".join([self.question, *(one.text for one in self.answer)])
        return hashlib.sha256(told.encode()).hexdigest()


def practise(source: Source, writer: Writer) -> Practice:
    """Raises Refused in pass 1, and NothingToDo where nothing that is marked or explained can be asked about."""
    refuse_in_pass_one(source)
    text_hash = fingerprint(source.text)
    offers = offers_of(source)
    starts = dict(Passage.objects.filter(source=source).values_list("pk", "start"))
    grounds = grounds_of(source, offers, starts)
    draft = writer.practise([one.ground for one in grounds], offers, questions=QUESTIONS)
    made = check_exercises(draft.exercises, offers, grounds)
    if not made:
        raise NothingToDo("There is nothing to ask about yet: mark what matters to you, or have it explained first.")
    _keep(source, made, draft.writer or writer.name)
    return keep(Practice, source, draft, writer=writer.name, text_hash=text_hash, bound=None)


def check_exercises(
    drafts: Sequence[ExerciseDraft], offers: Sequence[Offer], grounds: Sequence[Grounded]
) -> list[Checked]:
    """Out: those whose every statement is supported and whose question is fair, none twice."""
    found = [one for draft in drafts if (one := _checked(draft, offers, grounds))]
    return list({one.identity: one for one in found}.values())


def _checked(draft: ExerciseDraft, offers: Sequence[Offer], grounds: Sequence[Grounded]) -> Checked | None:
    steps, answer = check_all(draft.steps, offers), check_all(draft.answer, offers)
    if not answer or not all(one.is_supported for one in (*steps, *answer)):
        return None
    question = " ".join(draft.question.split())[:_LONGEST_QUESTION]
    if not draft.key and not draft.steps and not is_fair(question, answer, offers):
        return None
    return Checked(question, draft.key, tuple(steps), tuple(answer), _mark_of(answer, grounds))


def is_fair(question: str, answer: Sequence[KeptStatement], offers: Sequence[Offer]) -> bool:
    """It asks, names nothing that the cited passages do not have, and does not hold its own answer."""
    texts = texts_by_id(offers)
    there = "\n".join(texts[one.passage_id] for told in answer for one in told.citations if one.passage_id in texts)
    given = overlap(stems(question), stems(" ".join(one.text for one in answer)))
    whole = len(set(stems(" ".join(one.text for one in answer))) - set(stems(question)))
    return question.endswith("?") and not _strange(question, there) and (given < _GIVEN_AWAY or whole >= 2)


def _strange(question: str, there: str) -> bool:
    said, known = tokens(question), tokens(there)
    met = {same_name(token.text) for token in known}
    counted = {figure.value for figure in figures(known, there)}
    numbers = any(figure.value not in counted for figure in figures(said, question))
    return numbers or any(same_name(token.text) not in met for token in names(question, said))


def _mark_of(answer: Sequence[KeptStatement], grounds: Sequence[Grounded]) -> int | None:
    """The mark that the answer is about: of those in a passage that it cites, the one that shares most words."""
    cited = {one.passage_id for told in answer for one in told.citations}
    bag = stems(" ".join(one.text for one in answer))
    near = [one for one in grounds if one.mark_id and one.ground.offer.passage_id in cited]
    best = max(near, key=lambda one: overlap(bag, stems(one.ground.statement.text)), default=None)
    return best.mark_id if best and overlap(bag, stems(best.ground.statement.text)) >= 0.5 else None


@transaction.atomic
def _keep(source: Source, made: Sequence[Checked], writer: str) -> None:
    Exercise.objects.filter(source=source, attempts=None).delete()
    Exercise.objects.filter(source=source, retired_at=None).update(retired_at=timezone.now())
    for position, one in enumerate(made):
        told = {
            "owner_id": source.owner_id,
            "kind": Exercise.Kind.WORKED if one.steps else Exercise.Kind.QUESTION,
            "position": position,
            "question": one.question,
            "key": one.key[:200],
            "mark_id": one.mark_id,
            "steps": [step.model_dump(mode="json") for step in one.steps],
            "answer": [told.model_dump(mode="json") for told in one.answer],
            "writer": writer,
            "retired_at": None,
        }
        Exercise.objects.update_or_create(source=source, identity=one.identity, defaults=told)
