"""A made-up talk of two people who keep a ferry, as the passages of one source."""

from collections.abc import Sequence

from curation.search.ranking import Ground

ENGINE = [
    ("Odile", "Let us begin with the engine, which we bought from a trawler in the spring."),
    ("Bastian", "Right."),
    ("Odile", "The engine burns less oil than the old one, and the pistons are easy to reach."),
    ("Bastian", "I would rather have had a smaller engine, and a spare pump with it."),
]
TICKETS = [
    ("Odile", "Then the tickets. We print them on paper, and the paper gets wet at the landing."),
    ("Bastian", "A stamp on the hand would do for day trips."),
    ("Odile", "Some passengers keep their tickets, so a stamp is not for everybody."),
]
SEALS = [
    ("Bastian", "Last week the seals came up to the landing in the fog."),
    ("Odile", "Forty seals, and a pup that slept on the ramp until noon."),
    ("Bastian", "We rang the bell twice and nobody moved."),
]
FILLER = [("Odile", "Well, so we went on with the list as it was written there."), ("Bastian", "Yes, that is so.")]


def ground_of(lines: Sequence[tuple[str, str]]) -> Ground:
    """One passage to a line, a blank line between them."""
    starts, at = [], 0
    for _, text in lines:
        starts.append(at)
        at += len(text) + 2
    texts = [text for _, text in lines]
    ends = [start + len(text) for start, text in zip(starts, texts, strict=True)]
    return Ground(texts, [speaker for speaker, _ in lines], starts, ends)


def talk() -> list[tuple[str, str]]:
    """Its subjects stand some 3,000 characters apart."""
    return [*ENGINE, *(FILLER * 30), *TICKETS, *(FILLER * 30), *SEALS]
