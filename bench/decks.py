"""Whether decks fit, cite and can be read, beside a first attempt with python-pptx on the same material.

    python -m bench.decks [--decks 100] [--pptx-rendered 100] [--kept folder]

Makes decks over kinds of source, languages and scripts, looks, formats, levels and lengths, and counts what must not
be there: words off their page or outside their box (PPTX drawn by LibreOffice, which has to be installed, as
poppler-utils has and the fonts of .ci/run), pages that are not slides, text under 14 points, contrast under 4.5,
statements without a source, quotes that are not in it, titles that repeat. Prints JSON; `kept` keeps the files.
"""

import argparse
import json
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from bench.deck_material import Wanted, wanted
from bench.deck_naive import naive_deck, naive_pptx, quoted
from bench.deck_rendered import Found, drawn, empty_holders, faint, smallest
from curation.errors import CurationError
from digests.outline import Deck, PictureSlide, SlideCitation, plan_deck
from digests.outline.looks import look_named
from digests.outline.paging import paged
from digests.renderers.deck_pdf import render_deck_pdf
from digests.renderers.pptx import render_pptx

MUST_BE_ZERO = (
    "words_off_page",
    "words_outside_their_box",
    "decks_with_pages_unlike_slides",
    "decks_under_14_points",
    "decks_with_faint_text",
    "unsourced_statements",
    "unverified_quotes",
    "repeated_titles",
)
_LEAST_POINTS = 14
_TIMED_SLIDES, _TIMES = 20, 5

Report = dict[str, object]


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--decks", type=int, default=100)
    parser.add_argument("--pptx-rendered", type=int, default=None)
    parser.add_argument("--kept", type=Path, default=None)
    asked = parser.parse_args(arguments)
    rendered = asked.decks if asked.pptx_rendered is None else asked.pptx_rendered
    json.dump(measured(asked.decks, rendered, asked.kept), sys.stdout, indent=2, ensure_ascii=False)


def measured(decks: int, rendered: int, kept: Path | None = None) -> Report:
    """Out: the counts of our decks and of the baseline's; of both, the first `rendered` are drawn."""
    asked = [wanted(number) for number in range(decks)]
    planned = [_planned(one) for one in asked]
    presentations = [
        render_pptx(deck, look_named(one.look), one.pictures) for deck, one in zip(planned, asked, strict=True)
    ]
    naive = [naive_pptx(one.material) for one in asked]
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder, "ours"), Path(folder, "theirs")
        found = _drawn(presentations[:rendered], kept or ours)
        naive_found = _drawn(naive[:rendered], theirs)
    told = _told(planned, asked)
    return {
        "decks": decks,
        "slides": sum(len(deck.slides) for deck in planned),
        "ours": _counted(found, presentations) | told | _pdf(planned, asked),
        "naive_python_pptx": _counted(naive_found, naive) | _naive_told(asked),
        "layouts": dict(Counter(slide.layout for deck in planned for slide in deck.slides).most_common()),
        "empty_placeholders": sum(map(empty_holders, presentations)),
        "seconds": _seconds(planned, asked),
    }


def zeros(report: Report) -> dict[str, object]:
    """Out: the counts that must be zero."""
    ours = report["ours"]
    assert isinstance(ours, dict)
    return {name: ours[name] for name in MUST_BE_ZERO}


def _planned(one: Wanted) -> Deck:
    deck = plan_deck(
        one.material, format=one.format, level=one.level, length=one.length, language=one.language, look=one.look
    )
    return paged(deck, look_named(one.look))


def _drawn(presentations: list[bytes], folder: Path) -> list[Found]:
    folder.mkdir(parents=True, exist_ok=True)
    return drawn(presentations, folder)


def _counted(found: Iterable[Found], presentations: list[bytes]) -> Report:
    found = list(found)
    sizes = [smallest(made) for made in presentations]
    off, outside = ([word for one in found for word in getattr(one, name)] for name in ("off_page", "outside"))
    return {
        "presentations_drawn": len(found),
        "words_off_page": len(off),
        "words_outside_their_box": len(outside),
        "outside_for_example": outside[:8],
        "decks_with_pages_unlike_slides": sum(one.pages != one.slides for one in found),
        "smallest_points": min(sizes),
        "decks_under_14_points": sum(size < _LEAST_POINTS for size in sizes),
        "decks_with_faint_text": sum(bool(faint(made)) for made in presentations),
    }


def _told(decks: Iterable[Deck], asked: Iterable[Wanted]) -> Report:
    pairs = list(zip(decks, asked, strict=True))
    return {
        "unsourced_statements": sum(map(_unsourced, (deck for deck, _ in pairs))),
        "unverified_quotes": sum(_unverified(_quotes(deck), one.passages) for deck, one in pairs),
        "repeated_titles": sum(map(_repeated, (deck for deck, _ in pairs))),
    }


def _naive_told(asked: Iterable[Wanted]) -> Report:
    asked = list(asked)
    decks = [naive_deck(one.material) for one in asked]
    return {
        "unsourced_statements": sum(map(_unsourced, decks)),
        "unverified_quotes": sum(_unverified(quoted(one.material), one.passages) for one in asked),
        "repeated_titles": sum(map(_repeated, decks)),
    }


def _unsourced(deck: Deck) -> int:
    lines = [line for slide in deck.slides for line in slide.body]
    return sum(not line.own_words and not line.citations and bool(line.text.strip()) for line in lines)


def _quotes(deck: Deck) -> list[SlideCitation]:
    """What stands beside a picture, and in the list of sources, tells where that is and quotes nothing."""
    told = (one for one in deck.slides if not isinstance(one, PictureSlide) and one.layout != "sources")
    return [one for slide in told for line in slide.body for one in line.citations]


def _unverified(quotes: Iterable[SlideCitation], passages: Mapping[int, str]) -> int:
    """An empty one is in every text, and rests on none."""
    return sum(
        not one.quote.strip() or _folded(one.quote) not in _folded(passages.get(one.passage_id, "")) for one in quotes
    )


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _repeated(deck: Deck) -> int:
    return sum(times - 1 for times in Counter(slide.title for slide in deck.slides).values())


def _pdf(decks: Iterable[Deck], asked: Iterable[Wanted]) -> Report:
    return {"pdfs_not_made": sum(not _is_made(deck, one) for deck, one in zip(decks, asked, strict=True))}


def _is_made(deck: Deck, one: Wanted) -> bool:
    """One whose pages are not its slides is refused by its renderer."""
    try:
        render_deck_pdf(deck, look_named(one.look), one.pictures)
    except CurationError:
        return False
    return True


def _seconds(decks: list[Deck], asked: list[Wanted]) -> Report:
    """The median of five, of the longest deck brought to twenty slides; the first one warms up."""
    deck, one = max(zip(decks, asked, strict=True), key=lambda pair: len(pair[0].slides))
    slides = [slide for _ in range(_TIMED_SLIDES) for slide in deck.slides][:_TIMED_SLIDES]
    deck, look = deck.model_copy(update={"slides": slides}), look_named(one.look)
    return {
        "slides": _TIMED_SLIDES,
        "pptx": _timed(lambda: render_pptx(deck, look, one.pictures)),
        "pdf": _timed(lambda: render_deck_pdf(deck, look, one.pictures)),
    }


def _timed(make: Callable[[], object]) -> float:
    taken = []
    for _ in range(_TIMES + 1):
        start = time.perf_counter()
        make()
        taken.append(time.perf_counter() - start)
    return round(sorted(taken[1:])[_TIMES // 2], 3)


if __name__ == "__main__":
    main(sys.argv[1:])
