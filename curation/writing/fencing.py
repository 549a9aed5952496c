"""In: words of sources. Out: the same as numbered data for a prompt, unable to pass for anything else. Pure.

What holds is structure (OWASP LLM01; spotlighting, Hines et al. 2024): the data stands between two lines with
a random mark that no source can know, each passage is one line of its own, and what a reader cannot see, a
model does not get to see either.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curation.writing.schemas import Offer, SectionOffer, StatementDraft
from curation.writing.unseen import seen

# Stands where the random mark of a call goes. Private use, so that no text that went through `plain` holds it.
MARK = "\ue000"
NEVER_OFFERED = -1
_LONGEST_FIELD = 120
# What chat templates mark with is broken up behind its first sign.
_MARKERS = (
    ("<", "[|｜]"),
    ("[|｜]", ">"),
    ("<", "</?SYS>>"),
    (r"\[", r"/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\]"),
    ("<", r"/?(?:s|bos|eos|start_of_turn|end_of_turn|system|user|assistant|tool|tool_call|think)>"),
)
_JOINED = re.compile("|".join(f"(?<={sign})(?={rest})" for sign, rest in _MARKERS), re.I)
BROKEN = re.compile("|".join(f"(?<={sign}) (?={rest})" for sign, rest in _MARKERS), re.I)


@dataclass(frozen=True)
class Numbered:
    """`text` as a prompt shows it; `ids[n - 1]` is the passage that stands there under number n."""

    text: str
    ids: tuple[int, ...]

    def passage(self, number: int) -> int:
        """Out: the passage's id; NEVER_OFFERED for a number that stands nowhere, so that evidence rejects it."""
        return self.ids[number - 1] if 1 <= number <= len(self.ids) else NEVER_OFFERED


@dataclass(frozen=True)
class Excerpt:
    """Checked words of a passage, `offer.text`, and what a checked statement makes of them."""

    offer: Offer
    note: str = ""


def one_line(text: str) -> str:
    """Out: the visible words on one line, with the markers of chat templates broken up."""
    return _JOINED.sub(" ", " ".join(seen(text).split()))


def unbroken(text: str) -> str:
    """In: what somebody says who was shown `one_line`. Out: the same on one line, as the source has it."""
    return BROKEN.sub("", " ".join(seen(text).split()))


def numbered(offers: Sequence[Offer | Excerpt]) -> Numbered:
    """Each passage under its number and what is new about it: kind, title, date, chapter, author."""
    excerpts = [one if isinstance(one, Excerpt) else Excerpt(one) for one in offers]
    return Numbered("\n".join(_blocks(excerpts)), tuple(one.offer.passage_id for one in excerpts))


def numbered_statements(sections: Sequence[SectionOffer]) -> tuple[str, tuple[StatementDraft, ...]]:
    """Out: the statements as a prompt shows them, under their headings, and the statements by number less one."""
    lines: list[str] = []
    for section in sections:
        first = len(lines) // 2 + 1
        heading = f" section {_quoted(section.heading)}, {section.sources} sources"
        for number, statement in enumerate(section.statements, first):
            lines += [f"[{number}]{heading if number == first else ''}", f"> {one_line(statement.text)}"]
    return "\n".join(lines), tuple(one for section in sections for one in section.statements)


def listed(texts: Sequence[str], *, longest: int = _LONGEST_FIELD) -> str:
    """Out: one line each, for samples that are not cited."""
    return "\n".join(f"> {_cut(one_line(text), longest)}" for text in texts) or "(none)"


def _blocks(excerpts: Sequence[Excerpt]) -> Iterator[str]:
    before: list[str] = []
    for number, one in enumerate(excerpts, 1):
        about = _about(one.offer)
        new = about if about[:3] != before[:3] else list(_changed(before[3:], about[3:]))
        head = ", ".join(field for field in new if field)
        yield f"[{number}] {head}".rstrip()
        yield f"> {one_line(one.offer.text)}"
        if one.note:
            yield f"= {one_line(one.note)}"
        before = about


def _about(offer: Offer) -> list[str]:
    """Out: kind, title and date, which stay the same through a source, then chapter and author."""
    return [
        offer.kind or "source",
        _quoted(offer.title),
        offer.met_on.isoformat() if offer.met_on else "",
        f"chapter {_quoted(offer.chapter)}" if offer.chapter else "",
        f"by {_cut(one_line(offer.author), _LONGEST_FIELD)}" if offer.author else "",
    ]


def _changed(before: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    """What a field is no longer is said as well, so that nobody is taken for the author of what follows."""
    for name, old, new in zip(("chapter", "author"), before, now, strict=True):
        if new != old:
            yield new or f"{name} not known"


def _quoted(text: str) -> str:
    bare = _cut(one_line(text), _LONGEST_FIELD).replace("“", "").replace("”", "")
    return f"“{bare}”" if bare else ""


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
