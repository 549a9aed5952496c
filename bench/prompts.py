"""Shows one rendered prompt of each task: `python -m bench.prompts > docs/prompts.md`."""

from dataclasses import replace
from datetime import date
from typing import Any

from curation.writing import assignments
from curation.writing.assignments import Assignment
from curation.writing.comparing import BEFORE, NOW, compare
from curation.writing.fencing import Excerpt
from curation.writing.levels import retell
from curation.writing.practice.assigning import judge, practise
from curation.writing.prompting import prompt_file, repair, tasks
from curation.writing.schemas import Beside, DeckBrief, DigestBrief, Ground, Offer, SectionOffer, StatementDraft
from curation.writing.selected import explain_words, simplify, translate
from curation.writing.whole_digest import ThemeOffer, digest

_MARK = "5f0c1de2a94b7786"
_HEAD = """# The prompts

One prompt of each task, as a model is shown it, with a fixed mark in place of the random one. The files are in
[curation/writing/prompts](../curation/writing/prompts): front matter with task, version, model class and room for
the answer, then the system and the user part. Whoever changes what a prompt asks for raises its version.

What is in a prompt: the task, the passages under numbers between two marked lines, and the task once more. What
comes back cites passages by number and quotes them; `curation.evidence` then checks every quote, number and name
against the stored words, and `curation.novelty` every pair that `compare` points at. No prompt carries a key, a
setting or another reader's words, and models are given no tools: the worst that can come back is a bad sentence.

What the owner of a series asks for (audience, language, instructions) stands in the prompts of its sections and its
lead between two marked lines of its own. It is the owner's word and not a source's, so it is followed in choice,
order, tone and language; it has no power over the check, which is code. Without such wishes the paragraph is not there.

What the reader says of themselves (docs/profile.md) stands in the prompts of explanations, answers, practice and
digests, between two marked lines too. It guides choice, order and plainness, and no rule; without a profile it is
not there.

This page is made by `python -m bench.prompts > docs/prompts.md`, and a test says when it is out of date.
"""
_OFFERS = [
    Offer(
        passage_id=11,
        source_id=1,
        text="Bakers who weigh their flour throw away a third less bread.",
        kind="article",
        author="Odile Marchbanks",
        title="On scales",
        met_on=date(2031, 5, 4),
    ),
    Offer(
        passage_id=21,
        source_id=2,
        text="Um, so a cup of flour, a cup can be off by a fifth.",
        kind="episode",
        author="Teo Halloran",
        title="Crumb Talk 12",
        chapter="Why cups fail",
        met_on=date(2031, 5, 6),
    ),
    Offer(
        passage_id=22,
        source_id=2,
        text="Why does nobody weigh the water?",
        kind="episode",
        author="Priya Ostrander",
        title="Crumb Talk 12",
        chapter="Why cups fail",
        position=1,
        met_on=date(2031, 5, 6),
    ),
]
_SECTIONS = [
    SectionOffer("Weighing flour", (StatementDraft(text=_OFFERS[0].text),), 2),
    SectionOffer("Cups", (StatementDraft(text="A cup of flour can be off by a fifth."),), 1),
]
_READER = "What I do: I run a small bakery.\nHow I like to be told: Figures first."
_BRIEF = DigestBrief("apprentices in their first year", "en", "Figures first.\nNothing on prices.")
_CHECKED = [Excerpt(_OFFERS[0]), Excerpt(_OFFERS[1], "Teo Halloran says that a cup of flour can be off by a fifth.")]
_MET = Offer(
    passage_id=31,
    source_id=3,
    text="Bakers who weigh their flour throw away a quarter less bread.",
    kind=BEFORE,
    author="Ruben Aster",
    title="Waste in bakeries",
    met_on=date(2031, 3, 9),
)
_CASES = [
    Beside(replace(_OFFERS[0], kind=NOW), (_MET, replace(_MET, passage_id=32, text="Bread is thrown away late.")))
]

SAMPLES: dict[str, Assignment[Any, Any]] = {
    "answer": assignments.answer("Does weighing flour pay?", _OFFERS),
    "compare": compare(_CASES),
    "clean": assignments.clean(_OFFERS[1:]),
    "digest": digest([ThemeOffer("Weighing flour", _OFFERS[:1]), ThemeOffer("Cups", _OFFERS[1:])], brief=_BRIEF),
    "explain_chapter": assignments.explain_chapter(_OFFERS[1:]),
    "explain_whole": assignments.explain_whole(_CHECKED, marked=["A cup of flour can be off by a fifth."]),
    "explain_words": explain_words("weigh their flour", _OFFERS[:1], beside=_OFFERS[1:]),
    "judge_answer": judge(
        "Why weigh flour?", "A cup can be off by a half.", [StatementDraft(text=_OFFERS[1].text)], _OFFERS[1:2]
    ),
    "lead": assignments.lead(_SECTIONS, _BRIEF),
    "name_theme": assignments.name_theme(_OFFERS, background=["The mill was rebuilt in spring."], taken=["Rye bread"]),
    "outline": assignments.outline("Weighing flour", _SECTIONS, DeckBrief(audience="apprentices", slides=4)),
    "practise": practise([Ground(StatementDraft(text=_OFFERS[0].text), _OFFERS[0], marked=True)], _OFFERS, questions=3),
    "propose": assignments.propose("weighing flour", _OFFERS, brief=_BRIEF),
    "retell": retell(_SECTIONS[0].statements, level="newcomer"),
    "section": assignments.section("weighing flour", _OFFERS, brief=_BRIEF),
    "signal": assignments.signal(_OFFERS[:1], interests=["running a bakery"]),
    "simplify": simplify("Um, so a cup of flour, a cup can be off by a fifth.", _OFFERS[1:2]),
    "summary": assignments.summary(_OFFERS[1:], statements=2),
    "translate": translate("Why does nobody weigh the water?", language="de"),
}


def page() -> str:
    """Out: docs/prompts.md."""
    return "\n".join([_HEAD, *(_shown(task) for task in tasks()), _repair()])


def _shown(task: str) -> str:
    file, (system, user) = prompt_file(task), SAMPLES[task].prompt.told(_READER).messages(_MARK)
    room = f"{file.usual_tokens} tokens of answer as a rule and {file.most_tokens} at most"
    facts = f"Version {file.version}, for the {file.model_class} model, {room}."
    return f"## {task}\n\n{facts}\n\nSystem:\n\n{_block(system.text)}\nUser:\n\n{_block(user.text)}"


def _repair() -> str:
    told = _block(repair("The answer holds no JSON object, or only the beginning of one."))
    return (
        f"## An answer that cannot be used\n\nIs sent back once, after the same prompt, with what is wrong:\n\n{told}"
    )


def _block(text: str) -> str:
    return f"````text\n{text}\n````\n"


if __name__ == "__main__":
    print(page(), end="")
