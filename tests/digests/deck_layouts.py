"""One slide of each layout of the model, in plain English and in other scripts."""

import struct
import zlib

from digests.outline import (
    ChartSeries,
    ChartSlide,
    Column,
    ColumnsSlide,
    Deck,
    DeckFormat,
    Moment,
    PictureSlide,
    Slide,
    SlideCitation,
    SlideLine,
    TableSlide,
    TimelineSlide,
)
from digests.outline.model import AnySlide
from tests.digests.deck_material import SITE

PICTURE = 7
Pair = tuple[str, str]
_VALUES = ([21.0, 14.0, 11.0, 9.0, 6.0], [12.0, 15.0, 4.0, 0.0, 6.5])
_ANA = SlideCitation(
    passage_id=101,
    source_id=1,
    title="Evals before features",
    author="Ana Ruiz",
    quote="twenty test cases",
    url=f"{SITE}/passages/101",
    when="14 November 2026",
    number=1,
)
_BEN = SlideCitation(
    passage_id=102,
    source_id=2,
    title="Shipping Weekly, episode 41: the eval tax",
    author="Ben Okafor",
    quote="73% of the regressions",
    url=f"{SITE}/passages/102",
    when="15 November 2026, at 12:41",
    number=2,
)
_HANAKO = SlideCitation(
    passage_id=105,
    source_id=5,
    title="評価について",
    author="山田 花子",
    quote="評価は最初に書くべき",
    url=f"{SITE}/passages/105",
    number=5,
)
_LAYLA = SlideCitation(
    passage_id=106,
    source_id=6,
    title="ملاحظات حول الوكلاء",
    author="ليلى حداد",
    quote="الوكيل الذي لا يستطيع",
    url=f"{SITE}/passages/106",
    number=6,
)


def picture_bytes(width: int = 32, height: int = 18) -> bytes:
    """Out: a PNG of stripes."""
    rows = b"".join(b"\0" + bytes((x * 7 % 256, y * 13 % 256, 120)[c] for x in range(width) for c in range(3))
                    for y in range(height))  # fmt: skip
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(*one) for one in ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )


def said(text: str, *by: SlideCitation) -> SlideLine:
    return SlideLine(text=text, citations=list(by), own_words=not by)


def every_layout(format: DeckFormat = "detailed") -> Deck:
    """In English, as much of it as a usual deck has."""
    return Deck(title="A slide of each layout", format=format, writer="extractive", slides=_english())


def in_other_scripts(format: DeckFormat = "detailed") -> Deck:
    """Japanese, Arabic, Hindi, Hebrew, Thai, words without an end, and emoji."""
    return Deck(title="評価 والتقييم मूल्यांकन", format=format, writer="extractive", slides=_mixed())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PICTURES = {PICTURE: picture_bytes()}


def _english() -> list[AnySlide]:
    first = said("Teams that wrote twenty test cases before the first prompt shipped in half the time.", _ANA, _BEN)
    second = said("A weekly eval run caught 73% of the regressions that customers would have met.", _BEN)
    third = SlideLine(text="Roughly every team now evaluates.", citations=[_ANA], retold=True)
    return _slides(
        title="What the week said about building with models",
        subtitle="14–20 November 2026",
        statements=[first, second, third],
        headings=("Before a first eval, when nobody could say what a good answer was", "After a first eval"),
        days=("14 November 2026", "15 November 2026", "20 November 2026"),
        categories=["Evaluation", "Retrieval", "Pricing", "Agents", "Teams"],
        counted="Passages of each theme, 14–20 November 2026; 61 passages of 9 sources.",
        header=["Who", "What was said", "When"],
        alt="A photograph of a whiteboard with three boxes, joined by arrows.",
        figure="73%",
    )


