"""A fictional week: five themes of four statements, long words, other scripts, and hostile strings."""

from dataclasses import replace
from datetime import date

from digests.document import (
    CitedSource,
    DigestDocument,
    DocumentCitation,
    DocumentSection,
    DocumentStatement,
)
from digests.outline import DeckMaterial

SITE = "https://threepass.example"
HOSTILE = 'Someone pasted #import "x" and <script>alert(1)</script> and *not* emphasis into the prompt.'
UNSUPPORTED = "The moon is made of tokens."
AWAY = "The model at models.example.org does not answer."
CLOSE = "Roughly every team now evaluates."

_PEOPLE = {
    1: ("Ana Ruiz", "Evals before features", "post", None),
    2: ("Ben Okafor", "Shipping Weekly, episode 41: the eval tax", "episode", 761_000),
    3: ("Chidi Mensah", "Notes on retrieval that forgets", "article", None),
    4: ("Dara Lindqvist", "What our first hundred customers asked for", "article", None),
    5: ("山田 花子", "評価について", "post", None),
    6: ("ليلى حداد", "ملاحظات حول الوكلاء", "post", None),
    7: ("Elif Kaya", "Founder hours, episode 9", "episode", 3_723_000),
    8: ("Farid Rahimi", "Donaudampfschifffahrtsgesellschaftskapitän und andere lange Namen", "memo", None),
    9: ("", "Memo of 16 November", "memo", 41_000),
}

_Told = list[tuple[str, tuple[int, ...]]]
_Said = list[tuple[str, int]]

_THEMES: list[tuple[str, _Told, _Said, _Said]] = [
    (
        "Evaluation comes before features",
        [
            ("Teams that wrote twenty test cases before the first prompt shipped in half the time, because "
             "nobody had to argue about whether the new version was better.", (1, 2)),
            ("A weekly eval run caught 73% of the regressions that customers would otherwise have met, "
             "and it cost less than one hour of an engineer.", (2,)),
            ("The judge model agreed with two human graders on clear failures, but it was no better than a "
             "coin on answers that were merely dull.", (1, 3)),
            ("評価は最初に書くべきであり、後から足すものではない。", (5,)),
        ],
        [("If you cannot say what good looks like, you are not building a product, you are running a slot "
          "machine 🎰.", 1)],
        [("How many examples are enough before a number means anything?", 2)],
    ),
    (
        "Retrieval is not memory",
        [
            ("Retrieval augmented generation (RAG) answers from what it finds, so a missing page looks "
             "exactly like a page that says no.", (3,)),
            ("Chunking by speaker turn beat fixed windows on every transcript we tried, by 11 points of "
             "recall at ten.", (3, 2)),
            (HOSTILE, (3,)),
            ("Long contexts still lose the middle: facts placed halfway through a 200k prompt were missed "
             "three times as often as those at either end.", (2, 3)),
        ],
        [("We stopped trusting the summary the day it invented a guest.", 2)],
        [("Who forgets on purpose, and by which rule?", 3)],
    ),
    (
        "Pricing follows the job, not the token",
        [
            ("Customers compared the invoice with the hour it saved, never with the number of tokens, and "
             "asked for a fixed price.", (4,)),
            ("Moving from seats to outcomes raised revenue to $1.4 million in a year, while support tickets "
             "about the bill fell by half.", (4, 7)),
            ("A free tier brought signups; it brought no one who stayed for a month.", (7,)),
            ("Discounts taught buyers to wait for the end of the quarter, so the founders stopped giving "
             "them altogether.", (7, 4)),
        ],
        [("Charge for the hole, not for the drill, and certainly not for the electricity the drill uses "
          "while it makes up its mind.", 7)],
        [],
    ),
    (
        "Agents need a narrow door",
        [
            ("Every agent that reached production had fewer than six tools, and each tool could be undone "
             "by a person in one step.", (8, 3)),
            ("الوكيل الذي لا يستطيع أن يقول لا أعرف سيقول أي شيء.", (6,)),
            ("MCP made it easy to connect a model to everything, which is precisely the trouble with "
             "connecting a model to everything.", (8,)),
            ("Das Wort Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen passed through the "
             "tokenizer as nineteen pieces and came back as eighteen.", (8,)),
        ],
        [("An agent is an intern with the keys to the building 🏢 and no fear of being sacked.", 8)],
        [("What is the smallest permission that still lets the work be done?", 8)],
    ),
    (
        "Small teams win by talking to users on Tuesdays and shipping what they heard by Friday afternoon",
        [
            ("Five calls a week were enough to see the same complaint three times, and the third time it "
             "was always the most expensive one.", (4, 7)),
            ("The founder who answered support herself found the onboarding bug that two dashboards had "
             "hidden for a quarter.", (7,)),
            ("Writing the changelog before the code kept the scope at what could be explained in one "
             "sentence.", (9,)),
            ("Nobody asked for the feature that took the longest to build.", (4,)),
        ],
        [("Read first, then ask; otherwise the machine decides what you were curious about.", 7)],
        [("Does this survive the twentieth employee?", 4)],
    ),
]  # fmt: skip


