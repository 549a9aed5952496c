"""The slides around the statements: cover, agenda, terms, dividers, sources; the service's own wording."""

import re
from collections.abc import Sequence

from digests.outline.claims import STRONG, best_claim, strength
from digests.outline.excerpt import clipped
from digests.outline.key_slides import SHOWN_WORDS
from digests.outline.measure import word_count
from digests.outline.model import AnySlide, Deck, Slide, SlideLine
from digests.outline.notes import evidence, speech
from digests.outline.themes import DeckMaterial, Theme, Told
from digests.wording import credit

_TERM = re.compile(r"\b[A-Z][A-Z0-9]{1,6}s?\b")
_SPELLED_OUT = r"((?:[\w-]+\s){{1,6}})\({term}\)"
_MOST_TERMS = 8
_LONGEST_HEADING, _SHORTEST_HEADING = 12, 3
_LONGEST_TITLE, _LONGEST_SUBTITLE, _LONGEST_AUDIENCE = 18, 24, 18
_TAKE_AWAY = "What to take away"
_TAKEN_AWAY, _FEWEST_TO_TAKE_AWAY, _SHORT = 3, 2, 30
_WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def cover_slide(deck: Deck, material: DeckMaterial, themes: Sequence[Theme], withheld: int, left_out: int) -> Slide:
    count = len(material.sources) or len(
        {mark.source_id for one in themes for line in one.statements for mark in line.citations}
    )
    sources = f" from {_counted(count, 'source')}" if count else ""
    audience = clipped(deck.audience, _LONGEST_AUDIENCE) or "everyone"
    lines = [f"For: {audience} · Level: {deck.level}"]
    if deck.format == "detailed":
        lines.append((_statements(themes) + sources).rstrip(","))
    if told := credit(material.writer):
        lines.append(f"{told[:1].upper()}{told[1:]}")
    if material.note:
        lines.append(material.note)
    return Slide(
        layout="title",
        title=clipped(material.title, _LONGEST_TITLE),
        subtitle=clipped(material.subtitle, _LONGEST_SUBTITLE),
        lines=[_own(line) for line in lines],
        notes=_cover_notes(deck, withheld, left_out),
    )


def agenda_slide(themes: Sequence[Theme], most: int | None = None) -> Slide:
    """`most` bounds the words of the whole list."""
    headings = [theme.heading for theme in themes]
    lines = [_own(heading) for heading in (_fitting(headings, most) if most else headings)]
    notes = "\n".join(f"{theme.heading}: {_counted(len(theme.statements), 'statement')}" for theme in themes)
    return Slide(layout="agenda", title=_spelled(len(themes), "theme"), lines=lines, notes=notes)


def terms_slide(themes: Sequence[Theme]) -> Slide | None:
    """Abbreviations a newcomer will meet, spelled out where a statement does so, else with their theme."""
    found: dict[str, str] = {}
    for theme in themes:
        for line in theme.statements:
            for term in _TERM.findall(line.text):
                found.setdefault(term, _explained(term, line.text, theme.heading))
    lines = [_own(text) for text in list(found.values())[:_MOST_TERMS]]
    if not lines:
        return None
    notes = "Explain these before the first theme; the statements use them without saying what they are."
    return Slide(layout="agenda", title="Terms you will meet", lines=lines, notes=notes)


def divider_slide(theme: Theme) -> Slide:
    sources = {citation.source_id for line in theme.statements for citation in line.citations}
    counts = f"{_counted(len(theme.statements), 'statement')} from {_counted(len(sources), 'source')}"
    return Slide(layout="section", title=theme.heading, lines=[_own(counts)], notes=f"A new theme: {theme.heading}")


def closing_slide(themes: Sequence[Theme], *, spoken: bool) -> Slide | None:
    """The best supported statement of each of three themes; to an audience, the themes once more by their names."""
    taken = _best_supported(themes)
    if len(taken) < _FEWEST_TO_TAKE_AWAY:
        return None
    if spoken:
        headings = _fitting([theme.heading for theme, _ in taken], SHOWN_WORDS - 5)
        lines = [_own(heading) for heading in headings]
        return Slide(layout="closing", title=_TAKE_AWAY, lines=lines, notes=speech([told for _, told in taken]))
    lines = [_in_short(told.line) for _, told in taken]
    return Slide(layout="closing", title=_TAKE_AWAY, lines=lines, notes=evidence(lines))


def _best_supported(themes: Sequence[Theme]) -> list[tuple[Theme, Told]]:
    """By how many sources bear it out; in the order of the themes."""
    best = [(theme, max(theme.told, key=_support)) for theme in themes if theme.told]
    chosen = sorted(best, key=lambda one: _support(one[1]), reverse=True)[:_TAKEN_AWAY]
    return [one for one in best if one in chosen]


def _support(told: Told) -> tuple[int, float]:
    return len(told.line.marks), min(STRONG, strength(_in_short(told.line).text))


def _in_short(line: SlideLine) -> SlideLine:
    text = line.text if word_count(line.text) <= _SHORT else best_claim(line.text, _SHORT) or line.text
    return line.model_copy(update={"text": text})


def sources_slide(slides: Sequence[AnySlide]) -> Slide:
    cited = {mark.source_id: mark for slide in reversed(slides) for mark in reversed(slide.cited)}
    ordered = sorted(cited.values(), key=lambda mark: mark.number)
    lines = [
        SlideLine(text=_listed(mark.source, mark.when.partition(", at ")[0]), citations=[mark]) for mark in ordered
    ]
    notes = "Numbers on the slides refer to this list; each leads to the passage it was taken from."
    return Slide(layout="sources", title="Sources", lines=lines, notes=notes)


def _fitting(headings: list[str], most: int) -> list[str]:
    for share in range(_LONGEST_HEADING, _SHORTEST_HEADING, -1):
        clips = [clipped(heading, share) for heading in headings]
        if sum(map(word_count, clips)) <= most:
            return clips
    return [clipped(heading, _SHORTEST_HEADING) for heading in headings]


def _own(text: str) -> SlideLine:
    return SlideLine(text=text, own_words=True)


def _listed(source: str, when: str) -> str:
    return ", ".join(part for part in (source, when) if part)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _spelled(count: int, noun: str) -> str:
    number = _WORDS[count] if count < len(_WORDS) else str(count)
    return f"{number} {noun}" if count == 1 else f"{number} {noun}s"


def _explained(term: str, text: str, heading: str) -> str:
    spelled = re.search(_SPELLED_OUT.format(term=re.escape(term)), text)
    if not spelled:
        return f"{term}, in “{heading}”"
    words = spelled.group(1).split()[-len(term) :]
    return f"{term}: {' '.join(words)}"


def _statements(themes: Sequence[Theme]) -> str:
    lines = [line for theme in themes for line in theme.statements]
    retold = sum(line.retold for line in lines)
    if not retold:
        return _counted(len(lines), "verified statement")
    return f"{_counted(len(lines), 'statement')}, {'all' if retold == len(lines) else retold} retold,"


def _cover_notes(deck: Deck, withheld: int, left_out: int) -> str:
    kind = "few words to speak to" if deck.format == "presenter" else "made for reading alone"
    notes = [f"A {deck.format} deck, {kind}. Every statement is from the library and numbered."]
    notes.append("What is marked “retold” keeps the numbers and names of its sources, and not their words.")
    if withheld:
        notes.append(f"{_counted(withheld, 'statement')} withheld: not borne out by the sources.")
    if left_out:
        notes.append(f"{_counted(left_out, 'weaker slide')} left out to keep to the asked length.")
    return "\n".join(notes)
