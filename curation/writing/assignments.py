"""In: what a writer's method is given. Out: an Assignment, which a model or a person with a chat of their own can do.

Its prompt says in words what shape the answer has, so that it can be followed without a schema.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from curation.ai.base import ChatRequest
from curation.errors import ModelFailed
from curation.writing.fencing import Excerpt, listed, numbered, numbered_statements, one_line
from curation.writing.following import asked_of, told_of
from curation.writing.naming import fault_of
from curation.writing.prompting import Prompt, doubt, rendered
from curation.writing.replies import (
    AnswerReply,
    ChapterReply,
    CleanReply,
    LeadReply,
    NameReply,
    OutlineReply,
    SectionReply,
    SignalReply,
    SummaryReply,
    WholeReply,
    replied,
    schema_of,
)
from curation.writing.schemas import (
    PLAINLY,
    AnswerDraft,
    CleanDraft,
    DeckBrief,
    DigestBrief,
    ExplanationDraft,
    LeadDraft,
    NameDraft,
    Offer,
    OutlineDraft,
    SectionDraft,
    SectionOffer,
    SignalDraft,
    SummaryDraft,
    Turn,
)

R = TypeVar("R", bound=BaseModel)
D = TypeVar("D", bound=BaseModel, covariant=True)

_SAMPLED = 20
_SAMPLE_LENGTH = 160
_MOST_TAKEN = 200
_LONGEST_MARKED = 300
_FORMATS = {
    "detailed": "The slides are read without a speaker: 2 to 5 whole statements on each, 40 to 120 words.",
    "presenter": "A speaker talks to the slides: one thought on each, at most 25 words with its title.",
}
_LENGTHS = {
    "usual": "about 11 slides",
    "short": "about 5 slides",
    "long": "about 20 slides",
}
_LEVELS = {
    "newcomer": "The audience is new to the field: begin with what the terms mean, and leave out detail.",
    "practitioner": "The audience works in the field: lead with what is new and what it changes for their work.",
    "expert": "The audience knows the field well: skip the basics; figures, limits and disagreements come first.",
}


@dataclass(frozen=True)
class Assignment(Generic[R, D]):
    """A prompt, the shape of its answer, and what the answer is as a draft."""

    prompt: Prompt
    shape: type[R]
    drafted: Callable[[R], D]

    def read(self, text: str) -> D:
        """In: an answer, whoever gave it. Raises ModelFailed with a sentence on what is wrong with it."""
        return self.drafted(replied(text, self.shape))

    def request(self, model: str) -> ChatRequest:
        """With random marks of its own; its `key` is the same each time."""
        return ChatRequest(
            model=model,
            messages=self.prompt.messages(),
            task=self.prompt.task,
            version=self.prompt.version,
            key=self.prompt.key(model),
            schema=schema_of(self.shape),
            most_tokens=self.prompt.most_tokens,
        )


def name_theme(
    offers: Sequence[Offer], *, background: Sequence[str], taken: Collection[str]
) -> Assignment[NameReply, NameDraft]:
    barred = {one_line(name) for name in taken}

    def drafted(reply: NameReply) -> NameDraft:
        name = reply.name.strip(" .\"'“”")
        fault = fault_of(name, [offer.text for offer in offers], barred)
        if fault:
            raise ModelFailed(fault)
        return NameDraft(name=name)

    prompt = rendered(
        "name_theme",
        passages=numbered(offers).text,
        background=listed(background[:_SAMPLED], longest=_SAMPLE_LENGTH),
        taken=listed(sorted(taken)[:_MOST_TAKEN]),
    )
    return Assignment(prompt, NameReply, drafted)


def propose(
    theme: str, offers: Sequence[Offer], *, statements: int = 4, brief: DigestBrief = PLAINLY
) -> Assignment[SummaryReply, SummaryDraft]:
    """A part of a theme with more passages than fit into one prompt; `section` is written from what is proposed."""
    shown = numbered(offers)
    prompt = rendered("propose", brief, theme=one_line(theme), passages=shown.text, statements=statements)
    return Assignment(prompt, SummaryReply, lambda reply: reply.drafted(shown, most=statements))


def section(
    theme: str, offers: Sequence[Offer | Excerpt], *, statements: int = 4, brief: DigestBrief = PLAINLY
) -> Assignment[SectionReply, SectionDraft]:
    shown, heading = numbered(offers), theme[:1].upper() + theme[1:]
    prompt = rendered("section", brief, theme=one_line(theme), passages=shown.text, statements=statements)
    return Assignment(prompt, SectionReply, lambda reply: reply.drafted(shown, heading=heading, most=statements))


def lead(sections: Sequence[SectionOffer], brief: DigestBrief = PLAINLY) -> Assignment[LeadReply, LeadDraft]:
    text, given = numbered_statements(sections)
    return Assignment(rendered("lead", brief, passages=text), LeadReply, lambda reply: reply.drafted(given))


def summary(offers: Sequence[Offer], *, statements: int) -> Assignment[SummaryReply, SummaryDraft]:
    shown = numbered(offers)
    prompt = rendered("summary", passages=shown.text, statements=statements)
    return Assignment(prompt, SummaryReply, lambda reply: reply.drafted(shown, most=statements))


def explain_chapter(offers: Sequence[Offer], *, statements: int = 6) -> Assignment[ChapterReply, ExplanationDraft]:
    """One stretch of a source that is too long for `explain_whole`; its statements are the draft's points."""
    shown = numbered(offers)
    prompt = rendered("explain_chapter", passages=shown.text, statements=statements)
    return Assignment(prompt, ChapterReply, lambda reply: reply.drafted(shown))