def _mixed() -> list[AnySlide]:
    statements = [
        said("評価は最初に書くべきであり、後から足すものではない。" * 2, _HANAKO),
        said("الوكيل الذي لا يستطيع أن يقول لا أعرف سيقول أي شيء.", _LAYLA),
        said("जो टीम पहले परीक्षण लिखती है, वह आधे समय में काम पूरा करती है।", _ANA),
        said("מי שכותב את המבחן קודם מסיים בחצי הזמן. ผู้ที่เขียนแบบทดสอบก่อนจะเสร็จก่อน", _BEN),
        said("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 2 + " 🎰 👩‍💻", _BEN),
    ]
    return _slides(
        title="評価は最初に: التقييم أولاً, पहले मूल्यांकन 🧭",
        subtitle="週のまとめ",
        statements=statements,
        headings=("評価の前", "بعد التقييم"),
        days=("2026年11月14日", "١٥ نوفمبر ٢٠٢٦", "20 नवंबर 2026"),
        categories=["評価", "الاسترجاع", "मूल्य", "Donaudampfschifffahrtsgesellschaft", "👩‍💻"],
        counted="Passages of each theme: 評価, الاسترجاع, मूल्य.",
        header=["誰が", "ما قيل", "कब"],
        alt="ホワイトボードの写真",
        figure="৭৩%",
    )


def _slides(
    *,
    title: str,
    subtitle: str,
    statements: list[SlideLine],
    headings: Pair,
    days: tuple[str, ...],
    categories: list[str],
    counted: str,
    header: list[str],
    alt: str,
    figure: str,
) -> list[AnySlide]:
    told = {"title": title, "subtitle": subtitle, "notes": "What to say here, in words of one's own.\n\nTwo minutes."}
    return [
        *_prose(told, statements, figure),
        *_set_out(told, statements, headings, days, header),
        *_shown(told, statements, headings, categories, counted, alt),
        *_last(told, statements),
    ]


def _prose(told: dict[str, str], statements: list[SlideLine], figure: str) -> list[AnySlide]:
    plain = told | {"subtitle": ""}
    own = [said(line.text) for line in statements[:3]]
    return [
        Slide(layout="title", lines=own[:1], **told),
        Slide(layout="agenda", lines=own, **plain),
        Slide(layout="section", lines=own[:1], **plain),
        Slide(layout="bullets", lines=statements, **plain),
        Slide(layout="quotation", lines=statements[:1], **told),
        Slide(layout="big_number", lines=[said(figure), statements[1]], **plain),
    ]


def _set_out(
    told: dict[str, str], statements: list[SlideLine], headings: Pair, days: tuple[str, ...], header: list[str]
) -> list[AnySlide]:
    plain = told | {"subtitle": ""}
    columns = [Column(heading=one, lines=statements[place::2]) for place, one in enumerate(headings)]
    moments = [Moment(when=day, line=line) for day, line in zip(days, statements, strict=False)]
    rows = [[said(line.marks[0].author), line, said(day)] for line, day in zip(statements, days, strict=False)]
    return [
        ColumnsSlide(layout="two_columns", columns=columns, **plain),
        ColumnsSlide(layout="comparison", columns=columns, **plain),
        TimelineSlide(moments=moments, **plain),
        TableSlide(header=header, rows=rows, **plain),
    ]


def _shown(
    told: dict[str, str], statements: list[SlideLine], headings: Pair, categories: list[str], counted: str, alt: str
) -> list[AnySlide]:
    plain = told | {"subtitle": ""}
    series = [ChartSeries(name=name, values=values) for name, values in zip(headings, _VALUES, strict=True)]
    charts: list[AnySlide] = [
        ChartSlide(kind=kind, categories=categories, series=some, counted=counted, lines=statements[:1], **plain)
        for kind, some in (("bar", series[:1]), ("column", series), ("line", series))
    ]
    picture = PictureSlide(picture=PICTURE, alt=alt, width=320, height=180, lines=statements[:1], **plain)
    return [*charts, picture]


def _last(told: dict[str, str], statements: list[SlideLine]) -> list[AnySlide]:
    plain = told | {"subtitle": ""}
    cited = {one.number: one for line in statements for one in line.marks}
    sources = [SlideLine(text=one.source, citations=[one], own_words=True) for _, one in sorted(cited.items())]
    return [Slide(layout="sources", lines=sources, **plain), Slide(layout="closing", lines=statements[:3], **plain)]