def cited_source(source_id: int, passage_id: int) -> CitedSource:
    author, title, kind, start_ms = _PEOPLE[source_id]
    return CitedSource(
        source_id=source_id,
        passage_id=passage_id,
        title=title,
        author=author,
        kind=kind,
        url=f"{SITE}/passages/{passage_id}",
        met_on=date(2026, 11, 13 + source_id % 7),
        start_ms=start_ms,
    )


class _Numbers:
    def __init__(self) -> None:
        self.count = 0

    def cite(self, source_id: int, text: str, status: str = "verified") -> DocumentCitation:
        self.count += 1
        quote = text if len(text) < 90 else text[: text.rindex(" ", 0, 90)]
        return DocumentCitation(self.count, quote, status, cited_source(source_id, 100 + self.count))


def _statement(numbers: _Numbers, text: str, sources: tuple[int, ...], status: str = "verified") -> DocumentStatement:
    citations = tuple(numbers.cite(source, text, status) for source in sources)
    reason = "The quoted words are not in the source." if status == "unsupported" else ""
    return DocumentStatement(text, citations, status, reason)


def _section(numbers: _Numbers, place: int) -> DocumentSection:
    heading, statements, quotations, questions = _THEMES[place]
    return DocumentSection(
        heading=heading,
        theme_id=place + 1,
        statements=tuple(_statement(numbers, text, sources) for text, sources in statements),
        quotations=tuple(_statement(numbers, text, (source,)) for text, source in quotations),
        questions=tuple(_statement(numbers, text, (source,)) for text, source in questions),
        sources=len({source for _, sources in statements for source in sources}),
    )


def sections(*, doubtful: bool = True) -> tuple[DocumentSection, ...]:
    """Five sections; with `doubtful` the first one also holds a close and an unsupported statement."""
    numbers = _Numbers()
    made = [_section(numbers, place) for place in range(len(_THEMES))]
    if doubtful:
        first = made[0]
        extra = (
            _statement(numbers, CLOSE, (1,), "close"),
            _statement(numbers, UNSUPPORTED, (2,), "unsupported"),
        )
        made[0] = DocumentSection(
            first.heading, first.theme_id, first.statements + extra, first.quotations, first.questions, 4
        )
    return tuple(made)


def material() -> DeckMaterial:
    return DeckMaterial(
        title="What the week said about building with models",
        subtitle="14–20 November 2026",
        writer="extractive",
        sections=sections(),
        sources=tuple(cited_source(source, source) for source in _PEOPLE),
    )


def document() -> DigestDocument:
    return DigestDocument(
        id=42,
        title="What the week said about building with models",
        period_start=date(2026, 11, 14),
        period_end=date(2026, 11, 20),
        writer="extractive",
        lead="Five themes from nine sources: evaluation, retrieval, pricing, agents and small teams.",
        sections=sections(),
        url=f"{SITE}/digests/42",
        minutes=6,
        sources=9,
        also_met=(cited_source(5, 901), cited_source(9, 902)),
    )


def composed(*, fallen: tuple[int, ...] = ()) -> DigestDocument:
    """The same week written by a model: with an opening of its own, the sections at these places quoted instead."""
    whole = document()
    parts = tuple(
        replace(one, writer="extractive", fell_back=AWAY) if place in fallen else replace(one, writer="gpt-x")
        for place, one in enumerate(whole.sections)
    )
    statements = (parts[0].statements[0], parts[0].statements[-1])
    opening = DocumentSection("In short", None, statements, writer="gpt-x")
    return replace(whole, writer="gpt-x and extractive" if fallen else "gpt-x", sections=parts, opening=opening)
