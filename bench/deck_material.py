"""In: the number of a deck. Out: what it is made of, each time the same: a digest, an episode, a memo or posts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from itertools import count

from PIL import Image

from bench.deck_texts import TEXTS
from digests.document import CitedSource, DocumentCitation, DocumentSection, DocumentStatement
from digests.outline import DeckFormat, DeckMaterial, Length, Level, SlideCitation
from digests.outline.looks import LOOKS
from digests.outline.material import Count, Picture

KINDS = ("digest", "episode", "memo", "posts")
FORMATS: tuple[DeckFormat, ...] = ("detailed", "presenter")
LENGTHS: tuple[Length, ...] = ("short", "usual", "long")
LEVELS: tuple[Level, ...] = ("newcomer", "practitioner", "expert")
UNSUPPORTED = "The moon is made of tokens, and nobody who looked has said so."
_PEOPLE = (
    "Ana Ruiz",
    "Ben Okafor",
    "Chidi Mensah",
    "山田 花子",
    "ليلى حداد",
    "",
    "Ottoline Featherstonehaugh-Cholmondeley",
)
_FIRST_DAY = date(2026, 11, 2)
_SITE = "https://threepass.example/passages"


@dataclass(frozen=True)
class Wanted:
    """One deck of the bench; `passages` are the stored words that its citations must stand in."""

    material: DeckMaterial
    passages: dict[int, str]
    pictures: dict[int, bytes]
    kind: str
    language: str
    look: str
    format: DeckFormat
    length: Length
    level: Level


def wanted(number: int) -> Wanted:
    languages = list(TEXTS)
    kind, language = KINDS[number % 4], languages[number % len(languages)]
    second = languages[(number // 3 + 5) % len(languages)]
    making = _Making(kind, number)
    sections = tuple(making.sections((language, language, second)))
    title = f"{TEXTS[language][0][0]} ({number + 1})" if kind != "memo" else f"Memo of 16 November, {number + 1}"
    sources = tuple({one.source_id: one for one in making.cited}.values())
    material = DeckMaterial(title, "2–20 November 2026", "extractive", sections, sources=sources)
    if kind in ("digest", "posts"):
        material = replace(material, counts=_counts(sources), pictures=_pictures(making.cited[0]))
    return Wanted(
        material,
        making.passages,
        {1: _drawn(number)},
        kind,
        language,
        list(LOOKS)[number % len(LOOKS)],
        FORMATS[(number // 2) % 2],
        LENGTHS[(number // 4) % 3],
        LEVELS[(number // 5) % 3],
    )


class _Making:
    """Hands out numbers to passages, and keeps the words of each."""

    def __init__(self, kind: str, number: int) -> None:
        self.kind, self.number = kind, number
        self.ids = count(1)
        self.passages: dict[int, str] = {}
        self.cited: list[CitedSource] = []

    def sections(self, languages: Sequence[str]) -> Iterator[DocumentSection]:
        sections = 1 if self.kind == "memo" else 3
        for place, language in enumerate(languages[:sections]):
            headings, statements, quotation, question = TEXTS[language]
            told = [self.statement(text, at) for at, text in enumerate(statements)]
            if place == 0:
                told.append(self.doubtful())
            yield DocumentSection(
                headings[place],
                place + 1,
                tuple(self.opposed(told) if place == 1 else told),
                quotations=(self.statement(quotation, place),),
                questions=(self.statement(question, place + 1),),
                sources=4,
            )

    def statement(self, text: str, at: int) -> DocumentStatement:
        cited = [self.citation(text, at)]
        if at % 3 == 0 and self.kind in ("digest", "posts"):
            cited.append(self.citation(text, at + 1))
        return DocumentStatement(text, tuple(cited))

    def doubtful(self) -> DocumentStatement:
        unsupported = replace(self.citation("Something else is said here.", 1), quote=UNSUPPORTED, status="unsupported")
        return DocumentStatement(UNSUPPORTED, (unsupported,), "unsupported", "The words are not in the source.")

    def opposed(self, told: list[DocumentStatement]) -> list[DocumentStatement]:
        """The second denies what the third had said."""
        met = told[2].citations[0]
        return [told[0], replace(told[1], novelty="disagrees", novelty_reason="It denies it.", met=met), *told[2:]]

    def citation(self, text: str, at: int) -> DocumentCitation:
        passage = next(self.ids)
        self.passages[passage] = f"Before it. {text} After it."
        source = 1 if self.kind in ("episode", "memo") else 1 + (at + self.number) % len(_PEOPLE)
        cited = CitedSource(
            source_id=source,
            passage_id=passage,
            title=text[:60]
            if self.kind == "posts"
            else f"Shipping Weekly, episode {40 + source}: what the evaluation costs",
            author=_PEOPLE[source - 1],
            kind={"digest": "article", "posts": "post"}.get(self.kind, self.kind),
            url=f"{_SITE}/{passage}",
            met_on=_FIRST_DAY + timedelta(days=3 * at + self.number % 3),
            said_on=_FIRST_DAY + timedelta(days=2 * at),
            start_ms=61_000 * passage if self.kind in ("episode", "memo") else None,
        )
        self.cited.append(cited)
        return DocumentCitation(passage, text, "verified", cited)


def _counts(sources: Sequence[CitedSource]) -> tuple[Count, ...]:
    names = tuple(one.author or "Nobody named" for one in sources)
    passages = tuple(float(3 + 2 * at) for at in range(len(names)))
    days = tuple(f"{day} November" for day in range(2, 21))
    by_day = tuple(float((day * 7) % 11) for day in range(len(days)))
    return (
        Count("Who said most", "bar", names, (("Passages", passages),), "Passages that were read, by author."),
        Count("Day by day", "line", days, (("Passages", by_day),), "Passages that were read, by day."),
    )


def _pictures(cited: CitedSource) -> tuple[Picture, ...]:
    mark = SlideCitation(
        passage_id=cited.passage_id, source_id=cited.source_id, title=cited.title, author=cited.author, url=cited.url
    )
    return (Picture(1, "A drawing of coloured stripes", "The board that they drew on.", 640, 400, mark),)


def _drawn(number: int) -> bytes:
    image = Image.new("RGB", (640, 400), (40, 80 + number % 100, 120))
    for at in range(0, 640, 40):
        image.paste((210, 150, 90), (at, at // 2, at + 20, at // 2 + 60))
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
