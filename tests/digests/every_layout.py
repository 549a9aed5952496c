"""A slide of each layout, and the same with far more on it than a slide can hold."""

from io import BytesIO

from PIL import Image

from digests.outline import (
    AnySlide,
    ChartSeries,
    ChartSlide,
    Column,
    ColumnsSlide,
    Deck,
    Moment,
    PictureSlide,
    Slide,
    SlideCitation,
    SlideLine,
    TableSlide,
    TimelineSlide,
)

MUCH = (
    "Wörter " * 60,
    "評価は最初に書くべきであり。" * 30,
    "m" * 400,
    "الوكيل لا يعرف " * 40,
    "🎰🏢🚀 " * 40,
    "नमस्ते दुनिया। " * 40,
    "ทีมที่เขียนชุดทดสอบยี่สิบข้อ" * 20,
    "short",
)


def line(text: str, number: int = 1) -> SlideLine:
    cited = SlideCitation(
        passage_id=number,
        source_id=number,
        title="Shipping Weekly, episode 41: the eval tax",
        author="Ben Okafor",
        quote=text.strip()[:40],
        url=f"https://threepass.example/passages/{number}",
        when="12 November 2026, at 12:41",
        number=number,
    )
    return SlideLine(text=text.strip(), citations=[cited])


def drawing(width: int = 400, height: int = 300) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), (40, 90, 120)).save(file, "PNG")
    return file.getvalue()


def slides(
    texts: tuple[str, ...] = ("One thing was said.", "Another was said of it."), times: int = 1
) -> list[AnySlide]:
    said = [line(text, at + 1) for at, text in enumerate(texts)]
    named = [f"{texts[0][:60]} {at}" for at in range(4 * times)]
    first, second = said[: len(said) // 2], said[len(said) // 2 :]
    series = [ChartSeries(name=f"Series {one}", values=[float(one + at) for at in range(len(named))]) for one in (1, 2)]
    return [
        Slide(id="a", layout="title", title=texts[0], subtitle=texts[-1], lines=said),
        Slide(id="b", layout="agenda", title="Agenda", lines=said),
        Slide(id="c", layout="section", title=f"Section {texts[0]}", subtitle=texts[-1], lines=said),
        Slide(id="d", layout="bullets", title=f"Bullets {texts[0]}", lines=said),
        ColumnsSlide(
            id="e",
            layout="two_columns",
            title="Columns",
            columns=[Column(heading=texts[0], lines=first), Column(heading="Right", lines=second)],
        ),
        ColumnsSlide(
            id="f",
            layout="comparison",
            title="Comparison",
            columns=[Column(heading="Left", lines=second), Column(heading=texts[-1], lines=first)],
        ),
        Slide(id="g", layout="quotation", title="Quotation", subtitle=texts[0], lines=said[:1]),
        Slide(id="h", layout="big_number", title="Number", lines=[line("73%"), *said]),
        TimelineSlide(id="i", title="Timeline", moments=[Moment(when="14 November 2026", line=one) for one in said]),
        ChartSlide(id="j", title="Bars", kind="bar", categories=named, series=series, counted=texts[0], lines=said[:1]),
        ChartSlide(id="k", title="Columns of a chart", kind="column", categories=named, series=series, counted="All."),
        ChartSlide(id="l", title="Lines of a chart", kind="line", categories=named, series=series, counted="All."),
        TableSlide(
            id="m", title="Table", header=["Who", texts[0][:200], "When"], rows=[[one, one, one] for one in said]
        ),
        PictureSlide(id="n", title="Picture", picture=1, alt="A blue field", width=400, height=300, lines=said[:1]),
        PictureSlide(id="o", title="Tall picture", picture=1, alt="A blue field", width=100, height=900),
        Slide(id="p", layout="sources", title="Sources", lines=said),
        Slide(id="q", layout="closing", title="Closing", lines=said),
    ]


def deck(format: str = "detailed", **more: object) -> Deck:
    return Deck(title="Every layout", format=format, slides=slides(), **more)


def stuffed(format: str = "detailed") -> Deck:
    return Deck(title="Stuffed", format=format, slides=slides(MUCH, times=12))
