"""In: interests, trials and appeals. Out: them as plain data, as `--json` prints it and the API answers."""

from datetime import datetime

from django.contrib.auth.models import User

from curation.data import Data
from curation.interests import Wish, wishes_of
from curation.interests.learned import by_example, by_phrase
from curation.interests.trials import Trial
from curation.models import Appeal
from curation.standing import Judged


class WishData(Data):
    """A phrase and its weight: 2, 1.5, 1, 0.5, or -1 for less of it. `id` is null for a default."""

    id: int | None
    phrase: str
    weight: float


class TurnedData(Data):
    """A source that would be kept or filtered anew, with the reason."""

    id: int
    title: str
    reason: str


class TrialData(Data):
    """What unsaved interests would change among the latest `looked_at` of `all_open` sources that no hand decided."""

    looked_at: int
    all_open: int
    kept: list[TurnedData]
    filtered: list[TurnedData]


class PhraseCounts(Data):
    """How many sources are closest to the phrase and kept, and how many filtered all the same."""

    phrase: str
    kept: int
    filtered: int


class ExampleCounts(Data):
    """A source that teaches, what a hand did with it, and how many kept and filtered ones it had a say in."""

    source: int
    title: str
    sign: str
    kept: int
    filtered: int


class LearnedData(Data):
    phrases: list[PhraseCounts]
    examples: list[ExampleCounts]


class AppealData(Data):
    """A word against a verdict: open, upheld or declined; `against` is the reason that it contests."""

    id: int
    source: int
    note: str
    against: str
    state: str
    made_at: datetime
    settled_at: datetime | None


def wish_rows(wishes: tuple[Wish, ...]) -> list[WishData]:
    return [WishData(id=one.pk, phrase=one.phrase, weight=one.weight) for one in wishes]


def wishes_data(owner: User) -> list[WishData]:
    return wish_rows(wishes_of(owner))


def trial_data(trial: Trial) -> TrialData:
    kept, filtered = ([_turned(one) for one in some] for some in (trial.kept, trial.filtered))
    return TrialData(looked_at=trial.looked_at, all_open=trial.all_open, kept=kept, filtered=filtered)


def _turned(one: Judged) -> TurnedData:
    return TurnedData(id=one.source.pk, title=one.source.label, reason=one.verdict.reason)


def learned_data(owner: User) -> LearnedData:
    phrases = [PhraseCounts(phrase=row.wish.phrase, kept=row.kept, filtered=row.filtered) for row in by_phrase(owner)]
    examples = [
        ExampleCounts(source=row.source.pk, title=row.source.label, sign=row.sign, kept=row.kept, filtered=row.filtered)
        for row in by_example(owner)
    ]
    return LearnedData(phrases=phrases, examples=examples)


def appeal_data(appeal: Appeal) -> AppealData:
    told = {name: getattr(appeal, name) for name in ("note", "against", "state", "made_at", "settled_at")}
    return AppealData(id=appeal.pk, source=appeal.source_id, **told)


def appeal_rows(owner: User) -> list[AppealData]:
    return [appeal_data(appeal) for appeal in Appeal.objects.filter(source__owner=owner)]
