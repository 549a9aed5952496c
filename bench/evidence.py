"""How well the evidence check tells what holds from what was altered, beside two plain comparisons.

    python -m bench.evidence [DATA] [--show]      # scenes of tests/curation/adversarial by default
    python -m bench.evidence TEXTS --drawn 500    # sentences drawn from any .txt, .md and .jsonl files, and altered

Prints one JSON object. Accepted is what comes out verified or close. Recall is the share of what holds that is
accepted, precision the share of what is accepted that holds, `let_through` the share of what was altered that
is accepted all the same, by the kind of alteration.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from time import perf_counter

from bench.alterations import drawn
from bench.scenes import Case, read
from curation.evidence import Status, check_statement
from curation.writing.sentences import sentences

HERE = Path(__file__).resolve().parent.parent
SCENES = HERE / "tests" / "curation" / "adversarial"
NEAR = 0.9

Judge = Callable[[Case], bool]


def ours(case: Case) -> bool:
    checked = check_statement(case.draft, case.passages, said_by=case.said_by)
    if case.quoted:
        return checked.citations[0].status is not Status.UNSUPPORTED
    return checked.status is not Status.UNSUPPORTED


def stands_there(case: Case) -> bool:
    """The words occur in a text they are said to come from, but for a full stop at their end."""
    return any(case.draft.text.rstrip(".") in text for text in case.cited)


def looks_alike(case: Case) -> bool:
    """A sentence of the texts has a ratio of at least 0.9 with the words (difflib, Ratcliff and Obershelp)."""
    return any(
        SequenceMatcher(None, case.draft.text, sentence.text).ratio() >= NEAR
        for text in case.cited
        for sentence in sentences(text)
    )


JUDGES: Mapping[str, Judge] = {"threepass": ours, "substring": stands_there, "difflib": looks_alike}


def measured(cases: Sequence[Case], judge: Judge) -> dict[str, object]:
    began = perf_counter()
    accepted = [judge(case) for case in cases]
    seconds = perf_counter() - began
    right = sum(case.holds for case, yes in zip(cases, accepted, strict=True) if yes)
    return {
        "recall": round(right / max(1, sum(case.holds for case in cases)), 4),
        "precision": round(right / max(1, sum(accepted)), 4),
        "struck": _share_by_change(cases, accepted, holds=True),
        "let_through": _share_by_change(cases, accepted, holds=False),
        "texts_per_second": round(len(cases) / seconds),
    }


def _share_by_change(cases: Sequence[Case], accepted: Sequence[bool], *, holds: bool) -> dict[str, str]:
    """Out: by what was done, "wrong of all", for the cases that hold or that do not."""
    judged = defaultdict(list)
    for case, yes in zip(cases, accepted, strict=True):
        if case.holds is holds:
            judged[case.change].append(yes is not holds)
    return {change: f"{sum(wrong)} of {len(wrong)}" for change, wrong in sorted(judged.items())}


def report(cases: Sequence[Case]) -> dict[str, object]:
    counts = {"cases": len(cases), "hold": sum(case.holds for case in cases)}
    return {**counts, **{name: measured(cases, judge) for name, judge in JUDGES.items()}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=SCENES)
    parser.add_argument("--drawn", type=int, default=0, help="draw this many sentences from a folder of texts")
    parser.add_argument("--show", action="store_true", help="list what is judged wrongly, on stderr")
    asked = parser.parse_args()
    cases = drawn(asked.data, asked.drawn) if asked.drawn else read(asked.data)
    if asked.show:
        for case in cases:
            if ours(case) is not case.holds:
                print(
                    "struck" if case.holds else "let through", case.change, case.draft.text, sep=" | ", file=sys.stderr
                )
    print(json.dumps({"data": str(asked.data), **report(cases)}, indent=2))


if __name__ == "__main__":
    main()