def explain_whole(
    offers: Sequence[Offer | Excerpt], *, marked: Sequence[str] = ()
) -> Assignment[WholeReply, ExplanationDraft]:
    """In: all passages of a source, or excerpts of it that were checked, and what its reader marked in it."""
    shown = numbered(offers)
    prompt = rendered("explain_whole", passages=shown.text, marked=listed(marked[:_SAMPLED], longest=_LONGEST_MARKED))
    return Assignment(prompt, WholeReply, lambda reply: reply.drafted(shown))


def answer(
    question: str,
    offers: Sequence[Offer],
    *,
    says: bool | None = None,
    earlier: Sequence[Turn] = (),
    said: Sequence[str] = (),
) -> Assignment[AnswerReply, AnswerDraft]:
    """Where a count of signs says that the offers do not say it, the model is told so, and asked all the same."""
    shown = numbered(offers)
    prompt = rendered(
        "answer",
        question=one_line(question),
        doubt=doubt() if says is False else "",
        following=asked_of(earlier, said),
        talk=told_of(earlier, said),
        passages=shown.text,
    )
    return Assignment(prompt, AnswerReply, lambda reply: reply.drafted(shown))


def outline(title: str, sections: Sequence[SectionOffer], brief: DeckBrief) -> Assignment[OutlineReply, OutlineDraft]:
    text, given = numbered_statements(sections)
    prompt = rendered(
        "outline",
        title=one_line(title),
        passages=text,
        slides=f"at most {brief.slides} slides" if brief.slides else _of(_LENGTHS, brief.length),
        format=_of(_FORMATS, brief.format),
        level=_of(_LEVELS, brief.level),
        audience=listed([brief.audience] if brief.audience.strip() else []),
        language=listed([brief.language] if brief.language.strip() else []),
    )
    return Assignment(prompt, OutlineReply, lambda reply: reply.drafted(given))


def clean(offers: Sequence[Offer]) -> Assignment[CleanReply, CleanDraft]:
    shown = numbered(offers)
    return Assignment(rendered("clean", passages=shown.text), CleanReply, lambda reply: reply.drafted(shown, offers))


def signal(offers: Sequence[Offer], *, interests: Sequence[str]) -> Assignment[SignalReply, SignalDraft]:
    shown = numbered(offers)
    prompt = rendered("signal", passages=shown.text, interests=listed(interests[:_SAMPLED]))
    return Assignment(prompt, SignalReply, lambda reply: reply.drafted(shown))


def _of(sentences: Mapping[str, str], name: str) -> str:
    return sentences.get(name) or next(iter(sentences.values()))
